package model

import "strings"

// closedLists holds the words of the closed classes.
var closedLists = []struct {
	tag   tag
	words string
}{
	{tagTHAT, `that`},
	{tagTO, `to`},
	{tagPOS, `'s '`},
	{tagDT, `the a an this these those each every some any no all both another either neither such many much several few most more less other`},
	{tagPPS, `my your his her its our their whose`},
	{tagPRP, `i you he she it we they me him us them himself herself itself themselves myself ourselves one everyone nobody anyone someone everybody`},
	{tagWH, `who whom which what when where why how whether whoever whatever`},
	{tagIF, `if because although though while unless until since after before whereas once`},
	{tagIN, `of in on at by for with from about against between into through during over under near within without among toward towards across behind beyond
			despite upon via around amid off out up down per alongside regarding`},
	{tagAS, `as than like`},
	{tagCC, `and or but nor yet so &`},
	{tagMD, `will would can could may might must shall should 'll 'd ca wo`},
	{tagBE, `am is are was were be been being 're 'm`},
	{tagHV, `have has had having 've`},
	{tagDO, `do does did doing done`},
	{tagNEG, `not n't never`},
	{tagRB, `also very just now then still here there too only even again already perhaps maybe ever soon later often always however rather quite almost ago
			earlier instead meanwhile`},
	{tagNUM, `two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands million billion trillion half`},
}

var closedClass = func() map[string]tag {
	m := map[string]tag{}
	for _, l := range closedLists {
		for w := range strings.FieldsSeq(l.words) {
			m[w] = l.tag
		}
	}
	return m
}()

package model

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// referenceFeatures prints what is computed of the reference text: of each token its analysis and a digest of its features, of each
// report a digest of what the reranker, the ranker and the confidence read.
func referenceFeatures() []byte {
	var b bytes.Buffer
	t := referenceTagged()
	f := &Featurer{view: t.View, atoms: t.atoms}
	f.analyse()
	for k := range t.Sequences() {
		p := Pick(t.Alternatives(k), NewLinear())
		for i := p.Run.From; i < p.Run.To; i++ {
			a := &t.atoms[i]
			fs := f.Token(i)
			fmt.Fprintf(&b, "%-12s tag %2d quoted %d cue %d source %d: %d features %08x\n", t.Word(i), a.tag, a.quoted, a.cue, a.source, len(fs), digest(fs))
		}
		fs := p.PathFeatures()
		fmt.Fprintf(&b, "paragraph %d: %d reports, %d features %08x\n", k, len(p.Links), len(fs), digest(fs))
		for l := range p.Links {
			fs := p.ConfidenceFeatures(l, Choice{Prob: 1})
			fmt.Fprintf(&b, "  report %d: %d features %08x\n", l, len(fs), digest(fs))
			if p.Links[l].Cue.Empty() {
				continue
			}
			all := p.Candidates(l)
			for n, fs := range p.RankFeatures(l, all) {
				fmt.Fprintf(&b, "    source %v: %d features %08x\n", p.words(all[n].Run), len(fs), digest(fs))
			}
		}
		b.WriteString("\n")
	}
	return b.Bytes()
}

func (v *View) words(r Run) []string {
	var out []string
	for i := r.From; i < r.To; i++ {
		out = append(out, v.Word(i))
	}
	return out
}

// TestFeatures holds the features: the trained weights fit no others. After a change here the model has to be trained again.
func TestFeatures(t *testing.T) {
	name := filepath.Join("testdata", "features.txt")
	got := referenceFeatures()
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	g, w := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for k := range max(len(g), len(w)) {
		if k >= len(g) || k >= len(w) || !bytes.Equal(g[k], w[k]) {
			t.Fatalf("line %d differs:\ngot  %s\nwant %s", k+1, g[min(k, len(g)-1)], w[min(k, len(w)-1)])
		}
	}
}

// otherWord makes all that is read of a token's letters different, and keeps its class, its buckets and whether it is quoted.
func (a *atom) otherWord() {
	for _, x := range []*uint32{&a.word, &a.stem, &a.suf2, &a.suf3, &a.suf4, &a.pre3, &a.pre5} {
		*x ^= 0x5A5A5A5A
	}
}

// TestFeaturesHoldTwoWords changes the words of the reference text one by one: no feature may depend on more than two of them.
func TestFeaturesHoldTwoWords(t *testing.T) {
	ref := referenceTagged()
	f := &Featurer{view: ref.View, atoms: ref.atoms}
	f.analyse()
	check := func(what string, atoms []atom, compute func() []Feature) {
		t.Helper()
		before := append([]Feature(nil), compute()...)
		held := make([]int, len(before))
		for j := range atoms {
			old := atoms[j]
			atoms[j].otherWord()
			after := compute()
			if len(after) != len(before) {
				t.Fatalf("%s: %d features, with another word %d", what, len(before), len(after))
			}
			for k := range after {
				if after[k] != before[k] {
					held[k]++
				}
			}
			atoms[j] = old
		}
		most := 0
		for k, n := range held {
			most = max(most, n)
			if n > 2 {
				t.Errorf("%s: feature %d depends on %d words", what, k, n)
			}
		}
		if most == 0 {
			t.Errorf("%s: no feature depends on a word: the test is blind", what)
		}
	}
	for i := range ref.Low {
		check(fmt.Sprintf("token %d", i), f.atoms, func() []Feature { return f.Token(i) })
	}
	for k := range ref.Sequences() {
		p := Pick(ref.Alternatives(k), NewLinear())
		if len(p.Links) == 0 {
			continue
		}
		check(fmt.Sprintf("paragraph %d", k), p.atoms, p.PathFeatures)
		for l := range p.Links {
			check(fmt.Sprintf("confidence of %d.%d", k, l), p.atoms, func() []Feature { return p.ConfidenceFeatures(l, Choice{Prob: 1}) })
			if p.Links[l].Cue.Empty() {
				continue
			}
			all := p.Candidates(l)
			for n := range all {
				check(fmt.Sprintf("candidate %d of %d.%d", n, k, l), p.atoms, func() []Feature { return p.RankFeatures(l, all)[n] })
			}
		}
	}
}

// TestListsAreDisjoint: a word in two lists would be analysed as the later one says.
func TestListsAreDisjoint(t *testing.T) {
	lists := func(of ...string) {
		seen := map[string]bool{}
		for _, l := range of {
			for w := range strings.FieldsSeq(l) {
				if seen[w] {
					t.Errorf("%q stands in two lists, or twice in one", w)
				}
				seen[w] = true
			}
		}
	}
	var tags, classes []string
	for _, l := range closedLists {
		tags = append(tags, l.words)
	}
	for _, l := range classLists {
		stems := ""
		for w := range strings.FieldsSeq(l.words) {
			stems += Stem(w) + " "
		}
		classes = append(classes, stems)
	}
	lists(tags...)
	lists(classes...)
}

package extract_test

import (
	"testing"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/extract"
)

// TestThoseWhoAreDescribedAreEntities names speakers, actors and targets that have no name as the text does, one description one entity.
func TestThoseWhoAreDescribedAreEntities(t *testing.T) {
	d := &corpus.Document{ID: "a1", Text: "The harbour union on Thursday demanded that the shipping company raise wages. The harbour union said it would strike.\n\n" +
		"They refused. It said so."}
	a, err := extract.Annotate(d)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, e := range a.Entities {
		count[e.Name]++
	}
	if count["The harbour union"] != 1 || count["the shipping company"] != 1 {
		t.Errorf("entities %v, want the union and the company once each", count)
	}
	for _, pronoun := range []string{"They", "It", "it"} {
		if count[pronoun] > 0 {
			t.Errorf("%q is an entity", pronoun)
		}
	}
	if len(a.Demands) == 0 || a.Demands[0].ActorName != "The harbour union" || a.Demands[0].TargetName != "the shipping company" {
		t.Fatalf("demands %+v", a.Demands)
	}
	union := a.Demands[0].ActorEntity
	said := 0
	for _, x := range a.Attributions {
		if x.Entity == union && x.Speaker == "The harbour union" {
			said++
		}
		if n := len(x.Chain); n > 0 && x.Speaker != "" && x.Chain[n-1] != x.Speaker {
			t.Errorf("chain %q does not end in %q", x.Chain, x.Speaker)
		}
	}
	letter := &corpus.Document{ID: "a2", Text: "In one letter, dated 3 May, the chief of staff, Nora Cole, wrote that the fleet would sail."}
	if a, err = extract.Annotate(letter); err != nil {
		t.Fatal(err)
	}
	for _, x := range a.Attributions {
		if x.Speaker == "May" || x.Entity != corpus.None && a.Entities[x.Entity].Name == "May" {
			t.Errorf("a month speaks: %+v", x)
		}
	}
	if said < 2 {
		t.Errorf("%d statements of the union, want the demand and the threat", said)
	}
}

// TestJointActors names those who act together whole: neither of them alone.
func TestJointActors(t *testing.T) {
	d := &corpus.Document{ID: "a1", Text: "Norway and the European Union urged Denmark to open the port. Norway agreed. The European Union met. " +
		"Bosnia and Herzegovina urged Denmark to open the port."}
	a, err := extract.Annotate(d)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range a.Demands {
		if x.TargetName == "Denmark" {
			got = append(got, x.ActorName)
			if name := a.Entities[x.ActorEntity].Name; name != x.ActorName {
				t.Errorf("the actor's entity is %q, its name %q", name, x.ActorName)
			}
		}
	}
	if len(got) != 2 || got[0] != "Norway and the European Union" || got[1] != "Bosnia and Herzegovina" {
		t.Errorf("actors %q, want the two together and the one country", got)
	}
}

// TestUnnamedSpeakers marks those whom the text describes and will not name.
func TestUnnamedSpeakers(t *testing.T) {
	for text, want := range map[string]bool{
		"Two aides met the mayor. “It went quiet,” one of the aides said on Monday.":                        true,
		"Mara Lindqvist stayed away. “They are late again,” said her friend, who did not want to be named.": true,
		"Mara Lindqvist, who left in May, said the drivers were “already on strike”.":                       false,
	} {
		a, err := extract.Annotate(&corpus.Document{ID: "a1", Text: text})
		if err != nil {
			t.Fatal(err)
		}
		if n := len(a.Attributions); n == 0 || a.Attributions[n-1].Anonymous != want {
			t.Errorf("%s\ngot %+v, want anonymous %v", text, a.Attributions, want)
		}
	}
}

// TestSurnameOfTwo leaves a surname open that two people bear, also where one of them was called by it before or after.
func TestSurnameOfTwo(t *testing.T) {
	d := &corpus.Document{ID: "a1", Text: "Adam Kovac and Peter Kovac appeared before the panel. Kovac said he had signed nothing. " +
		"Peter Kovac said his brother had signed everything. “Ask him,” Mr Kovac added."}
	a, err := extract.Annotate(d)
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for _, x := range a.Attributions {
		if x.Entity != corpus.None {
			said[d.CutAll(x.Content)] = a.Entities[x.Entity].Name
		}
	}
	for content, want := range map[string]string{
		"he had signed nothing": "Kovac", "his brother had signed everything": "Peter Kovac",
	} {
		if said[content] != want {
			t.Errorf("%q was said by %q, want %q; all: %v", content, said[content], want, said)
		}
	}
}

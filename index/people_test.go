package index_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"example.org/briefbot/corpus/store"
	"example.org/briefbot/index"
)

// said is an article in which somebody, introduced by a sentence, says that many things.
func said(introduction, speaker string, things ...string) string {
	var b strings.Builder
	b.WriteString(introduction)
	for _, x := range things {
		fmt.Fprintf(&b, "\n\n“%s,” %s said.", x, speaker)
	}
	return b.String()
}

// TestOnePersonAcrossDocuments asks for one person by every spelling and wants the same answer of all documents.
func TestOnePersonAcrossDocuments(t *testing.T) {
	for _, c := range []struct {
		name     string
		articles []string
		ask      []string
		total    int
	}{
		{"transliterations", []string{
			said("Ostap Berezovskyy, the farm minister, spoke.", "Berezovskyy", "Grain will move"),
			said("Farm minister Ostap Berezovsky spoke.", "Berezovsky", "Wagons are here"),
			said("Остап Березовський приїхав.", "Остап Березовський", "Rails are ours"),
			said("Ostap Berezovskiy spoke.", "Ostap Berezovskiy", "Silos are full"),
		}, []string{"Berezovsky", "Berezovskyy", "Berezovskiy", "Berezovskii", "Березовський", "ostap berezovsky", "the farm minister"}, 4},
		{"another script, another transliteration", []string{
			said("Mayor Oleh Havryliuk spoke.", "Havryliuk", "The bridge holds"),
			said("Олег Гаврилюк приїхав.", "Олег Гаврилюк", "The road holds"),
		}, []string{"Oleh Havryliuk", "Гаврилюк", "Gavrilyuk"}, 2},
		{"accents and case", []string{
			said("Zoë Maréchal arrived.", "Zoë Maréchal", "The sea is calm"),
			said("Zoe Marechal arrived.", "Zoe Marechal", "The wind is calm"),
		}, []string{"Zoë Maréchal", "zoe marechal", "MARECHAL", "Marêchal"}, 2},
		{"middle name", []string{
			said("Ann B. Berg arrived.", "Ann B. Berg", "The sea is calm"),
			said("Ann Berg arrived.", "Ann Berg", "The wind is calm"),
		}, []string{"Ann Berg", "Berg", "Ann B. Berg"}, 2},
		{"a surname alone", []string{
			said("Governor Anders Quist arrived.", "Quist", "The sea is calm"),
			said("Governor Quist arrived.", "Quist", "The wind is calm"),
		}, []string{"Quist", "Anders Quist", "Governor Quist"}, 2},
		{"a surname of several words", []string{
			said("Joost van der Meer arrived.", "Van der Meer", "The sea is calm"),
			said("Mr. van der Meer arrived.", "Mr. van der Meer", "The wind is calm"),
		}, []string{"van der Meer", "Joost van der Meer"}, 2},
		{"an acronym", []string{
			said("The International Seabed Fund (ISF) met.", "the ISF", "The sea is calm"),
			said("Delegates of the ISF met.", "the ISF", "The wind is calm"),
		}, []string{"ISF", "International Seabed Fund"}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := store.Memory()
			for i, text := range c.articles {
				article(t, s, fmt.Sprint("Outlet ", i), "2025-03-12", text)
			}
			ix := open(t, "", s)
			for _, who := range c.ask {
				if a := ask(t, ix, index.WhoSaid{Who: who}); a.Total != c.total || len(a.Choices) > 0 {
					t.Errorf("who:%q gives %d results %q, choices %+v, suggestions %q; want %d", who, a.Total, texts(a.Results), a.Choices, a.Suggestions, c.total)
				}
			}
		})
	}
}

// TestTwoPeopleAcrossDocuments offers a choice where a name means several, and each choice leads to its statements alone.
func TestTwoPeopleAcrossDocuments(t *testing.T) {
	for _, c := range []struct {
		name     string
		articles []string
		ask      string
		choices  []string
	}{
		{"first names", []string{
			said("Prime Minister Mara Lindqvist spoke.", "Lindqvist", "The harbour stays"),
			said("The painter Elin Lindqvist spoke.", "Elin Lindqvist", "Art stays"),
		}, "Lindqvist", []string{"Elin Lindqvist", "Mara Lindqvist"}},
		{"one of them never with a first name", []string{
			said("Prime Minister Mara Lindqvist spoke.", "Lindqvist", "The harbour stays"),
			said("The painter Elin Lindqvist spoke.", "Elin Lindqvist", "Art stays"),
			said("A certain Lindqvist rang.", "Lindqvist", "Nobody knows me"),
		}, "Lindqvist", []string{"Elin Lindqvist", "Lindqvist (alone)", "Mara Lindqvist"}},
		{"middle names", []string{
			said("Peter A. Marsh spoke.", "Peter A. Marsh", "The harbour stays"),
			said("Peter C. Marsh spoke.", "Peter C. Marsh", "Art stays"),
		}, "Peter Marsh", []string{"Peter A. Marsh", "Peter C. Marsh"}},
		{"father and son", []string{
			said("Peter Marsh spoke.", "Peter Marsh", "The harbour stays"),
			said("Peter Marsh Jr. spoke.", "Peter Marsh Jr.", "Art stays"),
		}, "Marsh", []string{"Peter Marsh", "Peter Marsh Jr."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := store.Memory()
			for i, text := range c.articles {
				article(t, s, fmt.Sprint("Outlet ", i), "2025-03-12", text)
			}
			ix := open(t, "", s)
			a := ask(t, ix, index.WhoSaid{Who: c.ask})
			var got []string
			for _, x := range a.Choices {
				got = append(got, x.Name)
			}
			slices.Sort(got)
			if a.Total != 0 || !slices.Equal(got, c.choices) {
				t.Fatalf("%d results, choices %q; want %q", a.Total, got, c.choices)
			}
			for _, x := range a.Choices {
				if b := ask(t, ix, index.WhoSaid{Who: x.Name}); b.Total != x.Count || b.Total != 1 || len(b.Choices) > 0 {
					t.Errorf("who:%q gives %d results %q, choices %+v; %d were promised", x.Name, b.Total, texts(b.Results), b.Choices, x.Count)
				}
			}
		})
	}
}

// TestUnknownSpeaker finds nothing for somebody who does not speak in the documents, and offers the nearest names.
func TestUnknownSpeaker(t *testing.T) {
	s := store.Memory()
	article(t, s, "The Quay", "2025-03-12", said("Mara Lindqvist spoke.", "Lindqvist", "The harbour stays"))
	ix := open(t, "", s)
	for _, who := range []string{"Lindkvist", "Mara Lundqvist", "Mora Lindqvst"} {
		a := ask(t, ix, index.WhoSaid{Who: who})
		if a.Total != 0 || len(a.Nearest) != 0 || len(a.Suggestions) == 0 || a.Suggestions[0] != "Mara Lindqvist" {
			t.Errorf("who:%q gives %d results, %d near, suggestions %q; want none and Mara Lindqvist suggested", who, a.Total, len(a.Nearest), a.Suggestions)
		}
	}
}

// TestOffice finds the holder of an office by whatever name of the country, and nobody of another office or country.
func TestOffice(t *testing.T) {
	s := store.Memory()
	article(t, s, "The Quay", "2025-03-12", said("United States President Mara Lindqvist met Norwegian Vice President Ola Brandt and Elin Storm, the prime minister of the United Kingdom.", "Mara Lindqvist", "The harbour stays"))
	article(t, s, "The Quay", "2025-03-13", said("Ola Brandt spoke.", "Ola Brandt", "The road stays")+"\n\n“The rail stays,” Elin Storm said.")
	ix := open(t, "", s)
	for who, want := range map[string]string{
		"the US president": "Mara Lindqvist", "the American president": "Mara Lindqvist", "the president of the United States": "Mara Lindqvist",
		"the British prime minister": "Elin Storm", "UK prime minister": "Elin Storm", "the Norwegian vice president": "Ola Brandt", "the vice president of Norway": "Ola Brandt",
		"the Norwegian president": "", "the Danish president": "", "the American prime minister": "",
	} {
		a := ask(t, ix, index.WhoSaid{Who: who})
		got := ""
		for _, r := range a.Results {
			got = r.Speaker
		}
		if got != want || a.Total > 1 {
			t.Errorf("who:%q gives %d results of %q, want %q", who, a.Total, got, want)
		}
	}
}

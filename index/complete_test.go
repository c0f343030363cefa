package index_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/corpustest"
	"example.org/briefbot/corpus/store"
	"example.org/briefbot/index"
)

// speakersStore holds one article for each name, in which its bearer speaks.
func speakersStore(t *testing.T, names ...string) corpus.Store {
	t.Helper()
	s := store.Memory()
	for i, name := range names {
		text := fmt.Sprintf("The mayor, %s, rang on day %d.\n\n“The quay number %d stays open,” said %s.", name, i, i, name)
		put(t, s, &corpus.Document{ID: corpus.NewID("", "", text), Kind: corpus.Article, Title: name, Text: text})
	}
	return s
}

// TestCompleteMisspelled types names wrongly, in another script or transliteration, and wants the right one among the first five for
// nine in ten.
func TestCompleteMisspelled(t *testing.T) {
	names := []string{
		"Mara Lindqvist", "Ostap Berezovskyy", "Jorun Haakestad", "Tomas Okoro", "Siobhan Kirwan", "Włodek Przybysz", "Andrzej Kowalczuk", "Ilse Vandenbroek",
		"Yevheniya Tymchuk", "Oleh Havryliuk", "Zoë Maréchal", "Håkon Sørlie", "Tariq al-Hamdani", "Nguyen Thanh Tung", "Priyanka Raghunathan", "Kwame Boateng",
		"Giuseppe Caravello", "Dimitrios Papathanasiou", "Aoife Gallachóir", "Rasmus Østergaard", "Elin Lindholm", "Mark Lindgren", "Marta Lundqvist", "Otto Brandauer",
		"Viktor Kuznetsenko", "Sergey Sholokhin", "Nadia Bouazzaoui", "Piet van der Hoeven", "Xavier Etxeberria", "Luca Bianchetti",
	}
	ix := open(t, "", speakersStore(t, names...))
	cases := []struct{ typed, want string }{
		{"Lindkvist", "Mara Lindqvist"},
		{"mara lindqist", "Mara Lindqvist"},
		{"Lindquist", "Mara Lindqvist"},
		{"marra lind", "Mara Lindqvist"},
		{"Berezovsky", "Ostap Berezovskyy"},
		{"Berezovskiy", "Ostap Berezovskyy"},
		{"Березовський", "Ostap Berezovskyy"},
		{"Beresovsky", "Ostap Berezovskyy"},
		{"ostap berzov", "Ostap Berezovskyy"},
		{"Hakestad", "Jorun Haakestad"},
		{"joren haakstad", "Jorun Haakestad"},
		{"Okorro", "Tomas Okoro"},
		{"thomas okoro", "Tomas Okoro"},
		{"Shivon Kirwan", "Siobhan Kirwan"},
		{"Kirvan", "Siobhan Kirwan"},
		{"Wlodek", "Włodek Przybysz"},
		{"Pryzbysz", "Włodek Przybysz"},
		{"Przybisz", "Włodek Przybysz"},
		{"Kowalchuk", "Andrzej Kowalczuk"},
		{"Kovalczuk", "Andrzej Kowalczuk"},
		{"Vandenbroeck", "Ilse Vandenbroek"},
		{"van den broek", "Ilse Vandenbroek"},
		{"Timchuk", "Yevheniya Tymchuk"},
		{"Тимчук", "Yevheniya Tymchuk"},
		{"Evgeniya Tymchuk", "Yevheniya Tymchuk"},
		{"Gavrilyuk", "Oleh Havryliuk"},
		{"Гаврилюк", "Oleh Havryliuk"},
		{"Havrylyuk", "Oleh Havryliuk"},
		{"marechal", "Zoë Maréchal"},
		{"Zoe Mareschal", "Zoë Maréchal"},
		{"Hakon Sorlie", "Håkon Sørlie"},
		{"Soerlie", "Håkon Sørlie"},
		{"Hamdani", "Tariq al-Hamdani"},
		{"Tarik el Hamdany", "Tariq al-Hamdani"},
		{"Nguen Thanh", "Nguyen Thanh Tung"},
		{"Raghunatan", "Priyanka Raghunathan"},
		{"Priyanca", "Priyanka Raghunathan"},
		{"Boatang", "Kwame Boateng"},
		{"Caravelo", "Giuseppe Caravello"},
		{"Giusepe", "Giuseppe Caravello"},
		{"Papatanasiou", "Dimitrios Papathanasiou"},
		{"Dimitris Papathanassiou", "Dimitrios Papathanasiou"},
		{"Galachoir", "Aoife Gallachóir"},
		{"Ostergard", "Rasmus Østergaard"},
		{"Lindholn", "Elin Lindholm"},
		{"Lindgrenn", "Mark Lindgren"},
		{"Lundkvist", "Marta Lundqvist"},
		{"Brandhauer", "Otto Brandauer"},
		{"Kusnetsenko", "Viktor Kuznetsenko"},
		{"Кузнеценко", "Viktor Kuznetsenko"},
		{"Sergei Sholohin", "Sergey Sholokhin"},
		{"Шолохин", "Sergey Sholokhin"},
		{"Buazzaoui", "Nadia Bouazzaoui"},
		{"van der Hoven", "Piet van der Hoeven"},
		{"Echeberria", "Xavier Etxeberria"},
		{"Biancheti", "Luca Bianchetti"},
	}
	right := 0
	for _, c := range cases {
		got, err := ix.Complete(t.Context(), index.Scope{}, "who", c.typed, 25)
		if err != nil {
			t.Fatal(err)
		}
		if slices.Contains(got[:min(5, len(got))], c.want) {
			right++
		} else {
			t.Logf("%s: %q, want %s", c.typed, got[:min(5, len(got))], c.want)
		}
	}
	t.Logf("%d of %d misspelled names right", right, len(cases))
	if len(cases) < 50 || 10*right < 9*len(cases) {
		t.Errorf("%d of %d misspelled names right, want nine in ten of 50 or more", right, len(cases))
	}
}

// TestCompleteTwoOfOneSurname offers both bearers of a surname, each by a name that means nobody else.
func TestCompleteTwoOfOneSurname(t *testing.T) {
	ix := open(t, "", speakersStore(t, "Mara Lindqvist", "Elin Lindqvist"))
	got, err := ix.Complete(t.Context(), index.Scope{}, "who", "lindq", 25)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(got)
	if want := []string{"Elin Lindqvist", "Mara Lindqvist"}; !slices.Equal(got, want) {
		t.Fatalf("offered %q, want %q", got, want)
	}
	for _, name := range got {
		a, err := ix.Ask(t.Context(), index.Scope{}, index.WhoSaid{Who: name})
		if err != nil {
			t.Fatal(err)
		}
		if a.Total != 1 || len(a.Choices) > 0 {
			t.Errorf("%s: %d results, choices %v", name, a.Total, a.Choices)
		}
	}
}

// TestCompleteTopics offers no verb of saying.
func TestCompleteTopics(t *testing.T) {
	s := store.Memory()
	text := strings.Repeat("Mara Lindqvist said that the ferry was late. She added that the ferry would come, and told sailors to wait. Sailors asked why. ", 3)
	put(t, s, &corpus.Document{ID: corpus.NewID("", "", text), Kind: corpus.Article, Text: text})
	ix := open(t, "", s)
	got, err := ix.Complete(t.Context(), index.Scope{}, "about", "", 25)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(got, "ferry") || !slices.Contains(got, "sailors") && !slices.Contains(got, "Sailors") {
		t.Errorf("offered %q, want ferry and sailors among them", got)
	}
	for _, cue := range []string{"said", "added", "told", "asked", "would"} {
		if slices.Contains(got, cue) {
			t.Errorf("offered %q, which is no topic", cue)
		}
	}
}

// BenchmarkComplete types into an index of 10,000 invented articles.
func BenchmarkComplete(b *testing.B) {
	ix, _ := newsIndex(b, 10_000*40, 0)
	typed := corpustest.NewNews(1).Questions("people", 200)
	start := time.Now()
	if _, err := ix.Complete(b.Context(), index.Scope{}, "who", typed[0], 25); err != nil {
		b.Fatal(err)
	}
	b.Logf("the first of all, which makes the tables: %d ms", time.Since(start).Milliseconds())
	for _, c := range []struct {
		name string
		text func(i int) string
	}{
		{"surname", func(i int) string { return typed[i%200] }},
		{"beginning", func(i int) string { return typed[i%200][:min(4, len(typed[i%200]))] }},
		{"misspelled", func(i int) string { t := typed[i%200]; return t[:len(t)-2] + "x" + t[len(t)-2:] }},
	} {
		b.Run(c.name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				if _, err := ix.Complete(b.Context(), index.Scope{}, "who", c.text(i), 25); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

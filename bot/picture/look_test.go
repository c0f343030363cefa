package picture

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"example.org/briefbot/bot/render"
	"example.org/briefbot/corpus"
)

var look = flag.String("look", "", "a directory to write pictures into, to look at them")

// TestLook writes timelines to look at.
func TestLook(t *testing.T) {
	if *look == "" {
		t.Skip("-look not set: no pictures to look at")
	}
	for _, theme := range []Theme{Dark, Light} {
		for name, es := range map[string][]Entry{"2": sample(2), "6": sample(6), "15": sample(15), "40": sample(40)} {
			f, err := os.Create(filepath.Join(*look, name+string(theme)+".png"))
			if err != nil {
				t.Fatal(err)
			}
			if err := Timeline(f, es, Options{Title: "Timeline · about the harbour", Theme: theme}); err != nil {
				t.Fatal(err)
			}
			f.Close()
		}
	}
}

func sample(n int) []Entry {
	all := []Entry{
		{Date: "1987", Label: "1987", Text: "The pier was built by the harbour company, which then owned most of the land between the two bridges and the old customs house", When: "past"},
		{Date: "2014/2025-10-19", Label: "since 2014 · ongoing, start computed", Text: "a strike that has lasted 11 years", When: "ongoing", Computed: true},
		{Date: "2025-06", Label: "2025-06", Text: "Переговори між профспілкою докерів та адміністрацією порту почалися в Одесі", When: "past"},
		{Date: "2025-10-13/2025-10-19", Label: "week 2025-10-13 to 2025-10-19", Text: "Οι συνομιλίες για το λιμάνι συνεχίστηκαν όλη την εβδομάδα χωρίς αποτέλεσμα", When: "past"},
		{Date: "2025-10-17", Label: "2025-10-17", Text: "Mara Lindqvist met the dock workers", When: "past"},
		{Date: "2025-10-19/..", Label: "in the weeks from 2025-10-19 · planned", Text: "The parties are to meet again in the coming weeks", When: "planned"},
		{Date: "../2025-10-19", Label: "before 2025-10-19", Text: "港口谈判 had begun earlier", When: "past"},
		{Date: "2025-24", Label: "winter 2025/26 · was planned", Text: "The new ferry should sail", When: "was planned"},
		{Date: "2024-10/2025-10-19", Label: "since 2024-10 · ongoing, start computed", Text: "The front between the unions has been stagnant over the past year", When: "ongoing", Computed: true},
		{Date: "2014/..", Label: "since 2014 · ongoing", Text: "The Quay Union has claimed parts of the basin", When: "ongoing"},
		{Date: "2025-10-16", Label: "2025-10-16", Text: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorsitzender signed", When: "past"},
		{Date: "199X", Label: "1990s", Text: "The quay was privatised", When: "past"},
	}
	var out []Entry
	for i := range n {
		e := all[i%len(all)]
		e.Number = i + 1
		out = append(out, e)
	}
	return out
}

// TestLookAtMatrix does the same for tables.
func TestLookAtMatrix(t *testing.T) {
	if *look == "" {
		t.Skip("-look not set: no pictures to look at")
	}
	for _, n := range []int{2, 4, 6} {
		p := &render.Positions{}
		names := []string{"Mara Lindqvist", "the Danish government", "Kyiv", "Профспілка докерів", "a senior harbour official", "Olof Berg"}
		p.Actors = names[:n]
		r := rand.New(rand.NewPCG(3, 4))
		for i, label := range []string{"close the north harbour to tankers", "a wage rise of 8 percent for all dock workers and for the crews of the ferries that sail at night", "Перемовини", "a loan"} {
			issue := render.Issue{Label: label, Cells: make([][]render.Position, n)}
			for k := range 2 * n {
				c := r.IntN(n)
				issue.Cells[c] = append(issue.Cells[c], render.Position{Kind: corpus.DemandKinds()[r.IntN(7)], Number: 10*i + k + 1})
			}
			p.Issues = append(p.Issues, issue)
		}
		f, err := os.Create(filepath.Join(*look, fmt.Sprintf("matrix%d.png", n)))
		if err != nil {
			t.Fatal(err)
		}
		if err := Matrix(f, p, Options{Title: "/demand about:harbour", Theme: []Theme{Dark, Light}[n/2%2]}); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
}

package index_test

import (
	"strings"
	"testing"
	"time"

	"example.org/briefbot/corpus/store"
	"example.org/briefbot/index"
)

// TestPeriodAmongMany wants what an old period holds, though very much was said since by the same.
func TestPeriodAmongMany(t *testing.T) {
	s := store.Memory()
	article(t, s, "Old", "2015-03-12", "Mara Lindqvist said on Monday that the pier would close. Lindqvist demanded that the council buy a ferry.")
	many := "Mara Lindqvist spoke on Monday.\n\n" + strings.Repeat("Lindqvist said that the harbour was calm. Lindqvist demanded that the council build a pier. ", 2100)
	article(t, s, "New", "2025-03-12", many)
	ix := open(t, "", s)
	period := index.Period{Since: time.Date(2014, 6, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(2016, 5, 1, 0, 0, 0, 0, time.UTC)}
	for _, q := range []index.Query{
		index.WhoSaid{Who: "Lindqvist", Period: period},
		index.Demands{By: "Lindqvist", Period: period},
		index.Timeline{Who: "Lindqvist", Period: period},
	} {
		a := ask(t, ix, q)
		if a.Total == 0 || a.Results[0].Doc.Title != "Old" || a.More {
			t.Errorf("%s: %d results, more %v", q, a.Total, a.More)
		}
	}
	if a := ask(t, ix, index.WhoSaid{Who: "Lindqvist"}); !a.More {
		t.Errorf("%d statements, and none of the others is told of", a.Total)
	}
	all, places := ask(t, ix, index.WhoSaid{Who: "Lindqvist", Page: index.Everything}), 0
	for _, r := range all.Results {
		places += len(r.Citations)
	}
	if all.More || places < 2100 {
		t.Errorf("everything: %d statements at %d places, more %v", all.Total, places, all.More)
	}
	for _, p := range []index.Period{{Since: period.Since}, {Until: period.Until}} {
		if a := ask(t, ix, index.Timeline{Who: "Lindqvist", Period: p}); a.Total == 0 || a.Results[0].Doc.Title != "Old" {
			t.Errorf("%+v: %d entries", p, a.Total)
		}
	}
}

package render

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rivo/uniseg"

	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
)

// wants makes results of "actor|kind|issue|object".
func wants(lines ...string) []index.Result {
	var out []index.Result
	for _, l := range lines {
		var issue int
		part := strings.Split(l, "|")
		_, _ = fmt.Sscan(part[2], &issue)
		d := &corpus.Document{Text: part[3]}
		e := index.Excerpt{Doc: d, Spans: []corpus.Span{{Start: 0, End: len(part[3])}}}
		out = append(out, index.Result{Excerpt: e, Actor: part[0], Kind: part[1], Issue: issue, Object: e})
	}
	return out
}

func TestPositionsTable(t *testing.T) {
	p := NewPositions(wants(
		"Mara Lindqvist|demand|1|close the north harbour to oil tankers and to all other ships by autumn",
		"Mara Lindqvist|offer|2|a loan",
		"Denmark|refusal|1|close the north harbour",
		"Denmark|threat|3|higher tolls for every ferry that lands `today`",
		"|demand|1|x",
	), 6, MostActors, MostIssues)
	lines, ok := p.table(len(p.Issues))
	want := `I   Mara Lindqvist
II  Denmark

                               I    II
close the north harbour        D6   R8
a loan                         O7
higher tolls for every ferry        T9
that lands ʼtodayʼ

D demands, O offers, R refuses, T
threatens`
	if diff := cmp.Diff(want, strings.Join(lines, "\n")); diff != "" || !ok {
		t.Errorf("ok %v (-want +got):\n%s", ok, diff)
	}
	if got := p.rest(len(p.Issues)); got != "1 more in the list only" {
		t.Errorf("left out: %q", got)
	}
	if got := strings.Join(p.list(1), "\n"); got != "• close the north harbour: Mara Lindqvist demands (6); Denmark refuses (8)" {
		t.Errorf("as a list: %s", got)
	}
}

// No line of a table is wider than a phone's code block, and what goes to Discord fits, whatever the names.
func TestPositionsFit(t *testing.T) {
	words := []string{"港口", "🚢", "harbour", "Donaudampfschifffahrtsgesellschaft", "https://example.org/a/very/long/link/that/does/not/break", "``` `", "المحادثات", "e\u0301\u0302", "to"}
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 7))
		text := func() string {
			var s []string
			for range 1 + r.IntN(12) {
				s = append(s, words[r.IntN(len(words))])
			}
			return strings.Join(s, " ")
		}
		actors := []string{text(), text(), text(), text(), text(), text(), text()}[:1+r.IntN(7)]
		var lines []string
		for range r.IntN(80) {
			lines = append(lines, fmt.Sprintf("%s|%s|%d|%s", actors[r.IntN(len(actors))], corpus.DemandKinds()[r.IntN(7)], r.IntN(20), text()))
		}
		p := NewPositions(wants(lines...), 1+r.IntN(200), MostActors, MostIssues)
		if table, ok := p.table(len(p.Issues)); ok {
			for _, l := range table {
				if uniseg.StringWidth(l) > tableWidth || strings.Contains(l, "`") {
					t.Fatalf("%d columns: %q", uniseg.StringWidth(l), l)
				}
			}
		}
		for _, room := range []int{1900, 700, 100} {
			if out := positionsDiscord(p, room); units(out) > room {
				t.Fatalf("%d units, room for %d: %s", units(out), room, out)
			}
		}
		shown := 0
		for _, i := range p.Issues {
			for _, c := range i.Cells {
				shown += len(c)
			}
		}
		if shown+p.Left != len(lines) {
			t.Fatalf("%d of %d records are neither shown nor counted", len(lines)-shown-p.Left, len(lines))
		}
	}
}

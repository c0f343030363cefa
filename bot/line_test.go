package bot

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
)

var reader = Reader{
	Now:   time.Date(2025, 3, 6, 23, 30, 0, 0, time.UTC),
	Knows: func(name string) bool { return strings.EqualFold(name, "Mara Lindqvist") },
}

func ymd(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func TestLine(t *testing.T) {
	for _, c := range []struct {
		line string
		want index.Query
	}{
		{`/who-said who:Lindqvist`, index.WhoSaid{Who: "Lindqvist"}},
		{`who-said WHO:Lindqvist`, index.WhoSaid{Who: "Lindqvist"}},
		{`/who-said who:"the port's council" about:ferries`, index.WhoSaid{Who: "the port's council", About: "ferries"}},
		{`/who-said who:the port's council about:ferries`, index.WhoSaid{Who: "the port's council", About: "ferries"}},
		{`/who-said  who: the council `, index.WhoSaid{Who: "the council"}},
		{`/who-said words:“moored to a cloud”`, index.WhoSaid{Words: "moored to a cloud"}},
		{`/who-said words:"a \"free\" port \\ pier"`, index.WhoSaid{Words: `a "free" port \ pier`}},
		{`/who-said mara lindqvist kind:Direct`, index.WhoSaid{Who: "mara lindqvist", Kind: corpus.Direct}},
		{`/who-said night ferries`, index.WhoSaid{Words: "night ferries"}},
		{`/who-said "night ferries" who:Lindqvist`, index.WhoSaid{Words: "night ferries", Who: "Lindqvist"}},
		{`/who-said Mara Lindqvist who:Council`, index.WhoSaid{Words: "Mara Lindqvist", Who: "Council"}},
		{`/who-said words:at 10:30 sharp`, index.WhoSaid{Words: "at 10:30 sharp"}},
		{`/who-said words:he said: stop`, index.WhoSaid{Words: "he said: stop"}},
		{`/who-said who:x private:true page:3`, index.WhoSaid{Who: "x", Page: 3}},
		{`/who-said who:x since:2025-02 until:2025-02`, index.WhoSaid{Who: "x", Period: index.Period{Since: ymd(2025, 2, 1), Until: ymd(2025, 2, 28)}}},
		{`/demand since:yesterday`, index.Demands{Period: index.Period{Since: ymd(2025, 3, 5)}}},
		{`/demand`, index.Demands{}},
		{`/demand north pier`, index.Demands{About: "north pier"}},
		{`/demand by:union of:port kind:Offer`, index.Demands{By: "union", Of: "port", Kind: corpus.Offer}},
		{`/timeline about:"north pier"`, index.Timeline{About: "north pier"}},
		{`/search "night ferry" -pier who:Lindqvist`, index.Search{Text: `"night ferry" -pier who:Lindqvist`}},
		{`/search query:"night ferry" -pier`, index.Search{Text: `"night ferry" -pier`}},
		{`/search query:"night ferry"`, index.Search{Text: `night ferry`}},
		{`/search "night ferry" page:2`, index.Search{Text: `"night ferry"`, Page: 2}},
		{`/search see https://courier.example/a`, index.Search{Text: `see https://courier.example/a`}},
		{`/sources harbour`, index.Sources{About: "harbour"}},
		{`/help`, nil},
	} {
		got, err := reader.Line(c.line)
		if err != nil {
			t.Errorf("Line(%s): %v", c.line, err)
			continue
		}
		if diff := cmp.Diff(c.want, got.Query); diff != "" {
			t.Errorf("Line(%s) (-want +got):\n%s", c.line, diff)
		}
	}
}

func TestLinePrivate(t *testing.T) {
	for line, want := range map[string]bool{
		"/demand private:true": true, "/demand private:YES": true, "/demand private:false": false, "/demand": false,
	} {
		if got, err := reader.Line(line); err != nil || got.Private != want {
			t.Errorf("Line(%s) = %v, %v; want private %v", line, got.Private, err, want)
		}
	}
}

// What the user can mend is said with the option and with what would be right.
func TestLineErrors(t *testing.T) {
	for _, c := range []struct{ line, option, hint string }{
		{``, "", "/help"},
		{`/who-siad who:x`, "", "did you mean /who-said?"},
		{`/xyzzy`, "", "/who-said, /demand, /timeline, /search, /sources, /help"},
		{`/who-said abuot:x`, "abuot", "did you mean about:?"},
		{`/who-said zz:x`, "zz", "Its options are words:, who:"},
		{`/help who:x`, "who", "no options"},
		{`/who-said`, "", "who:"},
		{`/who-said who:"x`, "who", "closing quotation mark"},
		{`/who-said who:a who:b`, "who", "twice"},
		{`/who-said kind:loud`, "kind", "direct, mixed or indirect"},
		{`/demand kind:wish`, "kind", "condition"},
		{`/demand since:Octember`, "since", "Octember"},
		{`/demand since:2025-03-02 until:2025-03-01`, "until", "before"},
		{`/demand page:0`, "page", "count from 1"},
		{`/demand private:perhaps`, "private", "true nor false"},
		{`/demand pier about:port`, "", `what "pier" belongs to`},
		{`/search`, "query", "what to search for"},
		{`/demand about:` + strings.Repeat("x", nameLimit+1), "about", "100 characters"},
		{`/demand ` + strings.Repeat("x", nameLimit+1), "about", "100 characters"},
	} {
		_, err := reader.Line(c.line)
		var bad *index.QueryError
		if !errors.As(err, &bad) {
			t.Errorf("Line(%s): %v, want a *QueryError", c.line, err)
			continue
		}
		if bad.Option != c.option || !strings.Contains(bad.Hint, c.hint) {
			t.Errorf("Line(%s): %q %q, want option %q and hint with %q", c.line, bad.Option, bad.Hint, c.option, c.hint)
		}
	}
}

// A question written out and read again is the same question.
func TestStringIsReadBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	alphabet := []rune("ab :\"\\\n\t“”„«»-/é👍🏽\u00a0\u202e中who:since:query:")
	text := func(limit int) string {
		var b strings.Builder
		for range rng.IntN(limit) {
			b.WriteRune(alphabet[rng.IntN(len(alphabet))])
		}
		return strings.TrimSpace(b.String())
	}
	for range 20000 {
		p := index.Period{}
		if rng.IntN(2) == 0 {
			p = index.Period{Since: ymd(2024, 1, 1+rng.IntN(100)), Until: ymd(2025, 1, 1+rng.IntN(100))}
		}
		for _, q := range []index.Query{
			index.WhoSaid{Words: text(30), Who: text(30), About: text(30), Kind: corpus.Mixed, Period: p},
			index.Demands{By: text(30), Of: text(30), About: text(30), Period: p},
			index.Timeline{About: text(30), Who: text(30), Period: p},
			index.Search{Text: "a" + text(30)},
			index.Sources{About: text(30)},
		} {
			got, err := reader.Line(q.String())
			if err != nil {
				t.Fatalf("%#v written as %s: %v", q, q, err)
			}
			if diff := cmp.Diff(q, got.Query); diff != "" {
				t.Fatalf("written as %s (-want +got):\n%s", q, diff)
			}
		}
	}
}

func FuzzLine(f *testing.F) {
	f.Add(`/who-said who:"the council" about:pier`)
	f.Add(`/search "night ferry" -pier page:2`)
	f.Add(`/demand by:“a b” of:\" since:2025`)
	f.Add("/timeline about:\xff \x00 who: page:1")
	f.Fuzz(func(t *testing.T, line string) {
		first, err := reader.Line(line)
		if err != nil {
			var bad *index.QueryError
			if !errors.As(err, &bad) || bad.Hint == "" {
				t.Fatalf("Line(%q): %v, want a *QueryError with a hint", line, err)
			}
			return
		}
		if first.Query == nil {
			return
		}
		again, err := reader.Line(first.Query.String())
		if err != nil {
			t.Fatalf("%q, read as %s, cannot be read again: %v", line, first.Query, err)
		}
		if diff := cmp.Diff(first.Query.At(0), again.Query); diff != "" {
			t.Fatalf("%q (-first +again):\n%s", line, diff)
		}
	})
}

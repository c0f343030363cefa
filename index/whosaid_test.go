package index_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/store"
	"example.org/briefbot/index"
)

// article stores an invented article and returns it.
func article(t *testing.T, s corpus.Store, publisher, day, text string) *corpus.Document {
	t.Helper()
	d := &corpus.Document{ID: corpus.NewID("", "", text), Kind: corpus.Article, Title: publisher, Publisher: publisher, Text: text}
	if day != "" {
		var err error
		if d.Published, err = time.Parse(time.DateOnly, day); err != nil {
			t.Fatal(err)
		}
	}
	put(t, s, d)
	return d
}

func ask(t *testing.T, ix *index.Index, q index.Query) *index.Answer {
	t.Helper()
	a, err := ix.Ask(t.Context(), index.Scope{}, q)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestWhoSaidWords wants the very words, or four fifths of the content words in their order; what is weaker stands apart.
func TestWhoSaidWords(t *testing.T) {
	s := store.Memory()
	article(t, s, "The Quay", "2025-03-12", "“We will sell the old ferries to the island council before the winter storms arrive,” Mara Lindqvist said.")
	ix := open(t, "", s)
	const quote = "“We will sell the old ferries to the island council before the winter storms arrive,”"
	for _, c := range []struct {
		name, words string
		total       int
		nearest     bool
	}{
		{"the very words", "sell the old ferries to the island council", 1, false},
		{"another form of them", "sells the old ferry", 1, false},
		{"one of five content words is another", "sell old ferries island parliament council", 1, false},
		{"one of four is another", "sell ferries island parliament", 0, true},
		{"in another order", "council ferries sell winter", 0, true},
		{"half of them", "island council builds bridge", 0, true},
		{"one of many", "ferries need engines captains fuel tickets", 0, false},
		{"none", "trains", 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := ask(t, ix, index.WhoSaid{Words: c.words})
			if a.Total != c.total || len(a.Nearest) > 0 != c.nearest {
				t.Fatalf("%d results, nearest %q; want %d and nearest: %v", a.Total, texts(a.Nearest), c.total, c.nearest)
			}
			for _, r := range append(a.Results, a.Nearest...) {
				if r.Text() != quote {
					t.Errorf("got %q, want %q", r.Text(), quote)
				}
			}
		})
	}
}

// TestWhoSaidOrder shows the very words first, and of equal ones direct before mixed before indirect speech.
func TestWhoSaidOrder(t *testing.T) {
	s := store.Memory()
	article(t, s, "The Quay", "2025-03-12", "Ola Brandt said that the ferry toll was far too high for islanders.\n\n“The ferry toll is a joke,” Mara Lindqvist said.\n\n"+
		"Eva Kalder called the ferry toll “a tax on islanders”.")
	ix := open(t, "", s)
	var kinds []string
	for _, r := range ask(t, ix, index.WhoSaid{About: "toll"}).Results {
		kinds = append(kinds, r.Kind)
	}
	if !slices.IsSortedFunc(kinds, func(a, b string) int {
		order := []string{"direct", "mixed", "indirect"}
		return slices.Index(order, a) - slices.Index(order, b)
	}) || len(kinds) < 2 {
		t.Errorf("kinds %q, want direct before mixed before indirect", kinds)
	}
}

// TestWhoSaidOnce shows words that several documents give as one result with all its places: reprints with other marks and capitals, pull
// quotes, and the shorter version of a longer quotation.
func TestWhoSaidOnce(t *testing.T) {
	s := store.Memory()
	article(t, s, "Nordhavn Herald", "2025-03-10", "\"We will not sell the ferries,\" Mara Lindqvist said on Monday, \"and we will not close the ports.\"\n\n\"We will not sell the ferries\"")
	article(t, s, "The Quay", "2025-03-11", "“We will NOT sell the ferries”, Mara Lindqvist said on Monday, “and we will not close the ports.”")
	article(t, s, "Coast Today", "2025-03-12", "Reported elsewhere: «We will not sell the ferries,» said Mara Lindqvist.")
	article(t, s, "The Islander", "2025-03-12", "“We will not sell the ferries,” said Ola Brandt.")
	ix := open(t, "", s)
	a := ask(t, ix, index.WhoSaid{Who: "Mara Lindqvist"})
	if a.Total != 1 {
		t.Fatalf("%d results %q, want one", a.Total, texts(a.Results))
	}
	r := a.Results[0]
	if want := "\"We will not sell the ferries,\" […] \"and we will not close the ports.\""; r.Text() != want {
		t.Errorf("text %q, want both halves %q", r.Text(), want)
	}
	var outlets []string
	for _, c := range r.Citations {
		outlets = append(outlets, c.Doc.Publisher)
	}
	slices.Sort(outlets)
	if want := []string{"Coast Today", "Nordhavn Herald", "The Quay"}; !slices.Equal(slices.Compact(outlets), want) {
		t.Errorf("places in %q, want %q", outlets, want)
	}
	if a := ask(t, ix, index.WhoSaid{Words: "we will not sell the ferries"}); a.Total != 2 {
		t.Errorf("%d results %q for the words, want two: two people said them", a.Total, texts(a.Results))
	}
}

// TestWhoSaidChain tells the outlet, those who passed it on and the speaker, and whom the text leaves unnamed or not stated.
func TestWhoSaidChain(t *testing.T) {
	s := store.Memory()
	article(t, s, "Nordhavn Herald", "2025-03-10", "According to a report by The Coastal Post, citing two senior officials familiar with the call, the strait would be closed.\n\n"+
		"Norwegian President Mara Lindqvist left.\n\nMara Lindqvist reportedly suggested that she would be willing to give back parts of two other islands.\n\n"+
		"A senior diplomat, speaking on condition of anonymity, laughed. “It is like renting your own harbour,” the diplomat told The Coastal Post on Thursday.\n\n"+
		"It was reported that the pilots had left.")
	ix := open(t, "", s)
	for _, c := range []struct {
		words, speaker string
		chain          []string
		anonymous      bool
		date, from     string
	}{
		{"strait would be closed", "two senior officials", []string{"The Coastal Post", "two senior officials"}, true, "2025-03-10", "publication"},
		{"give back parts of two other islands", "Mara Lindqvist", []string{"The Coastal Post", "two senior officials", "Mara Lindqvist"}, false, "2025-03-10", "publication"},
		{"like renting your own harbour", "A senior diplomat", []string{"The Coastal Post", "A senior diplomat"}, true, "2025-03-06", "text"},
		{"the pilots had left", "", nil, false, "2025-03-10", "publication"},
	} {
		a := ask(t, ix, index.WhoSaid{Words: c.words})
		all := append(a.Results, a.Nearest...)
		if len(all) != 1 {
			t.Errorf("%s: %q, want one", c.words, texts(all))
			continue
		}
		r := all[0]
		if r.Speaker != c.speaker || !reflect.DeepEqual(r.Chain, c.chain) || r.Anonymous != c.anonymous || r.Date != c.date || r.DateFrom != c.from {
			t.Errorf("%s: speaker %q, chain %q, anonymous %v, date %s from %s; want %+v", c.words, r.Speaker, r.Chain, r.Anonymous, r.Date, r.DateFrom, c)
		}
		if c.anonymous && !strings.Contains(r.Introduced.Text(), "officials") && !strings.Contains(r.Introduced.Text(), "anonymity") {
			t.Errorf("%s: introduced by %q", c.words, r.Introduced.Text())
		}
	}
}

// TestWhoSaidUnsureSpeaker names nobody, and nobody as a link of the chain, where the speaker is not sure.
func TestWhoSaidUnsureSpeaker(t *testing.T) {
	s := store.Memory()
	text := "The ferry was late, Mara Lindqvist may have said."
	d := &corpus.Document{ID: corpus.NewID("", "", text), Kind: corpus.Article, Text: text}
	if _, err := s.Put(t.Context(), &corpus.Record{Document: *d, Annotations: corpus.Annotations{
		Entities: []corpus.Entity{{Name: "Mara Lindqvist", Type: corpus.Person, Mentions: []corpus.Mention{{Span: corpus.Span{Start: 20, End: 34}, Form: "name"}}}},
		Attributions: []corpus.Attribution{{
			Source: []corpus.Span{{Start: 20, End: 34}}, Content: []corpus.Span{{Start: 0, End: 18}}, Mode: corpus.Indirect, Speech: true,
			Speaker: "Mara Lindqvist", Chain: []string{"The Coastal Post", "Mara Lindqvist"}, Confidence: 0.5,
		}},
	}}); err != nil {
		t.Fatal(err)
	}
	ix := open(t, "", s)
	a := ask(t, ix, index.WhoSaid{Words: "the ferry was late"})
	if a.Total != 0 || len(a.Nearest) != 1 {
		t.Fatalf("%d results, nearest %q; want it apart", a.Total, texts(a.Nearest))
	}
	if r := a.Nearest[0]; r.Speaker != "" || len(r.Chain) > 0 {
		t.Errorf("speaker %q, chain %q; want none", r.Speaker, r.Chain)
	}
}

// TestWhoSaidTold wants the verb with what was reported where it says what was done, and not where something was only said.
func TestWhoSaidTold(t *testing.T) {
	s := store.Memory()
	article(t, s, "The Quay", "2025-03-12", "The mayor, Mara Lindqvist, accused the council of hiding the accounts. She said the island council had paid. "+
		"She warned that the winter would be hard. “It is done,” Lindqvist said.")
	want := map[string]string{
		"the council of hiding the accounts": "accused the council of hiding the accounts", "the island council had paid": "", "that the winter would be hard": "", "“It is done,”": "",
	}
	for _, r := range ask(t, open(t, "", s), index.WhoSaid{Who: "Lindqvist"}).Results {
		shown, ok := want[r.Text()]
		if got := r.Told.Text(); !ok || got != shown {
			t.Errorf("%q is told as %q, want %q", r.Text(), got, shown)
		}
		delete(want, r.Text())
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
}

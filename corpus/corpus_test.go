package corpus_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"example.org/briefbot/corpus"
)

func FuzzOffsets(f *testing.F) {
	f.Add("", 0)
	f.Add("plain", 3)
	f.Add(strings.Repeat("“é🚢”", 200), 700)
	f.Fuzz(func(t *testing.T, text string, at int) {
		if !utf8.ValidString(text) || at < 0 || at > len(text) || at < len(text) && !utf8.RuneStart(text[at]) {
			return
		}
		if got, want := corpus.NewOffsets(text).Runes(at), utf8.RuneCountInString(text[:at]); got != want {
			t.Errorf("byte %d of %q is code point %d, want %d", at, text, got, want)
		}
	})
}

func TestNewID(t *testing.T) {
	id := corpus.NewID("", "", "A text.")
	if len(id) != 16 || id != corpus.NewID("", "", "A text.") {
		t.Errorf("id %q is not stable", id)
	}
	seen := map[corpus.ID]bool{id: true}
	for _, p := range [][3]string{{"", "", "Another."}, {"1", "", "A text."}, {"", "1", "A text."}, {"1", "2", "A text."}, {"12", "", "A text."}} {
		other := corpus.NewID(p[0], p[1], p[2])
		if seen[other] {
			t.Errorf("%q has the id of another document", p)
		}
		seen[other] = true
	}
}

func TestCutAll(t *testing.T) {
	d := &corpus.Document{Text: "“One,” she said, “two.”"}
	spans := []corpus.Span{{Start: 0, End: 10}, {Start: 21, End: len(d.Text)}}
	if got, want := d.CutAll(spans), "“One,”"+corpus.Elision+"“two.”"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCheckFindsBrokenSpans(t *testing.T) {
	d := &corpus.Document{Text: "“Ja”"}
	good := corpus.Span{Start: 0, End: len(d.Text)}
	ok := corpus.Annotations{Sentences: []corpus.Span{good}, Attributions: []corpus.Attribution{{Content: []corpus.Span{good}, Entity: corpus.None}}}
	if err := ok.Check(d); err != nil {
		t.Error(err)
	}
	for name, a := range map[string]corpus.Annotations{
		"past the end":      {Sentences: []corpus.Span{{Start: 0, End: 99}}},
		"reversed":          {Timexes: []corpus.Timex{{Span: corpus.Span{Start: 3, End: 0}}}},
		"inside a rune":     {Entries: []corpus.Entry{{Span: corpus.Span{Start: 1, End: 4}}}},
		"no content":        {Attributions: []corpus.Attribution{{Entity: corpus.None}}},
		"no such entity":    {Attributions: []corpus.Attribution{{Content: []corpus.Span{good}, Entity: 0}}},
		"no such actor":     {Demands: []corpus.Demand{{ActorEntity: 3, TargetEntity: corpus.None}}},
		"a mention outside": {Entities: []corpus.Entity{{Mentions: []corpus.Mention{{Span: corpus.Span{Start: 2, End: 100}}}}}},
	} {
		if err := a.Check(d); err == nil {
			t.Errorf("%s: not noticed", name)
		}
	}
}

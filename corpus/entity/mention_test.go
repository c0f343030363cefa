package entity

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// marked is a mention in a test text with the name of whom it denotes, empty for nobody that is clear.
type marked struct {
	span corpus.Span
	want string
}

// unmark takes the marks "⟦mention|name⟧" out of text.
func unmark(t *testing.T, text string) (string, []marked) {
	t.Helper()
	var plain strings.Builder
	var all []marked
	for {
		before, rest, ok := strings.Cut(text, "⟦")
		plain.WriteString(before)
		if !ok {
			return plain.String(), all
		}
		mark, after, ok := strings.Cut(rest, "⟧")
		mention, want, both := strings.Cut(mark, "|")
		if !ok || !both {
			t.Fatalf("bad mark %q", mark)
		}
		from := plain.Len()
		plain.WriteString(mention)
		all = append(all, marked{corpus.Span{Start: from, End: plain.Len()}, want})
		text = after
	}
}

// TestMentions reads invented reports with marked sources and wants each resolved as marked. A mark without a name
// wants none: a wrong name is worse than no name.
func TestMentions(t *testing.T) {
	data, err := os.ReadFile("testdata/mentions.txtar")
	if err != nil {
		t.Fatal(err)
	}
	mentions, right := 0, 0
	for _, f := range txtar.Parse(data).Files {
		t.Run(f.Name, func(t *testing.T) {
			text, all := unmark(t, string(f.Data))
			d := &corpus.Document{Text: text}
			s := Find(d, segment.Split(text))
			for _, m := range all {
				mentions++
				got := s.Name(s.At(m.span))
				if i := s.At(m.span); got == d.Cut(m.span) && s.Entities[i].Type == corpus.Group && m.want == "" {
					got = "" // a description that stands for nobody else keeps its own words
				}
				if got == m.want {
					right++
					continue
				}
				t.Errorf("%q after %q\ngot  %q\nwant %q", d.Cut(m.span), text[max(0, m.span.Start-90):m.span.Start], got, m.want)
			}
		})
	}
	t.Logf("%d of %d mentions right", right, mentions)
	if mentions < 60 {
		t.Errorf("%d mentions, want 60 at least", mentions)
	}
}

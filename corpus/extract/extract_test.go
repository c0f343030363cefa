package extract

import (
	"strings"
	"testing"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

func TestAnnotateKeepsOtherLayers(t *testing.T) {
	d := &corpus.Document{ID: "d1", Text: "The harbour council met on Monday. It closed the pier."}
	found, err := annotate(d, []layer{
		{"first", func(s *state, a *corpus.Annotations) { a.Sentences = []corpus.Span{{Start: 0, End: 3}} }},
		{"broken", func(s *state, a *corpus.Annotations) {
			a.Entities = append(a.Entities, corpus.Entity{Name: "half done"})
			panic("index out of range")
		}},
		{"lawless", func(s *state, a *corpus.Annotations) {
			a.Timexes = []corpus.Timex{{Span: corpus.Span{Start: 0, End: len(d.Text) + 1}}}
		}},
		{"last", func(s *state, a *corpus.Annotations) { a.Paragraphs = []corpus.Span{{Start: 0, End: 9}} }},
	})
	if len(found.Sentences) != 1 || len(found.Paragraphs) != 1 {
		t.Errorf("the sound layers did not stay: %+v", found)
	}
	if found.Entities != nil || found.Timexes != nil {
		t.Errorf("failing layers left something behind: %+v", found)
	}
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"extract broken from document d1: panic: index out of range", "extract lawless from document d1: timex: span"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error %q lacks %q", err, want)
		}
	}
}

func TestAnnotateSegments(t *testing.T) {
	d := &corpus.Document{ID: "d1", Text: "The harbour council met.\n\nIt closed the pier. Nobody spoke."}
	found, err := Annotate(d)
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Paragraphs) != 2 || len(found.Sentences) != 3 {
		t.Errorf("got %d paragraphs and %d sentences, want 2 and 3", len(found.Paragraphs), len(found.Sentences))
	}
}

func FuzzAnnotate(f *testing.F) {
	f.Add("HAVEN (Wire) – “We want the pier,” Mara Lindqvist said on Friday.\n\nShe told Ostra to leave by 3 May 2031.")
	f.Add("\"a “b «c\xff\n\n\x00 – 'd")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\ufffd") // what a document's text always is
		before := strings.Clone(text)
		d := &corpus.Document{ID: "fuzz", Text: text}
		found, err := Annotate(d)
		if err != nil {
			t.Error(err)
		}
		if err := found.Check(d); err != nil {
			t.Error(err)
		}
		if d.Text != before {
			t.Error("the text was changed")
		}
	})
}

// benchText is some 3,000 words of invented news.
var benchText = strings.Repeat(`HAVEN (Northern Wire) – The harbour council of Ostra asked the ferry company on Friday to keep the old pier open until May.
“We cannot lose it,” Mara Lindqvist, the council's chair, said in an interview. “It is all that we have,” she added.
The company refused, according to two officials who spoke on condition of anonymity, and offered a subsidy of 3.5 million crowns instead.

`, 40)

func BenchmarkAnnotate(b *testing.B) {
	d := &corpus.Document{ID: "bench", Text: benchText}
	b.SetBytes(int64(len(benchText)))
	for b.Loop() {
		if _, err := Annotate(d); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSplit(b *testing.B) {
	b.SetBytes(int64(len(benchText)))
	for b.Loop() {
		segment.Split(benchText)
	}
}

package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/quote/model"
	"example.org/briefbot/corpus/segment"
)

// document is an annotated text in tokens.
type document struct {
	id     string
	text   string
	view   *model.View
	gold   []model.Report
	labels []model.Label
	fold   int
	words  *wordIndex
	marks  []goldMark
}

// goldMark is what the scorer asks of a gold attribution.
type goldMark struct {
	content, source map[int]bool // words
	mode            string
	speech          bool
}

// pairs are spans in code points.
type pairs [][2]int

func readGold(path string) ([]*document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read gold: %w", err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("read gold %s: %w", path, err)
		}
	}
	var docs []*document
	for dec := json.NewDecoder(bufio.NewReader(r)); dec.More(); {
		var line goldLine
		if err := dec.Decode(&line); err != nil {
			return nil, fmt.Errorf("read gold %s, document %d: %w", path, len(docs)+1, err)
		}
		docs = append(docs, newDocument(&line))
	}
	return docs, nil
}

// goldLine is a line of the gold file.
type goldLine struct {
	ID, Text     string
	Attributions []goldLineAttribution
}

type goldLineAttribution struct {
	Source, Cue, Content pairs
	Speech               bool
}

func newDocument(line *goldLine) *document {
	d := &document{id: line.ID, text: line.Text, view: model.NewView(segment.Split(line.Text))}
	d.words = indexWords(line.Text)
	bytes := byteOffsets(line.Text)
	for _, a := range line.Attributions {
		source, content := bytes.spans(a.Source), bytes.spans(a.Content)
		g := model.Report{Source: d.runs(source), Cue: d.runs(bytes.spans(a.Cue)), Content: d.runs(content)}
		if m := (goldMark{d.words.in(content), d.words.in(source), d.modeOf(content), a.Speech}); len(m.content) > 0 {
			d.marks = append(d.marks, m)
		}
		if len(g.Content) > 0 {
			d.gold = append(d.gold, g)
		}
	}
	d.labels = model.Encode(len(d.view.Low), d.gold)
	return d
}

// offsets maps code points to bytes.
type offsets []int

func byteOffsets(text string) offsets {
	var o offsets
	for i := range text {
		o = append(o, i)
	}
	return append(o, len(text))
}

func (o offsets) spans(p pairs) []corpus.Span {
	var out []corpus.Span
	for _, x := range p {
		out = append(out, corpus.Span{Start: o[x[0]], End: o[x[1]]})
	}
	return out
}

// runs returns the tokens that touch spans, pieces that touch joined.
func (d *document) runs(spans []corpus.Span) []model.Run {
	var out []model.Run
	tokens := d.view.Tokens
	for _, s := range spans {
		from, to := len(tokens), 0
		for i := range tokens {
			if tokens[i].Start < s.End && s.Start < tokens[i].End {
				from, to = min(from, i), i+1
			}
		}
		switch {
		case from >= to:
		case len(out) > 0 && out[len(out)-1].To == from && tokens[from].Paragraph == tokens[from-1].Paragraph:
			out[len(out)-1].To = to
		default:
			out = append(out, d.split(from, to)...)
		}
	}
	return out
}

// split cuts [from,to) at the ends of paragraphs.
func (d *document) split(from, to int) []model.Run {
	var out []model.Run
	for k := from; k < to; {
		j := k
		for j < to && d.view.Tokens[j].Paragraph == d.view.Tokens[k].Paragraph {
			j++
		}
		out = append(out, model.Run{From: k, To: j})
		k = j
	}
	return out
}

// modeOf tells how much of content is between quotation marks.
func (d *document) modeOf(content []corpus.Span) string {
	all, quoted := 0, 0
	for _, s := range content {
		i, j := d.view.TokensIn(s)
		a, q := d.view.Count(model.Run{From: i, To: j})
		all, quoted = all+a, quoted+q
	}
	switch {
	case all > 0 && quoted*100 >= all*95:
		return "direct"
	case quoted*100 <= all:
		return "indirect"
	}
	return "mixed"
}

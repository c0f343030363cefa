package index

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"example.org/briefbot/corpus"
)

// A RecordID names a record of a document: the document's id, the type of record, and the stretch of text that the record is about. It
// does not change when the document is annotated again, since the text does not.
//
//	00000000000000a1/a/120-180
type RecordID string

// Records returns the ids of what a result shows: one for each place that it cites. They are empty for a source.
func (r *Result) Records(q Query) []RecordID {
	kind := map[string]string{"who-said": statements, "demand": demands, "timeline": dated, "search": passages}[q.Command()]
	if kind == "" {
		return nil
	}
	var ids []RecordID
	for _, c := range r.Citations {
		if len(c.Spans) > 0 {
			s := c.Record
			if s.IsZero() {
				s = enclosing(c.Spans)
			}
			ids = append(ids, RecordID(fmt.Sprintf("%s/%s/%d-%d", c.Doc.ID, kind, s.Start, s.End)))
		}
	}
	return ids
}

func enclosing(spans []corpus.Span) corpus.Span {
	s := spans[0]
	for _, t := range spans[1:] {
		s.Start, s.End = min(s.Start, t.Start), max(s.End, t.End)
	}
	return s
}

// parse takes id apart; ok is false for what [Result.Records] did not make.
func (id RecordID) parse() (doc corpus.ID, v veil, ok bool) {
	parts := strings.Split(string(id), "/")
	if len(parts) != 3 {
		return "", veil{}, false
	}
	from, to, _ := strings.Cut(parts[2], "-")
	start, errStart := strconv.Atoi(from)
	end, errEnd := strconv.Atoi(to)
	if parts[0] == "" || errStart != nil || errEnd != nil || start < 0 || end <= start {
		return "", veil{}, false
	}
	return corpus.ID(parts[0]), veil{parts[1], corpus.Span{Start: start, End: end}}, true
}

// Document is the document of the record, "" when id is none.
func (id RecordID) Document() corpus.ID {
	doc, _, _ := id.parse()
	return doc
}

// Words are the words of d that the record is about, "" when d has no such place.
func (id RecordID) Words(d *corpus.Document) string {
	doc, v, ok := id.parse()
	if !ok || doc != d.ID || !fit(d.Text, []corpus.Span{v.span}) {
		return ""
	}
	return d.Cut(v.span)
}

// HiddenKey is the key of the fact (see corpus.State) that a record is hidden in a server; any value hides it.
func HiddenKey(guild string, id RecordID) string { return hiddenPrefix(guild) + string(id) }

func hiddenPrefix(guild string) string { return "hidden/" + guild + "/" }

// HiddenRecord is the record that a key of [HiddenKey] hides.
func HiddenRecord(key string) (guild string, id RecordID, ok bool) {
	parts := strings.SplitN(key, "/", 3)
	if len(parts) != 3 || parts[0] != "hidden" {
		return "", "", false
	}
	_, _, ok = RecordID(parts[2]).parse()
	return parts[1], RecordID(parts[2]), ok
}

// veil hides the records of one type that are about a stretch of text.
type veil struct {
	kind string
	span corpus.Span
}

// sameRecord is the part of two stretches together that they must have in common to be one record: a later extractor may draw the borders of
// a statement a little otherwise.
const sameRecord = 0.5

func (v veil) covers(kind string, s corpus.Span) bool {
	common := min(v.span.End, s.End) - max(v.span.Start, s.Start)
	all := max(v.span.End, s.End) - min(v.span.Start, s.Start)
	return kind == v.kind && float64(common) >= sameRecord*float64(all)
}

// veils reads what is hidden in a server.
func (ix *Index) veils(ctx context.Context, guild string) (map[corpus.ID][]veil, error) {
	if guild == "" {
		return nil, nil
	}
	out := map[corpus.ID][]veil{}
	for f, err := range ix.store.Facts(ctx, hiddenPrefix(guild)) {
		if err != nil {
			return nil, fmt.Errorf("read what is hidden: %w", err)
		}
		if _, id, ok := HiddenRecord(f.Key); ok {
			doc, v, _ := id.parse()
			out[doc] = append(out[doc], v)
		}
	}
	return out, nil
}

// veiled reports whether a hit is hidden in the asker's server.
func (a *question) veiled(h hit) bool {
	veils := a.veils[h.id]
	if len(veils) == 0 {
		return false
	}
	d, ok, err := a.read(h.id)
	if err != nil || !ok {
		return true
	}
	about, ok := d.about(h.kind, h.n)
	for _, v := range veils {
		if ok && v.covers(h.kind, about) {
			return true
		}
	}
	return false
}

// about is the stretch of text that entry n of a type is about.
func (d *reading) about(kind string, n int) (corpus.Span, bool) {
	switch {
	case kind == statements && n < len(d.Attributions):
		return enclosing(d.Attributions[n].Content), true
	case kind == demands && n < len(d.Demands):
		if o := d.Demands[n].Object; !o.IsZero() {
			return o, true // one sentence may hold several
		}
		return d.Demands[n].Evidence, true
	case kind == dated && n < len(d.Entries):
		return clauseOf(&d.Entries[n]), true
	case kind == passages && n < len(d.sentences):
		return d.sentences[n], true
	}
	return corpus.Span{}, false
}

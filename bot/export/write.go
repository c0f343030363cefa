package export

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"example.org/briefbot/corpus/ingest/bundle"
	"example.org/briefbot/index/wording"
)

// Formats lists the formats, the first by default.
func Formats() []bundle.Format { return []bundle.Format{bundle.Markdown, bundle.CSV, bundle.JSON} }

// Write writes records in a format, under a heading that says what they are. It returns how many there were; it stops at the first error of records or of w.
func Write(w io.Writer, f bundle.Format, heading string, records iter.Seq2[Record, error]) (n int, err error) {
	switch f {
	case bundle.CSV:
		return writeCSV(w, records)
	case bundle.JSON:
		return writeJSON(w, heading, records)
	}
	return writeMarkdown(w, heading, records)
}

// List yields records that are at hand.
func List(records []Record) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	}
}

var columns = []string{
	"id", "type", "text", "kind", "speaker", "anonymous", "chain", "actor", "target", "object", "exchange", "status", "negated", "date", "date_from", "precision",
	"when", "confidence", "less_certain", "doc", "source", "title", "publisher", "author", "url", "published", "paragraph", "spans", "link", "other_places",
}

// writeCSV writes one line for each record, its first place in columns of their own. Cells that a spreadsheet would take for a formula are marked as text.
func writeCSV(w io.Writer, records iter.Seq2[Record, error]) (n int, err error) {
	out, err := bundle.NewCSV(w)
	if err != nil {
		return 0, err
	}
	if err := out.Write(columns); err != nil {
		return 0, err
	}
	for r, err := range records {
		if err != nil {
			return n, err
		}
		var c Citation
		var others []string
		for i, x := range r.Citations {
			if i == 0 {
				c = x
			} else {
				others = append(others, fmt.Sprintf("%s ¶%d", x.Doc, x.Paragraph))
			}
		}
		row := []string{
			r.ID, r.Type, r.Text, r.Kind, r.Speaker, yes(r.Anonymous), strings.Join(r.Chain, " > "), r.Actor, r.Target, r.Object, r.Exchange, r.Status, yes(r.Negated),
			r.Date, r.DateFrom, r.Precision, r.When, number(r.Confidence), yes(r.LessCertain), string(c.Doc), string(c.Source), c.Title, c.Publisher, c.Author,
			c.URL, c.Published, number(float64(c.Paragraph)), spans(c.Spans), c.Link, strings.Join(others, "; "),
		}
		for i := range row {
			row[i] = bundle.Cell(row[i])
		}
		if err := out.Write(row); err != nil {
			return n, err
		}
		n++
	}
	return n, flush(out)
}

func flush(out *csv.Writer) error {
	out.Flush()
	return out.Error()
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

func number(f float64) string {
	if f == 0 {
		return ""
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

func spans(pairs [][2]int) string {
	var out []string
	for _, p := range pairs {
		out = append(out, fmt.Sprintf("%d-%d", p[0], p[1]))
	}
	return strings.Join(out, " ")
}

// writeJSON writes one object; its records stand a line each, so that two exports can be compared.
func writeJSON(w io.Writer, heading string, records iter.Seq2[Record, error]) (n int, err error) {
	head, err := json.Marshal(heading)
	if err != nil {
		return 0, err
	}
	if _, err := fmt.Fprintf(w, "{\"briefbot\":\"records\",\"version\":1,\"about\":%s,\"records\":[", head); err != nil {
		return 0, err
	}
	for r, err := range records {
		if err != nil {
			return n, err
		}
		line, err := bundle.Line(r)
		if err != nil {
			return n, err
		}
		comma := ",\n"
		if n == 0 {
			comma = "\n"
		}
		if _, err := io.WriteString(w, comma+line); err != nil {
			return n, err
		}
		n++
	}
	_, err = io.WriteString(w, "\n]}\n")
	return n, err
}

// writeMarkdown writes a list to read. Words of documents are escaped, so that none of them becomes markup.
func writeMarkdown(w io.Writer, heading string, records iter.Seq2[Record, error]) (n int, err error) {
	if _, err := fmt.Fprintf(w, "# %s\n", escape(heading)); err != nil {
		return 0, err
	}
	for r, err := range records {
		if err != nil {
			return n, err
		}
		if _, err := io.WriteString(w, markdown(r)); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func markdown(r Record) string {
	var b strings.Builder
	b.WriteByte('\n')
	if r.Text != "" {
		for line := range strings.SplitSeq(r.Text, "\n") {
			fmt.Fprintf(&b, "> %s\n", escape(line))
		}
		b.WriteByte('\n')
	}
	who := r.Speaker
	if r.Type == "demand" {
		who = r.Actor
	}
	if who == "" && (r.Type == "statement" || r.Type == "demand") {
		who = "not stated"
	}
	facts := []string{escape(who), escape(strings.Join(r.Chain, " > ")), prefixed("of ", r.Target), prefixed("wants: ", r.Object), prefixed("in exchange: ", r.Exchange), r.Kind, r.Status, r.Date, r.When}
	if r.Anonymous {
		facts[0] += " (anonymous)"
	}
	if r.LessCertain {
		facts = append(facts, wording.LessCertain)
	}
	b.WriteString(joined(r.Type, facts...) + "\n")
	for _, c := range r.Citations {
		where := ""
		if c.Paragraph > 0 && r.Type != "document" {
			where = fmt.Sprintf("¶%d", c.Paragraph)
		}
		link := c.Link
		if link == "" {
			link = c.URL
		}
		if link != "" {
			link = "<" + strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20", "\n", "%0A").Replace(link) + ">"
		}
		sample := ""
		if c.Sample {
			sample = "sample"
		}
		fmt.Fprintf(&b, "- %s\n", joined(escape(c.Title), escape(c.Publisher), escape(c.Author), c.Published, where, link, "`"+r.ID+"`", sample))
	}
	return b.String()
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + escape(s)
}

func joined(first string, rest ...string) string {
	out := first
	for _, s := range rest {
		switch {
		case s == "":
		case out == "":
			out = s
		default:
			out += " · " + s
		}
	}
	return out
}

// escape puts a backslash before what Markdown might read.
func escape(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if strings.IndexByte("\\`*_{}[]()<>#+-!|~&", s[i]) >= 0 {
			b.WriteByte('\\')
		}
		if s[i] == '\n' {
			b.WriteByte(' ')
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

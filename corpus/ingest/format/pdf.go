package format

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/ledongthuc/pdf"
)

// Limits on one PDF.
const (
	maxPages    = 500
	maxGlyphs   = 4 << 20
	maxContents = 32 << 20 // bytes that its pages draw
	maxExtras   = 16 << 20 // bytes of forms and of tables of letters
)

// IsPDF reports whether data is a PDF, whose mark may stand a little after the start.
func IsPDF(data []byte) bool { return bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")) }

// PDF reads the text of a PDF file from the positions of its glyphs. Lines that return on several pages, as headers and footers do, and page
// numbers are dropped; words divided at a line's end are joined. What has no text, because it was scanned, or is
// locked, is refused.
func PDF(data []byte) (*Article, error) {
	a, err := guard("PDF", func() (*Article, error) {
		if inflated(data) {
			return nil, errDamagedPDF
		}
		r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
		switch {
		case errors.Is(err, pdf.ErrInvalidPassword):
			return nil, errors.New("it is locked with a password; open it and save or print it as a PDF without one")
		case err != nil:
			return nil, errDamagedPDF
		case r.NumPage() == 0:
			return nil, errors.New("it is a PDF without pages")
		case r.NumPage() > maxPages:
			return nil, fmt.Errorf("it has %d pages, more than %d; import its parts one by one", r.NumPage(), maxPages)
		}
		lines, err := pdfLines(r)
		if err != nil {
			return nil, err
		}
		a := &Article{}
		info := r.Trailer().Key("Info")
		a.Title, a.Author = infoTitle(info.Key("Title").Text()), squeeze(info.Key("Author").Text())
		if len(lines) == 0 {
			return nil, errors.New("there is no text in it: its pages are pictures, as a scanner makes them; run text recognition over it (OCR, for example ocrmypdf) and import the result")
		}
		a.Paragraphs = flow(lines)
		a.signed()
		return a.checked()
	})
	if errors.Is(err, errDamaged) && bytes.Contains(data, []byte("/Encrypt")) {
		return nil, errors.New("it is locked in a way that is not read here; open it and print it as a new PDF, or save its text as .txt")
	}
	return a, err
}

var errDamagedPDF = fmt.Errorf("%w PDF; open it and print it as a new PDF, or save its text as .txt", errDamaged)

// tables finds the numbers by which a PDF says how large its tables are; the reader makes them before it reads them.
var tables = regexp.MustCompile(`(?m)(?:/(?:Size|Columns|Index\s*\[)\s*|^\s*|xref\s+)(\d{8,})(?:\s+\d+)?\s*(?:$|[\]/>])`)

// inflated reports whether data would have the reader make tables far larger than any real file has, or descend too deep.
func inflated(data []byte) bool {
	for _, m := range tables.FindAllSubmatch(data, -1) {
		if n, err := strconv.Atoi(string(m[1])); err != nil || n > 5_000_000 {
			return true
		}
	}
	_, err := (&nesting{}).Write(data)
	return err != nil
}

// nesting is a writer that fails when arrays are opened one right within another, deeper than any program does; the reader's recursion would
// not end well.
type nesting struct{ depth int }

func (n *nesting) Write(p []byte) (int, error) {
	for i, c := range p {
		switch c {
		case '[', '<', '{':
			if n.depth++; n.depth > 1000 {
				return i, errDamagedPDF
			}
		case ' ', '\n', '\r', '\t':
		default:
			n.depth = 0
		}
	}
	return len(p), nil
}

// infoTitle returns the title that the file names, unless a program put a file's name there.
func infoTitle(s string) string {
	s = squeeze(s)
	low := strings.ToLower(s)
	for _, junk := range []string{"microsoft word", "untitled", ".doc", ".pdf", ".indd", ".tex", ".qxd", "powerpoint"} {
		if strings.Contains(low, junk) {
			return ""
		}
	}
	return s
}

// line is a line of text on a page. Distances are in points, from the lower left corner.
type line struct {
	text        string
	page        int
	left, right float64
	y, size     float64
	firstWord   float64 // width of its first word
}

// pdfLines reads the lines of all pages in the order in which they are drawn.
func pdfLines(r *pdf.Reader) ([]line, error) {
	var all []line
	unpacked, glyphs, cut, left := int64(0), 0, 0, int64(maxExtras)
	for i := 1; i <= r.NumPage(); i++ {
		p := r.Page(i)
		n, err := contentSize(p, maxContents-unpacked)
		if err != nil {
			return nil, err
		}
		unpacked += n
		drawn := pageGlyphs(p, &left)
		if glyphs += len(drawn); glyphs > maxGlyphs {
			return nil, errTooLong
		}
		cut += cutWords(drawn)
		all = append(all, pageLines(drawn, i)...)
	}
	if cut*5000 > glyphs {
		return nil, errLetters
	}
	return withoutRunning(all), nil
}

var errLetters = errors.New("its fonts do not tell the letters of some words, so that these would be cut; run text recognition over it (OCR, for example ocrmypdf --force-ocr) and import the result")

// cutWords counts the glyphs without a letter that touch another, as ligatures and quotation marks do, and bullets do not.
func cutWords(glyphs []glyph) int {
	n := 0
	touch := func(a, b glyph) bool {
		return math.Abs(a.y-b.y) < a.size/2 && math.Abs(b.x-a.x-a.w) < 0.1*a.size && strings.TrimSpace(a.text) != "" && strings.TrimSpace(b.text) != ""
	}
	for i, g := range glyphs {
		if g.text == lost && (i > 0 && touch(glyphs[i-1], g) || i+1 < len(glyphs) && touch(g, glyphs[i+1])) {
			n++
		}
	}
	return n
}

// contentSize unpacks what a page draws, to see that it is not more than left bytes before it is kept in memory.
func contentSize(p pdf.Page, left int64) (int64, error) {
	v := p.V.Key("Contents")
	if v.Kind() != pdf.Array {
		return streamSize(v, left)
	}
	total := int64(0)
	for i := range v.Len() {
		n, err := streamSize(v.Index(i), left-total)
		if err != nil {
			return 0, err
		}
		total += n
	}
	return total, nil
}

// streamSize unpacks a stream of at most left bytes; what is no stream has none.
func streamSize(v pdf.Value, left int64) (int64, error) {
	if v.Kind() != pdf.Stream {
		return 0, nil
	}
	n, err := io.Copy(&nesting{}, io.LimitReader(v.Reader(), max(0, left)+1))
	switch {
	case n > left:
		return 0, errTooLong
	case err != nil:
		return 0, errDamagedPDF
	}
	return n, nil
}

// pageLines joins glyphs to lines. A new line begins where the writing position jumps by more than half the size of the type, goes back, or leaves a gap
// as wide as that between columns.
func pageLines(glyphs []glyph, page int) []line {
	var out []line
	var b builder
	for _, g := range accented(glyphs) {
		switch {
		case strings.Trim(g.text, "\ufffd\x00") == "" || !finite(g):
			continue
		case b.open && (math.Abs(g.y-b.y) > b.size/2 || g.x < b.end-2*b.size || g.x > b.end+4*b.size):
			out = b.flush(out, page)
		}
		b.add(g)
	}
	return stretched(b.flush(out, page))
}

// stretched joins the halves of a line that justification has torn apart as wide as columns are: other lines of its type run across
// the gap, which they do not between columns.
func stretched(lines []line) []line {
	var out []line
	for i, l := range lines {
		if n := len(out); n > 0 && math.Abs(out[n-1].y-l.y) < l.size/2 && l.left > out[n-1].right && across(lines, i, out[n-1]) {
			out[n-1].text += " " + l.text
			out[n-1].right = l.right
			continue
		}
		out = append(out, l)
	}
	return out
}

// across reports whether two lines of the type of lines[i] run over the gap between before and it.
func across(lines []line, i int, before line) bool {
	n := 0
	for _, l := range lines {
		if math.Abs(l.size-lines[i].size) < 0.1*l.size && l.left < before.right && l.right > lines[i].left {
			n++
		}
	}
	return n >= 2
}

func finite(g glyph) bool {
	for _, f := range []float64{g.x, g.y, g.w, g.size} {
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return false
		}
	}
	return true
}

// builder is a line that is being read.
type builder struct {
	line
	open bool
	end  float64 // where the last glyph ends
	text strings.Builder
}

func (b *builder) add(g glyph) {
	blank := strings.TrimSpace(g.text) == ""
	if !b.open {
		if blank {
			return // a line begins with a word
		}
		b.open, b.left, b.y, b.size = true, g.x, g.y, g.size
	}
	gapped := g.x-b.end > 0.15*b.size && b.text.Len() > 0 && !blank
	if gapped {
		b.text.WriteByte(' ')
	}
	if b.firstWord == 0 && (blank || gapped) {
		b.firstWord = b.end - b.left
	}
	b.text.WriteString(g.text)
	b.size = max(b.size, g.size)
	b.end = g.x + g.w
	if !blank {
		b.right = max(b.right, b.end)
	}
}

func (b *builder) flush(out []line, page int) []line {
	if b.open {
		l := b.line
		l.text, l.page = squeeze(ligatures.Replace(b.text.String())), page
		if l.firstWord == 0 {
			l.firstWord = l.right - l.left
		}
		if l.text != "" {
			out = append(out, l)
		}
	}
	*b = builder{}
	return out
}

// ligatures are letters drawn as one glyph; the text has the letters.
var ligatures = strings.NewReplacer("\ufb00", "ff", "\ufb01", "fi", "\ufb02", "fl", "\ufb03", "ffi", "\ufb04", "ffl", "\ufb05", "st", "\ufb06", "st")

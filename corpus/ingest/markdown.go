package ingest

import (
	"html"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// plain returns the words of a Markdown text without its markup, each block a paragraph, and the first heading.
func plain(markdown string) (body, heading string) {
	src := []byte(markdown)
	doc := goldmark.DefaultParser().Parse(text.NewReader(src))
	var blocks []string
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker itself never fails
		if !entering || n.Type() != ast.TypeBlock {
			return ast.WalkContinue, nil
		}
		var words string
		switch n := n.(type) {
		case *ast.HTMLBlock:
			return ast.WalkSkipChildren, nil
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			words = strings.TrimRight(string(n.Lines().Value(src)), "\n")
		default:
			if n.FirstChild() == nil || n.FirstChild().Type() != ast.TypeInline {
				return ast.WalkContinue, nil
			}
			words = inline(n, src)
		}
		words = strings.TrimSpace(words)
		if words == "" {
			return ast.WalkSkipChildren, nil
		}
		if _, ok := n.(*ast.Heading); ok && heading == "" {
			heading = words
		}
		blocks = append(blocks, words)
		return ast.WalkSkipChildren, nil
	})
	return strings.Join(blocks, "\n\n"), heading
}

// maxMarks is how many marks one paragraph may have. The parser's time rises with their square, and no text that is written to be read has as many.
const maxMarks = 2000

// tangled reports whether a paragraph of markdown has more marks than any text has.
func tangled(markdown string) bool {
	marks := 0
	for line := range strings.SplitSeq(markdown, "\n") {
		body := strings.TrimLeft(line, " \t")
		if body == "" || strings.HasPrefix(body, "- ") || strings.HasPrefix(body, "* ") || strings.HasPrefix(body, "#") || strings.HasPrefix(body, "> ") {
			marks = 0
		}
		for _, r := range body {
			if strings.ContainsRune("*_[]()<>!`-+~", r) {
				marks++
			}
		}
		if marks > maxMarks {
			return true
		}
	}
	return false
}

// inline returns the words of a block. A soft line break is a space: the line was broken for the editor's sake.
func inline(block ast.Node, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.WriteString(unescape(string(n.Segment.Value(src)), n.IsRaw()))
			switch {
			case n.HardLineBreak():
				b.WriteByte('\n')
			case n.SoftLineBreak():
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.URL(src))
		case *ast.RawHTML, *ast.Image:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

// unescape resolves Markdown's backslashes and HTML's entities, which the parser leaves in the source.
func unescape(s string, raw bool) string {
	if raw {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte(punctuation, s[i+1]) >= 0 {
			i++
			// An escaped ampersand begins no entity.
			if s[i] == '&' {
				b.WriteString("&amp;")
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return strings.ToValidUTF8(strings.ReplaceAll(html.UnescapeString(b.String()), "\x00", "�"), "�")
}

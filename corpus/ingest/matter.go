package ingest

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"example.org/briefbot/corpus"
)

// frontMatter splits the YAML between two lines of three dashes off the start of a text. Without a second such line, or with no names
// between them, the dashes are a rule.
func frontMatter(s string) (Meta, string, error) {
	var m Meta
	head, ok := strings.CutPrefix(s, "---\n")
	if !ok {
		return m, s, nil
	}
	matter, body, ok := strings.Cut("\n"+head, "\n---\n")
	if !ok {
		matter, ok = strings.CutSuffix("\n"+head, "\n---")
		if !ok {
			return m, s, nil
		}
	}
	// The tree is read as it is written: nothing in it is unfolded.
	file, err := parser.ParseBytes([]byte(matter), 0)
	if err != nil {
		return m, "", fmt.Errorf("the front matter: %w; known names are %s", firstLine(err), knownNames)
	}
	pairs, ok := pairsOf(file)
	if !ok {
		return m, s, nil
	}
	for _, p := range pairs {
		if err := m.set(strings.ToLower(p.Key.String()), values(p.Value)); err != nil {
			return m, "", fmt.Errorf("the front matter: %w", err)
		}
	}
	return m, body, nil
}

const knownNames = "title, publisher, author, url, published, language and kind"

// firstLine is err without the excerpt that the YAML library draws below it.
func firstLine(err error) error {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return errors.New(line)
}

func pairsOf(file *ast.File) ([]*ast.MappingValueNode, bool) {
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return nil, true // nothing stands between the lines
	}
	switch n := file.Docs[0].Body.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

// values are the words of a scalar, or of a list of them; of anything else there are none.
func values(n ast.Node) []string {
	switch n := n.(type) {
	case *ast.NullNode:
		return nil
	case *ast.StringNode:
		return []string{n.Value}
	case *ast.LiteralNode:
		return []string{n.Value.Value}
	case *ast.SequenceNode:
		var all []string
		for _, v := range n.Values {
			if _, nested := v.(*ast.SequenceNode); !nested {
				all = append(all, values(v)...)
			}
		}
		return all
	case ast.ScalarNode:
		return []string{n.GetToken().Value}
	}
	return nil
}

// set takes in what front matter says under a name. Names that other programs use for the same are understood, those that are meant for them alone, such as
// tags, are passed over. One that is nearly a known name is a mistake of writing.
func (m *Meta) set(name string, values []string) error {
	value := strings.TrimSpace(strings.Join(values, ", "))
	switch name {
	case "title":
		m.Title = value
	case "publisher":
		m.Publisher = value
	case "author", "authors":
		m.Author = value
	case "url", "link":
		m.URL = value
	case "published":
		m.Published = value
	case "date":
		if _, err := time.Parse(time.DateOnly, value[:min(len(value), len(time.DateOnly))]); err == nil && m.Published == "" {
			m.Published = value
		}
	case "language", "lang":
		m.Language = value
	case "kind":
		m.Kind = corpus.Kind(value)
	case "publish": // whether a note is to be shown by another program
	default:
		if near := nearName(name); near != "" {
			return fmt.Errorf("%q is not known; is it %s? Known names are %s", name, near, knownNames)
		}
	}
	return nil
}

// nearName returns the known name of which name is a misspelling, "" if it is another word.
func nearName(name string) string {
	for _, known := range []string{"title", "publisher", "author", "published", "language"} {
		if d := distance(name, known); d == 1 || d == 2 && len(name) > 6 {
			return known
		}
	}
	return ""
}

// distance is Levenshtein's, in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

package wording_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.org/briefbot/index/wording"
)

// parsed are the files of the packages that say something in Discord, without their tests.
func parsed(t *testing.T, patterns ...string) (*token.FileSet, map[string]*ast.File) {
	t.Helper()
	fs, files := token.NewFileSet(), map[string]*ast.File{}
	for _, pattern := range patterns {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: no files, %v", pattern, err)
		}
		for _, path := range paths {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(fs, path, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			files[path] = f
		}
	}
	return fs, files
}

var sayers = []string{"../../bot/*.go", "../../bot/access/*.go", "../../bot/digest/*.go", "../../bot/picture/*.go", "../../bot/render/*.go", "../*.go"}

// Every sentence that is shown stands in the catalogue. What is for the log or for the operator stands where it arises.
func TestNoSentenceElsewhere(t *testing.T) {
	fs, files := parsed(t, sayers...)
	for path, f := range files {
		if slices.Contains([]string{"../../bot/plainrules.go", "../../bot/bot.go", "../../bot/picture/sheet.go"}, path) {
			continue // patterns of questions; what the operator is told; a listing for tests
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.CallExpr:
				return !inward(n)
			case *ast.BasicLit:
				if text, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING && isSentence(text) {
					t.Errorf("%s: %s belongs in this package", fs.Position(n.Pos()), n.Value)
				}
			}
			return true
		})
	}
}

// inward reports whether a call makes an error, a line of the log or a pattern.
func inward(call *ast.CallExpr) bool {
	s, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	switch s.Sel.Name {
	case "Errorf", "New", "MustCompile", "Error", "Warn", "Info", "Debug", "ErrorContext", "WarnContext", "InfoContext", "wordSet":
		return true
	}
	return false
}

// isSentence reports whether text has three words in a row, and not only small ones, as a list of words has.
func isSentence(text string) bool {
	row := 0
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' }) {
		letters := strings.Trim(w, ".,:;?!()“”*")
		if len(letters) == 0 || strings.Trim(strings.ToLower(letters), "abcdefghijklmnopqrstuvwxyz'-") != "" {
			row = 0
			continue
		}
		if row++; row >= 3 {
			return strings.ToLower(text) != text || strings.ContainsAny(text, ".,:;%")
		}
	}
	return false
}

// What nothing says any more is not kept.
func TestEveryTextIsSaid(t *testing.T) {
	used := map[string]bool{}
	_, files := parsed(t, append(slices.Clone(sayers), "../../bot/export/*.go", "../../bot/notebook/*.go", "../../cmd/briefbot/*.go")...)
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok && x.Name == "wording" {
					used[s.Sel.Name] = true
				}
			}
			return true
		})
	}
	_, ours := parsed(t, "*.go")
	texts := 0
	for _, f := range ours {
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.CONST {
				continue
			}
			for _, s := range g.Specs {
				for _, name := range s.(*ast.ValueSpec).Names {
					if texts++; !used[name.Name] {
						t.Errorf("nothing says %s", name.Name)
					}
				}
			}
		}
	}
	if texts < 300 {
		t.Errorf("%d texts were looked at", texts)
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0 notes", 1: "1 note", 2: "2 notes", 21: "21 notes"} {
		if got := wording.Notes.Of(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

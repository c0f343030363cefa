package entity

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"example.org/briefbot/corpus/segment"
)

// samples is what is known of the words of the sample texts: the article that the product was first tried on and the reference texts of
// the quotations.
type samples struct {
	article map[string]bool // words that only begin with a capital where they need not, in the article
	lower   map[string]int  // in how many texts a word begins with a small letter
	texts   []string        // all, in lower case, marks as spaces
}

func readSamples(t *testing.T, dir string) *samples {
	t.Helper()
	s := &samples{article: map[string]bool{}, lower: map[string]int{}}
	data, err := os.ReadFile(filepath.Join(dir, "corpus", "article.txt"))
	if err != nil {
		t.Fatal(err)
	}
	s.add(string(data))
	for w := range properWords(string(data)) {
		s.article[w] = true
	}
	for _, name := range []string{"dev.jsonl", "train.jsonl.gz"} {
		f, err := os.Open(filepath.Join(dir, "gold", "quotes", name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		var r io.Reader = bufio.NewReader(f)
		if strings.HasSuffix(name, ".gz") {
			if r, err = gzip.NewReader(r); err != nil {
				t.Fatal(err)
			}
		}
		for d := json.NewDecoder(r); d.More(); {
			var doc struct{ Text string }
			if err := d.Decode(&doc); err != nil {
				t.Fatal(err)
			}
			s.add(doc.Text)
		}
	}
	return s
}

// flat is text in lower case with its words parted by single spaces.
func flat(text string) string {
	return " " + strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' && r != '-' && r != '.'
	}), " ") + " "
}

func (s *samples) add(text string) {
	s.texts = append(s.texts, flat(text))
	seen := map[string]bool{}
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if w == strings.ToLower(w) && !seen[w] {
			seen[w] = true
			s.lower[w]++
		}
	}
}

// properWords are the words of text that have a capital in the middle of a sentence.
func properWords(text string) map[string]bool {
	t := segment.Split(text)
	f := newFinder(nil, t)
	out := map[string]bool{}
	for i := range t.Tokens {
		if w := t.Word(i); capitalised(w) && !f.titled[t.Tokens[i].Sentence] && !f.sentenceFirst(i) {
			out[strings.ToLower(w)] = true
		}
	}
	return out
}

// documents is in how many sample texts phrase occurs.
func (s *samples) documents(phrase string) int {
	n := 0
	for _, text := range s.texts {
		if strings.Contains(text, phrase) {
			n++
		}
	}
	return n
}

// everydayWord is in how many sample texts a word stands that says nothing of any of them.
const everydayWord = 10

// everyday reports whether entry is three words that many texts have: that some of them have the three in a row is chance.
func (s *samples) everyday(entry string) bool {
	words := strings.Fields(entry)
	for _, w := range words {
		if s.lower[w] < everydayWord {
			return false
		}
	}
	return len(words) == 3
}

// listed is an entry of a word list with its place.
type listed struct{ place, text string }

// wordLists collects all string literals of the packages under dir, tests apart, and the lines of their text files.
func wordLists(t *testing.T, dir string) []listed {
	t.Helper()
	var out []listed
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && (e.Name() == "testdata" || e.Name() == "starter" || e.Name() == "corpustest"):
			return filepath.SkipDir
		case strings.HasSuffix(path, ".txt"), strings.HasSuffix(path, ".tsv"):
			data, err := os.ReadFile(path)
			out = append(out, listed{path, string(data)})
			return err
		case !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if _, ok := n.(*ast.ImportSpec); ok {
				return false
			}
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, err := strconv.Unquote(lit.Value); err == nil {
					out = append(out, listed{files.Position(lit.Pos()).String(), text})
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// general are the words that may stand in a list although the article has them with a capital: countries with their peoples, capitals and
// seats of government, parts of the world, what ends the names of places, titles, the calendar.
func general() map[string]bool {
	m := map[string]bool{}
	for name := range countryTable {
		for w := range strings.FieldsSeq(strings.ToLower(name)) {
			m[w] = true
		}
	}
	for name := range regions {
		for w := range strings.FieldsSeq(strings.ToLower(name)) {
			m[w] = true
		}
	}
	for _, list := range []map[string]bool{titleWords, titleHeads, placeHeads, calendar, capitalAdjectives} {
		for w := range list {
			m[w] = true
		}
	}
	return m
}

// inDocuments is in how many sample texts a sequence of three words or more must occur to count as everybody's.
const inDocuments = 3

// TestListsHoldNothingOfTheSamples reads every word list of the packages under corpus: none may hold a name of the article, nor three words
// in a row that a sample text has and hardly any other.
func TestListsHoldNothingOfTheSamples(t *testing.T) {
	dir := os.Getenv("BRIEFBOT_SHARED")
	if dir == "" {
		t.Skip("BRIEFBOT_SHARED not set: no sample texts to compare the word lists with")
	}
	s := readSamples(t, dir)
	allowed := general()
	lists := wordLists(t, "..")
	if len(lists) < 100 {
		t.Fatalf("%d literals and files, want the word lists of all packages", len(lists))
	}
	faults := map[string]bool{}
	for _, l := range lists {
		for w := range strings.FieldsFuncSeq(l.text, func(r rune) bool { return !unicode.IsLetter(r) }) {
			w = strings.ToLower(w)
			if s.article[w] && s.lower[w] < inDocuments && !allowed[w] {
				faults[l.place+": "+w+" is a name in the article"] = true
			}
		}
		for part := range strings.FieldsFuncSeq(l.text, func(r rune) bool { return strings.ContainsRune("\n\t,;|:=<>(){}[]\"", r) }) {
			entry := flat(part)
			if strings.Contains(l.place, "holiday") && strings.HasSuffix(entry, " day ") {
				continue // public holidays are everybody's
			}
			if n := len(strings.Fields(entry)); n < 3 || lookupCountry(strings.TrimSpace(part)).form != noCountry || n > 8 || !strings.ContainsFunc(entry, unicode.IsLetter) {
				continue
			}
			if n := s.documents(entry); n > 0 && n < inDocuments && !s.everyday(entry) {
				faults[l.place+": \""+strings.TrimSpace(entry)+"\" stands in "+strconv.Itoa(n)+" sample texts"] = true
			}
		}
	}
	all := make([]string, 0, len(faults))
	for f := range faults {
		all = append(all, f)
	}
	sort.Strings(all)
	for _, f := range all {
		t.Error(f)
	}
}

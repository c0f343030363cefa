package starter_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"example.org/briefbot/corpus/starter"
)

func TestDocumentsAreSamples(t *testing.T) {
	docs, err := starter.Documents()
	if err != nil {
		t.Fatal(err)
	}
	notes := 0
	for _, d := range docs {
		if !d.Sample || d.Published.IsZero() || d.Author == "" {
			t.Errorf("%q: %+v", d.Title, d)
		}
		if d.Kind == "note" {
			notes++
		}
	}
	if notes == 0 || notes == len(docs) {
		t.Errorf("%d notes among %d documents: want notes and an article", notes, len(docs))
	}
}

// Nothing in the sample is written from memory: its quotations and its names stand in the article that it is a brief on.
func TestEverythingStandsInTheArticle(t *testing.T) {
	shared := os.Getenv("BRIEFBOT_SHARED")
	if shared == "" {
		t.Skip("BRIEFBOT_SHARED not set: there is no article to compare with")
	}
	b, err := os.ReadFile(filepath.Join(shared, "corpus", "article.txt"))
	if err != nil {
		t.Fatal(err)
	}
	plain := strings.NewReplacer("“", `"`, "”", `"`, "’", "'", "‘", "'")
	article := plain.Replace(string(b))
	docs, err := starter.Documents()
	if err != nil {
		t.Fatal(err)
	}
	quotation := regexp.MustCompile(`"([^"]+?)[,.]?"`)
	name := regexp.MustCompile(`\b[A-Z][a-z]+(?: [A-Z][a-z]+)+\b`)
	found := 0
	for _, d := range docs {
		text := plain.Replace(d.Text)
		for _, m := range quotation.FindAllStringSubmatch(text, -1) {
			found++
			if !strings.Contains(article, m[1]) {
				t.Errorf("%q: the quotation %q is not in the article", d.Title, m[1])
			}
		}
		for _, n := range name.FindAllString(text, -1) {
			for w := range strings.FieldsSeq(n) {
				if !strings.Contains(strings.ToLower(article), strings.ToLower(w)) && !strings.Contains("In Since On October Was Some", w) {
					t.Errorf("%q: %q of %q is not in the article", d.Title, w, n)
				}
			}
		}
	}
	if found < 4 {
		t.Errorf("only %d quotations were looked at", found)
	}
}

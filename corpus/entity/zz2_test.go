package entity

import (
	"fmt"
	"os"
	"testing"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

func TestZZ2(t *testing.T) {
	b, _ := os.ReadFile("/tmp/w/x.txt")
	d := &corpus.Document{Text: string(b)}
	f := newFinder(d, segment.Split(d.Text))
	f.find()
	for i, n := range f.nodes {
		if n.form == "pronoun" && (f.nodeText(n) == "he" || f.nodeText(n) == "she" || f.nodeText(n) == "He" || f.nodeText(n) == "She") {
			c := pronounClasses[f.t.Lower(n.first)]
			fmt.Printf("%q q=%v subj=%v\n", f.t.Raw[max(0, f.t.Tokens[n.first].Start-60):f.t.Tokens[n.first].End], n.quoted, n.subject)
			for j := i - 1; j >= 0 && i-j < 20; j-- {
				m := f.nodes[j]
				if m.being != nil && f.agrees(c, m.being) {
					fmt.Printf("     %q subj=%v q=%v emb=%v g=%d sal=%.2f score=%.2f\n", f.nodeText(m), m.subject, m.quoted, f.embedded(m), m.being.gender, f.salience(m.being), f.score(n, m, c))
				}
			}
		}
	}
}

package picture

import (
	"bytes"
	"encoding/json"
	"errors"
	"image/png"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"example.org/briefbot/bot/render"
	"example.org/briefbot/corpus"
)

func TestMatrixGolden(t *testing.T) {
	golden(t, "testdata/matrix-*.txtar", func(t *testing.T, raw []byte) string {
		var p render.Positions
		if err := json.Unmarshal(raw, &p); err != nil {
			t.Fatal(err)
		}
		s, err := layMatrix(aPen(t), &p, Options{Title: "/demand about:harbour"})
		if err != nil {
			t.Fatal(err)
		}
		return s.String() + "alt: " + AltMatrix(&p) + "\n"
	})
}

func randomPositions(r *rand.Rand, actors, issues int) *render.Positions {
	p := &render.Positions{Left: r.IntN(3)}
	text := func() string {
		s := ""
		for range 1 + r.IntN(5) {
			s += texts[r.IntN(len(texts))] + " "
		}
		return s
	}
	for range actors {
		p.Actors = append(p.Actors, text())
	}
	for i := range issues {
		issue := render.Issue{Label: text(), Cells: make([][]render.Position, actors)}
		for range 1 + r.IntN(2*actors) {
			c := r.IntN(actors)
			for range 1 + r.IntN(r.IntN(9)+1) {
				issue.Cells[c] = append(issue.Cells[c], render.Position{Kind: corpus.DemandKinds()[r.IntN(7)], Number: 1 + i*r.IntN(20)})
			}
		}
		p.Issues = append(p.Issues, issue)
	}
	return p
}

func TestMatrixLaws(t *testing.T) {
	pen := aPen(t)
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 2))
		p := randomPositions(r, 1+r.IntN(render.MostActors), 1+r.IntN(render.MostIssues))
		s, err := layMatrix(pen, p, Options{Title: texts[r.IntN(len(texts))]})
		if err != nil {
			t.Fatal(err)
		}
		lawful(t, pen, s)
		if alt := AltMatrix(p); utf8.RuneCountInString(alt) > altRoom {
			t.Fatalf("the description has %d characters", utf8.RuneCountInString(alt))
		}
	}
}

func TestMatrixIsAPNG(t *testing.T) {
	var b bytes.Buffer
	if err := Matrix(&b, randomPositions(rand.New(rand.NewPCG(1, 2)), 4, 5), Options{}); err != nil {
		t.Fatal(err)
	}
	if img, err := png.Decode(&b); err != nil || img.Bounds().Dx() != sheetWidth {
		t.Errorf("no PNG: %v", err)
	}
	if err := Matrix(io.Discard, &render.Positions{}, Options{}); !errors.Is(err, ErrEmpty) {
		t.Errorf("an empty table: %v", err)
	}
}

// A description tells every entry, and where they are too many says how many it leaves out.
func TestAltTellsAll(t *testing.T) {
	entries := sample(40)
	alt := Alt(entries, 60)
	if !strings.HasPrefix(alt, "Timeline of 40 of 60 dated entries. 1, 1987") || !strings.Contains(alt, " more.") || utf8.RuneCountInString(alt) > altRoom {
		t.Errorf("%d characters: %s", utf8.RuneCountInString(alt), alt)
	}
	if alt := Alt(entries[:2], 2); !strings.Contains(alt, "a strike that has lasted 11 years") {
		t.Error(alt)
	}
}

func BenchmarkMatrix(b *testing.B) {
	p := randomPositions(rand.New(rand.NewPCG(1, 2)), render.MostActors, render.MostIssues)
	for b.Loop() {
		if err := Matrix(io.Discard, p, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

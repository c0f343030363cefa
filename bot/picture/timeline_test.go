package picture

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the layouts in testdata")

// TestTimelineGolden lays out the entries of testdata/timeline-*.txtar and compares places, not pixels.
func TestTimelineGolden(t *testing.T) {
	golden(t, "testdata/timeline-*.txtar", func(t *testing.T, raw []byte) string {
		var entries []Entry
		if err := json.Unmarshal(raw, &entries); err != nil {
			t.Fatal(err)
		}
		s, err := layTimeline(aPen(t), entries, Options{Title: "/timeline about:harbour"})
		if err != nil {
			t.Fatal(err)
		}
		return s.String() + "alt: " + Alt(entries, len(entries)) + "\n"
	})
}

// golden compares what show makes of the first file of each archive with its file "want".
func golden(t *testing.T, pattern string, show func(*testing.T, []byte) string) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := show(t, ar.Files[0].Data)
			if diff := cmp.Diff(string(ar.Files[1].Data), got); diff != "" && !*update {
				t.Errorf("differs (-want +got):\n%s", diff)
			}
			if *update {
				ar.Files[1].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(ar), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func aPen(t testing.TB) *pen {
	t.Helper()
	p, err := newPen()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// lawful checks the laws of every layout: text covers no text, nothing leaves the sheet, and the fonts have every letter.
func lawful(t testing.TB, p *pen, s *sheet) {
	t.Helper()
	all := image.Rect(0, 0, s.width, s.height)
	var labels []mark
	for _, m := range s.marks {
		box := image.Rect(m.x, m.y, m.x+m.w, m.y+m.h)
		if m.w <= 0 || m.h <= 0 || !box.In(all) {
			t.Fatalf("%s %q at %v leaves the sheet %v, or is empty", m.shape, m.text, box, all)
		}
		if m.shape != words {
			continue
		}
		for _, o := range labels {
			if box.Overlaps(image.Rect(o.x, o.y, o.x+o.w, o.y+o.h)) {
				t.Fatalf("%q at %v covers %q at %d,%d", m.text, box, o.text, o.x, o.y)
			}
		}
		labels = append(labels, m)
		if !p.drawable(m.text) {
			t.Fatalf("the fonts have not all letters of %q", m.text)
		}
	}
}

var texts = []string{
	"the pier stays open", "Переговори почалися в Києві", "Οι συνομιλίες άρχισαν", "港口谈判", "المحادثات", "ships 🚢 wait", "शांति",
	"Ännchen’s “café” — closed", "a\u0301 decomposed", "tabs\tand\nlines", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorsitzender",
	"", "\u200b", "ꙮ", "Tiếng Việt có dấu", "Ընդհանուր", "საქართველო", "\xff\xfe", "שלום", strings.Repeat("words ", 60),
}

func randomDate(r *rand.Rand) string {
	day := func() time.Time {
		return time.Date(1+r.IntN(9990), time.Month(1+r.IntN(12)), 1+r.IntN(28), 0, 0, 0, 0, time.UTC)
	}
	if r.IntN(3) > 0 {
		day = func() time.Time { return time.Date(2025, 1, 1+r.IntN(500), 0, 0, 0, 0, time.UTC) }
	}
	point := func(t time.Time) string {
		switch r.IntN(6) {
		case 0:
			return t.Format("2006")
		case 1:
			return t.Format("2006-01")
		case 2:
			return fmt.Sprintf("%04d-%d", t.Year(), 21+r.IntN(4))
		case 3:
			return t.Format("2006")[:3] + "X"
		}
		return t.Format(time.DateOnly)
	}
	a, b := day(), day()
	if b.Before(a) {
		a, b = b, a
	}
	switch r.IntN(5) {
	case 0:
		return point(a) + "/" + point(b)
	case 1:
		return point(a) + "/.."
	case 2:
		return "../" + point(a)
	}
	return point(a)
}

func randomEntries(r *rand.Rand, n int) []Entry {
	var out []Entry
	for i := range n {
		e := Entry{Number: i + 1, Date: randomDate(r), When: []string{"past", "ongoing", "planned", "was planned", ""}[r.IntN(5)], Computed: r.IntN(4) == 0}
		e.Label = e.Date + strings.Repeat(" · noted", r.IntN(5))
		for range r.IntN(6) {
			e.Text += texts[r.IntN(len(texts))] + " "
		}
		if r.IntN(2) == 0 {
			e.Told = time.Date(2025, 1, r.IntN(800), 0, 0, 0, 0, time.UTC)
		}
		out = append(out, e)
	}
	return out
}

// Whatever is told, labels neither cover one another nor leave the picture, and no letter is drawn that the fonts have not.
func TestTimelineLaws(t *testing.T) {
	p := aPen(t)
	drawn := 0
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		title := texts[r.IntN(len(texts))]
		s, err := layTimeline(p, randomEntries(r, 1+r.IntN(MostEntries+5)), Options{Title: title})
		if errors.Is(err, ErrEmpty) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		drawn++
		lawful(t, p, s)
	}
	if drawn < 250 {
		t.Errorf("only %d pictures were laid out: the test tests nothing", drawn)
	}
}

func FuzzTimeline(f *testing.F) {
	f.Add("2025-10-17", "2025-10-17", "They met 🚢", "planned", "/timeline")
	f.Add("2014/..", "since 2014", "Переговори", "ongoing", "")
	f.Add("../9999-12-31", "x", "y", "past", "港")
	p := aPen(f)
	f.Fuzz(func(t *testing.T, date, label, text, when, title string) {
		s, err := layTimeline(p, []Entry{{Number: 7, Date: date, Label: label, Text: text, When: when}, {Date: "2020-05"}}, Options{Title: title})
		if err != nil {
			t.Fatal(err)
		}
		lawful(t, p, s)
		if alt := Alt([]Entry{{Label: tidy(label), Text: text}}, 1); utf8.RuneCountInString(label) < 300 && utf8.RuneCountInString(alt) > altRoom {
			t.Errorf("the description has %d characters", utf8.RuneCountInString(alt))
		}
	})
}

// What the fonts cannot draw is told by the list, and its number says where.
func TestUndrawableWordsAreInTheList(t *testing.T) {
	p := aPen(t)
	s, err := layTimeline(p, []Entry{{Number: 7, Date: "2025", Label: "2025", Text: "港口谈判 began"}, {Number: 8, Date: "2025", Label: "2025", Text: "Київ"}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if out := s.String(); !strings.Contains(out, `"(words: see 7 in the list)"`) || !strings.Contains(out, `"Київ"`) {
		t.Errorf("laid out as\n%s", out)
	}
}

func TestTimelineIsAPNG(t *testing.T) {
	for _, theme := range []Theme{Dark, Light} {
		var b bytes.Buffer
		if err := Timeline(&b, randomEntries(rand.New(rand.NewPCG(1, 2)), 9), Options{Theme: theme}); err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(&b)
		if err != nil {
			t.Fatal(err)
		}
		want := theme.colors()[paper]
		if r, g, bl, a := img.At(2, 2).RGBA(); img.Bounds().Dx() != sheetWidth || uint8(r>>8) != want.R || uint8(g>>8) != want.G || uint8(bl>>8) != want.B || a != 0xffff {
			t.Errorf("%s: %v wide, corner %v", theme, img.Bounds().Dx(), img.At(2, 2))
		}
	}
	if err := Timeline(&bytes.Buffer{}, []Entry{{Date: "soon"}}, Options{}); !errors.Is(err, ErrEmpty) {
		t.Errorf("without a date: %v", err)
	}
}

// Text is readable on its paper (WCAG 2.2: contrast of 4.5 to 1).
func TestContrast(t *testing.T) {
	for _, theme := range []Theme{Dark, Light} {
		colors := theme.colors()
		for _, i := range []ink{plain, faint, past, ongoing, planned, gone, against} {
			a, b := luminance(colors[i]), luminance(colors[paper])
			if c := (max(a, b) + 0.05) / (min(a, b) + 0.05); c < 4.5 {
				t.Errorf("%s: %s has a contrast of %.2f", theme, i, c)
			}
		}
	}
	if n := len(Dark.palette()); n > 256 {
		t.Errorf("%d colours are too many for a palette", n)
	}
}

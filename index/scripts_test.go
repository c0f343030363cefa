package index_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/store"
	"example.org/briefbot/index"
)

// TestOtherScripts searches in scripts other than Latin, by other forms of the words than the documents have. What is found is cited whole, and
// what is marked in it begins and ends where readers see letters end.
func TestOtherScripts(t *testing.T) {
	texts := map[string]string{
		"uk": "Порт закрито\n\nМіністр закритого порту подав у відставку. Страйкарі вимагають виплат.",
		"ru": "Мост закрыт\n\nЖители требуют открыть мосты до зимы.",
		"ar": "الميناء مغلق\n\nطالبت النقابة بفتح الميناء قبل الشتاء.",
		"he": "הגשר סגור\n\nהתושבים דורשים לפתוח את הגשרים לפני החורף.",
		"zh": "港口关闭\n\n工会要求提高工资。市长拒绝了。",
		"ja": "橋が閉鎖\n\n住民は橋の再開を求めている。",
		"th": "สะพานปิด\n\nชาวบ้านเรียกร้องให้เปิดสะพาน น้ำท่วมถนน",
	}
	s := store.Memory()
	for _, text := range texts {
		title, _, _ := strings.Cut(text, "\n")
		put(t, s, &corpus.Document{ID: corpus.NewID("", "", text), Kind: corpus.Article, Title: title, Text: text})
	}
	ix := open(t, "", s)
	for _, c := range []struct{ query, of, marked string }{
		{"порт", "uk", "порту"},
		{"порту", "uk", "Порт"},
		{"страйкар", "uk", "Страйкарі"},
		{"мостов", "ru", "мосты"},
		{"закрита", "uk", "закритого"},
		{"міністра", "uk", "Міністр"},
		{"ميناء", "ar", "الميناء"},
		{"والميناء", "ar", "الميناء"},
		{"גשר", "he", "הגשרים"},
		{"הגשר", "he", "הגשר"},
		{"工资", "zh", "工资"},
		{"要求", "zh", "要求"},
		{"再開", "ja", "再開"},
		{"橋", "ja", "橋"},
		{"สะพาน", "th", "สะพาน"},
		{"น้ำ", "th", "น้ำ"},
		{"资会", "", ""},
		{"关口", "", ""},
		{"นาพะส", "", ""},
		{"גדר", "", ""},
		{"порох", "", ""},
	} {
		a, err := ix.Ask(t.Context(), index.Scope{}, index.Search{Text: c.query})
		if err != nil {
			t.Fatal(err)
		}
		if c.of == "" {
			if a.Total > 0 {
				t.Errorf("%s finds %s", c.query, a.Results[0].Text())
			}
			continue
		}
		if a.Total != 1 || a.Results[0].Doc.Text != texts[c.of] {
			t.Errorf("%s: %d documents, near %d", c.query, a.Total, len(a.Nearest))
			continue
		}
		r := a.Results[0]
		var marked []string
		for _, h := range r.Highlights {
			marked = append(marked, r.Doc.Cut(h))
			if !onGraphemes(r.Doc.Text, h) {
				t.Errorf("%s: %q is marked, which begins or ends within a letter", c.query, r.Doc.Cut(h))
			}
		}
		if !slices.Contains(marked, c.marked) {
			t.Errorf("%s: marked %q, want %q", c.query, marked, c.marked)
		}
		if !slices.ContainsFunc([]string{"\n", " ", ""}, func(end string) bool { return strings.Contains(texts[c.of]+end, r.Text()+end) }) {
			t.Errorf("%s: %q is no whole sentence", c.query, r.Text())
		}
	}
}

// onGraphemes reports whether s begins and ends between letters as readers see them.
func onGraphemes(text string, s corpus.Span) bool {
	start, end := s.Start == 0, s.End == len(text)
	for g := uniseg.NewGraphemes(text); g.Next(); {
		from, to := g.Positions()
		start, end = start || from == s.Start, end || to == s.End
	}
	return start && end
}

// TestSearchForWordsThatSayNothing finds nothing, not even near, where a question has only words that stand in every sentence.
func TestSearchForWordsThatSayNothing(t *testing.T) {
	s := store.Memory()
	text := "What is up with the pier?\n\nThe pier is shut. It was there."
	put(t, s, &corpus.Document{ID: corpus.NewID("", "", text), Kind: corpus.Article, Title: "Pier", Text: text})
	ix := open(t, "", s)
	for _, query := range []string{"what's up", "the", "it was there"} {
		a, err := ix.Ask(t.Context(), index.Scope{}, index.Search{Text: query})
		if err != nil {
			t.Fatal(err)
		}
		if a.Total > 0 || len(a.Nearest) > 0 || len(a.Suggestions) > 0 {
			t.Errorf("%s: %d found, %d near, suggested %q", query, a.Total, len(a.Nearest), a.Suggestions)
		}
	}
}

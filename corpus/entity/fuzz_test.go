package entity

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// FuzzFind holds the laws: mentions lie in order within the text and on character borders, entities are ordered by
// their first mention, and the same text gives the same answer.
func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"", "The U.S. President, Mara Lindqvist, said she'd go. Lindqvist's aide didn't.",
		"WALLACE: Well?\n\nAs he left, Prime Minister Ola Brandt-Oyelaran told two senior officials of the Kremlin’s offer.",
		"the the the of of 's 's “he” said he he", "Київ and Осло \xff\xfe X-y A.", "President", "President's", "of State and Secretary of", "'s envoy, Al",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := &corpus.Document{Text: text}
		split := segment.Split(text)
		s := Find(d, split)
		if err := (&corpus.Annotations{Entities: s.Entities}).Check(d); err != nil && strings.ToValidUTF8(text, "") == text {
			t.Fatal(err)
		}
		last := -1
		for i, e := range s.Entities {
			if len(e.Mentions) == 0 || e.Mentions[0].Span.Start < last {
				t.Fatalf("entity %d of %q has no mention or stands too late: %+v", i, text, e)
			}
			last = e.Mentions[0].Span.Start
			if !strings.Contains(text, s.Name(i)) || s.Name(i) == "" {
				t.Fatalf("name %q of entity %d is not in %q", s.Name(i), i, text)
			}
		}
		all := s.In(corpus.Span{End: len(text)})
		if !slices.IsSortedFunc(all, func(a, b Mention) int { return a.Span.Compare(b.Span) }) {
			t.Fatalf("mentions of %q are out of order", text)
		}
		for _, m := range all {
			if ref := s.Ref(m.Span); !ref.IsZero() && ref == m.Span {
				t.Fatalf("%v of %q refers to itself", m, text)
			}
			s.At(corpus.Span{Start: m.Span.Start, End: len(text)})
		}
		if again := Find(d, split); !reflect.DeepEqual(again.Entities, s.Entities) {
			t.Fatalf("two runs over %q differ", text)
		}
	})
}

// FuzzFold holds that folding a key again changes nothing.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"President Zoë O’Dell-Lind Jr.", "Зеленський", "al-Berg el-", "the the Mr. Mr", "Iij yyy"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		key := Fold(name)
		if again := Fold(key); again != key {
			t.Fatalf("Fold(%q) = %q, folded again %q", name, key, again)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	var text strings.Builder
	for range 12 {
		text.WriteString("Norwegian Foreign Minister Mara Lindqvist told two senior officials that she would not sign, according to the Nordhavn Herald.\n\n")
		text.WriteString("“We will not go,” Lindqvist said. The minister's aide, Ola Brandt, said he had warned the Kremlin. The officials did not answer.\n\n")
		text.WriteString("As he left for Oslo, Mr. Brandt praised the company, Kalder Inc., and its workers. They thanked him. It has since closed.\n\n")
	}
	d := &corpus.Document{Text: text.String()}
	t := segment.Split(d.Text)
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		Find(d, t)
	}
}

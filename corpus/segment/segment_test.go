package segment

import (
	"slices"
	"testing"
	"unicode"
	"unicode/utf8"

	"example.org/briefbot/corpus"
)

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"plain", "It rained. They left.", []string{"It rained.", "They left."}},
		{"title", "Mr. Brandt met Dr. Oyelaran. Both smiled.", []string{"Mr. Brandt met Dr. Oyelaran.", "Both smiled."}},
		{"initials", "J. R. Lindqvist spoke. E.B. Marsh did not.", []string{"J. R. Lindqvist spoke.", "E.B. Marsh did not."}},
		{"country", "The U.S. President left the U.S. on Friday.", []string{"The U.S. President left the U.S. on Friday."}},
		{"country at the end", "He flew to the U.S. The talks failed.", []string{"He flew to the U.S.", "The talks failed."}},
		{"ordinal day", "Der Rat tagte am 3. März in Graz. Am 17. August ruhte er.", []string{"Der Rat tagte am 3. März in Graz.", "Am 17. August ruhte er."}},
		{"number at the end", "He came in at 3. August was hot.", []string{"He came in at 3.", "August was hot."}},
		{"time of day", "It began at 9 a.m. on Monday.", []string{"It began at 9 a.m. on Monday."}},
		{"numbers", "Prices rose 3.5 percent. No. 4 fell to 1,200.", []string{"Prices rose 3.5 percent.", "No. 4 fell to 1,200."}},
		{"quotation", "“We will go.” She left.", []string{"“We will go.”", "She left."}},
		{"question reported", "“Why?” he asked. Nobody knew.", []string{"“Why?” he asked.", "Nobody knew."}},
		{"question reported by name", "“Why now?” Brandt said.", []string{"“Why now?” Brandt said."}},
		{"ellipsis in a sentence", "He said ... nothing at all.", []string{"He said ... nothing at all."}},
		{"ellipsis ends", "He waited… Then he went.", []string{"He waited…", "Then he went."}},
		{"month", "It is due on Sept. 4 in Oslo.", []string{"It is due on Sept. 4 in Oslo."}},
		{"company", "Nordhavn Inc. said it would sell. Kalder Corp. agreed.", []string{"Nordhavn Inc. said it would sell.", "Kalder Corp. agreed."}},
		{"no is a word", "He said no. They left.", []string{"He said no.", "They left."}},
		{"address", "See example.com for more. It is free.", []string{"See example.com for more.", "It is free."}},
		{"bullets", "• First point.\n• Second point.", []string{"• First point.", "• Second point."}},
		{"brackets", "(He laughed.) Then he left.", []string{"(He laughed.)", "Then he left."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := Split(c.text)
			var got []string
			for _, x := range s.Sentences {
				got = append(got, c.text[x.Start:x.End])
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("Split(%q)\ngot  %q\nwant %q", c.text, got, c.want)
			}
		})
	}
}

func TestTokens(t *testing.T) {
	for text, want := range map[string][]string{
		"Don't go, Brandt's aide said.": {"Do", "n't", "go", ",", "Brandt", "'s", "aide", "said", "."},
		"the players’ union":            {"the", "players", "’", "union"},
		"O’Malley-Berg won 1,200.5":     {"O’Malley-Berg", "won", "1,200.5"},
		"U.S. and a.m.":                 {"U.S.", "and", "a.m."},
		"wait -- no...":                 {"wait", "--", "no", "..."},
	} {
		s := Split(text)
		var got []string
		for i := range s.Tokens {
			got = append(got, s.Word(i))
		}
		if !slices.Equal(got, want) {
			t.Errorf("tokens of %q\ngot  %q\nwant %q", text, got, want)
		}
	}
}

func TestQuotes(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"straight", `"One," he said, "and two."`, []string{`"One,"`, `"and two."`}},
		{"curly", "“One,” he said.", []string{"“One,”"}},
		{"opened straight, closed curly", "\"Stop there! Let it be,” Brandt wrote. He left.", []string{"\"Stop there! Let it be,”"}},
		{"goes on in the next paragraph", "“First part.\n\n“Second part,” she said.", []string{"“First part.", "“Second part,”"}},
		{"single inside", "“He called it ‘a ruin’ twice,” she said.", []string{"“He called it ‘a ruin’ twice,”"}},
		{"apostrophes", "The players’ union didn’t say 'no' to O’Malley.", nil},
		{"guillemets", "« Bonjour », dit-il.", []string{"« Bonjour »"}},
		{"german", "„Guten Tag“, sagte er.", []string{"„Guten Tag“"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, q := range Split(c.text).Quotes {
				got = append(got, c.text[q.Start:q.End])
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("quotes of %q\ngot  %q\nwant %q", c.text, got, c.want)
			}
		})
	}
}

// FuzzSplit holds the laws: spans lie in order within the text and on character borders, and every
// character that is no space stands in exactly one token.
func FuzzSplit(f *testing.F) {
	for _, s := range []string{"", "He said \"no.\" Then...", "“A ‘b’ c”\n\n• U.S. President J. R. Berg's", "don’t ''x'' „y“ «z» \xff\xfe", "a\u2028b\r\nc"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := Split(text)
		inOrder(t, text, "paragraph", s.Paragraphs)
		inOrder(t, text, "sentence", s.Sentences)
		spans := make([]corpus.Span, len(s.Tokens))
		for i, tok := range s.Tokens {
			spans[i] = tok.Span
			if !s.Sentences[tok.Sentence].Contains(tok.Span) || !s.Paragraphs[tok.Paragraph].Contains(tok.Span) {
				t.Fatalf("token %v of %q lies outside sentence %v or paragraph %v", tok.Span, text, s.Sentences[tok.Sentence], s.Paragraphs[tok.Paragraph])
			}
		}
		inOrder(t, text, "token", spans)
		k := 0
		for i, r := range text {
			for k < len(spans) && spans[k].End <= i {
				k++
			}
			if in := k < len(spans) && spans[k].Start <= i; !in && !unicode.IsSpace(r) {
				t.Fatalf("character %q at %d of %q stands in no token", r, i, text)
			}
		}
		last := 0
		for _, q := range s.Quotes {
			if q.Start < last || q.Open.Start != q.Start || q.Close.End != q.End || q.Inner().Start > q.Inner().End {
				t.Fatalf("quotation %+v of %q is out of order", q, text)
			}
			last = q.End
		}
	})
}

func inOrder(t *testing.T, text, what string, spans []corpus.Span) {
	t.Helper()
	last := 0
	for _, s := range spans {
		if s.Start < last || s.End <= s.Start || s.End > len(text) || !utf8.RuneStart(text[s.Start]) && utf8.ValidString(text) {
			t.Fatalf("%s %v of %q is empty, out of order or splits a character", what, s, text)
		}
		last = s.End
	}
}

func BenchmarkSplit(b *testing.B) {
	text := ""
	for range 100 {
		text += "“We will go,” said Mara Lindqvist, the U.S. envoy. Mr. Brandt didn't answer at 9 a.m. on Monday.\n\n"
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Split(text)
	}
}

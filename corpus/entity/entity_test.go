package entity

import (
	"strings"
	"testing"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

func TestSurname(t *testing.T) {
	d := &corpus.Document{Text: "Norwegian Foreign Minister Mara Lindqvist said so. The plan, Lindqvist's aide said, failed."}
	s := Find(d, segment.Split(d.Text))
	i := s.At(corpus.Span{Start: 0, End: 41})
	if got := s.Name(i); got != "Mara Lindqvist" {
		t.Fatalf("name of the first words = %q, want Mara Lindqvist; entities %+v", got, s.Entities)
	}
	if got := len(s.Entities[i].Mentions); got != 3 {
		t.Errorf("%d mentions, want 3 (title, name, surname)", got)
	}
}

// TestAt reads the noun phrase between ⟦ and ⟧ and wants the name of whom it denotes, "" for nobody that is clear.
func TestAt(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"title", "⟦Norwegian Foreign Minister Mara Lindqvist⟧ said so.", "Mara Lindqvist"},
		{"surname", "Mara Lindqvist left. ⟦Lindqvist⟧ said so.", "Mara Lindqvist"},
		{"surname before the full name", "On Monday, ⟦Lindqvist⟧ said so. Later Mara Lindqvist left.", "Mara Lindqvist"},
		{"middle initial", "Ola B. Brandt left. ⟦Ola Brandt⟧ said so.", "Ola B. Brandt"},
		{"apposition in the phrase", "⟦Mara Lindqvist, a Norwegian diplomat⟧, said so.", "Mara Lindqvist"},
		{"description by title", "Norwegian President Mara Lindqvist left. ⟦The Norwegian president⟧ said so.", "Mara Lindqvist"},
		{"wider description", "Norwegian President Mara Lindqvist left. ⟦The Norwegian leader⟧ said so.", "Mara Lindqvist"},
		{"description of another country", "Norwegian President Mara Lindqvist left. ⟦The Danish president⟧ said so.", "The Danish president"},
		{"description by apposition", "Ola Brandt, the president of the Nordhavn Bank, left. ⟦The president⟧ said so.", "Ola Brandt"},
		{"lead-in", "⟦Lindqvist's envoy, Ola Brandt,⟧ said so.", "Ola Brandt"},
		{"genitive is not its owner", "Mara Lindqvist left. ⟦Lindqvist's envoy⟧ said so.", "Lindqvist's envoy"},
		{"vice is another office", "Vice President Ola Brandt left. ⟦The president⟧ said so.", "The president"},
		{"group", "The offer surprised ⟦two senior officials⟧ in Oslo.", "two senior officials"},
		{"group taken up", "A senior Danish diplomat laughed. “No,” ⟦the diplomat⟧ said.", "A senior Danish diplomat"},
		{"lead-in of a body's head", "The front ordered it. ⟦The front's chief negotiator, Col. Ola Brandt,⟧ said so.", "Ola Brandt"},
		{"lead-in and title", "Its office closed. ⟦The office's head, Danish lawmaker Ola Brandt,⟧ said so.", "Ola Brandt"},
		{"lead-in with an article", "⟦A spokesman for the harbour board, Ola Brandt,⟧ declined to comment.", "Ola Brandt"},
		{"acting office", "⟦The agency's acting administrator, Ola Brandt-Lund,⟧ said so.", "Ola Brandt-Lund"},
		{"an unnamed official is nobody named", "EU Trade Commissioner Mara Lindqvist left. ⟦A senior EU official⟧ said so.", "A senior EU official"},
		{"the unnamed official is not the named one", "EU Trade Commissioner Mara Lindqvist left. A senior EU official rang. “No,” ⟦the official⟧ said.", "A senior EU official"},
		{"another one is another", "An EU official rang. ⟦Another EU official⟧ said so.", "Another EU official"},
		{"chamber is not the seat", "The White House agreed. The senator asked ⟦the House⟧ to vote.", "House"},
		{"seat stays itself", "⟦The Kremlin⟧ said so.", "Kremlin"},
		{"acronym", "The International Seabed Fund (ISF) met. ⟦ISF⟧ said so.", "International Seabed Fund"},
		{"he", "Peter Brandt left for Oslo. ⟦He⟧ said so.", "Peter Brandt"},
		{"she of two", "Ola Brandt met Margaret Lindqvist. He left and ⟦she⟧ stayed.", "Margaret Lindqvist"},
		{"her possessive", "Mara Lindqvist said ⟦she⟧ would go.", "Mara Lindqvist"},
		{"who", "The envoy met Ola Brandt, ⟦who⟧ said so.", "Ola Brandt"},
		{"pronoun ahead of its name", "As ⟦he⟧ prepares to leave, President Ola Brandt has said so.", "Ola Brandt"},
		{"the speaker is not he", "“⟦He⟧ failed,” Peter Marsh said.", ""},
		{"nobody before", "⟦He⟧ said so.", ""},
		{"two of one surname", "Ola Brandt and Eva Brandt left. ⟦Brandt⟧ said so.", ""},
		{"courtesy title decides", "Peter Brandt and Eva Brandt left. ⟦Ms. Brandt⟧ said so.", "Eva Brandt"},
		{"owner at the head of a body", "⟦The Lindqvist campaign⟧ said so.", "The Lindqvist campaign"},
		{"two joined are none", "⟦Ola Brandt and Mara Lindqvist⟧ said so.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			from := strings.Index(c.text, "⟦")
			text := strings.Replace(c.text, "⟦", "", 1)
			to := strings.Index(text, "⟧")
			d := &corpus.Document{Text: strings.Replace(text, "⟧", "", 1)}
			s := Find(d, segment.Split(d.Text))
			if got := s.Name(s.At(corpus.Span{Start: from, End: to})); got != c.want {
				t.Errorf("%s\ngot  %q\nwant %q\nof %+v", c.text, got, c.want, s.Entities)
			}
		})
	}
}

func TestRef(t *testing.T) {
	d := &corpus.Document{Text: "Ola Brandt left. Later Brandt rang. He said so."}
	s := Find(d, segment.Split(d.Text))
	at := strings.Index(d.Text, "He")
	if got := s.Ref(corpus.Span{Start: at, End: at + 2}); d.Cut(got) != "Brandt" {
		t.Errorf("Ref(He) = %q, want the nearest name, Brandt", d.Cut(got))
	}
	if got := s.Ref(corpus.Span{Start: 0, End: 10}); !got.IsZero() {
		t.Errorf("Ref of a name = %v, want none", got)
	}
}

func TestCountry(t *testing.T) {
	for word, want := range map[string]string{
		"Kyiv": "Ukraine", "Ukrainian": "Ukraine", "the Kremlin": "Russia", "South Korean": "South Korea", "Norway’s": "Norway",
		"turkey": "", "Turkey": "Turkey", "U.S.": "United States", "the White House": "United States", "Brandt": "", "": "",
	} {
		if got := Country(word); got != want {
			t.Errorf("Country(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, same := range [][]string{
		{"Kyiv", "Kiev", "Київ"},
		{"President Okafor-Lind", "okafor lind"},
		{"the U.N.", "UN"},
		{"Berezovskyy", "Berezovsky", "Berezovskiy", "Березовський"},
		{"al-Karimi", "Al-Karimi", "al Karimi"},
		{"Mr. Zoë O’Dell", "Zoe O'Dell"},
	} {
		for _, s := range same[1:] {
			if Fold(s) != Fold(same[0]) {
				t.Errorf("Fold(%q) = %q, Fold(%q) = %q; want the same", s, Fold(s), same[0], Fold(same[0]))
			}
		}
	}
	for _, apart := range [][2]string{{"Ola Brandt", "Eva Brandt"}, {"Ola Brandt Jr.", "Ola Brandt"}, {"Mann", "Man"}} {
		if Fold(apart[0]) == Fold(apart[1]) {
			t.Errorf("Fold(%q) and Fold(%q) are both %q; want two keys", apart[0], apart[1], Fold(apart[0]))
		}
	}
}

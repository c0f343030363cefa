package timex

import (
	"os"
	"strings"
	"testing"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// TestEntries checks which words of invented sentences are put on which date.
func TestEntries(t *testing.T) {
	data, err := os.ReadFile("testdata/entries.txt")
	if err != nil {
		t.Fatal(err)
	}
	section := ""
	for n, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		if strings.HasPrefix(line, "## ") {
			section = line[3:]
			continue
		}
		marked, values, _ := strings.Cut(line, " => ")
		var want []string
		if values != "" {
			for i, v := range strings.Split(values, "; ") {
				words, _, _ := strings.Cut(strings.Split(marked, "{")[i+1], "}")
				want = append(want, words+" = "+v)
			}
		}
		d := &corpus.Document{Text: strings.NewReplacer("{", "", "}", "").Replace(marked), Published: dayOf(2025, 10, 22)}
		s := segment.Split(d.Text)
		var got []string
		for _, e := range Entries(d, s, Find(d, s)) {
			got = append(got, d.Cut(e.Span)+" = "+e.EDTF+" "+e.When)
			if !e.Clause.Contains(e.Span) {
				t.Errorf("line %d: clause %q does not hold %q", n+1, d.Cut(e.Clause), d.Cut(e.Span))
			}
		}
		if g, w := strings.Join(got, "; "), strings.Join(want, "; "); g != w {
			t.Errorf("line %d, %s: %s\n got %s\nwant %s", n+1, section, d.Text, g, w)
		}
	}
}

// TestClause checks what is shown to read for an entry.
func TestClause(t *testing.T) {
	for text, want := range map[string]string{
		"The mayor said Monday that she would close the pier.":               "The mayor said Monday that she would close the pier",
		"Mara Vint, who left in 2014, said on Monday: “I am back.”":          "Mara Vint, who left in 2014, said on Monday: “I am back.”",
		"“It is over,” the mayor said on Monday.":                            "“It is over,” the mayor said on Monday",
		"Officials said that the pier, which is old, burned down on Friday.": "Officials said that the pier, which is old, burned down on Friday",
		"They recalled the bold promises made during a fair in August.":      "the bold promises made during a fair in August",
		"The town has grown since the 2014 sale of the port.":                "The town has grown since the 2014 sale of the port",
		"The council agreed in March to close the pier.":                     "The council agreed in March to close the pier",
		"A second fair is planned for 16 and 17 December.":                   "A second fair is planned for 16 and 17 December",
		"It closed after Rep. Mara Vint, R-Ohio, left on Friday.":            "It closed after Rep. Mara Vint, R-Ohio, left on Friday",
		"Vint was elected in 2019 and left in 2024.":                         "Vint was elected in 2019 and left in 2024",
		"The port has been shut since Monday, when workers walked out.":      "The port has been shut since Monday, when workers walked out",
		"They will open a quay in January, the firm said on Monday.":         "They will open a quay in January, the firm said on Monday",
		"He asked for the wages it has owed since 2024.":                     "the wages it has owed since 2024",
		"Vint has since moved; she sold the house on Thursday.":              "she sold the house on Thursday",
	} {
		d := &corpus.Document{Text: text, Published: dayOf(2025, 10, 22)}
		s := segment.Split(text)
		e := Entries(d, s, Find(d, s))
		if len(e) == 0 {
			t.Errorf("%s: no entry", text)
			continue
		}
		if got := d.Cut(e[len(e)-1].Clause); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

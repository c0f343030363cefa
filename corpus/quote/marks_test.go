package quote

import (
	"testing"

	"example.org/briefbot/corpus"
)

// TestMarks gives one statement in quotation marks of all kinds: it is found whole, with its speaker, as direct speech.
func TestMarks(t *testing.T) {
	for name, text := range map[string]struct{ before, quotation, after string }{
		"straight":                  {"Mara Lindqvist said, ", `"The bridge will stay closed until spring."`, ""},
		"curly":                     {"Mara Lindqvist said, ", "“The bridge will stay closed until spring.”", ""},
		"straight, closed curly":    {"Mara Lindqvist said, ", `"The bridge will stay closed until spring.”`, ""},
		"curly, closed straight":    {"Mara Lindqvist said, ", `“The bridge will stay closed until spring."`, ""},
		"guillemets":                {"Mara Lindqvist said: ", "«The bridge will stay closed until spring.»", ""},
		"guillemets with spaces":    {"Mara Lindqvist said: ", "« The bridge will stay closed until spring. »", ""},
		"guillemets turned round":   {"Mara Lindqvist said: ", "»The bridge will stay closed until spring.«", ""},
		"German":                    {"Mara Lindqvist said: ", "„The bridge will stay closed until spring.“", ""},
		"German, closed English":    {"Mara Lindqvist said: ", "„The bridge will stay closed until spring.”", ""},
		"German single":             {"Mara Lindqvist said: ", "‚The bridge will stay closed until spring.‘", ""},
		"single guillemets":         {"Mara Lindqvist said: ", "‹The bridge will stay closed until spring.›", ""},
		"corner brackets":           {"Mara Lindqvist said: ", "「The bridge will stay closed until spring.」", ""},
		"typewriter":                {"Mara Lindqvist said: ", "``The bridge will stay closed until spring.''", ""},
		"two single ones":           {"Mara Lindqvist said: ", "''The bridge will stay closed until spring.''", ""},
		"single":                    {"Mara Lindqvist said: ", "'The bridge will stay closed until spring.'", ""},
		"single curly":              {"Mara Lindqvist said: ", "‘The bridge will stay closed until spring.’", ""},
		"single with apostrophes":   {"Mara Lindqvist said: ", "'The bridge isn't safe and the board's plan won't do.'", ""},
		"curly with apostrophes":    {"Mara Lindqvist said: ", "‘The bridge isn’t safe and the board’s plan won’t do.’", ""},
		"single first":              {"", "‘We have no plan to open it,’", " said Mara Lindqvist."},
		"single around double":      {"", "‘We heard him say “never” and left,’", " said Mara Lindqvist."},
		"double around single":      {"Mara Lindqvist said: ", "“He told me, ‘Close it now,’ and I did.”", ""},
		"straight around single":    {"Mara Lindqvist said: ", `"He told me, 'Close it now,' and I did."`, ""},
		"double, apostrophes after": {"", `"It isn't the mayors' bridge,"`, " Mara Lindqvist said at the boatmen's feast."},
	} {
		t.Run(name, func(t *testing.T) {
			d, all, _ := find(text.before + text.quotation + text.after)
			if len(all) != 1 {
				t.Fatalf("%s\n%d attributions, want 1:\n%s", d.Text, len(all), format(d, all))
			}
			a := all[0]
			if got := d.CutAll(a.Content); got != text.quotation || a.Mode != corpus.Direct || a.Speaker != "Mara Lindqvist" || a.Confidence < ShownThreshold {
				t.Errorf("%s\nconfidence %.2f\n%s", d.Text, a.Confidence, format(d, all))
			}
		})
	}
}

// TestMarksAreNoQuotation: marks around titles, nicknames and words at a distance, and apostrophes, say nothing.
func TestMarksAreNoQuotation(t *testing.T) {
	for _, text := range []string{
		"The so-called “bridge of sighs” was closed in 2019, and its “golden age” is over.",
		"The so-called 'bridge of sighs' was closed in 2019.",
		"Her novel “The Long Tide” won the Eastport prize, and the film “Low Water” followed.",
		"Mara Lindqvist, author of “The Long Tide,” lives in Eastport.",
		`The song "Low Water" was played on the programme "Harbour Hour" on Monday.`,
		"Tomas “Tommy” Orwell and Mara 'Mo' Lindqvist met in the harbour.",
		"The mayors' plan is Tomas Orwell's, and the '90s bridge isn't safe.",
		"The rock 'n' roll bar by the bridge was closed in '09 and it's empty.",
		`The plank was 6' long and 12" wide.`,
	} {
		if d, all, _ := find(text); len(all) > 0 {
			t.Errorf("%s\nwant nothing, got\n%s", text, format(d, all))
		}
	}
}

package index_test

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/extract"
	"example.org/briefbot/corpus/store"
	"example.org/briefbot/index"
)

// TestSearchReadsTextAsPeopleWriteIt searches sentences by other spellings of their words.
func TestSearchReadsTextAsPeopleWriteIt(t *testing.T) {
	const (
		curly    = "The farmers’ lobby won’t accept Lindqvist’s offer."
		modifier = "Slovʼyansk kept its water."
		hyphen   = "The U.S.-led coalition left the long-range radar behind."
		letters  = "Two F-16s and a Mi-8 circled over the G7 venue."
		money    = "The package is worth $61bn, or €56,300 a head."
		rise     = "A 4.5% rise would not cover the €2.3m fine."
		date     = "It was signed on 2031-05-14 in the old town hall."
		country  = "Kyiv turned the plan down."
		accents  = "Chișinău and São Tomé sent envoys; so did Côte d’Ivoire."
		shouting = "WHO DOCTORS ARRIVED AT NOON."
		agency   = "The WHO counted nine cases."
		cyrillic = "Прем’єр Олена Коваль відвідала Львів."
		chinese  = "总理昨天访问了上海港口。"
		arabic   = "زار الوزير ميناء الإسكندرية يوم الأحد."
		plural   = "Negotiators argued about tariffs until midnight."
	)
	all := []string{curly, modifier, hyphen, letters, money, rise, date, country, accents, shouting, agency, cyrillic, chinese, arabic, plural}
	s := store.Memory()
	for i, text := range all {
		d := corpus.Document{Kind: corpus.Article, Title: "Day " + string(rune('A'+i)), Text: text, Published: time.Date(2031, 1, i+1, 0, 0, 0, 0, time.UTC)}
		d.ID = corpus.NewID("", "", text)
		r := &corpus.Record{Document: d}
		var err error
		if r.Annotations, err = extract.Annotate(&d); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Put(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	ix, err := index.Open(t.Context(), "", s, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	for _, c := range []struct {
		query, want string
		near        bool // found apart, as no exact match
	}{
		{"farmers lobby", curly, false},
		{"farmers' lobby", curly, false},
		{"farmersʼ lobby", curly, false},
		{"wont accept", curly, false},
		{`"won't accept"`, curly, false},
		{"lindqvist", curly, false},
		{"Slov'yansk", modifier, false},
		{"Slov’yansk", modifier, false},
		{"Slovyansk", modifier, false},
		{"US-led", hyphen, false},
		{"us led coalition", hyphen, false},
		{"U.S. coalition", hyphen, false},
		{"USA coalition", hyphen, false},
		{"long range radar", hyphen, false},
		{`"long-range radar"`, hyphen, false},
		{"F16", letters, false},
		{"F-16", letters, false},
		{"f-16s", letters, false},
		{"F–16", letters, false},
		{"mi8", letters, false},
		{"G-7", letters, false},
		{"61bn", money, false},
		{"$61bn", money, false},
		{"$61 billion", money, false},
		{"61 billion package", money, false},
		{"4.5 percent", rise, false},
		{"4.5%", rise, false},
		{"4.5 per cent", rise, false},
		{`"4.5 percent rise"`, rise, false},
		{"2.3 million fine", rise, false},
		{"56300", money, false},
		{"56,300", money, false},
		{"2031-05-14", date, false},
		{"Ukraine plan", country, false},
		{"Ukrainian plan", country, false},
		{"kyiv plan", country, false},
		{"Kiev plan", country, false},
		{"chisinau", accents, false},
		{"Sao Tome", accents, false},
		{"cote d'ivoire", accents, false},
		{"doctors", shouting, false},
		{"WHO cases", agency, false},
		{"Коваль", cyrillic, false},
		{"Прем'єр", cyrillic, false},
		{"ЛЬВІВ", cyrillic, false},
		{"上海", chinese, false},
		{"الإسكندرية", arabic, false},
		{"negotiator tariff", plural, false},
		{"NEGOTIATORS", plural, false},
		{"negotiaters", plural, true},
		{"negotiatrs midnight", plural, true},
		{"tarifs", plural, true},
		{"Lindkvist", curly, true},
		{"coalitoin", hyphen, true},
	} {
		a, err := ix.Ask(t.Context(), index.Scope{}, index.Search{Text: c.query})
		if err != nil {
			t.Errorf("%s: %v", c.query, err)
			continue
		}
		list := a.Results
		if c.near {
			list = a.Nearest
			if a.Total > 0 {
				t.Errorf("%s: found %q, want nothing but near ones", c.query, a.Results[0].Text())
			}
		}
		if len(list) == 0 || list[0].Text() != strings.TrimSpace(c.want) {
			var have []string
			for _, r := range append(a.Results, a.Nearest...) {
				have = append(have, r.Text())
			}
			t.Errorf("%s: found %q, want %q first", c.query, have, c.want)
		}
	}
}

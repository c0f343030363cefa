package timex

import (
	"strings"
	"testing"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// check holds Find and Entries to the laws of every extractor.
func check(t *testing.T, text string, published time.Time) {
	t.Helper()
	d := &corpus.Document{Text: text, Published: published}
	s := segment.Split(text)
	a := corpus.Annotations{Timexes: Find(d, s)}
	a.Entries = Entries(d, s, a.Timexes)
	if d.Text != text {
		t.Fatal("the text was changed")
	}
	if err := a.Check(d); err != nil {
		t.Fatal(err)
	}
	end := 0
	for _, x := range a.Timexes {
		if x.Span.Start < end || x.Span.Len() == 0 {
			t.Fatalf("%q at %v overlaps the one before it or is empty", d.Cut(x.Span), x.Span)
		}
		if x.Type == "" || x.Value == "" {
			t.Fatalf("%q has no type or no value: %+v", d.Cut(x.Span), x)
		}
		end = x.Span.End
	}
	for _, e := range a.Entries {
		words := d.Cut(e.Span)
		if words == "" || strings.TrimSpace(words) != words {
			t.Fatalf("entry %q is empty or has space at its ends", words)
		}
		if !e.From.IsZero() && !e.To.IsZero() && e.To.Before(e.From) {
			t.Fatalf("entry %q ends before it begins: %+v", words, e)
		}
		if e.EDTF == "" || e.Precision == "" || e.When == "" {
			t.Fatalf("entry %q is incomplete: %+v", words, e)
		}
		if published.IsZero() && e.From.IsZero() && e.To.IsZero() {
			t.Fatalf("entry %q has no date: %+v", words, e)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("On Friday, Oct. 17, 2025, talks begun 11 years ago went on until 8 p.m. EST.", int64(1760832000))
	f.Add("from 29 February 2024 to 1957-58 – the late '80s, early next week, 12/31/9999", int64(0))
	f.Add("in the past two-and-a-half years, since 0001-01-01, 9999 years ago, a century later", int64(253402214400))
	f.Add("Thanksgiving 1 and Easter 9999, last Christmas, the third quarter of 1000", int64(-62135596800))
	f.Fuzz(func(t *testing.T, text string, unix int64) {
		if len(text) > 4096 {
			t.Skip("longer than needed")
		}
		text = strings.ToValidUTF8(text, "\uFFFD") // as every importer does
		published := time.Unix(unix%253402300800, 0).UTC()
		if y := published.Year(); y < 1 || y > 9999 {
			published = time.Time{}
		}
		check(t, text, published)
	})
}

func FuzzInterval(f *testing.F) {
	for _, v := range []string{"2025-10-17", "2025-W42-WE", "2020-W53", "0001", "9999-12-31", "198", "19", "2025-WI", "P11Y", "XXXX-WXX-5", "2025-10-17T25:99", "PAST_REF"} {
		f.Add(v, 20000)
	}
	f.Fuzz(func(t *testing.T, value string, day int) {
		dct := dayOf(1, 1, 1).AddDate(0, 0, day%3652059)
		from, to, edtf, precision, ok := Interval(value, dct)
		if !ok {
			if !from.IsZero() || !to.IsZero() || edtf != "" || precision != "" {
				t.Fatalf("%q: not ok but %v %v %q %q", value, from, to, edtf, precision)
			}
			return
		}
		if edtf == "" || precision == "" || !to.IsZero() && to.Before(from) {
			t.Fatalf("%q: %v %v %q %q", value, from, to, edtf, precision)
		}
	})
}

func FuzzParseDay(f *testing.F) {
	for _, s := range []string{"2025-10-17", "17 Oct 2025", "October 2025", "2025", "yesterday", "last week", "friday", "", "0000-00-00", "31 February"} {
		f.Add(s, 740000)
	}
	f.Fuzz(func(t *testing.T, s string, day int) {
		today := dayOf(1, 1, 2).AddDate(0, 0, (day%3652000+3652000)%3652000)
		from, to, err := ParseDay(s, today)
		if err != nil {
			return
		}
		if from.IsZero() || to.Before(from) {
			t.Fatalf("%q on %v: from %v to %v", s, today, from, to)
		}
	})
}

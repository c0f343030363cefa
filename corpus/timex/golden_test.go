package timex

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

var update = flag.Bool("update", false, "write the golden file anew")

// TestInvented compares what is found in invented sentences with testdata/invented.golden.
func TestInvented(t *testing.T) {
	in, err := txtar.ParseFile("testdata/invented.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range in.Files {
		text := strings.TrimSpace(string(f.Data))
		for _, published := range []time.Time{dayOf(2025, 10, 22), {}} {
			known := "published 2025-10-22"
			if published.IsZero() {
				known = "day of publication not known"
			}
			fmt.Fprintf(&b, "-- %s, %s --\n", f.Name, known)
			b.WriteString(found(text, published))
		}
	}
	const golden = "testdata/invented.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Split(b.String(), "\n")
	for i, line := range strings.Split(string(want), "\n") {
		if i >= len(got) || got[i] != line {
			t.Fatalf("line %d: got %q, want %q", i+1, got[min(i, len(got)-1)], line)
		}
	}
}

func found(text string, published time.Time) string {
	d := &corpus.Document{Text: text, Published: published}
	s := segment.Split(text)
	x := Find(d, s)
	var b strings.Builder
	for _, m := range x {
		fmt.Fprintf(&b, "%s %s %s  %s\n", m.Type, m.Value, m.Mod, d.Cut(m.Span))
	}
	for _, e := range Entries(d, s, x) {
		fmt.Fprintf(&b, "\t%s %s %s %s computed=%v  %s\n", e.Value, e.EDTF, e.Precision, e.When, e.Computed, d.Cut(e.Span))
	}
	return b.String()
}

func TestParseDay(t *testing.T) {
	today := dayOf(2025, 10, 22)
	for typed, want := range map[string]string{
		"2025-10-17": "2025-10-17 2025-10-17", "17 Oct 2025": "2025-10-17 2025-10-17", "October 17, 2025": "2025-10-17 2025-10-17",
		"october 2025": "2025-10-01 2025-10-31", "2025": "2025-01-01 2025-12-31", "yesterday": "2025-10-21 2025-10-21",
		"last week": "2025-10-13 2025-10-19", "friday": "2025-10-17 2025-10-17", "november": "2024-11-01 2024-11-30",
		"3 nov": "2024-11-03 2024-11-03", "today": "2025-10-22 2025-10-22", "last friday": "2025-10-17 2025-10-17",
	} {
		from, to, err := ParseDay(typed, today)
		if got := from.Format(time.DateOnly) + " " + to.Format(time.DateOnly); err != nil || got != want {
			t.Errorf("%q: got %s, %v; want %s", typed, got, err, want)
		}
	}
	for _, typed := range []string{"", "octember", "2025-02-30", "soon", "11 years", "now"} {
		if _, _, err := ParseDay(typed, today); err == nil || !strings.Contains(err.Error(), "2025-10-17") {
			t.Errorf("%q: got error %v, want one that names the forms", typed, err)
		}
	}
}

func TestInterval(t *testing.T) {
	dct := dayOf(2025, 10, 19)
	for value, want := range map[string]string{
		"2025-10-17": "2025-10-17 2025-10-17 2025-10-17 day", "2025-W42": "2025-10-13 2025-10-19 2025-10-13/2025-10-19 week",
		"2020-W53": "2020-12-28 2021-01-03 2020-12-28/2021-01-03 week", "2025-WI": "2025-12-01 2026-02-28 2025-24 season",
		"2025-Q3": "2025-07-01 2025-09-30 2025-07/2025-09 interval", "198": "1980-01-01 1989-12-31 198X decade",
		"2024-02": "2024-02-01 2024-02-29 2024-02 month", "2025-10-17TNI": "2025-10-17 2025-10-17 2025-10-17 day",
		"FUTURE_REF": "2025-10-19 0001-01-01 2025-10-19/.. vague",
	} {
		from, to, edtf, precision, ok := Interval(value, dct)
		got := strings.Join([]string{from.Format(time.DateOnly), to.Format(time.DateOnly), edtf, precision}, " ")
		if !ok || got != want {
			t.Errorf("%s: got %s, %v; want %s", value, got, ok, want)
		}
	}
	for _, value := range []string{"", "P11Y", "PXW", "XXXX-WXX-5", "2025-02-30", "2025-W54", "0000"} {
		if _, _, _, _, ok := Interval(value, dct); ok {
			t.Errorf("%q has a place in the calendar", value)
		}
	}
}

func BenchmarkFindAndEntries(b *testing.B) {
	in, err := txtar.ParseFile("testdata/invented.txtar")
	if err != nil {
		b.Fatal(err)
	}
	var text strings.Builder
	for range 20 {
		for _, f := range in.Files {
			text.Write(f.Data)
		}
	}
	d := &corpus.Document{Text: text.String(), Published: dayOf(2025, 10, 22)}
	s := segment.Split(d.Text)
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		Entries(d, s, Find(d, s))
	}
}

// BenchmarkOneSentence is a text without a full stop: the time must grow with its length, not with the square.
func BenchmarkOneSentence(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			d := &corpus.Document{Text: strings.Repeat("she said on Friday that he left in May 2014, who came and ", n), Published: dayOf(2025, 10, 22)}
			s := segment.Split(d.Text)
			b.SetBytes(int64(len(d.Text)))
			for b.Loop() {
				Entries(d, s, Find(d, s))
			}
		})
	}
}

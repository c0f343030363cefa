package revision

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/briefbot/corpus"
)

func document(guild, publisher, url, text string) *corpus.Document {
	return &corpus.Document{ID: corpus.NewID(guild, "", text), Guild: guild, Publisher: publisher, URL: url, Text: text}
}

const story = `The harbour talks in Oslo will resume on Thursday afternoon. Mara Lindqvist said that no ship would be turned away. The dockers want longer breaks on the night shift.

The port authority refused the demand on Tuesday morning. It offered a new crane and two more rest rooms instead.`

func TestFind(t *testing.T) {
	s := New()
	first := document("", "The Quay", "https://quay.example/talks?utm_source=x", story)
	s.Add(first)
	for _, tt := range []struct {
		name string
		d    *corpus.Document
		want Match
		ok   bool
	}{
		{"itself", first, Match{}, false},
		{"one address", document("", "The Quay", "https://www.quay.example/talks/", "A wholly different text that has nothing in common."), Match{first.ID, Version}, true},
		{"other words of one outlet", document("", "the quay", "", story+" Nobody was hurt in all this."), Match{first.ID, Version}, true},
		{"another typesetter", document("", "", "", "It’s new: read it here first, all of you.\n\n"+story), Match{first.ID, Version}, true},
		{"another outlet", document("", "Northern Wire", "https://wire.example/1", story+" Nobody was hurt in all this."), Match{first.ID, Copy}, true},
		{"another server", document("7", "The Quay", "https://quay.example/talks", story), Match{}, false},
		{"a sentence in common", document("", "The Quay", "https://quay.example/other", "The dockers want longer breaks on the night shift. The rest of it is about the price of fish in autumn. And about the weather in the north of the country."), Match{}, false},
	} {
		if m, ok := s.Find(tt.d); ok != tt.ok || m != tt.want {
			t.Errorf("%s: %+v, %v; want %+v, %v", tt.name, m, ok, tt.want, tt.ok)
		}
	}
	s.Remove(first.ID)
	if m, ok := s.Find(document("", "The Quay", "https://quay.example/talks", story+" More.")); ok {
		t.Errorf("a removed document is found: %+v", m)
	}
}

func TestFindTheLatest(t *testing.T) {
	s := New()
	for i := range 3 {
		s.Add(document("", "", "https://quay.example/live", fmt.Sprintf("%s Version %d of this text was printed.", story, i)))
	}
	want := document("", "", "", story+" Version 2 of this text was printed.").ID
	if m, ok := s.Find(document("", "", "https://quay.example/live", story)); !ok || m.ID != want {
		t.Errorf("found %+v, want %s", m, want)
	}
}

func TestDiff(t *testing.T) {
	before := document("", "", "", "It rains. He said “no” again. It rains. All is lost.")
	after := document("", "", "", "It rains. He said \"no\" again. The sun came out.")
	added, dropped := Diff(before, after)
	if d := cmp.Diff([]string{"The sun came out."}, added); d != "" {
		t.Errorf("added:\n%s", d)
	}
	if d := cmp.Diff([]string{"It rains.", "All is lost."}, dropped); d != "" {
		t.Errorf("dropped:\n%s", d)
	}
}

func BenchmarkFind(b *testing.B) {
	s := New()
	for i := range 10_000 {
		s.Add(document("", "", "", fmt.Sprintf("Article number %[1]d tells of harbour %[1]d at length. Its second sentence names pier %[1]d and no other. The dockers want longer breaks on the night shift.", i)))
	}
	d := document("", "", "", story)
	for b.Loop() {
		s.Find(d)
	}
}

package index

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const (
	firstAsked = `2025-06-02
Norwegian Foreign Minister Mara Lindqvist demanded that Denmark close the north harbour to oil tankers. Lindqvist refused to pay for the night ferry.
The Dock Union demanded a wage rise of 8 percent.`
	turnedDown = `2025-06-09
On Monday Norwegian Foreign Minister Mara Lindqvist demanded that Denmark close the north harbour to all tankers by autumn.
Denmark refused to close the north harbour to tankers.
The Dock Union demanded a wage rise of 5 percent.`
	agreed = `2025-06-16
Denmark agreed to close the north harbour to tankers. Norwegian Foreign Minister Mara Lindqvist offered to pay for the night ferry.`
)

// told writes a record: actor, kind, citing papers, answers, and the earlier paper.
func told(r Result) string {
	var papers, answers []string
	for _, c := range r.Citations {
		papers = append(papers, strings.TrimPrefix(c.Doc.Title, "Paper "))
	}
	for _, a := range r.Answers {
		answers = append(answers, a.Status+" "+a.Date)
	}
	before := ""
	if !r.Before.IsZero() {
		before = " before: " + r.BeforeAt.Doc.Title
	}
	return fmt.Sprintf("%s %s [%s] in %s; %s%s", r.Actor, r.Kind, r.Object.Text(), strings.Join(papers, " "), strings.Join(answers, ", "), before)
}

func records(t *testing.T, ix *Index, q Query) []string {
	t.Helper()
	var out []string
	for _, r := range every(t, ix, q) {
		out = append(out, told(r))
	}
	return out
}

// One demand told twice is one record with its answers, the latest first; what the same actor wanted before stands beside what he wants now.
func TestDemandsOverTime(t *testing.T) {
	ix := at(t, "2025-06-20", firstAsked, turnedDown, agreed)
	closing := "Mara Lindqvist demand [close the north harbour to all tankers by autumn] in 2 1; accepted 2025-06-16, refused 2025-06-09 before: Paper 1"
	want := []string{
		closing,
		"Mara Lindqvist offer [pay for the night ferry] in 3;  before: Paper 1",
		"Mara Lindqvist refusal [pay for the night ferry] in 1; ",
		"Denmark concession [close the north harbour to tankers] in 3;  before: Paper 2",
		"Denmark refusal [close the north harbour to tankers] in 2; ",
		"Dock Union demand [a wage rise of 5 percent] in 2;  before: Paper 1",
		"Dock Union demand [a wage rise of 8 percent] in 1; ",
	}
	june := Period{Until: time.Date(2025, 6, 5, 0, 0, 0, 0, time.UTC)}
	for q, want := range map[Demands][]string{
		{}:                                 want,
		{By: "Norway"}:                     want[:3],
		{By: "Lindqvist", About: "tanker"}: want[:1],
		{Of: "Copenhagen"}:                 want[:1],
		{By: "Lindqvist", Kind: "offer"}:   want[1:2],
		{By: "Dock Union", Period: june}:   want[6:],
		{By: "Denmark", Kind: "refusal"}:   want[4:5],
	} {
		if diff := cmp.Diff(want, records(t, ix, q)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", q, diff)
		}
	}
	r := every(t, ix, Demands{By: "Norway"})[0]
	if got := r.Before.Text(); !strings.Contains(got, "oil tankers") || r.BeforeAt.Doc != r.Before.Doc || r.Doc == r.Before.Doc {
		t.Errorf("earlier: %q, cited to %s", got, r.BeforeAt.Doc.Title)
	}
}

// A country is found by its capital, its government, its delegation and its leader, each shown as the text has it.
func TestCountriesSpeakThroughMany(t *testing.T) {
	ix := at(t, "2025-06-20", `2025-06-02
Oslo demanded that Denmark close the north harbour.

Norwegian Prime Minister Mara Lindqvist asked Denmark for a second ferry.

The Norwegian government refused to pay for the old pier.

The Norwegian delegation called for cheaper tickets.

The prime minister offered Denmark a loan for the lighthouse.

Danish Prime Minister Olof Berg demanded lower tolls.`)
	got := map[string]bool{}
	for _, r := range every(t, ix, Demands{By: "Norway"}) {
		got[r.Actor] = true
	}
	for _, want := range []string{"Oslo", "Mara Lindqvist", "Norwegian government", "Norwegian delegation"} {
		found := false
		for name := range got {
			found = found || strings.HasSuffix(name, want)
		}
		if !found {
			t.Errorf("by:Norway does not find %s: %v", want, got)
		}
	}
	if got["Olof Berg"] {
		t.Errorf("by:Norway finds a Dane: %v", got)
	}
}

// Two politicians of one country do not make one demand of what they want alike.
func TestTwoPeopleDoNotMakeOneDemand(t *testing.T) {
	ix := at(t, "2025-06-20", "2025-06-02\nNorwegian Foreign Minister Mara Lindqvist demanded that Denmark close the north harbour.",
		"2025-06-03\nNorwegian Prime Minister Olof Berg demanded that Denmark close the north harbour.")
	for _, r := range every(t, ix, Demands{}) {
		if len(r.Citations) != 1 || !r.Before.IsZero() {
			t.Errorf("made of two: %s", told(r))
		}
	}
}

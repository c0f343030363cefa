package entity_test

import (
	"testing"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/entity"
	"example.org/briefbot/corpus/segment"
)

func TestBareOfficialsBesideAConcedingGovernment(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"While Oslo has agreed to the plan, officials insist on a review.", "Norway"},
		{"Although Norway has agreed to the plan, diplomats want a review.", "Norway"},
		{"Oslo has agreed to the plan. Later, officials insisted on a review.", ""},
		{"While Oslo has agreed to the plan, Swedish officials insist on a review.", "Sweden"},
		{"While the board has agreed to the plan, officials insist on a review.", ""},
	} {
		d := &corpus.Document{Text: tt.text}
		found := false
		for _, e := range entity.Find(d, segment.Split(d.Text)).Entities {
			if e.Type != corpus.Group {
				continue
			}
			found = true
			if e.Country != tt.want {
				t.Errorf("%s: %q is of %q, want %q", tt.text, e.Name, e.Country, tt.want)
			}
		}
		if !found {
			t.Errorf("%s: no group found", tt.text)
		}
	}
}

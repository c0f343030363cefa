package bundle

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/briefbot/corpus"
)

func notes() []Note {
	return []Note{
		{ID: "b", Title: "=SUM(A1:A9)", Author: "Mara Lindqvist", URL: "https://discord.com/channels/1/2/3", Published: "2025-06-03", Language: "en", Text: "*Not* bold <!-- note --> \"quoted\", with\ntwo lines\n\nand  two  spaces \n"},
		{ID: "a", Text: "-1"},
		{ID: "c", Title: "'apostrophe", Channel: "2", Text: "<!-- note {\"bytes\":3} -->\nабв\u2028 🗣️, \"\"\n-->"},
	}
}

func TestRoundTrip(t *testing.T) {
	want := []Note{notes()[1], notes()[0], notes()[2]} // by id
	for _, f := range []Format{Markdown, CSV, JSON} {
		var b bytes.Buffer
		if err := Write(&b, f, notes()); err != nil {
			t.Fatal(err)
		}
		if !Is(b.Bytes()) {
			t.Errorf("%s: not recognised:\n%s", f, b.Bytes())
		}
		got, err := Read(b.Bytes())
		if err != nil {
			t.Fatalf("%s: %v\n%s", f, err, b.Bytes())
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s:\n%s", f, d)
		}
		var again bytes.Buffer
		if err := Write(&again, f, got); err != nil || !bytes.Equal(again.Bytes(), b.Bytes()) {
			t.Errorf("%s: written again it differs, %v", f, err)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, Markdown, notes()); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{
		"changed by hand": strings.Replace(b.String(), "two lines", "three lines", 1), "cut": b.String()[:b.Len()-3], "no JSON": `{"briefbot":"notes",`,
		"newer": `{"briefbot":"notes","version":2,"notes":[]}`, "other columns": "id,title,publisher\na,b,c\n",
	} {
		if got, err := Read([]byte(data)); err == nil {
			t.Errorf("%s: read as %+v", name, got)
		}
	}
}

func TestCell(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "words": "words", "=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@x": "'@x", "\t=1": "'\t=1", "\r=1": "'\r=1", " =1": "' =1", "＝1": "'＝1", "'x": "''x", "a=1": "a=1", "\ufeff=1": "'\ufeff=1",
	} {
		got := Cell(in)
		if got != want || uncell(got) != in {
			t.Errorf("%q: %q, back %q", in, got, uncell(got))
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, format := range []Format{Markdown, CSV, JSON} {
		var b bytes.Buffer
		if err := Write(&b, format, notes()); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := Read(data)
		if err != nil || len(got) == 0 {
			return
		}
		for _, n := range got {
			if d, err := n.Document("1", "2"); err == nil && (d.Kind != corpus.Note || d.Guild != "1" || d.Channel != "2") {
				t.Errorf("%+v", d)
			}
		}
	})
}

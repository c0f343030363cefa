package timex

import (
	"os"
	"strings"
	"testing"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// TestPhenomena checks what is found in one invented sentence a line, expression by expression.
func TestPhenomena(t *testing.T) {
	data, err := os.ReadFile("testdata/phenomena.txt")
	if err != nil {
		t.Fatal(err)
	}
	var d corpus.Document
	section, rows := "", 0
	for n, line := range strings.Split(string(data), "\n") {
		switch {
		case line == "", strings.HasPrefix(line, "# "):
		case strings.HasPrefix(line, "## "):
			section = line[3:]
		case strings.HasPrefix(line, "@ "):
			f := strings.Fields(line)
			d = corpus.Document{Language: f[2], URL: strings.Trim(f[3], "-")}
			d.Published, _ = time.Parse(time.DateOnly, f[1])
		default:
			rows++
			text, want := expected(line)
			d.Text = text
			if got := expressions(&d); got != want {
				t.Errorf("line %d, %s: %s\n got %s\nwant %s", n+1, section, text, got, want)
			}
		}
	}
	if rows < 250 {
		t.Errorf("%d rows, want 250 or more", rows)
	}
}

// expected takes the brackets out of a line and returns its text and what is to be found.
func expected(line string) (text, want string) {
	marked, values, _ := strings.Cut(line, " => ")
	text = strings.NewReplacer("[", "", "]", "").Replace(marked)
	var out []string
	for i, v := range strings.Split(values, "; ") {
		if v == "" {
			break
		}
		pieces := strings.Split(marked, "[")
		words, _, _ := strings.Cut(pieces[min(i+1, len(pieces)-1)], "]")
		out = append(out, words+" = "+v)
	}
	return text, strings.Join(out, "; ")
}

func expressions(d *corpus.Document) string {
	letter := map[string]string{tDate: "D", tTime: "T", tDuration: "P", tSet: "S"}
	var out []string
	for _, x := range Find(d, segment.Split(d.Text)) {
		out = append(out, strings.TrimSpace(d.Cut(x.Span)+" = "+letter[x.Type]+" "+x.Value+" "+x.Mod))
	}
	return strings.Join(out, "; ")
}

package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"example.org/briefbot/bot/discordtest"
)

// letters leaves what neither Markdown's escapes nor a shortened line change.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// Both front ends give the same words for the same question about a real article.
func TestFrontEndsAgreeOnTheArticle(t *testing.T) {
	shared := os.Getenv("BRIEFBOT_SHARED")
	if shared == "" {
		t.Skip("BRIEFBOT_SHARED not set: there is no article to ask about")
	}
	data := t.TempDir()
	says(t, data, "import", filepath.Join(shared, "corpus", "article.txt"), "--publisher", "Outlet", "--published", "2025-10-19", "--kind", "article")
	fake := discordtest.New(t)
	s := serve(t, fake, data)
	for _, q := range [][]string{
		{"who-said", "words", "their own leg"},
		{"who-said", "who", "Trump"},
		{"who-said", "who", "the Russian president"},
		{"who-said", "who", "putin"},
		{"demand", "by", "Putin"},
		{"demand", "of", "Ukraine"},
		{"demand", "by", "Ukraine"},
		{"demand"},
		{"timeline"},
		{"search", "query", "ceasefire"},
		{"sources"},
	} {
		line := "/" + q[0]
		if len(q) > 1 {
			line += " " + q[1] + `:"` + q[2] + `"`
		}
		if q[0] == "search" {
			line = "/search " + q[2]
		}
		var answer struct {
			Total   int
			Results []struct{ Text, Speaker, Actor string }
		}
		if err := json.Unmarshal([]byte(says(t, data, "ask", "--json", line)), &answer); err != nil {
			t.Fatal(err)
		}
		if answer.Total == 0 {
			t.Errorf("%s: nothing found", line)
		}
		shown := letters(fake.Slash(t, fake.Home(), q[0], q[1:]...).Text())
		for _, r := range answer.Results {
			for _, want := range []string{r.Text, r.Speaker, r.Actor} {
				if !strings.Contains(shown, letters(want)) {
					t.Errorf("%s: the terminal shows %q, Discord does not", line, want)
				}
			}
		}
	}
	s.stop(t)
}

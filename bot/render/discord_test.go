package render

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"
	"github.com/rivo/uniseg"

	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
)

var ids = IDs{
	Page:    func(page int) string { return fmt.Sprintf("page %d", page) },
	Context: "context", Choose: "choose",
	Place: func(c index.Citation) string { return fmt.Sprintf("%s %v", c.Doc.ID, c.Spans[0]) },
	Value: func(c index.Choice) string { return c.Name },
}

// discordOf writes a message the way the golden files keep it.
func discordOf(t *testing.T, a *index.Answer) string {
	t.Helper()
	if a.Query.Command() == "sources" { // spans are empty there
		return format(Discord(a, IDs{}))
	}
	m := Discord(a, ids)
	checkLimits(t, m)
	return format(m)
}

func format(m Message) string {
	var b strings.Builder
	fmt.Fprintln(&b, m.Content)
	for _, e := range m.Embeds {
		fmt.Fprintf(&b, "--- embed\n%s\n", e.Description)
		if e.Footer != nil {
			fmt.Fprintf(&b, "--- footer\n%s\n", e.Footer.Text)
		}
	}
	for _, c := range m.Components {
		for _, x := range c.(discordgo.ActionsRow).Components {
			switch x := x.(type) {
			case discordgo.Button:
				fmt.Fprintf(&b, "[%s] id=%q disabled=%v\n", x.Label, x.CustomID, x.Disabled)
			case discordgo.SelectMenu:
				fmt.Fprintf(&b, "menu %q id=%q\n", x.Placeholder, x.CustomID)
				for _, o := range x.Options {
					fmt.Fprintf(&b, "  %s | %s | %s\n", o.Label, o.Description, o.Value)
				}
			}
		}
	}
	return b.String()
}

func checkLimits(t *testing.T, m Message) {
	t.Helper()
	if n := units(m.Content); n > 2000 {
		t.Errorf("content of %d", n)
	}
	if len(m.Embeds) > 10 || len(m.Components) > 5 {
		t.Errorf("%d embeds, %d rows", len(m.Embeds), len(m.Components))
	}
	total := 0
	for _, e := range m.Embeds {
		n := units(e.Description)
		if n == 0 || n > 4096 {
			t.Errorf("description of %d", n)
		}
		if total += n; e.Footer != nil {
			total += units(e.Footer.Text)
		}
		if e.URL != "" || !utf8.ValidString(e.Description) {
			t.Errorf("embed with address %q, or not UTF-8", e.URL)
		}
	}
	if total > 6000 {
		t.Errorf("%d in all embeds", total)
	}
	used := map[string]bool{}
	id := func(s string) {
		if s == "" || units(s) > 100 || used[s] {
			t.Errorf("custom id %q is empty, too long or used twice", s)
		}
		used[s] = true
	}
	for _, row := range m.Components {
		for _, c := range row.(discordgo.ActionsRow).Components {
			switch c := c.(type) {
			case discordgo.Button:
				id(c.CustomID)
				if strings.TrimSpace(c.Label) == "" {
					t.Errorf("button %q has no words", c.CustomID)
				}
			case discordgo.SelectMenu:
				id(c.CustomID)
				if strings.TrimSpace(c.Placeholder) == "" {
					t.Errorf("menu %q has no words", c.CustomID)
				}
				values := map[string]bool{}
				for _, o := range c.Options {
					if units(o.Label) > 100 || units(o.Description) > 100 || strings.TrimSpace(o.Label) == "" || values[o.Value] {
						t.Errorf("menu entry %+v", o)
					}
					values[o.Value] = true
				}
				if len(c.Options) == 0 || len(c.Options) > 25 {
					t.Errorf("menu of %d", len(c.Options))
				}
			}
		}
	}
}

// shown takes away what Discord does not show: backslashes before marks, bold, the mark of a quotation.
func shown(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case strings.HasPrefix(s[i:], "**"):
			i++
		case (i == 0 || s[i-1] == '\n') && strings.HasPrefix(s[i:], "> "):
			i++
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func TestEscape(t *testing.T) {
	for in, want := range map[string]string{
		"plain words, 10 o'clock!": "plain words, 10 o'clock!",
		"**b** _i_ ~~s~~ ||h||":    `\*\*b\*\* \_i\_ \~\~s\~\~ \|\|h\|\|`,
		"@everyone <@1> <#2>":      `\@everyone \<\@1\> \<\#2\>`,
		"<t:1:R> <:x:1> </a:1>":    `\<t\:1\:R\> \<\:x\:1\> \</a\:1\>`,
		"[a](https://x.example)":   `\[a\]\(https\://x\.example\)`,
		"# head\n- a\n1. b\n  + c": "\\# head\n\\- a\n1\\. b\n  \\+ c",
		"a - b, 1.5, e.g. so":      `a - b, 1.5, e\.g. so`,
		"back\\slash `code`":       "back\\\\slash \\`code\\`",
		"discord.gg/x":             `discord\.gg/x`,
	} {
		if got := escape(in); got != want {
			t.Errorf("escape(%q) = %q, want %q", in, got, want)
		}
		if got := shown(escape(in)); got != in {
			t.Errorf("escape(%q) shows %q", in, got)
		}
	}
}

func TestCutEndsWhereReadersPause(t *testing.T) {
	family := "👨‍👩‍👧‍👦"
	for _, c := range []struct {
		text string
		room int
		want string
	}{
		{"The pier is old. The pier is long.", 30, "The pier is old. […]"},
		{"The pier is old. The pier is very long indeed and has no lamp.", 58, "The pier is old. The pier is very long indeed and […]"},
		{strings.Repeat(family, 4), 2*cost(family) + 8, family + family + " […]"},
		{"Short.", 20, "Short."},
	} {
		kept, _ := cut([]run{{text: c.text}}, c.room)
		if got := (words{runs: kept}).text(); got != c.want {
			t.Errorf("cut(%q, %d) = %q, want %q", c.text, c.room, got, c.want)
		}
	}
	kept, _ := cut([]run{{text: "One piece."}, {text: corpus.Elision}, {text: strings.Repeat("long ", 40)}}, 26)
	if got, want := (words{runs: kept}).text(), "One piece. […]"; got != want {
		t.Errorf("cut within an elision: %q, want %q", got, want)
	}
}

func TestMaskedLinks(t *testing.T) {
	for _, c := range []struct{ label, address, want string }{
		{"Title", "https://courier.example/a_(b)", "[Title](https://courier.example/a_%28b%29)"},
		{"Title", "javascript:alert(1)", "Title"},
		{"Title", "", "Title"},
		{escape("see https://x"), "https://courier.example/", `see https\://x · [open](https://courier.example/)`},
	} {
		if got := masked(c.label, c.address); got != c.want {
			t.Errorf("masked(%q, %q) = %q, want %q", c.label, c.address, got, c.want)
		}
	}
}

// randomAnswer has everything that may come in: endless words, emoji, right-to-left text, Markdown, mentions.
func randomAnswer(rng *rand.Rand) *index.Answer {
	pieces := []string{
		"The pier is long. ", "word ", "@everyone ", "<@1>", "```", "**", "||", "👩‍👩‍👧 ", "שלום ", "中文字句。", "\n", "https://x.example/y ", "<t:1:R>",
		"\u202e", strings.Repeat("x", 300), " “quoted words,” ", "# ", "1. ", "\t", "\\", "é", "[a](b) ",
	}
	text := func(n int) string {
		var b strings.Builder
		for range rng.IntN(n + 1) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		return b.String()
	}
	doc := func() *corpus.Document {
		d := &corpus.Document{
			ID: corpus.ID(fmt.Sprintf("%016x", rng.Uint64())), Kind: corpus.Article, Title: text(12), Publisher: text(6), Author: text(3),
			Text: text(200) + "end", Sample: rng.IntN(2) == 0,
		}
		if rng.IntN(2) == 0 {
			d.Published = time.Date(2025, 3, 1+rng.IntN(20), 0, 0, 0, 0, time.UTC)
		}
		return d
	}
	excerpt := func(d *corpus.Document) index.Excerpt {
		e := index.Excerpt{Doc: d}
		at := 0
		for range 1 + rng.IntN(3) {
			g := uniseg.NewGraphemes(d.Text[at:])
			for range rng.IntN(50) {
				g.Next()
			}
			from, _ := g.Positions()
			for range rng.IntN(900) + 1 {
				if !g.Next() {
					break
				}
			}
			_, to := g.Positions()
			to = min(to, len(d.Text)-at) // at the end of the text it may be one more
			if from < to && utf8.ValidString(d.Text[at+from:at+to]) {
				e.Spans = append(e.Spans, corpus.Span{Start: at + from, End: at + to})
				at += to
			}
		}
		return e
	}
	maybe := func(d *corpus.Document) index.Excerpt {
		if rng.IntN(2) == 0 {
			return index.Excerpt{}
		}
		return excerpt(d)
	}
	result := func() index.Result {
		d := doc()
		r := index.Result{
			Excerpt: excerpt(d), Kind: []string{"direct", "mixed", "indirect", "offer"}[rng.IntN(4)], Speaker: text(3), Actor: text(3), Target: text(3),
			Introduced: maybe(d), Object: maybe(d), Exchange: maybe(d), Answered: maybe(d), Before: maybe(d), LessSure: rng.IntN(3) == 0,
			Chain: []string{text(3), text(2)}[:rng.IntN(3)], Status: []string{"", "refused", "no answer"}[rng.IntN(3)], Date: "2025-03", Precision: "month",
			Issue: rng.IntN(6),
		}
		for range rng.IntN(4) {
			of := doc()
			r.Answers = append(r.Answers, index.Reply{Status: "refused", Excerpt: excerpt(of), Date: "2025-03", Citation: index.Citation{Doc: of, Paragraph: 2}})
		}
		if !r.Before.IsZero() {
			r.BeforeAt = index.Citation{Doc: r.Before.Doc, Paragraph: 3, Spans: r.Before.Spans}
		}
		if len(r.Spans) > 0 {
			s := r.Spans[0]
			r.Highlights = []corpus.Span{{Start: s.Start, End: s.Start + len("The ")}}
			if !s.Contains(r.Highlights[0]) || !utf8.ValidString(d.Cut(r.Highlights[0])) {
				r.Highlights = nil
			}
		}
		for i := range 1 + rng.IntN(8) {
			of := d
			if i > 0 && rng.IntN(2) == 0 {
				of = doc()
			}
			r.Citations = append(r.Citations, index.Citation{
				Doc: of, Paragraph: 1 + rng.IntN(90), Spans: excerpt(of).Spans,
				Link: "https://courier.example/" + strings.Repeat("(long)", rng.IntN(300)),
			})
			if len(r.Citations[i].Spans) == 0 {
				r.Citations[i].Spans = []corpus.Span{{Start: 0, End: 0}}
			}
		}
		return r
	}
	a := &index.Answer{Total: rng.IntN(100), Page: 1 + rng.IntN(3), Pages: 3, Searched: index.Searched{Documents: 3}}
	a.Query = []index.Query{
		index.WhoSaid{Who: text(9)}, index.Demands{About: text(40), Picture: rng.IntN(2) == 0}, index.Timeline{}, index.Search{Text: text(9)}, index.Sources{},
	}[rng.IntN(5)]
	n := rng.IntN(11)
	if rng.IntN(10) == 0 {
		n = 40
	}
	for range n {
		a.Results = append(a.Results, result())
	}
	a.Pictured, a.PicturedFirst = a.Results, 1
	if n == 0 && rng.IntN(2) == 0 {
		a.Nearest = []index.Result{result(), result()}
	}
	for range rng.IntN(3) * rng.IntN(20) {
		a.Choices = append(a.Choices, index.Choice{Name: text(4) + fmt.Sprint(rng.Uint64()), About: text(20)})
		a.Suggestions = append(a.Suggestions, text(9))
	}
	a.Suggestions = a.Suggestions[:min(5, len(a.Suggestions))]
	return a
}

// Whatever an answer holds, its message is within Discord's limits, its words are the document's, and no citation is lost.
func TestDiscordLaws(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	rounds := 300
	if testing.Short() {
		rounds = 100
	}
	for i := range rounds {
		a := randomAnswer(rng)
		m := Discord(a, ids)
		checkLimits(t, m)
		if text := format(m); strings.Count(text, "\u2068") != strings.Count(text, "\u2069") {
			t.Errorf("isolates are left open")
		}
		all := m.Content
		for _, e := range m.Embeds {
			all += "\n\n" + e.Description
		}
		read := shown(all)
		for k, r := range a.Results {
			if len(a.Results) > 10 || len(r.Spans) == 0 {
				continue
			}
			checkShown(t, read, r.Text())
			if want := fmt.Sprintf("¶%d", r.Citations[0].Paragraph); a.Query.Command() != "sources" && !strings.Contains(read, want) {
				t.Errorf("result %d: no %s", k, want)
			}
		}
		if t.Failed() {
			t.Fatalf("answer %d: %s\n%s", i, a.Query, format(m))
		}
	}
}

// checkShown wants the whole text, or a beginning of it with the mark of a cut behind.
func checkShown(t *testing.T, read, text string) {
	t.Helper()
	text = clean(text)
	if strings.Contains(read, text) {
		return
	}
	for at := 0; ; {
		i := strings.Index(read[at:], cutMark)
		if i < 0 {
			t.Errorf("neither %q nor a beginning of it is shown", text)
			return
		}
		at += i
		line := strings.LastIndex(read[:at], firstOf(text, min(at, 8)))
		if line >= 0 && strings.HasPrefix(text, read[line:at]) || at > 0 && strings.HasSuffix(strings.TrimRight(read[:at], "“ "), "\n") {
			return
		}
		for n := at - 1; n >= 0; n-- {
			if strings.HasPrefix(text, read[n:at]) && (n == 0 || strings.ContainsRune("\n“ ", rune(read[n-1])) || n > 2) {
				return
			}
			if at-n > len(text) {
				break
			}
		}
		at += len(cutMark)
	}
}

func firstOf(s string, n int) string {
	for n < len(s) && !utf8.RuneStart(s[n]) {
		n++
	}
	return s[:min(n, len(s))]
}

func TestPassageAndHelpKeepLimits(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 200 {
		for _, r := range randomAnswer(rng).Results {
			if len(r.Spans) > 0 {
				checkLimits(t, Passage(&index.Passage{Excerpt: r.Excerpt, Cited: r.Highlights, Citation: r.Citations[0]}))
			}
		}
	}
	checkLimits(t, Note(strings.Repeat("*long* ", 900)))
}

func BenchmarkDiscord(b *testing.B) {
	rng := rand.New(rand.NewPCG(7, 8))
	a := randomAnswer(rng)
	for len(a.Results) < 5 || len(a.Results) > 10 {
		a = randomAnswer(rng)
	}
	for b.Loop() {
		Discord(a, ids)
	}
}

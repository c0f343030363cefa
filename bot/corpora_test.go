package bot

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"github.com/bwmarrin/discordgo"
	"github.com/rivo/uniseg"

	"example.org/briefbot/bot/discordtest"
	"example.org/briefbot/bot/render"
	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
	"example.org/briefbot/index"
)

// pieces are sentences and fragments that are hard to show: several code points to a character, no spaces, from right to left, Markdown, mentions.
func pieces() []string {
	return []string{
		"The pier is long. ", "A storm is coming, says the harbour master. ", "word ", "👩‍👩‍👧‍👦", "🇺🇦🇩🇰 ", "👍🏽 ", "नमस्ते दुनिया। ", "한국어 문장입니다. ", "ท่าเรือปิดแล้ว ",
		"港口将继续关闭。", "工会要求提高工资！", "ميناء الشمال مغلق اليوم. ", "הנמל סגור. ", "Порт закрито. ", "e\u0301\u0323 ", "@everyone ", "@here ", "<@1> ", "<@!1> ", "<@&1> ", "<#1> ", "</a:1> ",
		"<t:1:R> ", "<:x:1> ", "discord.gg/abc ", "https://example.org/a_(b) ", "[a](https://example.org) ", "**", "__", "~~", "||", "```", "`", "> ", ">>> ", "# ", "- ", "1. ", "\\", "\u202e", "\u200b@everyone ",
		"“Nobody asked us,” she said. ", "\n", "\t", strings.Repeat("x", 120) + " ",
	}
}

// messy is text of about so many characters.
func messy(r *rand.Rand, size int) string {
	all := pieces()
	var b strings.Builder
	for b.Len() < size {
		b.WriteString(all[r.IntN(len(all))])
	}
	return b.String()
}

// randomCorpus is a few documents, now and then with a title of 500 characters or a paragraph of 30,000.
func randomCorpus(r *rand.Rand) []*corpus.Document {
	var docs []*corpus.Document
	for n := range 1 + r.IntN(3) {
		title, size := messy(r, r.IntN(80)), 50+r.IntN(900)
		if r.IntN(10) == 0 {
			title = messy(r, 500)
		}
		if r.IntN(40) == 0 {
			size = 30_000
		}
		text := strings.ReplaceAll(messy(r, size), "\n", " ")
		if r.IntN(6) == 0 { // without a space or the end of a sentence anywhere
			unit := []string{"👩‍👩‍👧‍👦", "🇺🇦", "e\u0301\u0323", "नि", "한", "น้ำ", "港"}[r.IntN(7)]
			text = strings.Repeat(unit, 1+(size+5000)/len(unit))
		}
		d := &corpus.Document{
			ID: corpus.ID(fmt.Sprintf("%016x", r.Uint64())), Kind: []corpus.Kind{corpus.Article, corpus.Note}[r.IntN(2)], Title: title, Publisher: messy(r, r.IntN(30)),
			Author: messy(r, r.IntN(30)), Text: fmt.Sprintf("Q%dQ ", n) + text + fmt.Sprintf("\nQ%dR ", n) + messy(r, 200),
		}
		if r.IntN(2) == 0 {
			d.URL, d.Published = "https://example.org/"+strings.Repeat("(long)", r.IntN(400)), ymd(2025, 3, 1+r.IntN(28))
		}
		docs = append(docs, d)
	}
	return docs
}

// randomAnswer answers one of the commands with paragraphs of the documents.
func randomAnswer(r *rand.Rand, docs []*corpus.Document) *index.Answer {
	a := &index.Answer{Page: 1 + r.IntN(3), Pages: 3, Total: 11, Searched: index.Searched{Documents: len(docs)}}
	a.Query = []index.Query{
		index.WhoSaid{Who: messy(r, r.IntN(90))}, index.Demands{About: messy(r, r.IntN(90)), Picture: r.IntN(2) == 0}, index.Timeline{About: "pier"}, index.Search{Text: messy(r, r.IntN(300))},
	}[r.IntN(4)]
	for n, d := range docs {
		end := strings.Index(d.Text, "\nQ")
		spans := []corpus.Span{{Start: 0, End: end}}
		c := index.Citation{Doc: d, Paragraph: 100*(n+1) + r.IntN(99), Spans: spans, Link: d.URL}
		x := index.Result{
			Excerpt: index.Excerpt{Doc: d, Spans: spans}, Kind: []string{"direct", "mixed", "indirect", "offer"}[r.IntN(4)], Speaker: messy(r, r.IntN(40)), Actor: messy(r, r.IntN(40)),
			Target: messy(r, r.IntN(40)), Chain: []string{messy(r, 20), messy(r, 20)}[:r.IntN(3)], Date: "2025-03", Precision: "month", Issue: 1 + r.IntN(3), Citations: []index.Citation{c},
		}
		if i := strings.IndexByte(d.Text[:end], ' '); r.IntN(2) == 0 {
			x.Highlights = []corpus.Span{{Start: 0, End: i}}
			x.Object = index.Excerpt{Doc: d, Spans: []corpus.Span{{Start: end + 1, End: len(d.Text)}}}
		}
		a.Results = append(a.Results, x)
	}
	a.Pictured, a.PicturedFirst = a.Results, 1
	return a
}

// TestTenThousandCorpora: whatever the documents hold, each message keeps to Discord's rules and to its document, mentions nobody, has custom ids of at most
// 100 characters, shows its words whole or cut at the end of a sentence or a character, with the mark of a cut behind, and every citation with its paragraph.
func TestTenThousandCorpora(t *testing.T) {
	rounds := 10_000
	if testing.Short() {
		rounds = 500
	}
	b, err := New(Config{Token: "x", State: &facts{}})
	if err != nil {
		t.Fatal(err)
	}
	cuts := 0
	for i := range rounds {
		r := rand.New(rand.NewPCG(uint64(i), 15))
		a := randomAnswer(r, randomCorpus(r))
		v := &visit{bot: b, private: r.IntN(2) == 0}
		v.i = inServer("100000000000000001")
		ids, err := v.ids(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		m := render.Discord(a, ids)
		raw, err := json.Marshal(body(m, v.private))
		if err != nil {
			t.Fatal(err)
		}
		found, documented, err := discordtest.CheckMessage(raw)
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 && !documented {
			t.Log("BRIEFBOT_SHARED not set: not compared with Discord's document")
		}
		for _, f := range found {
			if f.Rule != "flags.ephemeral" { // of a callback, where it has a meaning
				t.Errorf("corpus %d: %v", i, f)
			}
		}
		cuts += checkWords(t, i, a, m)
		if t.Failed() {
			t.Fatalf("corpus %d: %s", i, raw)
		}
	}
	if cuts < rounds/100 {
		t.Errorf("only %d texts were cut: the corpora are too small", cuts)
	}
}

// checkWords looks for the words and the citation of each result, and returns how many were cut.
func checkWords(t *testing.T, i int, a *index.Answer, m render.Message) (cuts int) {
	t.Helper()
	shown := m.Content
	for _, e := range m.Embeds {
		shown += "\n" + e.Description
	}
	shown = unmarked(shown)
	for n, r := range a.Results {
		text := strings.Map(func(r rune) rune {
			switch {
			case r == '\t':
				return ' '
			case unicode.IsControl(r):
				return unicode.ReplacementChar
			}
			return r
		}, r.Text())
		at := strings.Index(shown, text[:len("Q0Q ")])
		if at < 0 {
			t.Errorf("corpus %d: result %d is not shown", i, n)
			continue
		}
		read := shown[at:]
		same := 0
		for same < len(text) && same < len(read) && text[same] == read[same] {
			same++
		}
		if same < len(text) {
			cuts++
			checkCut(t, i, text, read, same)
		}
		if want := fmt.Sprintf("¶%d", r.Citations[0].Paragraph); !strings.Contains(shown, want) {
			t.Errorf("corpus %d: result %d has lost its citation, %s", i, n, want)
		}
	}
	return cuts
}

const mark = " […]"

// checkCut: read has text up to same, and there it is cut.
func checkCut(t *testing.T, i int, text, read string, same int) {
	t.Helper()
	if same > 0 && !strings.HasPrefix(read[same:], mark) && strings.HasPrefix(read[same-1:], mark) {
		same-- // the text goes on with a space too
	}
	if !strings.HasPrefix(read[same:], mark) {
		t.Errorf("corpus %d: the cut is not marked: %q", i, read[max(0, same-30):min(len(read), same+30)])
		return
	}
	rest := text[same:]
	g := uniseg.NewGraphemes(text)
	for g.Next() {
		if from, _ := g.Positions(); from >= same {
			if from > same {
				t.Errorf("corpus %d: cut within a character: %q | %q", i, text[max(0, same-20):same], rest[:min(len(rest), 20)])
			}
			break
		}
	}
	for _, s := range segment.Split(text).Sentences {
		if s.End == same {
			return
		}
	}
	if next := []rune(rest)[0]; unicode.IsSpace(next) || same == 0 {
		return // between words
	}
	word := text[strings.LastIndexFunc(text[:same], unicode.IsSpace)+1:]
	if end := strings.IndexFunc(word, unicode.IsSpace); end >= 0 && end < 20 && same > 200 {
		t.Errorf("corpus %d: cut within the short word %q", i, word[:end])
	}
}

// unmarked takes off what Discord does not show.
func unmarked(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case strings.HasPrefix(s[i:], "**"):
			i++
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// inServer is an interaction in a server.
func inServer(guild string) *discordgo.Interaction { return &discordgo.Interaction{GuildID: guild} }

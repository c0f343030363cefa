package corpustest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"example.org/briefbot/corpus"
)

// News makes up articles for benchmarks, with the annotations that extraction would find, without end and
// the same for the same seed: words and names of invented syllables, as frequent as Zipf's law has it, a fifth of the sentences
// statements, one in sixteen a demand, one in eight dated.
type News struct {
	Guild, Channel string // where the articles belong

	random *rand.Rand
	words  *zipf
	people *zipf
	seed   uint64
}

// Sizes of the invented world.
const (
	newsWords     = 60_000
	newsPeople    = 8_000
	newsSentences = 40 // of an article
	newsDays      = 11 * 365
)

// NewNews returns a generator of articles.
func NewNews(seed uint64) *News {
	r := rand.New(rand.NewPCG(seed, 20))
	return &News{random: r, words: newZipf(r, newsWords, 1.05), people: newZipf(r, newsPeople, 0.9), seed: seed}
}

// NewsWord is an invented word: rank 0 is the most frequent one.
func NewsWord(rank int) string {
	onsets := []string{"b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "br", "dr", "gr", "kl", "pl", "st", "tr"}
	nuclei := []string{"a", "e", "i", "o", "u", "ai", "ea", "ou"}
	codas := []string{"", "n", "r", "l", "m", "nd", "rk", "st"}
	var b strings.Builder
	n := rank + 11 // no word of a single letter
	for first := true; first || n > 0; first = false {
		b.WriteString(onsets[n%len(onsets)])
		n /= len(onsets)
		b.WriteString(nuclei[n%len(nuclei)])
		n /= len(nuclei)
	}
	b.WriteString(codas[rank%len(codas)])
	return b.String()
}

// NewsPerson is the invented full name of a person: rank 0 is spoken of most.
func NewsPerson(rank int) string {
	return title(NewsWord(700+rank%97)) + " " + title(NewsWord(2000+rank)) + "ov"
}

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// Next makes the next article up.
func (n *News) Next() *corpus.Record {
	day := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n.random.IntN(newsDays))
	a := &article{News: n, day: day, r: &corpus.Record{Extractor: "invented"}}
	for range 3 + n.random.IntN(4) {
		name := NewsPerson(n.people.next())
		a.r.Entities = append(a.r.Entities, corpus.Entity{Name: name, Type: corpus.Person, Names: []string{name[strings.IndexByte(name, ' ')+1:]}})
	}
	a.r.Title = a.prose(8)
	a.text.WriteString(a.r.Title + "\n\n")
	a.r.Paragraphs = append(a.r.Paragraphs, corpus.Span{End: len(a.r.Title)})
	a.r.Sentences = append(a.r.Sentences, corpus.Span{End: len(a.r.Title)})
	for i := range newsSentences {
		if i%3 == 0 {
			if i > 0 {
				a.endParagraph("\n\n")
			}
			a.paragraph = a.text.Len()
		} else {
			a.text.WriteByte(' ')
		}
		a.sentence()
	}
	a.endParagraph("\n")
	a.r.Document = corpus.Document{
		Kind: corpus.Article, Guild: n.Guild, Channel: n.Channel, Title: a.r.Title, Publisher: "The " + title(NewsWord(300+n.random.IntN(40))) + " Courier",
		Language: "en", Published: day, Text: a.text.String(),
	}
	a.r.ID = corpus.NewID(n.Guild, n.Channel, a.r.Text)
	return a.r
}

// article is a record while it is made up.
type article struct {
	*News
	r         *corpus.Record
	day       time.Time
	text      strings.Builder
	paragraph int
}

func (a *article) endParagraph(gap string) {
	a.r.Paragraphs = append(a.r.Paragraphs, corpus.Span{Start: a.paragraph, End: a.text.Len()})
	a.text.WriteString(gap)
}

// write adds words and returns where they stand.
func (a *article) write(words string) corpus.Span {
	s := corpus.Span{Start: a.text.Len()}
	a.text.WriteString(words)
	s.End = a.text.Len()
	return s
}

// name writes the name of one of the article's people.
func (a *article) name() (int, corpus.Span) {
	i := a.random.IntN(len(a.r.Entities))
	e := &a.r.Entities[i]
	s := a.write(e.Name)
	e.Mentions = append(e.Mentions, corpus.Mention{Span: s, Form: "name"})
	return i, s
}

func (a *article) sentence() {
	from := a.text.Len()
	switch k := a.random.IntN(16); {
	case k < 3:
		a.statement()
	case k == 3:
		a.demand(from)
	case k < 6:
		a.dated(from)
	case k < 8:
		a.name()
		a.write(" " + strings.ToLower(a.prose(10+a.random.IntN(14))) + ".")
	default:
		a.write(a.prose(12+a.random.IntN(18)) + ".")
	}
	a.r.Sentences = append(a.r.Sentences, corpus.Span{Start: from, End: a.text.Len()})
}

func (a *article) statement() {
	a.write("“")
	content := a.write(a.prose(8 + a.random.IntN(16)))
	a.write(",” ")
	i, source := a.name()
	a.write(" ")
	cue := a.write("said")
	a.write(".")
	a.r.Attributions = append(a.r.Attributions, corpus.Attribution{
		Source: []corpus.Span{source}, Cue: []corpus.Span{cue}, Content: []corpus.Span{content}, Mode: corpus.Direct, Speech: true,
		Speaker: a.r.Entities[i].Name, Entity: i, Confidence: 0.95,
	})
}

func (a *article) demand(from int) {
	i, actor := a.name()
	a.write(" ")
	cue := a.write("urged")
	a.write(" ")
	j, target := a.name()
	a.write(" to ")
	object := a.write(strings.ToLower(a.prose(5 + a.random.IntN(8))))
	a.write(".")
	a.r.Demands = append(a.r.Demands, corpus.Demand{
		Kind: corpus.DemandKinds()[a.random.IntN(len(corpus.DemandKinds()))], Actor: actor, ActorName: a.r.Entities[i].Name, ActorEntity: i, Target: target,
		TargetName: a.r.Entities[j].Name, TargetEntity: j, Cue: cue, Object: object, Evidence: corpus.Span{Start: from, End: a.text.Len()}, Confidence: 0.9,
	})
}

func (a *article) dated(from int) {
	day := a.day.AddDate(0, 0, -a.random.IntN(60))
	a.write("On ")
	when := a.write(day.Format("January 2, 2006"))
	a.write(", ")
	a.name()
	a.write(" " + strings.ToLower(a.prose(10+a.random.IntN(12))) + ".")
	value := day.Format(time.DateOnly)
	a.r.Timexes = append(a.r.Timexes, corpus.Timex{Span: when, Type: "DATE", Value: value})
	a.r.Entries = append(a.r.Entries, corpus.Entry{
		Span: corpus.Span{Start: from, End: a.text.Len() - 1}, Timex: when, Value: value, EDTF: value, Precision: "day", When: "past", From: day, To: day, Confidence: 0.9,
	})
}

// prose makes n words up; every third or so is an English word without content, so that lengths are like those of prose.
func (a *article) prose(n int) string {
	small := []string{"the", "of", "and", "to", "in", "for", "with", "that"}
	words := make([]string, n)
	for i := range words {
		if a.random.IntN(5) < 2 {
			words[i] = small[a.random.IntN(len(small))]
		} else {
			words[i] = NewsWord(a.words.next())
		}
	}
	words[0] = title(words[0])
	return strings.Join(words, " ")
}

// zipf draws ranks from 0 with a frequency of about 1/(rank+2.7)^s (Zipf and Mandelbrot).
type zipf struct {
	random *rand.Rand
	sums   []float64
}

func newZipf(r *rand.Rand, n int, s float64) *zipf {
	z := &zipf{random: r, sums: make([]float64, n)}
	var sum float64
	for i := range z.sums {
		sum += math.Pow(float64(i)+2.7, -s)
		z.sums[i] = sum
	}
	return z
}

func (z *zipf) next() int {
	at := z.random.Float64() * z.sums[len(z.sums)-1]
	low, high := 0, len(z.sums)-1
	for low < high {
		if mid := (low + high) / 2; z.sums[mid] < at {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// Questions returns n command lines about what the articles of a generator with the same seed speak of, the same for the same seed.
func (n *News) Questions(command string, count int) []string {
	r := rand.New(rand.NewPCG(n.seed, 21))
	words, people := newZipf(r, newsWords, 1.05), newZipf(r, newsPeople, 0.9)
	word := func() string { return NewsWord(20 + words.next()) }
	out := make([]string, count)
	for i := range out {
		switch command {
		case "search":
			out[i] = fmt.Sprintf("%s %s %s", word(), word(), word())
		case "about":
			out[i] = word()
		default:
			out[i] = NewsPerson(people.next())
		}
	}
	return out
}

package ingest

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"example.org/briefbot/corpus"
)

// lawful reports what is wrong with a document that was read from bytes nobody vouches for.
func lawful(t *testing.T, name string, docs []*corpus.Document) {
	t.Helper()
	for _, d := range docs {
		switch {
		case !utf8.ValidString(d.Text + d.Title + d.Author + d.Publisher + d.URL):
			t.Errorf("%s: not UTF-8: %q", name, d.Title)
		case strings.ContainsAny(d.Text, "\r\x00"):
			t.Errorf("%s: line ends or zeros in the text", name)
		case strings.TrimSpace(d.Text) == "":
			t.Errorf("%s: an empty document", name)
		case d.URL != "" && !strings.HasPrefix(d.URL, "http://") && !strings.HasPrefix(d.URL, "https://"):
			t.Errorf("%s: address %q", name, d.URL)
		case d.ID != corpus.NewID("", "", d.Text):
			t.Errorf("%s: id %s", name, d.ID)
		}
	}
}

// TestMutations damages a file of each format a thousand times. Nothing may crash, and nothing may take long.
func TestMutations(t *testing.T) {
	mutations := 1000
	if testing.Short() {
		mutations = 50
	}
	s := invented()
	s.paragraphs = s.paragraphs[:4]
	for name, whole := range s.files(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rng := rand.New(rand.NewPCG(7, uint64(len(whole))))
			slowest := time.Duration(0)
			for range mutations {
				data := mutated(rng, whole)
				start := time.Now()
				docs, err := Read(name, data, Meta{})
				slowest = max(slowest, time.Since(start))
				if err == nil {
					lawful(t, name, docs)
				} else if strings.Contains(err.Error(), "\n") {
					t.Errorf("an error of several lines: %v", err)
				}
			}
			if limit := 5 * time.Second; slowest > limit {
				t.Errorf("one of them took %s, more than %s", slowest, limit)
			}
		})
	}
}

// mutated changes, drops, repeats or swaps some pieces of data.
func mutated(rng *rand.Rand, data []byte) []byte {
	out := append([]byte(nil), data...)
	for range 1 + rng.IntN(8) {
		i := rng.IntN(len(out))
		n := min(1+rng.IntN(40), len(out)-i)
		switch rng.IntN(5) {
		case 0:
			out[i] ^= byte(1 << rng.IntN(8))
		case 1:
			out = append(out[:i], out[i+n:]...)
		case 2:
			out = append(out[:i+n], append(append([]byte(nil), out[i:i+n]...), out[i+n:]...)...)
		case 3:
			for j := range n {
				out[i+j] = byte(rng.IntN(256))
			}
		case 4:
			j := rng.IntN(len(out) - n + 1)
			copy(out[i:i+n], append([]byte(nil), out[j:j+n]...))
		}
		if len(out) == 0 {
			return []byte{0}
		}
	}
	return out
}

func FuzzRead(f *testing.F) {
	s := invented()
	s.paragraphs = s.paragraphs[:2]
	for name, data := range s.files(f) {
		f.Add(name, data)
	}
	f.Add("a.html", []byte("<html><body><article><h1>T</h1><p>Words, <b>more</b> words.</p></article>"))
	f.Add("a.html", []byte("<html><script type='application/ld+json'>{\"@type\":[\"NewsArticle\"],\"author\":[[{}]]}</script><p>x"))
	f.Add("a.eml", []byte("Subject: T\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nText\r\n--b--"))
	f.Add("a.rss", []byte("<rss version='2.0'><channel><item><title>T</title><description>D &lt;p&gt;x</description></item></channel></rss>"))
	f.Add("a.json", []byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"content_text":"x"}]}`))
	f.Add("a.pdf", []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R/Size 3>>\nstartxref\n9\n%%EOF"))
	f.Add("a.md", []byte("---\ntitle: T\n---\n> a\n>> b\n\n[x]: y\n"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		docs, err := Read(name, data, Meta{})
		if err == nil {
			lawful(t, name, docs)
		}
	})
}

package index

import (
	"testing"

	"example.org/briefbot/corpus/corpustest"
)

// BenchmarkDirectory builds the directory of 2,000 invented articles, and the table of speakers to complete from.
func BenchmarkDirectory(b *testing.B) {
	news := corpustest.NewNews(1)
	lang := english()
	var sources []*source
	for range 2000 {
		sources = append(sources, lang.newSource(newReading(news.Next())))
	}
	b.Run("directory", func(b *testing.B) {
		for b.Loop() {
			newDirectory(sources)
		}
	})
	d := newDirectory(sources)
	b.Logf("%d people and bodies", len(d.parties))
	b.Run("lookup", func(b *testing.B) {
		for b.Loop() {
			clear(d.lookups)
			d.lookup("who")
		}
	})
}

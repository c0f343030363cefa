package index_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/corpustest"
	"example.org/briefbot/corpus/store"
	"example.org/briefbot/index"
)

// benchSize is how many passages the benchmarks index; BRIEFBOT_BENCH_PASSAGES says otherwise.
func benchSize(b *testing.B) int {
	b.Helper()
	n := 20_000
	if s := os.Getenv("BRIEFBOT_BENCH_PASSAGES"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			b.Fatal(err)
		}
	}
	return n
}

// newsIndex stores and indexes invented articles of passages sentences in all, those of one server among them.
func newsIndex(b *testing.B, passages, ofServer int) (*index.Index, string) {
	b.Helper()
	dir := b.TempDir()
	s, err := store.Open(b.Context(), "sqlite:"+dir+"/news.db")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	text := 0
	fill := func(n *corpustest.News, passages int) {
		var batch []*corpus.Record
		for done := 0; done < passages; {
			r := n.Next()
			batch = append(batch, r)
			done += len(r.Sentences)
			text += len(r.Text)
			if len(batch) == 256 || done >= passages {
				if _, err := s.(interface {
					PutAll(context.Context, []*corpus.Record) (int, error)
				}).PutAll(b.Context(), batch); err != nil {
					b.Fatal(err)
				}
				batch = batch[:0]
			}
		}
	}
	if ofServer == 0 {
		fill(corpustest.NewNews(1), passages)
	} else {
		const others = 50
		for i := range others {
			n := corpustest.NewNews(uint64(100 + i))
			n.Guild = fmt.Sprintf("other%d", i)
			fill(n, (passages-ofServer)/others)
		}
		n := corpustest.NewNews(2)
		n.Guild = "server"
		fill(n, ofServer)
	}
	ix, err := index.Open(b.Context(), dir+"/index", s, slog.New(slog.DiscardHandler))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = ix.Close() })
	start := time.Now()
	if err := ix.Sync(b.Context()); err != nil {
		b.Fatal(err)
	}
	took := time.Since(start)
	b.Logf("indexed %d passages, %.1f MB of text, in %.1f s: %.0f passages/s; index %.1f MB; %s", passages, float64(text)/1e6, took.Seconds(),
		float64(passages)/took.Seconds(), float64(dirSize(b, dir+"/index"))/1e6, memory())
	return ix, dir
}

// memory tells what the runtime holds: before a collection, as the system sees it, and what is alive.
func memory() string {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	runtime.GC()
	runtime.ReadMemStats(&after)
	return fmt.Sprintf("runtime %d MB, of it alive %d MB", (before.Sys-before.HeapReleased)>>20, after.HeapAlloc>>20)
}

func dirSize(b *testing.B, dir string) int64 {
	b.Helper()
	var sum int64
	entries, err := os.ReadDir(dir)
	if err != nil {
		b.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() {
			sum += dirSize(b, dir+"/"+e.Name())
		} else if i, err := e.Info(); err == nil {
			sum += i.Size()
		}
	}
	return sum
}

// BenchmarkAsk measures each command over all passages, and within a small server among them.
func BenchmarkAsk(b *testing.B) {
	size := benchSize(b)
	ix, dir := newsIndex(b, size, 0)
	askAll(b, ix, index.Scope{}, corpustest.NewNews(1))
	b.Logf("index %.1f MB; %s", float64(dirSize(b, dir+"/index"))/1e6, memory())
}

// BenchmarkAskServer measures each command within a server of 5,000 passages or a quarter of all.
func BenchmarkAskServer(b *testing.B) {
	size := benchSize(b)
	ix, dir := newsIndex(b, size, min(5000, size/4))
	askAll(b, ix, index.Scope{Guild: "server"}, corpustest.NewNews(2))
	b.Logf("index %.1f MB; %s", float64(dirSize(b, dir+"/index"))/1e6, memory())
}

func askAll(b *testing.B, ix *index.Index, scope index.Scope, n *corpustest.News) {
	people, words, searches := n.Questions("people", 400), n.Questions("about", 400), n.Questions("search", 400)
	period := index.Period{Since: time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(2020, 2, 10, 0, 0, 0, 0, time.UTC)}
	for _, c := range []struct {
		name string
		ask  func(i int) index.Query
	}{
		{"who-said/who", func(i int) index.Query { return index.WhoSaid{Who: people[i]} }},
		{"who-said/words", func(i int) index.Query { return index.WhoSaid{Words: words[i]} }},
		{"who-said/about", func(i int) index.Query { return index.WhoSaid{About: words[i]} }},
		{"demand/by", func(i int) index.Query { return index.Demands{By: people[i]} }},
		{"demand/all", func(int) index.Query { return index.Demands{} }},
		{"demand/about", func(i int) index.Query { return index.Demands{About: words[i]} }},
		{"timeline/about", func(i int) index.Query { return index.Timeline{About: words[i]} }},
		{"timeline/who", func(i int) index.Query { return index.Timeline{Who: people[i]} }},
		{"timeline/period", func(i int) index.Query { return index.Timeline{Who: people[i], Period: period} }},
		{"search/words", func(i int) index.Query { return index.Search{Text: searches[i]} }},
		{"search/since", func(i int) index.Query { return index.Search{Text: searches[i] + " since:2019-01-01 until:2020-02-10"} }},
		{"sources", func(int) index.Query { return index.Sources{} }},
	} {
		b.Run(c.name, func(b *testing.B) {
			var took []time.Duration
			for i := range 40 { // warm up
				if _, err := ix.Ask(b.Context(), scope, c.ask(399-i)); err != nil {
					b.Fatal(err)
				}
			}
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				if _, err := ix.Ask(b.Context(), scope, c.ask(i%400)); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1e3, "p50-ms")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1e3, "p99-ms")
		})
	}
}

// BenchmarkNoteWhileImporting stores a note and asks for it, again and again, while 100,000 passages are imported and indexed into
// what everyone sees. The times are from a note's being stored to its being shown.
func BenchmarkNoteWhileImporting(b *testing.B) {
	var took []time.Duration
	for b.Loop() {
		took = append(took, notesWhileImporting(b)...)
	}
	slices.Sort(took)
	b.ReportMetric(float64(len(took)), "notes")
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1e3, "p50-ms")
	b.ReportMetric(float64(took[len(took)-1].Microseconds())/1e3, "max-ms")
}

func notesWhileImporting(b *testing.B) (took []time.Duration) {
	b.Helper()
	dir := b.TempDir()
	s, err := store.Open(b.Context(), "sqlite:"+dir+"/news.db")
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	ix, err := index.Open(b.Context(), dir+"/index", s, slog.New(slog.DiscardHandler))
	if err != nil {
		b.Fatal(err)
	}
	defer ix.Close()
	ctx, stop := context.WithCancel(b.Context())
	var running sync.WaitGroup
	running.Go(func() { _ = ix.Follow(ctx, time.Second) })
	imported := make(chan error, 1)
	running.Go(func() { imported <- importNews(ctx, s, ix, 100_000) })
	defer running.Wait()
	defer stop()
	for i, importing := 0, true; importing || behind(b, s, ix); i++ {
		select {
		case err := <-imported:
			if importing = false; err != nil {
				b.Fatal(err)
			}
		default:
		}
		word := fmt.Sprintf("lindhamn%dx", i)
		text := "The pier at " + word + " closes on Friday."
		note := &corpus.Record{Document: corpus.Document{ID: corpus.NewID("server", "", text), Kind: corpus.Note, Guild: "server", Title: "Pier", Text: text, Published: time.Date(2031, 5, 2, 0, 0, 0, 0, time.UTC)}}
		if _, err := s.Put(b.Context(), note); err != nil {
			b.Fatal(err)
		}
		ix.Notify()
		start := time.Now()
		for shown := false; !shown; {
			a, err := ix.Ask(b.Context(), index.Scope{Guild: "server"}, index.Search{Text: word})
			if err != nil {
				b.Fatal(err)
			}
			shown = a.Total > 0
		}
		took = append(took, time.Since(start))
	}
	return took
}

// behind reports whether more changes wait to be indexed than a note or two.
func behind(b *testing.B, s corpus.Store, ix *index.Index) bool {
	b.Helper()
	last, err := s.Last(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	stats, err := ix.Stats(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	return stats.Position+2 < last
}

// importNews stores invented articles of passages sentences in all and tells the index.
func importNews(ctx context.Context, s corpus.Store, ix *index.Index, passages int) error {
	news := corpustest.NewNews(7)
	for done := 0; done < passages; {
		var batch []*corpus.Record
		for range 64 {
			r := news.Next()
			batch = append(batch, r)
			done += len(r.Sentences)
		}
		if _, err := s.(interface {
			PutAll(context.Context, []*corpus.Record) (int, error)
		}).PutAll(ctx, batch); err != nil {
			return err
		}
		ix.Notify()
	}
	return nil
}

// BenchmarkFullText asks SQLite's full-text search what BenchmarkAsk/search asks, of the same articles: the measure to be seen beside it.
func BenchmarkFullText(b *testing.B) {
	news := corpustest.NewNews(1)
	var records []*corpus.Record
	for done := 0; done < benchSize(b); {
		r := news.Next()
		records = append(records, r)
		done += len(r.Sentences)
	}
	find := corpustest.FullText(b, records, 10)
	questions := news.Questions("search", 400)
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		find(questions[i%400])
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1e3, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1e3, "p99-ms")
}

package demand_test

import (
	"bufio"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/demand"
	"example.org/briefbot/corpus/entity"
	"example.org/briefbot/corpus/quote"
	"example.org/briefbot/corpus/segment"
)

var (
	dumpIn  = flag.String("dump-in", "", "JSON Lines of {id, text} to annotate")
	dumpOut = flag.String("dump-out", "", "where the annotations go, in the shape of the extract command")
	dumpAll = flag.Bool("dump-all", false, "also records below the threshold")
)

type record struct {
	Kind       corpus.DemandKind `json:"kind"`
	Actor      *[2]int           `json:"actor"`
	ActorRef   *[2]int           `json:"actor_ref,omitempty"`
	ActorName  string            `json:"actor_name,omitempty"`
	Target     *[2]int           `json:"target"`
	TargetRef  *[2]int           `json:"target_ref,omitempty"`
	Cue        *[2]int           `json:"cue"`
	Object     *[2]int           `json:"object"`
	Exchange   *[2]int           `json:"exchange"`
	Negated    bool              `json:"negated"`
	Status     string            `json:"status,omitempty"`
	Evidence   *[2]int           `json:"evidence"`
	Confidence float64           `json:"confidence"`
}

type goldDocument struct {
	ID       string   `json:"id"`
	Text     string   `json:"text"`
	Sentence string   `json:"sentence,omitempty"`
	Demands  []record `json:"demands"`
}

// prepare runs what Find builds on.
func prepare(text string) (*corpus.Document, *segment.Text, *entity.Set, []corpus.Attribution) {
	d := &corpus.Document{Text: text}
	t := segment.Split(text)
	e := entity.Find(d, t)
	return d, t, e, quote.Find(d, t, e)
}

func find(text string) (*corpus.Document, []corpus.Demand) {
	d, t, e, q := prepare(text)
	return d, demand.Find(d, t, e, q)
}

func readDocuments(t *testing.T, path string) []goldDocument {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []goldDocument
	sc := json.NewDecoder(bufio.NewReader(f))
	for sc.More() {
		var d goldDocument
		if err := sc.Decode(&d); err != nil {
			t.Fatal(err)
		}
		out = append(out, d)
	}
	return out
}

func toRecord(o *corpus.Offsets, x corpus.Demand) record {
	pair := func(s corpus.Span) *[2]int {
		if s.IsZero() {
			return nil
		}
		p := o.Pair(s)
		return &p
	}
	return record{x.Kind, pair(x.Actor), pair(x.ActorRef), x.ActorName, pair(x.Target), pair(x.TargetRef), pair(x.Cue), pair(x.Object), pair(x.Exchange), x.Negated, x.Status, pair(x.Evidence), x.Confidence}
}

// TestDump writes what Find finds in a file of documents, for the reference scorers.
func TestDump(t *testing.T) {
	if *dumpIn == "" {
		t.Skip("-dump-in not given: nothing to annotate")
	}
	out, err := os.Create(*dumpOut)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	enc := json.NewEncoder(out)
	for _, g := range readDocuments(t, *dumpIn) {
		d, found := find(g.Text)
		o := corpus.NewOffsets(d.Text)
		g.Text, g.Demands = "", []record{}
		for _, x := range found {
			if *dumpAll || x.Confidence >= demand.Threshold {
				g.Demands = append(g.Demands, toRecord(o, x))
			}
		}
		if err := enc.Encode(g); err != nil {
			t.Fatal(err)
		}
	}
}

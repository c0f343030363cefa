package demand

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/entity"
	"example.org/briefbot/corpus/quote"
	"example.org/briefbot/corpus/segment"
)

var (
	train     = flag.Bool("train", false, "fit weights.txt anew on the reference data")
	crossOut  = flag.String("cross-out", "", "write cross-validated records of the development documents here")
	trainFold = flag.Int("folds", 5, "folds of the cross-validation")
)

type example struct {
	features []string
	positive bool
	weight   float64
	document int // of the development documents, or -1
}

type reference struct {
	Kind     string  `json:"kind"`
	Cue      *[2]int `json:"cue"`
	Object   *[2]int `json:"object"`
	Evidence *[2]int `json:"evidence"`
	Trigger  *[2]int `json:"trigger"`
}

type referenceDocument struct {
	ID       string      `json:"id"`
	Text     string      `json:"text"`
	Sentence string      `json:"sentence"`
	Kind     string      `json:"kind"`
	Type     string      `json:"type"`
	Trigger  *[2]int     `json:"trigger"`
	Demands  []reference `json:"demands"`
}

func goldFile(t *testing.T, name string) []referenceDocument {
	t.Helper()
	dir := os.Getenv("BRIEFBOT_SHARED")
	if dir == "" {
		t.Skip("BRIEFBOT_SHARED not set: no reference data")
	}
	f, err := os.Open(filepath.Join(dir, "gold", "demand", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	dec := json.NewDecoder(bufio.NewReader(f))
	var out []referenceDocument
	for dec.More() {
		var d referenceDocument
		if err := dec.Decode(&d); err != nil {
			t.Fatal(err)
		}
		out = append(out, d)
	}
	return out
}

func newFinder(text string) *finder {
	d := &corpus.Document{Text: text}
	t := segment.Split(text)
	e := entity.Find(d, t)
	f := &finder{d: d, t: t, e: e, q: attributions(d, t, e)}
	f.indexSpeech()
	for i := range t.Sentences {
		f.sents = append(f.sents, newSentence(t, i, e))
	}
	return f
}

func attributions(d *corpus.Document, t *segment.Text, e *entity.Set) []corpus.Attribution {
	return quote.Find(d, t, e)
}

func coarse(kind string) string {
	switch kind {
	case "demand", "request", "condition", "demand|request":
		return "ask"
	}
	return kind
}

// readings lists the candidates of f before any is dropped for another, except those inside another's object.
func (f *finder) readings() []candidate {
	var out []candidate
	for i, s := range f.sents {
		all := f.candidates(i)
		for a, c := range all {
			inside := false
			for b, o := range all {
				inside = inside || a != b && f.inside(s, c, o)
			}
			if !inside {
				out = append(out, c)
			}
		}
	}
	return out
}

// documentExamples labels the readings of a document that is annotated in full.
func documentExamples(g referenceDocument, id int) []example {
	f := newFinder(g.Text)
	o := corpus.NewOffsets(g.Text)
	used := make([]bool, len(g.Demands))
	var out []example
	for _, c := range f.readings() {
		pos := false
		for k, r := range g.Demands {
			if used[k] || coarse(r.Kind) != coarse(string(c.Kind)) || r.Cue == nil {
				continue
			}
			cue := o.Pair(c.Cue)
			if cue[0] < r.Cue[1] && r.Cue[0] < cue[1] {
				pos, used[k] = true, true
				break
			}
		}
		out = append(out, example{c.features, pos, 1, id})
	}
	return out
}

// sentenceExamples labels the readings of the sentences that carry one class each.
func sentenceExamples(all []referenceDocument) []example {
	classes := map[string]map[string]bool{}
	for _, r := range all {
		if classes[r.Sentence] == nil {
			classes[r.Sentence] = map[string]bool{}
		}
		for k := range strings.SplitSeq(r.Kind, "|") {
			classes[r.Sentence][coarse(k)] = true
		}
		if r.Kind == "demand|request" {
			classes[r.Sentence]["ask"] = true
		}
	}
	var out []example
	for _, r := range all {
		kinds, ok := classes[r.Sentence]
		if !ok {
			continue
		}
		delete(classes, r.Sentence)
		for _, c := range newFinder(r.Sentence).readings() {
			k := coarse(string(c.Kind))
			pos, w := kinds[k], 0.35
			if !pos && k == "ask" {
				continue // such a sentence is marked for one event alone, and most other asks in it are real
			}
			out = append(out, example{append([]string{"~sentences", "~sentences," + k}, c.features...), pos, w, -1})
		}
	}
	return out
}

// askExamples labels the readings at the one act that is marked in each text; nothing is known of the others.
func askExamples(all []referenceDocument) []example {
	var out []example
	for _, r := range all {
		f := newFinder(r.Text)
		o := corpus.NewOffsets(r.Text)
		for _, c := range f.readings() {
			if cue := o.Pair(c.Cue); cue[0] < r.Trigger[1] && r.Trigger[0] < cue[1] && strings.ReplaceAll(coarse(string(c.Kind)), "concession", "offer") == coarse(r.Kind) {
				out = append(out, example{append([]string{"~asks"}, c.features...), true, askWeight, -1})
			}
		}
	}
	return out
}

const (
	askWeight    = 1.4
	judgedWeight = 0.7
	// invented texts are easier than news and all of them tell something
	inventedWeight = 0.25
)

// judgedExamples labels the readings of testdata/judged.txt, in the texts of the quotation and the temporal training sets.
func judgedExamples(t *testing.T) []example {
	t.Helper()
	labels := map[string]map[judgedKey]bool{}
	data, err := os.ReadFile("testdata/judged.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		f := strings.Fields(line)
		if len(f) != 4 || f[0] == "#" {
			continue
		}
		at, err := strconv.Atoi(f[1])
		if err != nil {
			t.Fatalf("testdata/judged.txt: %q: %v", line, err)
		}
		if labels[f[0]] == nil {
			labels[f[0]] = map[judgedKey]bool{}
		}
		labels[f[0]][judgedKey{at, f[2]}] = f[3] == "1"
	}
	var out []example
	texts := slices.Concat(referenceTexts(t, "quotes"), referenceTexts(t, "temporal"))
	for _, g := range texts {
		known := labels[fmt.Sprintf("%x", sha256.Sum256([]byte(g.ID)))[:12]]
		if len(known) == 0 {
			continue
		}
		f := newFinder(g.Text)
		o := corpus.NewOffsets(g.Text)
		for _, c := range f.readings() {
			if pos, ok := known[judgedKey{o.Pair(c.Cue)[0], coarse(string(c.Kind))}]; ok {
				out = append(out, example{c.features, pos, judgedWeight, -1})
			}
		}
	}
	return out
}

type judgedKey struct {
	at   int
	kind string
}

// inventedExamples labels the readings of testdata/breadth.txt, where every record is marked, and of testdata/traps.txt, where there is none.
func inventedExamples(t *testing.T) []example {
	t.Helper()
	var out []example
	for _, name := range []string{"breadth.txt", "traps.txt"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		var text string
		var told [][]string
		flush := func() {
			if text != "" {
				out = append(out, textExamples(text, told)...)
			}
			text, told = "", nil
		}
		for line := range strings.Lines(string(data)) {
			line = strings.TrimSpace(line)
			switch rest, isRecord := strings.CutPrefix(line, "> "); {
			case isRecord:
				told = append(told, strings.Split(rest, "|"))
			case line != "" && line[0] != '#':
				flush()
				text = line
			}
		}
		flush()
	}
	return out
}

// textExamples labels the readings of an invented text: those of a kind and an object that it is marked to tell are records.
func textExamples(text string, told [][]string) []example {
	f := newFinder(text)
	var out []example
	for _, c := range f.readings() {
		pos := false
		for _, r := range told {
			kind, _, _ := strings.Cut(strings.TrimSpace(r[0]), " ")
			pos = pos || coarse(kind) == coarse(string(c.Kind)) && (len(r) < 4 || overlap(r[3], f.d.Cut(c.Object)))
		}
		out = append(out, example{c.features, pos, inventedWeight, -1})
	}
	return out
}

// overlap reports whether one of two phrases holds a long word of the other, or is not given.
func overlap(a, b string) bool {
	if strings.Trim(a, " -") == "" || b == "" {
		return true
	}
	for w := range strings.FieldsSeq(a) {
		if len(w) > 2 && strings.Contains(strings.ToLower(b), strings.ToLower(w)) {
			return true
		}
	}
	return false
}

// referenceTexts reads the training texts of a kind of reference data.
func referenceTexts(t *testing.T, kind string) []referenceDocument {
	t.Helper()
	f, err := os.Open(filepath.Join(os.Getenv("BRIEFBOT_SHARED"), "gold", kind, "train.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	dec := json.NewDecoder(z)
	var out []referenceDocument
	for dec.More() {
		var d struct {
			ID   string `json:"id"`
			Text string `json:"text"`
		}
		if err := dec.Decode(&d); err != nil {
			t.Fatal(err)
		}
		out = append(out, referenceDocument{ID: d.ID, Text: d.Text})
	}
	return out
}

// fit is a logistic regression with an L2 penalty, by gradient descent with AdaGrad steps.
func fit(examples []example, penalty float64) map[string]float64 {
	count := map[string]int{}
	for _, x := range examples {
		for _, f := range x.features {
			count[f]++
		}
	}
	w, sq := maps.Clone(priors), map[string]float64{}
	for range 250 {
		grad := map[string]float64{}
		for _, x := range examples {
			sum := w["bias"]
			for _, f := range x.features {
				sum += w[f]
			}
			g := 1 / (1 + math.Exp(-sum))
			if x.positive {
				g--
			}
			g *= x.weight
			grad["bias"] += g
			for _, f := range x.features {
				if count[f] >= 4 {
					grad[f] += g
				}
			}
		}
		for f, g := range grad {
			if f != "bias" {
				g += penalty * (w[f] - priors[f])
			}
			sq[f] += g * g
			w[f] -= 0.3 * g / (math.Sqrt(sq[f]) + 1e-8)
		}
	}
	return w
}

const penalty = 2.0

// priors are what the penalty pulls to, for frames that are too rare in the data to be learnt.
var priors = map[string]float64{
	"modal=time": 1.5, "modal=let": 1.8, "modal=onlyif": 1.5, "frame=toget": 0.7, "owner=genitive": 0.3, "negated=concession": 0.5, "negated=refusal": -1,
	"turned=offer": 0.5, "turned=concession": 0.5, "hypothetical": -0.5, "question": -0.5, "exchange": 0.5, "selftarget": -1.5, "actor=generic": -4,
	"specific": 0.7, "slogan": -1.5, "existential": 1, "modal=tie": 1.5, "answering": 1.5, "phrase=3": 0.8, "strength=concession3": 0.4, "strength=offer3": 0.4, "promise": 1.3,
}

// TestTrain fits the weights; with -cross-out it also writes what models trained without a document find in it.
func TestTrain(t *testing.T) {
	if !*train && *crossOut == "" {
		t.Skip("-train not given: weights.txt stays")
	}
	docs := goldFile(t, "dev.jsonl")
	examples := sentenceExamples(goldFile(t, "sentences-train.jsonl"))
	for i, d := range docs {
		examples = append(examples, documentExamples(d, i)...)
	}
	examples = append(examples, askExamples(goldFile(t, "asks-dev.jsonl"))...)
	judged := judgedExamples(t)
	t.Logf("%d judged readings", len(judged))
	examples = append(examples, judged...)
	invented := inventedExamples(t)
	t.Logf("%d invented readings", len(invented))
	examples = append(examples, invented...)
	if *crossOut != "" {
		crossValidate(t, docs, examples)
	}
	if !*train {
		return
	}
	w := fit(examples, penalty)
	var lines []string
	for f, x := range w {
		if math.Abs(x) >= 0.02 && f[0] != '~' {
			lines = append(lines, fmt.Sprintf("%s %.3f\n", f, x))
		}
	}
	sort.Strings(lines)
	if err := os.WriteFile("weights.txt", []byte(strings.Join(lines, "")), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d examples, %d weights", len(examples), len(lines))
}

func crossValidate(t *testing.T, docs []referenceDocument, examples []example) {
	out, err := os.Create(*crossOut)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	saved := weights
	defer func() { weights = saved }()
	for k := range *trainFold {
		var part []example
		for _, x := range examples {
			if x.document < 0 || x.document%*trainFold != k {
				part = append(part, x)
			}
		}
		weights = fit(part, penalty)
		for i, d := range docs {
			if i%*trainFold == k {
				writeRecords(t, out, d)
			}
		}
	}
}

func writeRecords(t *testing.T, out *os.File, d referenceDocument) {
	t.Helper()
	f := newFinder(d.Text)
	o := corpus.NewOffsets(d.Text)
	type m = map[string]any
	list := []m{}
	for _, c := range f.all() {
		r := m{"kind": c.Kind, "confidence": c.Confidence, "negated": c.Negated, "status": c.Status, "features": c.features}
		for name, s := range map[string]corpus.Span{"actor": c.Actor, "actor_ref": c.ActorRef, "target": c.Target, "target_ref": c.TargetRef, "cue": c.Cue, "object": c.Object, "exchange": c.Exchange, "evidence": c.Evidence} {
			if s.IsZero() {
				r[name] = nil
				continue
			}
			r[name] = o.Pair(s)
		}
		list = append(list, r)
	}
	if err := json.NewEncoder(out).Encode(m{"id": d.ID, "demands": list}); err != nil {
		t.Fatal(err)
	}
}

package demand_test

import (
	"os"
	"strings"
	"testing"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/demand"
)

// told is a record that testdata/breadth.txt says a text tells: "> kind [not] | actor | target | object | exchange | status". A "-" is
// a role that is not stated; of two actors with "=" between, either mention will do.
type told struct {
	kind, actor, target, object, exchange, status string
	negated                                       bool
}

type toldText struct {
	text    string
	records []told
}

func readTold(t *testing.T, path string) []toldText {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []toldText
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		rest, isRecord := strings.CutPrefix(line, "> ")
		switch {
		case line == "" || line[0] == '#':
		case !isRecord:
			out = append(out, toldText{text: line})
		default:
			f := strings.Split(rest+"|-|-|-|-|-", "|")
			for i := range f {
				if f[i] = strings.TrimSpace(f[i]); f[i] == "-" {
					f[i] = ""
				}
			}
			kind, not := strings.CutSuffix(f[0], " not")
			last := &out[len(out)-1]
			last.records = append(last.records, told{kind, f[1], f[2], f[3], f[4], f[5], not})
		}
	}
	return out
}

// alike reports whether two phrases share most of their words: an F1 of at least a half.
func alike(a, b string) bool {
	if a == "" || b == "" {
		return a == b
	}
	return 2*sharedWords(a, b) >= (len(strings.Fields(a))+len(strings.Fields(b)))/2
}

func sharedWords(a, b string) int {
	in, n := map[string]int{}, 0
	for w := range strings.FieldsSeq(strings.ToLower(a)) {
		in[strings.Trim(w, `.,"“”`)]++
	}
	for w := range strings.FieldsSeq(strings.ToLower(b)) {
		if w = strings.Trim(w, `.,"“”`); in[w] > 0 {
			in[w]--
			n++
		}
	}
	return n
}

// sameActor reports whether got names one of the mentions in want.
func sameActor(want, got string) bool {
	if want == "" {
		return got == ""
	}
	for w := range strings.SplitSeq(want, "=") {
		if n := sharedWords(w, got); n > 0 && 2*n >= min(len(strings.Fields(w)), len(strings.Fields(got))) {
			return true
		}
	}
	return false
}

func family(kind string) string {
	if kind == "demand" || kind == "request" || kind == "condition" {
		return "ask"
	}
	return kind
}

// breadth counts how the records of the texts compare with what is told: kind, actor and object right; of the right ones, those
// with the exchange and with the answer.
type breadth struct{ want, got, right, target, targetWant, exchange, exchangeWant, status, statusWant int }

func (b *breadth) add(t *testing.T, x toldText) {
	d, all := find(x.text)
	var got []corpus.Demand
	for _, r := range all {
		if r.Confidence >= demand.Threshold {
			got = append(got, r)
		}
	}
	b.want += len(x.records)
	b.got += len(got)
	used := make([]bool, len(got))
	wrong := false
	for _, w := range x.records {
		b.targetWant += one(w.target != "")
		b.exchangeWant += one(w.exchange != "")
		b.statusWant += one(w.status != "")
		hit := -1
		for i, g := range got {
			if !used[i] && family(w.kind) == family(string(g.Kind)) && w.negated == g.Negated && sameActor(w.actor, d.Cut(g.Actor)) && alike(w.object, d.Cut(g.Object)) {
				hit = i
				break
			}
		}
		if hit < 0 {
			wrong = true
			continue
		}
		used[hit] = true
		b.right++
		b.target += one(w.target != "" && sameActor(w.target, d.Cut(got[hit].Target)))
		b.exchange += one(w.exchange != "" && alike(w.exchange, d.Cut(got[hit].Exchange)))
		b.status += one(w.status != "" && w.status == got[hit].Status)
		wrong = wrong || w.target != "" && !sameActor(w.target, d.Cut(got[hit].Target)) || w.exchange != "" && !alike(w.exchange, d.Cut(got[hit].Exchange)) || w.status != got[hit].Status
	}
	if wrong || len(got) > len(x.records) {
		t.Logf("%s\n%s", x.text, format(d, all))
	}
}

func one(x bool) int {
	if x {
		return 1
	}
	return 0
}

// What the tests below hold to; the few that are wrong are logged with -v.
const (
	breadthPrecision = 0.97
	breadthRecall    = 0.92
	trapPercent      = 9
)

// TestBreadth measures how much of the vocabulary of asking and answering is known, on invented sentences.
func TestBreadth(t *testing.T) {
	var b breadth
	for _, x := range readTold(t, "testdata/breadth.txt") {
		b.add(t, x)
	}
	p, r := float64(b.right)/float64(max(b.got, 1)), float64(b.right)/float64(b.want)
	t.Logf("records %d, found %d, right %d: P %.3f R %.3f F1 %.3f; targets %d of %d, exchanges %d of %d, answers %d of %d",
		b.want, b.got, b.right, p, r, 2*p*r/(p+r), b.target, b.targetWant, b.exchange, b.exchangeWant, b.status, b.statusWant)
	if p < breadthPrecision || r < breadthRecall {
		t.Errorf("P %.3f R %.3f, want at least %.2f and %.2f", p, r, breadthPrecision, breadthRecall)
	}
}

// TestTraps counts records found in sentences that tell none.
func TestTraps(t *testing.T) {
	n, all := 0, readTold(t, "testdata/traps.txt")
	for _, x := range all {
		d, found := find(x.text)
		if s := format(d, found); s != "" {
			n++
			t.Logf("%s\n%s", x.text, s)
		}
	}
	t.Logf("%d of %d trap sentences give a record", n, len(all))
	if n*100 > len(all)*trapPercent {
		t.Errorf("%d of %d trap sentences give a record, want at most %d %%", n, len(all), trapPercent)
	}
}

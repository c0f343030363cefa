package quote

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/briefbot/corpus"
)

// A text is read as a transcript where that many paragraphs begin with a name and a colon, and one of the names twice.
const fewestTurns = 3

// transcript gives the turns of a transcript to those whose names stand before them: "SEN. WELLS: And what did he say?". The words are
// the speaker's own, without quotation marks. Other lists with colons name nobody, or nobody twice.
func (n *namer) transcript(reports []report) []report {
	var found []report
	times := map[string]int{}
	again, people := false, false
	for s := 0; s+1 < len(n.First); s++ {
		r, ok := n.turn(n.First[s])
		if !ok {
			continue
		}
		found = append(found, r)
		name := n.Low[r.Source[0].To-1]
		times[name]++
		again = again || times[name] > 1
		people = people || n.isPerson(r.Source[0])
	}
	if len(found) < fewestTurns || !again || !people || len(times) < 2 {
		return reports
	}
	n.spoken = map[int]bool{}
	for _, r := range found {
		colon := r.Cue[0]
		n.spoken[colon.From] = true
		reports = slices.DeleteFunc(reports, func(r report) bool { return touches(r.Cue, colon) })
	}
	return append(reports, found...)
}

// longestName is how many tokens stand at most before the colon of a turn: a title, a name, a constituency in brackets.
const longestName = 8

// turn reads the paragraph that begins at i as a turn.
func (n *namer) turn(i int) (report, bool) {
	p := n.Tokens[i].Paragraph
	if i > 0 && n.Tokens[i-1].Paragraph == p {
		return report{}, false
	}
	end := i
	for end < len(n.Low) && n.Tokens[end].Paragraph == p {
		end++
	}
	colon, name := n.nameBefore(i, end)
	if name.Empty() || colon+1 >= end || n.Quoted[colon+1] {
		return report{}, false
	}
	if all, _ := n.Count(stretch(colon+1, end)); all == 0 || !letter(n.Word(colon+1)) {
		return report{}, false // a table: "Orwell: 1,769"
	}
	return report{Source: []run{name}, Cue: []run{stretch(colon, colon+1)}, Content: []run{stretch(colon+1, end)}, Confidence: spokenTurn}, true
}

// spokenTurn is the confidence of a turn of a transcript.
const spokenTurn = 0.8

// nameBefore returns the colon after the name of a speaker at i, and the name: that in brackets where the others are an office, "The Minister
// for Ports (Mr. Orwell)", else that before them.
func (n *namer) nameBefore(i, end int) (colon int, name run) {
	k := i
	for k < min(end, i+longestName) && !n.Quoted[k] && (n.Capital(k) || k > i && inOffice[n.Low[k]]) {
		k++
	}
	name = stretch(i, k)
	if k < end && n.Low[k] == "(" {
		from := k + 1
		for k < min(end, i+2*longestName) && n.Low[k] != ")" {
			k++
		}
		if within := stretch(from, k); n.isPerson(within) {
			name = within
		}
		k++
	}
	if k >= end || n.Low[k] != ":" || name.Empty() || !n.speaks(name) {
		return k, run{}
	}
	return k, name
}

var inOffice = words(`of for the and`)

// isPerson reports whether r is the name of a person.
func (n *namer) isPerson(r run) bool {
	if r.Empty() {
		return false
	}
	k := n.set.At(n.Span(r))
	return k != corpus.None && n.set.Entities[k].Type == corpus.Person
}

// speaks reports whether name can be that of a speaker: a name of the text, or one that is written as transcripts write names.
func (n *namer) speaks(name run) bool {
	first, last := n.Low[name.From], n.Word(name.To-1)
	if kindsOfPiece[strings.ToLower(last)] {
		return false
	}
	if k := n.set.At(n.Span(name)); k != corpus.None {
		t := n.set.Entities[k].Type
		return t == corpus.Person || t == corpus.Body || t == corpus.Unknown
	}
	return len(last) > 2 && strings.ToUpper(last) == last || name.To-name.From > 1 && courtesy[strings.TrimSuffix(first, ".")]
}

var courtesy = words(`mr mrs ms miss sir lord lady dame dr sen rep`)

func letter(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLetter(r)
}

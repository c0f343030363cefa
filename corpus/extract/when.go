package extract

import (
	"slices"
	"strings"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// days gives statements and demands the date that the text gives the act itself: "said on Friday" or
// "On Friday, the council asked". A date of what is said or wanted is none, nor is one of a subordinate clause.
// Where two dates compete or the words between do not tell, the act stays undated.
func days(s *state, a *corpus.Annotations) {
	a.Attributions, a.Demands = slices.Clone(a.Attributions), slices.Clone(a.Demands)
	for i := range a.Attributions {
		x := &a.Attributions[i]
		if x.When == "" && len(x.Cue) > 0 {
			x.When = actDate(s, a, x.Cue[0], x.Content)
		}
	}
	for i := range a.Demands {
		x := &a.Demands[i]
		if x.When == "" && !x.Object.IsZero() { // without the object nothing tells its dates from those of the act
			x.When = actDate(s, a, x.Cue, []corpus.Span{x.Object, x.Exchange})
		}
	}
}

// actDate returns the TIMEX3 value of the day on which the act that cue names was done; own is what was
// said or wanted.
func actDate(s *state, a *corpus.Annotations, cue corpus.Span, own []corpus.Span) string {
	sentence := s.text.Sentence(cue.Start)
	if sentence < 0 {
		return ""
	}
	value := ""
	for _, x := range a.Timexes {
		if !s.text.Sentences[sentence].Contains(x.Span) || x.Span.Overlaps(cue) || !dated(s.document, x) ||
			reported(a, cue, own, x.Span) || !ofAct(s.text, cue, x.Span) {
			continue
		}
		day := x.Value
		if x.Type == "TIME" {
			day, _, _ = strings.Cut(day, "T")
		}
		if value != "" && value != day {
			return ""
		}
		value = day
	}
	return value
}

// dated reports whether x is a calendar date that is not after d's publication: nobody reports a later act.
func dated(d *corpus.Document, x corpus.Timex) bool {
	if x.Type != "DATE" && x.Type != "TIME" || x.Value == "" || strings.ContainsAny(x.Value, "X_") || x.Value[0] < '0' || x.Value[0] > '9' {
		return false
	}
	return d.Published.IsZero() || x.Value <= d.Published.Format("2006-01-02")+"T~" || !isDay(x.Value)
}

// isDay reports whether value names a day or a time of one, so that it can be compared as a string.
func isDay(value string) bool { return len(value) >= 10 && value[4] == '-' && value[7] == '-' }

// reported reports whether x belongs to what was said or wanted or to another act, or a piece of what was said stands between x and cue.
func reported(a *corpus.Annotations, cue corpus.Span, own []corpus.Span, x corpus.Span) bool {
	between := corpus.Span{Start: min(cue.Start, x.Start), End: max(cue.End, x.End)}
	for _, s := range own {
		if s.Overlaps(between) {
			return true
		}
	}
	if cue.Start > x.Start && otherAct(a, cue, x) {
		return true
	}
	for _, other := range a.Attributions {
		for _, s := range other.Content {
			if s.Overlaps(x) && !s.Contains(cue) {
				return true
			}
		}
	}
	return false
}

// otherAct reports whether another cue stands between x and cue, which then is the one that x dates:
// "In May, the council agreed to a request to leave".
func otherAct(a *corpus.Annotations, cue, x corpus.Span) bool {
	between := func(s corpus.Span) bool { return x.End <= s.Start && s.End <= cue.Start }
	for _, other := range a.Attributions {
		if slices.ContainsFunc(other.Cue, between) {
			return true
		}
	}
	return slices.ContainsFunc(a.Demands, func(other corpus.Demand) bool { return between(other.Cue) })
}

// ofAct reports whether the words between tie the time expression x to the act that cue names.
func ofAct(t *segment.Text, cue, x corpus.Span) bool {
	first, end := t.TokensIn(x)
	if first == end || follows(t, end, "'s", "’s", "'", "’") {
		return false
	}
	lead := first // where the phrase begins: "late on Friday"
	for lead > 0 && preposition[t.Lower(lead-1)] {
		lead--
	}
	cueFirst, cueEnd := t.TokensIn(cue)
	if outlet := t.Word(first); outlet == "Today" && first > 0 && t.Tokens[first-1].Sentence == t.Tokens[first].Sentence {
		return false // part of a name
	}
	if x.Start > cue.Start {
		return afterCue(t, cueEnd, lead, first, end)
	}
	return beforeCue(t, lead, first, end, cueFirst)
}

// afterCue accepts "said on Friday", "said in an interview on Friday", "told reporters Friday".
func afterCue(t *segment.Text, cueEnd, lead, first, end int) bool {
	const reach = 9 // tokens between: "said in an interview with the Northern Wire on Friday"
	if lead-cueEnd > reach || blocked(t, cueEnd, lead) {
		return false
	}
	if lead < first || first == cueEnd {
		return true
	}
	return first-cueEnd <= 3 && (end == len(t.Tokens) || follows(t, end, ".", ",", ";", "that", "to", "”", `"`))
}

// beforeCue accepts "The council on Friday asked" and, at the start of a sentence or after a comma,
// "On Friday, the council asked".
func beforeCue(t *segment.Text, lead, first, end, cueFirst int) bool {
	opens := lead == 0 || t.Tokens[lead-1].Sentence != t.Tokens[lead].Sentence
	if opens && !strings.HasSuffix(t.Lower(cueFirst), "ing") {
		return (lead < first || follows(t, end, ",")) && !blocked(t, skipComma(t, end), cueFirst)
	}
	return !opens && lead < first && cueFirst-end <= 1 && !blocked(t, end, cueFirst) && !participle(t.Lower(lead-1))
}

func skipComma(t *segment.Text, i int) int {
	if follows(t, i, ",") {
		i++
	}
	return i
}

// blocked reports whether another clause begins among the tokens [i,j).
func blocked(t *segment.Text, i, j int) bool {
	for ; i < j; i++ {
		if border[t.Lower(i)] {
			return true
		}
	}
	return false
}

func follows(t *segment.Text, i int, words ...string) bool {
	return i < len(t.Tokens) && slices.Contains(words, t.Lower(i))
}

// participle reports whether word may open a reduced relative clause: "members elected in 2014", "a memo seen by the board".
func participle(word string) bool {
	return strings.HasSuffix(word, "ed") || word == "held" || word == "born" || word == "made" || word == "seen" || word == "written"
}

var (
	// preposition are the words before a time expression that tell when something was done. "By", "until", "since"
	// and "for" tell something else.
	preposition = set("on", "in", "late", "early", "earlier", "later")

	// border are the words and marks that part clauses.
	border = set(",", ";", ":", "–", "—", "--", "(", ")", "“", "”", `"`, "that", "who", "whom", "whose", "which", "where", "when", "while",
		"after", "before", "since", "until", "as", "if", "because", "although", "though", "unless", "following", "and", "but", "or", "to", "about",
		"over", "by", "ahead", "from")
)

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

package index

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"example.org/briefbot/corpus"
)

// event is a dated entry while it is put in order.
type event struct {
	Result
	d    *reading
	n    int
	days interval
	told *telling
}

// timeline answers /timeline: by the first day, then the last, then where it stands.
func (a *question) timeline(q Timeline) (*Answer, error) {
	about := a.ix.lang.subject(q.About)
	var who meant
	if q.Who != "" {
		if who = a.dir.resolve(q.Who); who.none() {
			return a.nobody(q, q.Who, anybody)
		}
	}
	f := a.find(about.terms(dated, datedField)...)
	if q.Who != "" {
		keys := who.keysOf(dated, "name", true)
		if who.country != "" {
			keys = append(keys, key(dated, "country", who.country))
		}
		f.all = append(f.all, keys)
	}
	if !q.Period.empty() {
		f.all = append(f.all, yearTerms(dated, q.Period))
	}
	f.all = append(f.all, []fieldTerm{typeKey(dated)})
	hits, err := a.entries(f, candidates)
	if err != nil {
		return nil, err
	}
	var all []*event
	counts := map[*party]int{}
	for _, h := range hits {
		d, ok, err := a.read(h.id)
		if err != nil {
			return nil, err
		}
		if !ok || h.n >= len(d.Entries) {
			continue
		}
		e := &d.Entries[h.n]
		sentence := d.around(e.Span)
		switch {
		case e.EDTF == "" || e.From.IsZero() && e.To.IsZero(),
			!q.Period.overlaps(interval{e.From, e.To}),
			!about.empty() && !about.in(a.ix.lang, d, sentence),
			q.Who != "" && !a.speaksOf(who, d, sentence, counts):
			continue
		}
		all = append(all, a.event(d, h.n))
	}
	if who.several && who.country == "" {
		if choices := listChoices(who, counts); len(choices) > 1 {
			return &Answer{Query: q, Choices: choices, Page: 1}, nil
		}
	}
	answer := paged(q, q.Page, a.events(all, about))
	if answer.Total == 0 {
		a.suggest(answer, q.About)
	}
	return answer, nil
}

// speaksOf reports whether s mentions who, by name, description or pronoun, and counts for each party meant.
func (a *question) speaksOf(who meant, d *reading, s corpus.Span, counts map[*party]int) bool {
	found := false
	for i := range d.Entities {
		if mentioned(d.Entities[i].Mentions, s) && who.is(a.dir, d, i, "", true) {
			counts[a.dir.of[bearer{d.ID, i}]]++
			found = true
		}
	}
	if !found && who.country != "" {
		found = slices.ContainsFunc(countriesIn(d.Text, d.wordsIn(a.ix.lang, s)), func(p placed) bool { return p.country == who.country })
	}
	return found
}

// event makes the result of an entry.
func (a *question) event(d *reading, n int) *event {
	e := &d.Entries[n]
	told := clauseOf(e)
	spans := []corpus.Span{told}
	v := &event{d: d, n: n, days: interval{e.From, e.To}, told: a.telling(d, told)}
	v.Result = Result{
		Excerpt: Excerpt{Doc: &d.Document, Spans: spans}, Confidence: e.Confidence, LessSure: e.Confidence < sure,
		Date: e.EDTF, DateFrom: "text", Precision: e.Precision, When: e.When, Computed: e.Computed, Citations: []Citation{d.cite(spans)},
	}
	if e.When == "planned" && a.goneBy(v.days, e.Precision) {
		v.When = "was planned"
	}
	return v
}

// clauseOf is what is shown of e: its words with their subject and what was said.
func clauseOf(e *corpus.Entry) corpus.Span {
	if e.Clause.Contains(e.Span) {
		return e.Clause
	}
	return e.Span
}

// goneBy reports whether days lie before the day of the question. Plans without an end have gone by when the time in which they were to
// begin is long over: "in the coming weeks" after three months, others after a year.
func (a *question) goneBy(days interval, precision string) bool {
	today := a.now.UTC().Truncate(24 * time.Hour)
	switch {
	case !days.to.IsZero():
		return days.to.Before(today)
	case days.from.IsZero():
		return false
	case precision == "weeks":
		return days.from.AddDate(0, 3, 0).Before(today)
	}
	return days.from.AddDate(1, 0, 0).Before(today)
}

// order is that of time; an open beginning counts by its end, an open end is the latest.
func (v *event) order(w *event) int {
	return cmp.Or(
		v.first().Compare(w.first()),
		v.last().Compare(w.last()),
		v.d.Published.Compare(w.d.Published),
		strings.Compare(string(v.d.ID), string(w.d.ID)),
		v.Spans[0].Compare(w.Spans[0]),
		cmp.Compare(v.n, w.n),
	)
}

func (v *event) first() time.Time {
	if v.days.from.IsZero() {
		return v.days.to
	}
	return v.days.from
}

func (v *event) last() time.Time {
	if v.days.to.IsZero() {
		return time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	return v.days.to
}

// fuller orders events by how much they tell, then by who told first.
func (v *event) fuller(w *event) int {
	return cmp.Or(
		len(w.told.parties)+len(w.told.words)-len(v.told.parties)-len(v.told.words),
		v.d.Published.Compare(w.d.Published),
		v.order(w),
	)
}

// events makes one of the entries that tell one event, the fullest with the others as further citations, and puts them in order.
func (a *question) events(all []*event, about subject) []Result {
	slices.SortFunc(all, (*event).fuller)
	var kept []*event
	byDate := map[[2]string][]*event{}
	for _, v := range all {
		at := [2]string{v.Date, v.When}
		same := byDate[at]
		if i := slices.IndexFunc(same, func(k *event) bool { return k.told.same(v.told) }); i >= 0 {
			same[i].addCitation(v.Citations[0])
			continue
		}
		byDate[at] = append(same, v)
		kept = append(kept, v)
	}
	slices.SortFunc(kept, (*event).order)
	out := make([]Result, len(kept))
	for i, v := range kept {
		out[i] = v.Result
	}
	return out
}

package index

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"example.org/briefbot/corpus"
)

// act is one demand, offer, concession, refusal or threat, as all documents tell it.
type act struct {
	tellings []*demand // the fullest first
	shown    *demand   // of tellings
	answers  []Reply
	before   *demand // of an earlier document: another telling, or another act of the same actor on the same object
}

// family puts together the kinds that tell one act in different words.
func family(kind string) string {
	switch corpus.DemandKind(kind) {
	case corpus.Demanded, corpus.Requested, corpus.Condition:
		return "ask"
	}
	return kind
}

// actsOf puts together the demands that tell one act.
func actsOf(all []*demand) []*act {
	slices.SortFunc(all, (*demand).richer)
	var acts []*act
	bySide := map[string][]*act{}
	for _, d := range all {
		side := d.actor
		if side == "" {
			acts = append(acts, &act{tellings: []*demand{d}}) // somebody, nobody knows who
			continue
		}
		i := slices.IndexFunc(bySide[side], func(c *act) bool { return c.takes(d) })
		if i >= 0 {
			c := bySide[side][i]
			c.tellings = append(c.tellings, d)
			continue
		}
		c := &act{tellings: []*demand{d}}
		acts, bySide[side] = append(acts, c), append(bySide[side], c)
	}
	return acts
}

// takes reports whether d tells of c. All tellings must be by one and of one: a leader and his capital speak for one country, two of its
// politicians do not.
func (c *act) takes(d *demand) bool {
	if !c.tellings[0].sameAct(d) {
		return false
	}
	for _, e := range c.tellings {
		if differ(d.actorsOf, e.actorsOf) || d.othersThan(e) {
			return false
		}
	}
	return true
}

// differ reports whether p and q are two people, as far as is known.
func differ(p, q *party) bool {
	stands := func(p *party) bool { return p == nil || p.Type == corpus.Place || p.Type == corpus.Body }
	return p != q && !stands(p) && !stands(q)
}

// othersThan reports whether d is to somebody else than e, given that the names agree. What one actor wants of a group that is called the same, he wants of the same group.
func (d *demand) othersThan(e *demand) bool {
	group := func(p *party) bool { return p != nil && p.Type == corpus.Group }
	return differ(d.targetOf, e.targetOf) && (!group(d.targetOf) || !group(e.targetOf))
}

// sameAct reports whether e tells of the same act as d: one actor, kind and target, and one object.
func (d *demand) sameAct(e *demand) bool {
	if d.actor == "" || d.actor != e.actor || family(d.Kind) != family(e.Kind) || d.Negated != e.Negated {
		return false
	}
	if d.target != e.target && d.target != "" && e.target != "" {
		return false
	}
	return !part(d.numbers, e.numbers) && d.sameObject(e)
}

// sameObject reports whether the objects of d and e share most of the shorter one's content words. One common word is not enough, unless
// it is a name.
func (d *demand) sameObject(e *demand) bool {
	small, large := d, e
	if len(small.object) > len(large.object) {
		small, large = large, small
	}
	if len(small.object) == 1 && len(large.object) > 1 && len(small.names) == 0 {
		return false
	}
	return overlap(small.object, large.object) >= 0.6
}

// sameIssue reports whether the objects of d and e are about one thing, whatever is wanted with it: the same object, or one name in both.
func (d *demand) sameIssue(e *demand) bool {
	return d.sameObject(e) || common(d.names, e.names) > 0 && overlap(d.object, e.object) >= 0.3
}

// issuesOf numbers what acts are about, from 1 in their order; 0 where the object is not stated.
func issuesOf(acts []*act) []int {
	out := make([]int, len(acts))
	var issues [][]*demand
	for i, c := range acts {
		if len(c.shown.object) == 0 {
			continue
		}
		n := slices.IndexFunc(issues, func(of []*demand) bool { return slices.ContainsFunc(of, c.shown.sameIssue) })
		if n < 0 {
			n, issues = len(issues), append(issues, nil)
		}
		issues[n] = append(issues[n], c.shown)
		out[i] = n + 1
	}
	return out
}

// overlap is the share of the smaller set that the other holds too.
func overlap(a, b map[string]bool) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	return float64(common(a, b)) / float64(min(len(a), len(b)))
}

// show chooses the telling that is shown, among those that fit the question; ok is false when none does. Where documents of different days tell
// the act in different words it is the latest document's, and the fullest earlier one stands beside it.
func (c *act) show(fit func(*demand) bool) (ok bool) {
	for _, d := range c.tellings {
		switch {
		case !fit(d):
		case c.shown == nil, d.d.Published.After(c.shown.d.Published) && d.words != c.shown.words && !d.LessSure:
			c.shown = d
		}
	}
	if c.shown == nil {
		return false
	}
	for _, d := range c.tellings {
		if d.before(c.shown) && d.words != c.shown.words {
			c.before = d
			break
		}
	}
	for _, d := range c.tellings {
		if d.Status != "" {
			c.answers = append(c.answers, Reply{Status: d.Status, Excerpt: d.Answered, Date: d.Date, DateFrom: d.DateFrom, Citation: d.d.cite(d.Answered.Spans)})
		}
	}
	return true
}

// before reports whether d stands in an earlier document than e, and both are vouched for.
func (d *demand) before(e *demand) bool {
	return !d.d.Published.IsZero() && d.d.Published.Before(e.d.Published) && !d.LessSure && !e.LessSure
}

// link looks for what all acts add to those shown: an answer by the one who was asked, and what the same actor wanted before.
func link(acts, all []*act) {
	bySide := map[string][]*demand{}
	for _, c := range all {
		for _, d := range c.tellings {
			if d.actor != "" && !d.LessSure {
				bySide[d.actor] = append(bySide[d.actor], d)
			}
		}
	}
	for _, side := range bySide {
		slices.SortStableFunc(side, func(d, e *demand) int { return e.d.Published.Compare(d.d.Published) })
	}
	for _, c := range acts {
		for _, e := range bySide[c.shown.target] {
			c.answered(e)
		}
		c.changed(bySide[c.shown.actor])
	}
}

// answered takes e as an answer to c, if it is one: the one who was asked refuses or concedes the same, no earlier than he was asked.
func (c *act) answered(e *demand) {
	d := c.shown
	status := ""
	switch corpus.DemandKind(e.Kind) {
	case corpus.Refusal:
		status = "refused"
	case corpus.Conceded:
		status = "accepted"
	}
	asked := family(d.Kind) == "ask" || d.Kind == string(corpus.Offer)
	if status == "" || !asked || e.Negated || d.Negated || d.LessSure || d.target == "" || differ(d.targetOf, e.actorsOf) {
		return
	}
	first := d.made.from
	for _, t := range c.tellings {
		if !t.made.from.IsZero() && t.made.from.Before(first) {
			first = t.made.from
		}
	}
	if e.target != "" && e.target != d.actor || e.made.from.Before(first) || part(d.numbers, e.numbers) || !d.sameObject(e) {
		return
	}
	c.answers = append(c.answers, Reply{Status: status, Excerpt: e.Excerpt, Date: e.Date, DateFrom: e.DateFrom, Citation: e.Citations[0]})
}

// changed looks among the acts of c's actor, the latest first, for the latest one of an earlier document on the same object, with the same target as far as it is stated.
func (c *act) changed(acts []*demand) {
	d := c.shown
	for _, e := range acts {
		if !e.before(d) || e.target != d.target && e.target != "" && d.target != "" || differ(d.actorsOf, e.actorsOf) || d.othersThan(e) {
			continue
		}
		if d.sameObject(e) && !d.sameAct(e) {
			c.before = e
			return
		}
	}
}

// result makes the answer's record of c: all places cited, the latest answer first.
func (c *act) result() Result {
	d := *c.shown
	d.Citations = slices.Clone(d.Citations)
	for _, e := range c.tellings {
		if e != c.shown {
			d.takeOver(e)
		}
	}
	r := d.Result
	if c.before != nil {
		r.Before, r.BeforeAt = c.before.Excerpt, c.before.Citations[0]
	}
	r.Answers = latestFirst(c.answers)
	r.Status, r.Answered = "", Excerpt{}
	if len(r.Answers) > 0 {
		r.Status, r.Answered = r.Answers[0].Status, r.Answers[0].Excerpt
	}
	return r
}

// takeOver makes e, which tells the same act, a further citation of d, with what d does not tell; a name only where d's document has it too.
func (d *demand) takeOver(e *demand) {
	d.addCitation(e.Citations[0])
	if d.Exchange.IsZero() {
		d.Exchange = e.Exchange
	}
	if d.Status == "" {
		d.Status, d.Answered = e.Status, e.Answered
	}
	if d.Target == "" && strings.Contains(d.d.Text, e.Target) {
		d.Target, d.target = e.Target, e.target
	}
}

// latestFirst orders answers by their day and leaves out those that stand in the same place.
func latestFirst(answers []Reply) []Reply {
	slices.SortStableFunc(answers, func(a, b Reply) int {
		return cmp.Or(
			published(b).Compare(published(a)),
			strings.Compare(b.Date, a.Date),
			silence(a)-silence(b),
		)
	})
	var out []Reply
	for _, a := range answers {
		if !slices.ContainsFunc(out, func(b Reply) bool { return samePlace(a.Excerpt, b.Excerpt) }) {
			out = append(out, a)
		}
	}
	return out
}

func published(r Reply) time.Time {
	if r.Citation.Doc == nil {
		return time.Time{}
	}
	return r.Citation.Doc.Published
}

// silence is 1 for an answer that was not given.
func silence(r Reply) int {
	if r.Status == "no answer" {
		return 1
	}
	return 0
}

func samePlace(a, b Excerpt) bool {
	return a.Doc == b.Doc && slices.Equal(a.Spans, b.Spans)
}

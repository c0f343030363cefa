package render

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// laterLabel is empty where no earlier telling stands beside the words.
func laterLabel(r index.Result) string {
	if r.Before.IsZero() {
		return ""
	}
	return dated(wording.Later, day(published(r.Doc)))
}

func published(d *corpus.Document) time.Time {
	if d == nil {
		return time.Time{}
	}
	return d.Published
}

func dated(label, day string) string {
	if day == "" {
		return label
	}
	if head, ok := strings.CutSuffix(label, ")"); ok {
		return head + ", " + day + ")"
	}
	return label + " (" + day + ")"
}

// answers are those that are shown, with their labels as status; several are told apart by their dates.
func answers(r index.Result) []index.Reply {
	if len(r.Answers) == 0 {
		return []index.Reply{{Status: answerLabel(r.Status), Excerpt: r.Answered}}
	}
	var out []index.Reply
	for i, a := range r.Answers {
		label := answerLabel(a.Status)
		if len(r.Answers) > 1 || a.Doc != r.Doc {
			if i > 0 {
				label = fmt.Sprintf(wording.BeforeThat, strings.ToLower(label[:1])+label[1:])
			}
			label = dated(label, Date(a.Date))
		}
		a.Status = label
		out = append(out, a)
	}
	return out
}

func answerLabel(status string) string {
	switch status {
	case "":
		return wording.Answer
	case "no answer":
		return wording.NoAnswer
	}
	return fmt.Sprintf(wording.AnswerStatus, status)
}

// allPlaces are those of a result: of its words, of an earlier telling, of the answers that other documents tell.
func allPlaces(r index.Result) []place {
	all, as := slices.Clone(r.Citations), make([]string, len(r.Citations))
	add := func(c index.Citation, what string) {
		here := func(have index.Citation) bool { return have.Doc == c.Doc && have.Paragraph == c.Paragraph }
		switch i := slices.IndexFunc(all, here); {
		case c.Doc == nil:
		case i > 0 && as[i] == "":
			as[i] = what
		case i < 0 || what == earlier:
			all, as = append(all, c), append(as, what)
		}
	}
	add(r.BeforeAt, earlier)
	for _, a := range r.Answers {
		add(a.Citation, answering)
	}
	out := places(all)
	for i, what := range as {
		if what != "" {
			out[i].as, out[i].near = what, "" // the document is named with what it tells
		}
	}
	return out
}

// What stands at a place, if not the words of the result.
const (
	earlier   = "earlier"
	answering = "answer"
)

// named says what stands at a place that is not the first: line is where it is.
func (p place) named(line string) string {
	switch p.as {
	case earlier:
		return fmt.Sprintf(wording.EarlierAt, line)
	case answering:
		return fmt.Sprintf(wording.AnswerAt, line)
	}
	return fmt.Sprintf(wording.AlsoAt, line)
}

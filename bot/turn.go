package bot

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"example.org/briefbot/bot/render"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// turn is what a button knows of the page that it leads to: the page that it stands under, and a mark of what was shown there. Where the same is
// still there, the page beside it goes on from it, whatever else has been added or has gone; where it is not, nobody could tell what he has read, and the answer
// begins anew.
type turn struct {
	from, to int
	mark     string // "": of a button without one
}

const (
	markLength  = 8
	longestTurn = len("1000000-1000000.") + markLength
)

// String is how a custom id has it: "2-3.k3Jd9aQx".
func (t turn) String() string { return fmt.Sprintf("%d-%d.%s", t.from, t.to, t.mark) }

// readTurn reads what String wrote, or a page's number alone; what is neither leads to page 1.
func readTurn(s string) turn {
	pages, mark, _ := strings.Cut(s, ".")
	from, to, marked := strings.Cut(pages, "-")
	if !marked {
		from, to, mark = "", pages, ""
	}
	a, errFrom := strconv.Atoi(from)
	b, err := strconv.Atoi(to)
	if err != nil || marked && errFrom != nil {
		return turn{to: 1}
	}
	return turn{max(a, 0), max(b, 1), mark}
}

// markOf is a mark of what a page shows.
func markOf(parts []string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return base64.RawURLEncoding.EncodeToString(sum[:])[:markLength]
}

// answerMark is the mark of the page that a shows.
func answerMark(a *index.Answer) string {
	parts := make([]string, len(a.Results))
	for i, r := range a.Results {
		parts[i] = fmt.Sprint(r.Doc.ID, r.Spans)
	}
	return markOf(parts)
}

// turnTo answers a button that shows another page.
func (v *visit) turnTo(ctx context.Context, ref string, t turn) outcome {
	q, err := v.bot.question(ctx, v.i.GuildID, ref)
	if err != nil {
		return explained(err)
	}
	if t.mark == "" {
		return v.answer(ctx, q.At(t.to))
	}
	before, err := v.bot.cfg.Asker.Ask(ctx, v.scope(), q.At(t.from))
	switch {
	case err != nil:
		return explained(err)
	case answerMark(before) == t.mark:
		return v.answer(ctx, q.At(t.to))
	}
	o := v.answer(ctx, q.At(1))
	if len(o.message.Embeds) > 0 {
		o.message = render.Told(o.message, wording.PageChanged)
	}
	return o
}

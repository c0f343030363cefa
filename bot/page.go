package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/render"
	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// A button's custom id holds all that is needed to press it, so that it works after a restart, for anybody who sees it, within that person's scope:
//
//	p 2-3.k3Jd9aQx /who-said who:X   from page 2 of a question, where that was shown, to page 3; see turn
//	p 2-3.k3Jd9aQx q/1f0c9a72d5e84b36 the same for a question that is too long, which the store keeps under this key
//	n /demand by:lindqvist           the menu that chooses between names; the name is the entry's value
//	f /search query:pipeline         the menu that narrows a question; the entry's value is a facet and its value: month 2025-10
//	s 3 /who-said who:Lindqvist      the button that shows a private answer to all
//	e /who-said who:Lindqvist        the button that gives an answer as files
//	r 3 /who-said who:Lindqvist      the button that reports a result of that page as wrong
//	h 3 /who-said who:Lindqvist      the menu that says which; the entry's value is a record
//	u 00000000000000a1/a/120-180     the button that shows a hidden record again
//	x server!                        the buttons of /privacy
//	l 2                              page 2 of the notes
//	t edit 00000000000000a1          the form for a note's text
//	c                                the menu of results; the entry's value is a place: 00000000000000a1 120-180,200-230
//	d more 2025-03-04                under the digest of a day, see digest.ButtonID
const (
	idRoom     = 100
	pageID     = "p"
	chooseID   = "n"
	narrowID   = "f"
	contextID  = "c"
	shareID    = "s"
	exportID   = "e"
	reportID   = "r"
	hideID     = "h"
	unhideID   = "u"
	eraseID    = "x"
	notesID    = "l"
	formID     = "t"
	storedKey  = "q/"
	keyDigits  = 16
	longestRef = len(storedKey) + keyDigits
)

// width counts as Discord's strictest client does: UTF-16 code units.
func width(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// ids makes the custom ids for an answer. Without a store for a long question there are no buttons, and an error.
func (v *visit) ids(ctx context.Context, a *index.Answer) (render.IDs, error) {
	ids := render.IDs{Context: contextID, Place: placeValue}
	ref, err := v.bot.reference(ctx, v.i.GuildID, a.Query)
	if err != nil {
		return ids, err
	}
	ids.Export = exportID + " " + ref
	if v.i.GuildID != "" && v.bot.book != nil {
		ids.Report = fmt.Sprintf("%s %d %s", reportID, a.Page, ref)
	}
	if v.i.GuildID != "" && v.private {
		ids.Share = fmt.Sprintf("%s %d %s", shareID, a.Page, ref)
	}
	if a.Pages < 2 && len(a.Choices) == 0 { // so few results need no narrowing either
		return ids, nil
	}
	mark := answerMark(a)
	ids.Page = func(page int) string { return fmt.Sprintf("%s %s %s", pageID, turn{a.Page, page, mark}, ref) }
	ids.Choose = chooseID + " " + ref
	ids.Narrow = narrowID + " " + ref
	ids.Part = func(f index.Facet, v index.FacetValue) string {
		if value := f.By + " " + v.Value; width(value) <= idRoom {
			return value
		}
		return ""
	}
	ids.Value = func(c index.Choice) string {
		if width(c.Name) > idRoom {
			return ""
		}
		return c.Name
	}
	return ids, nil
}

// reference writes q for a custom id: as it is typed, or the key that the store keeps it under.
func (b *Bot) reference(ctx context.Context, guild string, q index.Query) (string, error) {
	line := q.String()
	if width(line) <= idRoom-len(pageID)-longestTurn-len("  ") && !strings.ContainsAny(line, "\n\t") {
		return line, nil
	}
	if b.cfg.State == nil {
		return "", errors.New("no store for a question that is too long for a button")
	}
	sum := sha256.Sum256([]byte(line))
	ref := storedKey + hex.EncodeToString(sum[:])[:keyDigits]
	if _, err := b.cfg.State.Swap(ctx, questionKey(guild, ref), "", line); err != nil {
		return "", fmt.Errorf("keep a question for its buttons: %w", err)
	}
	return ref, nil
}

// questionKey is where a question is kept: apart for each server, whose data go together.
func questionKey(guild, ref string) string {
	return storedKey + guild + "/" + strings.TrimPrefix(ref, storedKey)
}

// errStale says that a button's state is not there any more, or was never ours.
var errStale = &index.QueryError{Hint: wording.ButtonStale}

// question reads what reference wrote.
func (b *Bot) question(ctx context.Context, guild, ref string) (index.Query, error) {
	if strings.HasPrefix(ref, storedKey) {
		if len(ref) != longestRef || b.cfg.State == nil {
			return nil, errStale
		}
		line, err := b.cfg.State.Load(ctx, questionKey(guild, ref))
		if err != nil {
			return nil, fmt.Errorf("load a button's question: %w", err)
		}
		ref = line
	}
	r, err := Reader{Now: b.cfg.Now()}.Line(ref)
	if err != nil || r.Query == nil {
		return nil, errStale
	}
	return r.Query, nil
}

// component answers a pressed button or a chosen entry.
func (v *visit) component(work context.Context, d discordgo.MessageComponentInteractionData) {
	v.private = v.i.Message != nil && v.i.Message.Flags&discordgo.MessageFlagsEphemeral != 0
	id, rest, _ := strings.Cut(d.CustomID, " ")
	chosen := ""
	if len(d.Values) > 0 {
		chosen = d.Values[0]
	}
	v.name = "component " + id
	page, ref, _ := strings.Cut(rest, " ")
	n, err := strconv.Atoi(page)
	if err != nil {
		n = 1
	}
	at := func(q index.Query) index.Query { return q.At(max(n, 1)) }
	switch {
	case id == pageID:
		v.replace(work, func(ctx context.Context) outcome { return v.turnTo(ctx, ref, readTurn(page)) })
	case id == shareID:
		v.private = false
		v.anew(work, false, func(ctx context.Context) outcome { return v.asked(ctx, ref, at) })
	case id == exportID:
		v.long = true
		v.anew(work, true, func(ctx context.Context) outcome { return v.exportAnswer(ctx, rest) })
	case id == reportID:
		v.anew(work, true, func(ctx context.Context) outcome { return v.report(ctx, ref, at, rest) })
	case id == hideID && chosen != "":
		v.replace(work, func(ctx context.Context) outcome { return v.hide(ctx, ref, at, index.RecordID(chosen)) })
	case id == unhideID:
		v.replace(work, func(ctx context.Context) outcome { return v.unhide(ctx, index.RecordID(rest)) })
	case id == eraseID && rest != "":
		v.anew(work, true, func(ctx context.Context) outcome { return v.erase(ctx, rest) })
	case id == chooseID && chosen != "":
		v.instead(work, rest, func(q index.Query) index.Query { return render.Choose(q, chosen) })
	case id == narrowID && chosen != "":
		by, value, _ := strings.Cut(chosen, " ")
		v.instead(work, rest, func(q index.Query) index.Query { return index.Refine(q, by, value) })
	case id == notesID:
		v.replace(work, func(ctx context.Context) outcome { return v.notesTurnedTo(ctx, readTurn(page)) })
	case id == contextID && chosen != "":
		v.context(work, chosen)
	case id == digestID:
		v.digestButton(work, rest)
	default:
		v.name = "component ?"
		v.refuse(errStale.Hint)
	}
}

// instead shows another answer in the place of the one that the menu is under. A mistake goes to the presser alone and leaves the answer as it is.
func (v *visit) instead(work context.Context, ref string, change func(index.Query) index.Query) {
	v.replace(work, func(ctx context.Context) outcome { return v.asked(ctx, ref, change) })
}

// asked answers a button's question, changed.
func (v *visit) asked(ctx context.Context, ref string, change func(index.Query) index.Query) outcome {
	q, err := v.bot.question(ctx, v.i.GuildID, ref)
	if err != nil {
		return explained(err)
	}
	return v.answer(ctx, change(q))
}

// anew answers a pressed button with a message of its own.
func (v *visit) anew(work context.Context, private bool, do func(context.Context) outcome) {
	v.inTime(
		work,
		do,
		func(o outcome) error { return v.reply.message(o.message, private || o.private) },
		func() error { return v.reply.announce(private) },
		func(o outcome) error { return v.reply.edit(o.message) },
	)
}

// replace puts what do answers in the place of the message that the button is under.
func (v *visit) replace(work context.Context, do func(context.Context) outcome) {
	v.inTime(
		work,
		do,
		func(o outcome) error {
			if isNote(o) {
				return v.reply.message(o.message, true)
			}
			return v.reply.update(o.message)
		},
		v.reply.announceUpdate,
		func(o outcome) error {
			if isNote(o) {
				return v.reply.follow(o.message)
			}
			return v.reply.edit(o.message)
		},
	)
}

// isNote reports that o tells of a mistake or of nothing found, which is no reason to take an answer away.
func isNote(o outcome) bool { return o.private && len(o.message.Components) == 0 }

// context shows the sentences around a place, to the presser alone.
func (v *visit) context(work context.Context, value string) {
	v.private = true
	v.anew(work, true, func(ctx context.Context) outcome {
		id, spans, ok := readPlace(value)
		if !ok {
			return explained(errStale)
		}
		p, err := v.bot.cfg.Asker.Context(ctx, v.scope(), id, spans)
		if err != nil {
			return explained(err)
		}
		return outcome{message: render.Passage(p), private: true}
	})
}

// placeValue writes a citation for a menu's entry: as many spans as there is room for.
func placeValue(c index.Citation) string {
	value := string(c.Doc.ID)
	for i, s := range c.Spans {
		next := fmt.Sprintf(",%d-%d", s.Start, s.End)
		if i == 0 {
			next = " " + next[1:]
		}
		if len(value)+len(next) > idRoom {
			break
		}
		value += next
	}
	return value
}

// readPlace reads what placeValue wrote. The spans are checked against the text by the index, which knows it.
func readPlace(value string) (id corpus.ID, spans []corpus.Span, ok bool) {
	name, list, _ := strings.Cut(value, " ")
	for part := range strings.SplitSeq(list, ",") {
		from, to, _ := strings.Cut(part, "-")
		a, errA := strconv.Atoi(from)
		b, errB := strconv.Atoi(to)
		if errA != nil || errB != nil || a < 0 || b < a {
			return "", nil, false
		}
		spans = append(spans, corpus.Span{Start: a, End: b})
	}
	return corpus.ID(name), spans, name != ""
}

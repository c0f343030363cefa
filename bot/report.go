package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"example.org/briefbot/bot/access"
	"example.org/briefbot/bot/render"
	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// Report says why a record is hidden in a server (see index.HiddenKey).
type Report struct {
	Guild  string         `json:"-"`
	Record index.RecordID `json:"-"`
	By     string         `json:"by"` // the user
	At     time.Time      `json:"at"`
	Asked  string         `json:"asked"` // the question whose answer showed it
	Group  index.RecordID `json:"group"` // the first of the records that were shown as one result
}

// Reports lists all reports of a store, by server and document.
func Reports(ctx context.Context, s corpus.Store) ([]Report, error) {
	return reports(ctx, s, "hidden/")
}

func reports(ctx context.Context, s corpus.Store, prefix string) (list []Report, err error) {
	for f, err := range s.Facts(ctx, prefix) {
		if err != nil {
			return nil, err
		}
		guild, id, ok := index.HiddenRecord(f.Key)
		if !ok {
			continue
		}
		r := Report{Guild: guild, Record: id}
		if err := json.Unmarshal([]byte(f.Value), &r); err != nil {
			return nil, fmt.Errorf("read report %s: %w", f.Key, err)
		}
		list = append(list, r)
	}
	return list, nil
}

// save hides the record, or changes what is known of its report.
func (r Report) save(ctx context.Context, s corpus.State) error {
	raw, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("write a report: %w", err)
	}
	return replaceFact(ctx, s, index.HiddenKey(r.Guild, r.Record), string(raw))
}

// Withdraw shows the records again that were hidden in a server together with id, and returns how many these are.
func Withdraw(ctx context.Context, s corpus.Store, guild string, id index.RecordID) (int, error) {
	all, err := reports(ctx, s, index.HiddenKey(guild, ""))
	if err != nil {
		return 0, err
	}
	i := slices.IndexFunc(all, func(r Report) bool { return r.Record == id })
	if i < 0 {
		return 0, nil
	}
	n := 0
	for _, r := range all {
		if r.Group == all[i].Group {
			if err := replaceFact(ctx, s, index.HiddenKey(guild, r.Record), ""); err != nil {
				return n, err
			}
			n++
		}
	}
	return n, nil
}

// mayMend refuses who is no moderator, with the sentence refusal; nil lets him.
func (v *visit) mayMend(refusal string) *outcome {
	var o outcome
	switch {
	case v.bot.cfg.Store == nil:
		o = explained(errNoStore)
	case !v.may(access.Mend):
		o = told("%s", refusal)
	default:
		return nil
	}
	return &o
}

// report asks which result of a page is wrong.
func (v *visit) report(ctx context.Context, ref string, at func(index.Query) index.Query, place string) outcome {
	if refusal := v.mayMend(wording.ReportIsFor); refusal != nil {
		return *refusal
	}
	a, err := v.page(ctx, ref, at)
	if err != nil {
		return explained(err)
	}
	if len(a.Results) == 0 {
		return told(wording.ResultsGone)
	}
	return outcome{message: render.ReportMenu(a.Query, a.Results, render.FirstNumber(a), hideID+" "+place), private: true}
}

func (v *visit) page(ctx context.Context, ref string, at func(index.Query) index.Query) (*index.Answer, error) {
	q, err := v.bot.question(ctx, v.i.GuildID, ref)
	if err != nil {
		return nil, err
	}
	return v.bot.cfg.Asker.Ask(ctx, v.scope(), at(q))
}

// hide hides the result of which id is a record, at all its places.
func (v *visit) hide(ctx context.Context, ref string, at func(index.Query) index.Query, id index.RecordID) outcome {
	if refusal := v.mayMend(wording.ReportIsFor); refusal != nil {
		return *refusal
	}
	a, err := v.page(ctx, ref, at)
	if err != nil {
		return explained(err)
	}
	for _, r := range a.Results {
		records := r.Records(a.Query)
		if !slices.Contains(records, id) {
			continue
		}
		report := Report{Guild: v.i.GuildID, By: v.user(), At: v.bot.cfg.Now().UTC().Truncate(time.Second), Asked: a.Query.String(), Group: records[0]}
		for _, report.Record = range records {
			if err := report.save(ctx, v.bot.cfg.Store); err != nil {
				return explained(err)
			}
		}
		v.bot.mendDigest(ctx, v.i.GuildID, records...)
		return outcome{message: render.Offer(wording.ResultHidden, wording.Undo, unhideID+" "+string(records[0]))}
	}
	return told(wording.ResultGone)
}

func (v *visit) unhide(ctx context.Context, id index.RecordID) outcome {
	if refusal := v.mayMend(wording.WithdrawIsFor); refusal != nil {
		return *refusal
	}
	n, err := Withdraw(ctx, v.bot.cfg.Store, v.i.GuildID, id)
	switch {
	case err != nil:
		return explained(err)
	case n == 0:
		return told(wording.NotHidden)
	}
	v.bot.mendDigest(ctx, v.i.GuildID, id)
	return outcome{message: render.Note(wording.ResultShownAgain)}
}

// sources answers /sources, and removes a document where one is named.
func (v *visit) sources(ctx context.Context, o Options) outcome {
	id := corpus.ID(o[removeOption])
	if id == "" {
		return v.ask(ctx, "sources", o)
	}
	if refusal := v.mayMend(wording.RemoveIsFor); refusal != nil {
		return *refusal
	}
	r, err := v.bot.cfg.Store.Get(ctx, id)
	switch {
	case err != nil, !v.scope().Sees(&r.Document):
		return told(wording.NoSuchDocument)
	case r.Guild == "":
		return told(wording.DocumentOfOperator)
	case r.Kind == corpus.Note:
		if _, err = v.bot.book.Delete(ctx, v.i.GuildID, id, v.user()); err != nil {
			err = v.bot.cfg.Store.Delete(ctx, id) // imported, and in no notebook
		}
	default:
		err = v.bot.cfg.Store.Delete(ctx, id)
	}
	if err != nil {
		return explained(err)
	}
	return told(wording.DocumentRemoved, id)
}

// offeredPages is how many pages of /sources are looked through for what is offered.
const offeredPages = 10

// documents offers the documents and notes in whose title, outlet or id typed stands, newest first.
func (v *visit) documents(ctx context.Context, typed string) ([]offer, error) {
	return v.sourcesLike(ctx, typed, func(*corpus.Document) bool { return true })
}

// removable offers the server's own documents in whose title, outlet or id typed stands, newest first, to who may remove them.
func (v *visit) removable(ctx context.Context, typed string) ([]offer, error) {
	if v.mayMend("") != nil {
		return nil, nil
	}
	return v.sourcesLike(ctx, typed, func(d *corpus.Document) bool { return d.Guild != "" })
}

// sourcesLike offers what is kept of the sources in whose title, outlet, author or id typed stands.
func (v *visit) sourcesLike(ctx context.Context, typed string, kept func(*corpus.Document) bool) ([]offer, error) {
	typed = strings.ToLower(strings.TrimSpace(typed))
	var out []offer
	for page := 1; page <= offeredPages && len(out) < choiceLimit; page++ {
		a, err := v.bot.cfg.Asker.Ask(ctx, v.scope(), index.Sources{Page: page})
		if err != nil {
			return nil, err
		}
		for _, r := range a.Results {
			if d := r.Doc; kept(d) && strings.Contains(strings.ToLower(d.Title+" "+d.Publisher+" "+d.Author+" "+string(d.ID)), typed) {
				out = append(out, offer{render.SourceLabel(d), string(d.ID)})
			}
		}
		if page >= a.Pages {
			break
		}
	}
	return out, nil
}

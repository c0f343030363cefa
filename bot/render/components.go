package render

import (
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"
	"github.com/rivo/uniseg"

	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// Discord's limits of a menu, in entries and in characters of a label.
const (
	menuLimit  = 25
	labelLimit = 100
)

// buttons turn the page, show the answer to all, give it as files, and report a result.
func buttons(a *index.Answer, ids IDs) []discordgo.MessageComponent {
	var row []discordgo.MessageComponent
	button := func(label, id string, disabled bool) {
		row = append(row, discordgo.Button{Label: label, Style: discordgo.SecondaryButton, CustomID: id, Disabled: disabled})
	}
	if a.Pages > 1 && ids.Page != nil {
		button(wording.Previous, ids.Page(a.Page-1), a.Page <= 1)
		button(wording.Next, ids.Page(a.Page+1), a.Page >= a.Pages)
	}
	if ids.Share != "" {
		button(wording.Share, ids.Share, false)
	}
	if ids.Export != "" && len(a.Results) > 0 {
		button(wording.Export, ids.Export, false)
	}
	if ids.Report != "" && len(a.Results[0].Records(a.Query)) > 0 {
		button(wording.ReportWrong, ids.Report, false)
	}
	if len(row) == 0 {
		return nil
	}
	return []discordgo.MessageComponent{discordgo.ActionsRow{Components: row}}
}

// ReportMenu asks the reporter which of results is wrong. The value of an entry is its first record.
func ReportMenu(q index.Query, results []index.Result, number int, id string) Message {
	var entries []discordgo.SelectMenuOption
	taken := map[string]bool{}
	for i, r := range results {
		records := r.Records(q)
		if len(records) == 0 || taken[string(records[0])] || len(entries) == menuLimit {
			continue
		}
		taken[string(records[0])] = true
		entries = append(entries, discordgo.SelectMenuOption{Label: plain(fmt.Sprintf("%d. ", number+i), r.Text()), Value: string(records[0])})
	}
	m := Note(wording.WhichIsWrong)
	m.Components = menu(id, wording.MenuWrong, entries)
	return m
}

// Offer is a sentence of the program's with a button below it.
func Offer(text, label, id string) Message {
	m := Note(text)
	m.Components = []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
		discordgo.Button{Label: label, Style: discordgo.SecondaryButton, CustomID: id},
	}}}
	return m
}

// contextMenu offers the sentences around each result.
func contextMenu(results []index.Result, number int, ids IDs) []discordgo.MessageComponent {
	if ids.Place == nil {
		return nil
	}
	var entries []discordgo.SelectMenuOption
	taken := map[string]bool{}
	for i, r := range results {
		for _, c := range r.Citations {
			value := ids.Place(c)
			if len(c.Spans) == 0 || value == "" || taken[value] || len(entries) == menuLimit {
				continue
			}
			taken[value] = true
			tail := strings.Join(nonEmpty(paragraph(c)), ", ")
			entries = append(entries, discordgo.SelectMenuOption{
				Label: plain(fmt.Sprintf("%d. %s, ", number+i, tail), title(c.Doc)), Value: value,
			})
		}
	}
	return menu(ids.Context, wording.MenuContext, entries)
}

func choiceMenu(a *index.Answer, ids IDs) []discordgo.MessageComponent {
	if ids.Value == nil || ids.Choose == "" {
		return nil
	}
	var entries []discordgo.SelectMenuOption
	taken := map[string]bool{}
	for _, c := range a.Choices {
		value := ids.Value(c)
		if value == "" || taken[value] || len(entries) == menuLimit {
			continue
		}
		taken[value] = true
		entries = append(entries, discordgo.SelectMenuOption{Label: plain("", c.Name), Description: plain("", c.About), Value: value})
	}
	return menu(ids.Choose, wording.MenuMeant, entries)
}

// narrowMenu offers the parts of an answer that has more than a page.
func narrowMenu(a *index.Answer, ids IDs) []discordgo.MessageComponent {
	if ids.Part == nil || ids.Narrow == "" || a.Pages < 2 {
		return nil
	}
	var entries []discordgo.SelectMenuOption
	for _, f := range a.Facets {
		for _, v := range f.Values {
			if value := ids.Part(f, v); value != "" && len(entries) < menuLimit {
				entries = append(entries, discordgo.SelectMenuOption{Label: plain(fmt.Sprintf("%s (%d): ", facetName(f), v.Count), v.Label), Value: value})
			}
		}
	}
	return menu(ids.Narrow, wording.MenuNarrow, entries)
}

// facetName is how a facet is called.
func facetName(f index.Facet) string {
	switch f.By {
	case "speaker":
		return wording.FacetWho
	case "document":
		return wording.FacetDocument
	case "month":
		return wording.FacetMonth
	}
	return f.By
}

func menu(id, placeholder string, entries []discordgo.SelectMenuOption) []discordgo.MessageComponent {
	if len(entries) == 0 {
		return nil
	}
	return []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
		discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, CustomID: id, Placeholder: placeholder, Options: entries},
	}}}
}

// plain is text for a label, where Discord reads no Markdown: head whole, then as much of s as there is room for.
func plain(head, s string) string {
	s = strings.TrimSpace(strings.ReplaceAll(clean(s), "\n", " "))
	if units(head+s) <= labelLimit {
		return head + s
	}
	room, end := labelLimit-units(head)-len("…"), 0
	for g := uniseg.NewGraphemes(s); g.Next(); {
		if room -= units(g.Str()); room < 0 {
			break
		}
		_, end = g.Positions()
	}
	return head + strings.TrimSpace(s[:end]) + "…"
}

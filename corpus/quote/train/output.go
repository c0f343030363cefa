package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"example.org/briefbot/corpus"
)

// write writes the attributions of docs as JSON Lines in the scorer's shape.
func write(path string, docs []*document, by finder) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write attributions: %w", err)
	}
	defer f.Close()
	type attribution struct {
		Source     [][2]int `json:"source"`
		Cue        [][2]int `json:"cue"`
		Content    [][2]int `json:"content"`
		Confidence float64  `json:"confidence"`
	}
	w := bufio.NewWriter(f)
	enc := json.NewEncoder(w)
	for _, d := range docs {
		o := corpus.NewOffsets(d.text)
		line := struct {
			ID           string        `json:"id"`
			Attributions []attribution `json:"attributions"`
		}{d.id, []attribution{}}
		for _, a := range d.find(by(d)) {
			line.Attributions = append(line.Attributions, attribution{o.Pairs(a.Source), o.Pairs(a.Cue), o.Pairs(a.Content), a.Confidence})
		}
		if err := enc.Encode(line); err != nil {
			return fmt.Errorf("write attributions of %s: %w", d.id, err)
		}
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("write attributions: %w", err)
	}
	return nil
}

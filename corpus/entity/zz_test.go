package entity

import (
	"fmt"
	"os"
	"testing"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

func TestZZ(t *testing.T) {
	b, _ := os.ReadFile("/tmp/w/x.txt")
	d := &corpus.Document{Text: string(b)}
	f := newFinder(d, segment.Split(d.Text))
	f.find()
	for _, n := range f.names {
		nm := ""
		if n.entity != nil {
			nm = f.text(n.entity.names[0]) + "/" + string(n.entity.kind)
		}
		fmt.Printf("%q key=%q kind=%s the=%v title=%v g=%d -> %s g=%d\n", f.text(n), n.key, n.kind, n.the, n.title < n.first, n.gender, nm, func() int {
			if n.entity != nil {
				return int(n.entity.gender)
			}
			return -1
		}())
	}
	for _, n := range f.nodes {
		if n.form != "name" {
			nm := ""
			if n.being != nil && len(n.being.names) > 0 {
				nm = f.text(n.being.names[0])
			} else if n.being != nil {
				nm = f.nodeText(n.being.descs[0])
			}
			fmt.Printf("  %s %q country=%s kind=%s mods=%v -> %s\n", n.form, f.nodeText(n), n.country, n.kind, n.mods, nm)
		}
	}
}

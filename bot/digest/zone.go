package digest

import (
	"cmp"
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"example.org/briefbot/index/wording"
)

// zoneNames are the names of the IANA time zone database. A test compares them with the database that is built into the program.
//
//go:embed zones.txt
var zoneNames string

// ZoneError says that a name is no time zone, and which ones are near it.
type ZoneError struct {
	Name    string
	Nearest []string // at most five, best first
}

func (e *ZoneError) Error() string {
	if len(e.Nearest) > 0 {
		return fmt.Sprintf(wording.NoZoneBut, e.Name, strings.Join(e.Nearest, ", "))
	}
	return fmt.Sprintf(wording.NoZone, e.Name)
}

// namedZone is a zone that is loaded when it is first asked for.
type namedZone struct {
	name, folded string
	load         func() (*time.Location, error)
}

// zones are all zones by their folded names.
var zones = sync.OnceValue(func() map[string]namedZone {
	table := map[string]namedZone{}
	for name := range strings.FieldsSeq(zoneNames) {
		table[foldZone(name)] = namedZone{name, foldZone(name), sync.OnceValues(func() (*time.Location, error) { return time.LoadLocation(name) })}
	}
	return table
})

// ParseZone returns the zone of that name, written in any case and with spaces for underscores. A wrong name is a *ZoneError.
func ParseZone(name string) (*time.Location, error) {
	z, ok := zones()[foldZone(name)]
	if !ok {
		return nil, &ZoneError{Name: name, Nearest: NearestZones(name, 5)}
	}
	loc, err := z.load()
	if err != nil {
		return nil, fmt.Errorf("load the time zone %s: %w", z.name, err)
	}
	return loc, nil
}

// foldZone keeps what tells zones apart.
func foldZone(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' {
			return '_'
		}
		return unicode.ToLower(r)
	}, strings.TrimSpace(s))
}

// NearestZones returns at most limit names that begin like what is typed, hold it, or differ from it in a few letters.
func NearestZones(typed string, limit int) []string {
	want := foldZone(typed)
	if want == "" || len(want) > longestZone {
		return nil
	}
	if m := offsetForm.FindStringSubmatch(want); m != nil {
		want = "etc/gmt" + map[string]string{"+": "_", "_": "+"}[m[1]] + m[2] // folded
	}
	type near struct {
		name string
		rank int
	}
	var found []near
	for _, z := range zones() {
		if r := nearness(want, z.folded); r < far {
			found = append(found, near{z.name, r})
		}
	}
	slices.SortFunc(found, func(a, b near) int { return cmp.Or(cmp.Compare(a.rank, b.rank), strings.Compare(a.name, b.name)) })
	var names []string
	for _, n := range found[:min(limit, len(found))] {
		names = append(names, n.name)
	}
	return names
}

// offsetForm is what people write for so many hours ahead of or behind UTC. The database has these under names with the opposite sign: Etc/GMT-2 is two hours ahead.
var offsetForm = regexp.MustCompile(`^(?:utc|gmt)_*([+_])_*0?(\d|1[0-4])(?::?00)?$`)

const (
	far         = 100
	longestZone = 60 // what is longer is no misspelt name
)

// nearness ranks a zone for what was typed, both folded; far is not near at all.
func nearness(want, zone string) int {
	_, place, _ := strings.Cut(zone, "/")
	last := zone[strings.LastIndexByte(zone, '/')+1:]
	typed := want[strings.LastIndexByte(want, '/')+1:]
	switch {
	case last == want:
		return 0
	case strings.HasPrefix(zone, want):
		return 1
	case strings.HasPrefix(last, want), strings.HasPrefix(place, want):
		return 2
	case last == typed:
		return 2
	case len(want) >= 3 && strings.Contains(zone, want):
		return 3
	}
	// One letter in four may be wrong.
	if most := max(1, len(typed)/4); len(typed) > 2 {
		if d := min(edits(want, zone, most), edits(typed, last, most)); d <= most {
			return 10 + d
		}
	}
	return far
}

// edits is the number of letters to be changed, dropped, added or turned round to make a into b, where it is at most most; else more than that.
func edits(a, b string, most int) int {
	s, t := []rune(a), []rune(b)
	if d := len(s) - len(t); d > most || -d > most {
		return most + 1
	}
	var before []int // the row before row
	row := make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range s {
		next := make([]int, len(t)+1)
		next[0] = i + 1
		for j, q := range t {
			next[j+1] = min(row[j+1]+1, next[j]+1, row[j])
			if r != q {
				next[j+1] = min(row[j+1], next[j], row[j]) + 1
			}
			if i > 0 && j > 0 && r == t[j-1] && s[i-1] == q {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		if slices.Min(next) > most {
			return most + 1
		}
		before, row = row, next
	}
	return row[len(t)]
}

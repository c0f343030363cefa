package digest

import (
	"archive/zip"
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := ParseZone(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// TestSummerTime holds the schedule to all cases of RFC 5545's rule: the instant of each date, that it is the only one of its date, and
// that no date around is skipped.
func TestSummerTime(t *testing.T) {
	f, err := os.Open("testdata/dst_cases.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows := 0
	for lines := bufio.NewScanner(f); lines.Scan(); rows++ {
		if rows == 0 {
			continue // the head
		}
		cols := strings.Split(lines.Text(), "\t")
		date, err := time.Parse(time.DateOnly, cols[1])
		if err != nil {
			t.Fatal(err)
		}
		want, err := time.Parse("2006-01-02T15:04Z", cols[4])
		if err != nil {
			t.Fatal(err)
		}
		clock, err := ParseClock(cols[2])
		if err != nil {
			t.Fatal(err)
		}
		s := Schedule{Zone: zone(t, cols[0]), Time: clock, Days: EveryDay}
		if got := s.on(date); !got.Equal(want) {
			t.Errorf("%s: at %v", lines.Text(), got.UTC())
		}
		// The days around, one after the other, each once.
		at := s.on(date.AddDate(0, 0, -2)).Add(-time.Second)
		for n := -2; n <= 2; n++ {
			slot := s.Next(at, nil)
			if wantDate := date.AddDate(0, 0, n); !slot.Date.Equal(wantDate) || !slot.At.After(at) || n == 0 && !slot.At.Equal(want) {
				t.Errorf("%s: after %v comes %v for %s", lines.Text(), at.UTC(), slot.At.UTC(), slot.Date.Format(time.DateOnly))
			}
			if last := s.Last(slot.At); last != slot {
				t.Errorf("%s: the last slot at %v is %v", lines.Text(), slot.At.UTC(), last)
			}
			if last := s.Last(slot.At.Add(-time.Second)); !last.Date.Equal(slot.Date.AddDate(0, 0, -1)) {
				t.Errorf("%s: the last slot before %v is %v", lines.Text(), slot.At.UTC(), last)
			}
			at = slot.At
		}
	}
	if rows != 438 {
		t.Errorf("%d rows, want a head and 437", rows)
	}
}

func TestNext(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	at := func(s string) time.Time {
		v, err := time.ParseInLocation("2006-01-02 15:04", s, berlin)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, c := range []struct {
		name, time, days, after, want string
		done                          []time.Time
	}{
		{"later today", "09:00", "", "2026-11-25 08:59", "2026-11-25 09:00", nil},
		{"at the instant itself it is past", "09:00", "", "2026-11-25 09:00", "2026-11-26 09:00", nil},
		{"today is done", "09:00", "", "2026-11-25 07:00", "2026-11-26 09:00", []time.Time{day(2026, 11, 25)}},
		{"two days are done", "09:00", "", "2026-11-25 07:00", "2026-11-27 09:00", []time.Time{day(2026, 11, 25), day(2026, 11, 26)}},
		{"over the weekend", "09:00", "mon-fri", "2026-11-27 09:30", "2026-11-30 09:00", nil},
		{"one day a week", "17:30", "wed", "2026-11-25 17:30", "2026-12-02 17:30", nil},
		{"over the year", "00:00", "", "2026-12-31 00:00", "2027-01-01 00:00", nil},
		{"leap day", "09:00", "", "2028-02-28 10:00", "2028-02-29 09:00", nil},
	} {
		clock, err := ParseClock(c.time)
		if err != nil {
			t.Fatal(err)
		}
		days, err := ParseWeekdays(c.days)
		if err != nil {
			t.Fatal(err)
		}
		s := Schedule{Zone: berlin, Time: clock, Days: days}
		done := func(d time.Time) bool {
			for _, x := range c.done {
				if x.Equal(d) {
					return true
				}
			}
			return false
		}
		got := s.Next(at(c.after), done)
		if !got.At.Equal(at(c.want)) || got.Date.Format(time.DateOnly) != c.want[:10] {
			t.Errorf("%s: %v for %s, want %s", c.name, got.At, got.Date.Format(time.DateOnly), c.want)
		}
	}
	if got := (Schedule{Zone: berlin}).Next(at("2026-11-25 08:00"), nil); got != (Slot{}) {
		t.Errorf("a schedule without days: %v", got)
	}
}

// A zone that leaves a whole day out has a slot for the days on both sides of it.
func TestDayLeftOut(t *testing.T) {
	s := Schedule{Zone: zone(t, "Pacific/Apia"), Time: 9 * 60, Days: EveryDay}
	first := s.Next(time.Date(2011, 12, 29, 0, 0, 0, 0, time.UTC), nil)
	after := s.Next(first.At, func(d time.Time) bool { return d.Equal(day(2011, 12, 30)) })
	if first.Date != day(2011, 12, 29) || after.Date != day(2011, 12, 31) || after.At.Sub(first.At) != 24*time.Hour {
		t.Errorf("%v, then %v", first, after)
	}
}

func TestParseClock(t *testing.T) {
	for in, want := range map[string]string{
		"9": "09:00", "09:00": "09:00", " 9.30 ": "09:30", "9h15": "09:15", "9am": "09:00", "9:30 p.m.": "21:30", "12 am": "00:00", "12pm": "12:00",
		"00:00": "00:00", "23:59": "23:59", "9 PM": "21:00",
	} {
		if got, err := ParseClock(in); err != nil || got.String() != want {
			t.Errorf("%q is %v, %v; want %s", in, got, err, want)
		}
	}
	for _, in := range []string{"", "24:00", "9:60", "13pm", "0am", "nine", "9:0", "09:00:00", "-1", "99999999999999999999"} {
		if got, err := ParseClock(in); err == nil || !strings.Contains(err.Error(), "09:00") {
			t.Errorf("%q is %v, %v; want a hint", in, got, err)
		}
	}
}

func TestParseWeekdays(t *testing.T) {
	for in, want := range map[string]string{
		"": "every day", "daily": "every day", "every day": "every day", "weekdays": "Monday to Friday", "Mon-Fri": "Monday to Friday",
		"mon – fri": "Monday to Friday", "monday to friday": "Monday to Friday", "Sat, Sun": "Saturday, Sunday", "weekend": "Saturday, Sunday", "fri-mon": "Monday, Friday, Saturday, Sunday",
		"Mo+We": "Monday, Wednesday", "Tuesdays and Thursdays": "Tuesday, Thursday", "mon-sun": "every day",
	} {
		if got, err := ParseWeekdays(in); err != nil || got.String() != want {
			t.Errorf("%q is %v, %v; want %s", in, got, err, want)
		}
	}
	for _, in := range []string{"m", "funday", "mon-x", "mon-fri-sun", "1"} {
		if got, err := ParseWeekdays(in); err == nil {
			t.Errorf("%q is %v; want an error", in, got)
		}
	}
}

func TestZones(t *testing.T) {
	names := strings.Fields(zoneNames)
	for _, name := range names {
		if got := zone(t, name).String(); got != name {
			t.Errorf("%s is %s", name, got)
		}
	}
	if all := databaseNames(t); !slices.Equal(names, all) {
		t.Errorf("%d names, and the database has %d; the file is to be its list without Factory, sorted", len(names), len(all))
	}
	for in, want := range map[string]string{"europe/berlin": "Europe/Berlin", "America/new york": "America/New_York", " utc ": "UTC", "africa/porto novo": "Africa/Porto-Novo"} {
		if got, err := ParseZone(in); err != nil || got.String() != want {
			t.Errorf("%q is %v, %v", in, got, err)
		}
	}
	for in, want := range map[string]string{
		"Berlin": "Europe/Berlin", "Europe/Berlim": "Europe/Berlin", "Kyjiv": "Europe/Kyiv", "new york": "America/New_York", "Europe/New_York": "America/New_York",
		"UTC+2": "Etc/GMT-2", "gmt -11:00": "Etc/GMT+11", "GMT+01": "Etc/GMT-1", "Amerika/Chicago": "America/Chicago", "US": "US/Alaska", "Tokio": "Asia/Tokyo", "Buenos": "America/Argentina/Buenos_Aires",
	} {
		_, err := ParseZone(in)
		bad, ok := err.(*ZoneError) //nolint:errorlint // the very type is promised
		if !ok || len(bad.Nearest) == 0 || len(bad.Nearest) > 5 || bad.Nearest[0] != want {
			t.Errorf("%q: %v, want %s first", in, err, want)
		}
	}
	for _, in := range []string{"", "Local", "Mars/Olympus_Mons", "../etc/passwd", "\x00"} {
		if got, err := ParseZone(in); err == nil {
			t.Errorf("%q is %v", in, got)
		}
	}
}

// databaseNames are the names of the database from which Go makes the one that is built in. Factory is what a machine has whose zone is not set yet.
func databaseNames(t *testing.T) []string {
	t.Helper()
	root, err := exec.CommandContext(t.Context(), "go", "env", "GOROOT").Output()
	if err != nil {
		t.Skipf("no go command to ask where Go's zone database is: %v", err)
	}
	z, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		t.Skipf("no zone database beside Go: %v", err)
	}
	defer z.Close()
	var names []string
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, "/") && f.Name != "Factory" {
			names = append(names, f.Name)
		}
	}
	slices.Sort(names)
	return names
}

// TestMistypedZones changes, drops, doubles and turns round every other letter of each place's name: the zone, or one that goes by its name in another area, is among the five that are offered.
func TestMistypedZones(t *testing.T) {
	tries := 0
	for name := range strings.FieldsSeq(zoneNames) {
		place := name[strings.LastIndexByte(name, '/')+1:]
		if len(place) < 6 || strings.ContainsAny(place, "0123456789+") {
			continue // a wrong letter of four makes it another one
		}
		area := name[:len(name)-len(place)]
		for i := 1 + len(place)%2; i < len(place); i += 2 {
			for _, typed := range []string{place[:i] + "q" + place[i+1:], place[:i] + place[i+1:], place[:i] + place[i:i+1] + place[i:], place[:i-1] + place[i:i+1] + place[i-1:i] + place[i+1:]} {
				tries++
				if _, err := ParseZone(area + typed); err == nil {
					continue
				}
				if got := NearestZones(area+typed, 5); !slices.ContainsFunc(got, func(z string) bool { return z == name || strings.HasSuffix(z, "/"+place) }) {
					t.Errorf("%s for %s: %v", area+typed, name, got)
				}
			}
		}
	}
	if tries < 5_000 {
		t.Errorf("%d tries", tries)
	}
}

// FuzzParse holds what users type to its law: whatever is accepted writes itself in a form that means the same.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"9:30 pm", "mon-fri", "Tuesdays and Thursdays", "europe/berlin", "", "–", "12am"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if c, err := ParseClock(s); err == nil {
			if again, err := ParseClock(c.String()); err != nil || again != c || c < 0 || c >= 24*60 {
				t.Errorf("clock %q: %d, again %v, %v", s, c, again, err)
			}
		}
		if w, err := ParseWeekdays(s); err == nil {
			if again, err := ParseWeekdays(w.String()); err != nil || again != w || w == 0 || w > EveryDay {
				t.Errorf("days %q: %b, again %b, %v", s, w, again, err)
			}
		}
		if z, err := ParseZone(s); err == nil {
			if again, err := ParseZone(z.String()); err != nil || again.String() != z.String() {
				t.Errorf("zone %q: %v, again %v, %v", s, z, again, err)
			}
		}
	})
}

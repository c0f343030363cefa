package index

import (
	"reflect"
	"testing"
	"time"

	"example.org/briefbot/corpus"
)

func TestSourcesAreReadAsWritten(t *testing.T) {
	for _, s := range []*source{
		{},
		{
			ID: "0123456789abcdef", Kind: corpus.Note, Guild: "1", Channel: "2", Published: time.Date(1931, 2, 3, 0, 0, 0, 0, time.UTC), Sample: true, Named: 300,
			Entries: [entryKinds]int{1, 2, 3, 4, 5}, Slots: [entryKinds]int{6, 0, 8, 9, 70000}, Words: [searchedFields]int{1 << 30, 0, 0, 3, 4},
		},
		{ID: "ü", Published: time.Date(2031, 12, 31, 0, 0, 0, 0, time.UTC)},
	} {
		data := s.encode()
		got, err := decodeSource(data)
		if err != nil || !reflect.DeepEqual(got, s) {
			t.Errorf("%+v came back as %+v, %v", s, got, err)
		}
		for n := range data {
			if _, err := decodeSource(data[:n]); err == nil {
				t.Errorf("%+v: the first %d of %d bytes are taken for the whole", s, n, len(data))
			}
		}
	}
}

func FuzzDecodeSource(f *testing.F) {
	f.Add((&source{ID: "a", Guild: "g"}).encode())
	f.Add([]byte{255, 255, 255, 255, 255, 255, 255, 255, 255, 1})
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := decodeSource(data)
		if err != nil {
			return
		}
		if again, err := decodeSource(s.encode()); err != nil || !reflect.DeepEqual(again, s) {
			t.Errorf("%+v came back as %+v, %v", s, again, err)
		}
	})
}

func TestEntryNames(t *testing.T) {
	for _, id := range []corpus.ID{"0123456789abcdef", "0123456789ABCDEF", "short", "000000000000000g"} {
		for _, kind := range []string{passages, statements, demands, dated, wholeSource} {
			for _, n := range []int{0, 1, 127, 128, 70000} {
				gotID, gotKind, gotN, err := parseEntryName(entryName(id, kind, n))
				if err != nil || gotID != id || gotKind != kind || gotN != n {
					t.Errorf("%s/%s/%d came back as %s/%s/%d, %v", id, kind, n, gotID, gotKind, gotN, err)
				}
			}
			if entryKind(kindNumber(kind)) != kind {
				t.Errorf("type %s came back as %s", kind, entryKind(kindNumber(kind)))
			}
		}
	}
	for _, bad := range []string{"", "\x01", "\x0112345678p", "\x0112345678p\x80", "a/b", "a/p/x", "a/p/-1"} {
		if _, _, _, err := parseEntryName(bad); err == nil {
			t.Errorf("%q is taken for an entry", bad)
		}
	}
}

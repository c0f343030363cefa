package index

import (
	"encoding/binary"
	"errors"
	"time"

	"example.org/briefbot/corpus"
)

// encode writes s without its details: texts after their lengths, numbers as varints. Opening an index reads this of every document, and JSON
// takes ten times as long.
func (s *source) encode() []byte {
	var out []byte
	for _, text := range []string{string(s.ID), string(s.Kind), s.Guild, s.Channel} {
		out = binary.AppendUvarint(out, uint64(len(text)))
		out = append(out, text...)
	}
	out = binary.AppendVarint(out, s.Published.Unix())
	sample := 0
	if s.Sample {
		sample = 1
	}
	numbers := append([]int{sample, s.Named}, s.Entries[:]...)
	for _, n := range append(append(numbers, s.Slots[:]...), s.Words[:]...) {
		out = binary.AppendUvarint(out, uint64(n))
	}
	return out
}

var errCutShort = errors.New("what is kept of a document is cut short")

// decodeSource reads what encode wrote.
func decodeSource(data []byte) (*source, error) {
	var s source
	r := sourceReader{data: data}
	s.ID, s.Kind, s.Guild, s.Channel = corpus.ID(r.text()), corpus.Kind(r.text()), r.text(), r.text()
	seconds, n := binary.Varint(r.data)
	r.skip(n)
	if s.Published = time.Unix(seconds, 0).UTC(); seconds == (time.Time{}).Unix() {
		s.Published = time.Time{}
	}
	s.Sample, s.Named = r.number() > 0, r.number()
	for _, list := range [][]int{s.Entries[:], s.Slots[:], s.Words[:]} {
		for i := range list {
			list[i] = r.number()
		}
	}
	if r.short {
		return nil, errCutShort
	}
	return &s, nil
}

// sourceReader reads an encoded source; short says that there was not enough.
type sourceReader struct {
	data  []byte
	short bool
}

func (r *sourceReader) skip(n int) {
	if n <= 0 || n > len(r.data) {
		r.short, r.data = true, nil
		return
	}
	r.data = r.data[n:]
}

func (r *sourceReader) number() int {
	n, size := binary.Uvarint(r.data)
	r.skip(size)
	return int(n)
}

func (r *sourceReader) text() string {
	n := r.number()
	if n == 0 || n < 0 || n > len(r.data) {
		r.short = r.short || n != 0
		return ""
	}
	out := string(r.data[:n])
	r.data = r.data[n:]
	return out
}

package discordtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// An object is a JSON object as it came over the wire; numbers are json.Number.
type object = map[string]any

// decode reads one JSON value and nothing after it.
func decode(raw []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if d.More() {
		return nil, fmt.Errorf("more than one JSON value")
	}
	return v, nil
}

// encode is for values that this package has made: failing is a mistake in it.
func encode(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("discordtest: encoding %T: %v", v, err))
	}
	return raw
}

// remake turns v into an object, or an object into a T, by way of its JSON.
func remake[T any](v any) (T, error) {
	var out T
	d := json.NewDecoder(bytes.NewReader(encode(v)))
	d.UseNumber()
	err := d.Decode(&out)
	return out, err
}

func text(o object, key string) string {
	s, _ := o[key].(string)
	return s
}

// flag reports a true boolean; absent, null and false are all false.
func flag(o object, key string) bool {
	b, _ := o[key].(bool)
	return b
}

// number returns the integer at key, also from a string of digits; 0 if there is none.
func number(o object, key string) int64 {
	switch v := o[key].(type) {
	case json.Number:
		n, _ := v.Int64()
		return n
	case string:
		n, _ := strconv.ParseInt(v, 10, 64)
		return n
	case int:
		return int64(v)
	case int64:
		return v
	}
	return 0
}

func child(o object, key string) object {
	c, _ := o[key].(object)
	return c
}

func list(o object, key string) []any {
	l, _ := o[key].([]any)
	return l
}

// objects are the objects of the list at key; anything else in it is left out.
func objects(o object, key string) []object {
	var out []object
	for _, v := range list(o, key) {
		if c, ok := v.(object); ok {
			out = append(out, c)
		}
	}
	return out
}

// storedList is objects for a list that may also have been made by this package.
func storedList(o object, key string) []object {
	if made, ok := o[key].([]object); ok {
		return made
	}
	return objects(o, key)
}

// numbers are the integers of the list at key.
func numbers(o object, key string) []int64 {
	var out []int64
	for _, v := range list(o, key) {
		out = append(out, number(object{"n": v}, "n"))
	}
	return out
}

// permissionText writes a set of permissions as Discord does, as a decimal in a string.
func permissionText(p int64) string { return strconv.FormatInt(p, 10) }

// has reports a key that is there and not null.
func has(o object, key string) bool { return o[key] != nil }

// length counts as Discord does: code points, without white space at both ends.
func length(s string) int { return utf8.RuneCountInString(strings.TrimSpace(s)) }

const discordEpoch = 1420070400000 // 2015-01-01 in milliseconds, where snowflakes begin

// nextID returns a snowflake that tells the server's time and is larger than all before; s.mu is held.
func (s *Server) nextID() string {
	id := (s.now().UnixMilli() - discordEpoch) << 22
	s.lastID = max(id, s.lastID+1)
	return strconv.FormatInt(s.lastID, 10)
}

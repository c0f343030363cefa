package discordtest_test

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"slices"
	"strings"
	"testing"

	"example.org/briefbot/bot/discordtest"
)

// wire sends requests as a client does that checks nothing.
type wire struct {
	t      testing.TB
	fake   *discordtest.Server
	client *http.Client
}

func newWire(t testing.TB, fake *discordtest.Server) *wire {
	return &wire{t: t, fake: fake, client: fake.Client()}
}

// send returns the answer's status and Discord's error code, 0 without one.
func (w *wire) send(method, path string, body any) (status, code int) {
	w.t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		w.t.Fatal(err)
	}
	status, answer := w.raw(method, path, "application/json", raw, nil)
	var failure struct{ Code int }
	_ = json.Unmarshal(answer, &failure) // a list, or nothing: no error code
	return status, failure.Code
}

func (w *wire) raw(method, path, kind string, body []byte, header http.Header) (int, []byte) {
	w.t.Helper()
	r, err := http.NewRequestWithContext(w.t.Context(), method, w.fake.URL()+path, bytes.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	r.Header.Set("User-Agent", "DiscordBot (https://example.org, 1)")
	r.Header.Set("Authorization", "Bot "+w.fake.Token)
	if len(body) > 0 {
		r.Header.Set("Content-Type", kind)
	}
	maps.Copy(r.Header, header)
	answer, err := w.client.Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	defer answer.Body.Close()
	got, err := io.ReadAll(answer.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return answer.StatusCode, got
}

// upload sends a multipart request with the files, in order, as files[0], files[1], …
func (w *wire) upload(method, path string, body any, files ...discordtest.File) int {
	w.t.Helper()
	var buffer bytes.Buffer
	parts := multipart.NewWriter(&buffer)
	part := func(disposition, kind string, data []byte) {
		to, err := parts.CreatePart(textproto.MIMEHeader{"Content-Disposition": {"form-data; " + disposition}, "Content-Type": {kind}})
		if err == nil {
			_, err = to.Write(data)
		}
		if err != nil {
			w.t.Fatal(err)
		}
	}
	raw, err := json.Marshal(body)
	if err != nil {
		w.t.Fatal(err)
	}
	part(`name="payload_json"`, "application/json", raw)
	for i, f := range files {
		part(`name="files[`+string(rune('0'+i))+`]"; filename="`+f.Name+`"`, f.ContentType, f.Data)
	}
	if err := parts.Close(); err != nil {
		w.t.Fatal(err)
	}
	status, _ := w.raw(method, path, parts.FormDataContentType(), buffer.Bytes(), nil)
	return status
}

// rules takes the violations and returns their rules, each once, without those of the document, which is not always there.
func rules(fake *discordtest.Server) []string {
	found := []string{}
	for _, v := range fake.TakeViolations() {
		if !strings.HasPrefix(v.Rule, "openapi") && !slices.Contains(found, v.Rule) {
			found = append(found, v.Rule)
		}
	}
	return found
}

type m = map[string]any

type l = []any

// quiet is a message that breaks no rule, with more in it.
func quiet(more m) m {
	o := m{"allowed_mentions": m{"parse": l{}}}
	maps.Copy(o, more)
	return o
}

func embeds(e ...any) m { return quiet(m{"embeds": e}) }

func rows(r ...any) m { return quiet(m{"content": "x", "components": r}) }

func row(members ...any) m { return m{"type": 1, "components": members} }

func button(more m) m {
	b := m{"type": 2, "style": 1, "label": "Next", "custom_id": "next"}
	for key, v := range more {
		if b[key] = v; v == nil {
			delete(b, key)
		}
	}
	return b
}

func menu(more m) m {
	o := m{"type": 3, "custom_id": "menu", "options": l{m{"label": "a", "value": "a"}}}
	maps.Copy(o, more)
	return o
}

// many repeats what make returns for 0 to n-1.
func many(n int, make func(int) any) l {
	var out l
	for i := range n {
		out = append(out, make(i))
	}
	return out
}

func chars(n int) string { return strings.Repeat("ä", n) }

func encoded(t testing.TB, v any) []byte {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

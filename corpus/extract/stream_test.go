package extract

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

// stream runs Stream over in and returns the ids in the order of the output, the diagnostics and the error.
func stream(t *testing.T, in string, o Options) (ids []string, diag string, err error) {
	t.Helper()
	var out, log bytes.Buffer
	err = Stream(t.Context(), strings.NewReader(in), &out, &log, o)
	for line := range strings.Lines(out.String()) {
		var x struct {
			ID                                      json.RawMessage
			Attributions, Demands, Timexes, Entries []any
		}
		if err := json.Unmarshal([]byte(line), &x); err != nil {
			t.Fatalf("output line %q: %v", line, err)
		}
		if x.Attributions == nil || x.Demands == nil || x.Timexes == nil || x.Entries == nil {
			t.Errorf("output line %q lacks a list", line)
		}
		ids = append(ids, string(x.ID))
	}
	return ids, log.String(), err
}

func TestStreamLines(t *testing.T) {
	const good = `{"id":"g","text":"All is well."}`
	for _, c := range []struct {
		name, in  string
		ids, diag string
	}{
		{"one", good + "\n", `"g"`, ""},
		{"no line end at the end", good, `"g"`, ""},
		{"nothing", "", "", ""},
		{"empty lines", "\n\n" + good + "\n \r\n", `"g"`, ""},
		{"CRLF", good + "\r\n" + good + "\r\n", `"g" "g"`, ""},
		{"byte order mark", "\ufeff" + good, `"g"`, ""},
		{"numbers", `{"id":7,"text":""}` + "\n" + `{"id":-1.50e3,"text":""}`, `7 -1.50e3`, ""},
		{"id echoed as written", `{"id":"a/\u00e9 <b>","text":""}`, `"a/\u00e9 <b>"`, ""},
		{"date", `{"id":"d","text":"","dct":"2031-02-28"}`, `"d"`, ""},
		{"no date", `{"id":"d","text":"","dct":null}` + "\n" + `{"id":"e","text":"","dct":""}`, `"d" "e"`, ""},
		{"other fields", `{"id":"d","text":"","title":7,"attributions":[{}]}`, `"d"`, ""},
		{"broken line between good ones", good + "\n{\"id\":\n" + good, `"g" "g"`, "line 2: not JSON: unexpected end of JSON input\n"},
		{"two values in a line", good + " " + good + "\n" + good, `"g"`, "line 1: not JSON: invalid character '{' after top-level value\n"},
		{"array", "[1]\n" + good, `"g"`, "line 1: not a JSON object\n"},
		{"no id", `{"text":"x"}` + "\n" + good, `"g"`, "line 1: no \"id\"\n"},
		{"id of another type", `{"id":{},"text":"x"}` + "\n" + good, `"g"`, "line 1: \"id\" is neither a string nor a number\n"},
		{"no text", `{"id":1}` + "\n" + good, `"g"`, "line 1: no \"text\"\n"},
		{"text of another type", `{"id":1,"text":["x"]}` + "\n" + good, `"g"`, "line 1: \"text\" is not a string\n"},
		{"no such day", `{"id":1,"text":"x","dct":"2031-02-29"}`, "", "line 1: \"dct\" is \"2031-02-29\"; want a date such as \"2025-10-19\"\n"},
		{"date of another type", `{"id":1,"text":"x","dct":2031}`, "", "line 1: \"dct\" is not a string; want a date such as \"2025-10-19\"\n"},
		{"not UTF-8", "{\"id\":1,\"text\":\"\xe9\"}\n" + good, `"g"`, "line 1: not UTF-8\n"},
		{"UTF-16", "\xff\xfe{\x00\n" + good, `"g"`, "line 1: not UTF-8\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			ids, diag, err := stream(t, c.in, Options{})
			if got := strings.Join(ids, " "); got != c.ids {
				t.Errorf("ids of %q: got %s, want %s", c.in, got, c.ids)
			}
			if diag != c.diag {
				t.Errorf("diagnostics of %q:\n got %q\nwant %q", c.in, diag, c.diag)
			}
			if (c.diag != "") != errors.Is(err, ErrBadLines) || c.diag == "" && err != nil {
				t.Errorf("error of %q: %v", c.in, err)
			}
		})
	}
}

func TestStreamKeepsOrderOnAllWorkers(t *testing.T) {
	const n = 500
	var in strings.Builder
	var want []string
	for i := range n {
		if i%7 == 3 {
			in.WriteString("broken\n")
			continue
		}
		fmt.Fprintf(&in, "{\"id\":%d,\"text\":%q}\n", i, strings.Repeat("The council met. ", (n-i)%50))
		want = append(want, fmt.Sprint(i))
	}
	for _, workers := range []int{0, 1, 8} {
		ids, diag, err := stream(t, in.String(), Options{Workers: workers})
		if got, want := strings.Join(ids, " "), strings.Join(want, " "); got != want {
			t.Errorf("%d workers: got %s, want %s", workers, got, want)
		}
		bad := n - len(want)
		if got := strings.Count(diag, "\n"); got != bad {
			t.Errorf("%d workers: %d diagnostics, want %d", workers, got, bad)
		}
		if wantErr := fmt.Sprintf("bad lines: %d of %d", bad, n); err == nil || err.Error() != wantErr {
			t.Errorf("%d workers: error %v, want %s", workers, err, wantErr)
		}
	}
}

// TestStreamAnswersEachLine would wait for ever if a line were held back until the next one comes.
func TestStreamAnswersEachLine(t *testing.T) {
	inRead, inWrite := io.Pipe()
	outRead, outWrite := io.Pipe()
	finished := make(chan error, 1)
	go func() { finished <- Stream(t.Context(), inRead, outWrite, io.Discard, Options{}) }()
	answers := json.NewDecoder(outRead)
	for i := range 3 {
		if _, err := fmt.Fprintf(inWrite, "{\"id\":%d,\"text\":\"A line.\"}\n", i); err != nil {
			t.Fatal(err)
		}
		var got struct{ ID int }
		if err := answers.Decode(&got); err != nil || got.ID != i {
			t.Fatalf("answer %d: %+v, %v", i, got, err)
		}
	}
	inWrite.Close()
	if err := <-finished; err != nil {
		t.Fatal(err)
	}
}

func TestStreamEndsWithContext(t *testing.T) {
	in, feed := io.Pipe() // never says anything
	defer feed.Close()
	ctx, cancel := context.WithCancelCause(t.Context())
	cause := errors.New("enough")
	cancel(cause)
	if err := Stream(ctx, in, io.Discard, io.Discard, Options{}); !errors.Is(err, cause) {
		t.Errorf("got %v, want %v", err, cause)
	}
}

func TestStreamBrokenPipes(t *testing.T) {
	const line = `{"id":1,"text":"x"}` + "\n"
	broken := errors.New("broken")
	in := io.MultiReader(strings.NewReader(line+"bad\n"), iotest.ErrReader(broken))
	var out bytes.Buffer
	err := Stream(t.Context(), in, &out, io.Discard, Options{})
	if !errors.Is(err, broken) || !errors.Is(err, ErrBadLines) {
		t.Errorf("broken input: got %v", err)
	}
	if !strings.HasPrefix(out.String(), `{"id":1,`) {
		t.Errorf("broken input: good line lost, got %q", out.String())
	}
	read, write := io.Pipe()
	read.CloseWithError(broken)
	if err := Stream(t.Context(), strings.NewReader(strings.Repeat(line, 1000)), write, io.Discard, Options{}); !errors.Is(err, broken) {
		t.Errorf("broken output: got %v", err)
	}
}

func TestStreamLongLines(t *testing.T) {
	if testing.Short() {
		t.Skip("short: moves 130 MB")
	}
	const frame = `{"id":1,"text":""}`
	longest := `{"id":1,"text":""` + strings.Repeat(" ", maxLine-len(frame)) + "}"
	ids, diag, err := stream(t, longest+"\r\n"+longest+" \n"+frame+"\n", Options{Workers: 2})
	if got := strings.Join(ids, " "); got != "1 1" {
		t.Errorf("ids: got %s, want the first and the third line", got)
	}
	if want := "line 2: longer than 64 MB\n"; diag != want || !errors.Is(err, ErrBadLines) {
		t.Errorf("got %q, %v, want %q", diag, err, want)
	}
}

func FuzzStream(f *testing.F) {
	f.Add([]byte("{\"id\":1,\"text\":\"A “b” c.\"}\nx\n{\"id\":\"2\",\"text\":\"\\ud800\",\"dct\":\"2031-01-01\"}"))
	f.Add([]byte("\ufeff{\"id\":1,\"text\":\"x\"}\r\n\xff\n\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		var out, diag bytes.Buffer
		err := Stream(t.Context(), bytes.NewReader(in), &out, &diag, Options{All: true})
		lines := 0
		for i, line := range bytes.Split(in, []byte("\n")) {
			if i == 0 {
				line = bytes.TrimPrefix(line, []byte("\ufeff"))
			}
			if len(bytes.TrimSpace(line)) > 0 {
				lines++
			}
		}
		good, bad := bytes.Count(out.Bytes(), []byte("\n")), bytes.Count(diag.Bytes(), []byte("\n"))
		if good+bad != lines {
			t.Errorf("%d lines in, %d good and %d bad out", lines, good, bad)
		}
		if (bad > 0) != errors.Is(err, ErrBadLines) {
			t.Errorf("%d bad lines, error %v", bad, err)
		}
		if !utf8.Valid(out.Bytes()) {
			t.Error("output is not UTF-8")
		}
	})
}

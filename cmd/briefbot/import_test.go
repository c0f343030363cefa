package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// imports runs the import of dir, as if somebody watched the terminal, and calls seen with each piece of standard output.
func runImport(ctx context.Context, data, dir string, seen func(string)) (status int, out, errs string) {
	var o, e bytes.Buffer
	status = run(ctx, console{
		Args: []string{"import", dir}, Dir: dir, In: strings.NewReader(""), Err: &e, Terminal: terminal{Err: true},
		Out: io.MultiWriter(&o, writerFunc(func(p []byte) (int, error) { seen(string(p)); return len(p), nil })),
		Env: lookup(map[string]string{envData: data}),
	})
	return status, o.String(), e.String()
}

func TestImportIsInterruptedAndGoesOn(t *testing.T) {
	data, dir := t.TempDir(), t.TempDir()
	const files = 8
	for i := range files {
		text := fmt.Sprintf("---\ntitle: Title %d\npublisher: The Quay\npublished: 2025-06-03\n---\n“We open pier %d,” said Mara Lindqvist.\n", i, i)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.md", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	status, out, errs := runImport(ctx, data, dir, func(s string) {
		if strings.Contains(s, `"Title 2"`) {
			cancel()
		}
	})
	if status != exitFailed || !strings.Contains(errs, "briefbot: interrupted after 3 documents, which are kept; the same command goes on from there") {
		t.Errorf("interrupted: status %d, %q\n%s", status, errs, out)
	}
	status, out, errs = runImport(t.Context(), data, dir, func(string) {})
	if there, imported := strings.Count(out, "Already there"), strings.Count(out, "Imported"); status != exitDone || there < 3 || there+imported != files || imported == 0 {
		t.Errorf("again: status %d, %d there, %d imported\n%s%s", status, there, imported, out, errs)
	}
	if !strings.Contains(errs, "importing") || !strings.Contains(errs, fmt.Sprintf("/%d", files)) {
		t.Errorf("no progress is drawn: %q", errs)
	}
}

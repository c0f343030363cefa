package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// envConstants returns the values of the constants env… of config.go: the variables that the program reads.
func envConstants(t *testing.T) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "config.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		for i, id := range spec.Names {
			if !strings.HasPrefix(id.Name, "env") || i >= len(spec.Values) {
				continue
			}
			lit, ok := spec.Values[i].(*ast.BasicLit)
			if !ok {
				continue
			}
			s, err := strconv.Unquote(lit.Value)
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, s)
		}
		return true
	})
	slices.Sort(names)
	return names
}

func TestEnvExampleHoldsEveryVariable(t *testing.T) {
	b, err := os.ReadFile("../../.env.example")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range regexp.MustCompile(`(?m)^#? ?([A-Z][A-Z_]+)=`).FindAllStringSubmatch(string(b), -1) {
		got = append(got, m[1])
	}
	slices.Sort(got)
	want := append(envConstants(t), "BRIEFBOT_SHARED") // which only tests read
	slices.Sort(want)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("config.go and .env.example differ (-code +example):\n%s", d)
	}
}

func lookup(m map[string]string) func(string) (string, bool) {
	return func(k string) (string, bool) { v, ok := m[k]; return v, ok }
}

func TestLoadConfig(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(dir, "token")
	for name, text := range map[string]string{
		".env":  "DISCORD_TOKEN=from-file\nBRIEFBOT_DATA=data\nBRIEFBOT_LOG=debug,json\n",
		"token": "from-secret\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		name string
		env  map[string]string
		want func(config) bool
		err  string
	}{
		{"the file", nil, func(c config) bool {
			return c.Token == "from-file" && c.Data == filepath.Join(dir, "data") && c.Log.JSON && c.Log.Level < 0
		}, ""},
		{"the environment wins", map[string]string{"DISCORD_TOKEN": "set"}, func(c config) bool { return c.Token == "set" }, ""},
		{"even when it is empty", map[string]string{"DISCORD_TOKEN": ""}, func(c config) bool { return c.Token == "" }, ""},
		{"a token in a file", map[string]string{"DISCORD_TOKEN": "", "DISCORD_TOKEN_FILE": secret}, func(c config) bool { return c.Token == "from-secret" }, ""},
		{"systemd", map[string]string{"BRIEFBOT_DATA": "", "STATE_DIRECTORY": "/s/a:/s/b"}, func(c config) bool { return c.Data == "/s/a" }, ""},
		{"the state directory", map[string]string{"BRIEFBOT_DATA": "", "XDG_STATE_HOME": "/x"}, func(c config) bool { return c.Data == "/x/briefbot" }, ""},
		{"a relative state directory is ignored", map[string]string{"BRIEFBOT_DATA": "", "XDG_STATE_HOME": "x", "HOME": "/h"}, func(c config) bool { return c.Data == "/h/.local/state/briefbot" }, ""},
		{"a database", map[string]string{"DATABASE_URL": "/db/x.db"}, func(c config) bool { return c.dsn() == "/db/x.db" }, ""},
		{"a missing token file", map[string]string{"DISCORD_TOKEN": "", "DISCORD_TOKEN_FILE": filepath.Join(dir, "none")}, nil, "DISCORD_TOKEN_FILE"},
		{"a log level", map[string]string{"BRIEFBOT_LOG": "loud"}, nil, `"loud" is neither a level`},
		{"an id", map[string]string{"DISCORD_GUILD_ID": "my server"}, nil, `DISCORD_GUILD_ID: "my server" is not an id`},
		{"no fetching", map[string]string{"BRIEFBOT_FETCH": "off"}, func(c config) bool { return c.Fetch.Off }, ""},
		{"a contact", map[string]string{"BRIEFBOT_FETCH": "on, desk@team.example"}, func(c config) bool { return !c.Fetch.Off && c.Fetch.Contact == "desk@team.example" }, ""},
		{"neither", map[string]string{"BRIEFBOT_FETCH": "sometimes"}, nil, `BRIEFBOT_FETCH: "sometimes" is neither on nor off`},
		{"a directory to watch", map[string]string{"BRIEFBOT_CORPUS": "articles"}, func(c config) bool { return c.Corpus == filepath.Join(dir, "articles") }, ""},
		{"an address", map[string]string{"DISCORD_API_URL": "localhost"}, nil, `DISCORD_API_URL: "localhost" is no address`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := loadConfig(dir, lookup(tt.env))
			switch {
			case tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)):
				t.Errorf("error %v, want one with %q", err, tt.err)
			case tt.err == "" && err != nil:
				t.Error(err)
			case tt.err == "" && !tt.want(c):
				t.Errorf("got %+v", c)
			}
		})
	}
}

func TestBrokenEnvFileShowsNoSecret(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, ".env"), []byte("DISCORD_TOKEN='s3cret\n{{{\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := loadConfig(dir, lookup(nil))
	if err == nil || strings.Contains(err.Error(), "s3cret") || !strings.Contains(err.Error(), ".env.example") {
		t.Errorf("got %v", err)
	}
}

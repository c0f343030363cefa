package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the program says into the golden files")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"briefbot": underTest})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join("testdata", "script"),
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", filepath.Join(e.WorkDir, "home"))
			e.Setenv(envData, filepath.Join(e.WorkDir, "data"))
			for _, v := range []string{"XDG_STATE_HOME", "STATE_DIRECTORY", envToken, envTokenFile, envDatabase, envAPIURL, envAppID, envGuildID, envHTTP, envLog, envCorpus, envFetch} {
				e.Vars = unset(e.Vars, v)
			}
			return nil
		},
		Condition: func(cond string) (bool, error) { return cond == "root" && os.Geteuid() == 0, nil },
	})
}

func unset(vars []string, name string) []string {
	kept := vars[:0]
	for _, v := range vars {
		if !strings.HasPrefix(v, name+"=") {
			kept = append(kept, v)
		}
	}
	return kept
}

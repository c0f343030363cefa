package main

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

const module = "example.org/briefbot"

// layers are the top-level folders, in the direction of imports: a package may import its own layer and those after it.
var layers = []string{"cmd", "bot", "index", "corpus"}

// owners says which layers may import a library that belongs to one part of the program.
var owners = map[string][]string{
	"github.com/blevesearch/":       {"index"},
	"github.com/bwmarrin/discordgo": {"bot"},
	"modernc.org/sqlite":            {"corpus"},
	"database/sql":                  {"corpus"},
	"github.com/joho/godotenv":      {"cmd"},
}

func TestImportsPointOneWay(t *testing.T) {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedImports, Tests: true, Dir: "../.."}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, p := range pkgs {
		from := layer(p.PkgPath)
		seen[from] = true
		for path := range p.Imports {
			if err := allowed(p.PkgPath, from, path); err != nil {
				t.Error(err)
			}
		}
	}
	for _, l := range layers {
		if !seen[l] {
			t.Errorf("no package of %s was looked at", l)
		}
	}
}

func layer(path string) string {
	rest, ok := strings.CutPrefix(path, module+"/")
	if !ok {
		return ""
	}
	first, _, _ := strings.Cut(rest, "/")
	return strings.TrimSuffix(strings.TrimSuffix(first, ".test"), "_test")
}

func allowed(pkg, from, path string) error {
	if to := layer(path); to != "" {
		for _, l := range layers {
			if l == to && l != from {
				return fmt.Errorf("%s imports %s: imports point cmd → bot → index → corpus", pkg, path)
			}
			if l == from {
				break
			}
		}
	}
	for prefix, layers := range owners {
		if !strings.HasPrefix(path, prefix) {
			continue
		}
		ok := false
		for _, l := range layers {
			ok = ok || l == from
		}
		if !ok {
			return fmt.Errorf("%s imports %s, which belongs to %s", pkg, path, strings.Join(layers, ", "))
		}
	}
	root := module + "/corpus"
	if pkg == root && strings.Contains(strings.SplitN(path, "/", 2)[0], ".") {
		return fmt.Errorf("%s imports %s: the data model needs the standard library only", pkg, path)
	}
	return nil
}

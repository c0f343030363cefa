package discordtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// openAPI is Discord's description of its interface. Loading it takes some ten milliseconds, compiling an operation's schema some
// more, so there is one for all servers of a process and each schema is compiled when it is first needed.
type openAPI struct {
	operations map[string][]operation // by method

	mu       sync.Mutex
	compiler *jsonschema.Compiler
	compiled map[string]*jsonschema.Schema
}

type operation struct {
	pattern    string // with * for what is in braces
	body       string // pointer to the schema of the JSON body; empty without one
	required   bool
	parameters []parameter
}

type parameter struct {
	name, in, pointer string
	star              int // of a path parameter: which star of the pattern it is
}

const documentURL = "https://example.org/discord.json"

// sharedDocument reads data/discord-openapi.json below BRIEFBOT_SHARED, once; without that variable there is none.
var sharedDocument = sync.OnceValues(func() (*openAPI, error) {
	shared := os.Getenv("BRIEFBOT_SHARED")
	if shared == "" {
		return nil, nil
	}
	if !filepath.IsAbs(shared) {
		root, err := moduleRoot()
		if err != nil {
			return nil, err
		}
		shared = filepath.Join(root, shared)
	}
	return readDocument(filepath.Join(shared, "data", "discord-openapi.json"))
})

// moduleRoot is the nearest directory above with a go.mod: tests run in their package's directory.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		if filepath.Dir(dir) == dir {
			return "", errors.New("BRIEFBOT_SHARED is relative and there is no go.mod above")
		}
		dir = filepath.Dir(dir)
	}
}

func readDocument(path string) (*openAPI, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("discord's document: %w", err)
	}
	v, err := decode(raw)
	if err != nil {
		return nil, fmt.Errorf("discord's document %s: %w", path, err)
	}
	d := &openAPI{operations: map[string][]operation{}, compiler: jsonschema.NewCompiler(), compiled: map[string]*jsonschema.Schema{}}
	d.compiler.DefaultDraft(jsonschema.Draft2020)
	d.compiler.AssertFormat()
	if err := d.compiler.AddResource(documentURL, v); err != nil {
		return nil, fmt.Errorf("discord's document %s: %w", path, err)
	}
	document, _ := v.(object)
	for template, item := range child(document, "paths") {
		if item, ok := item.(object); ok {
			d.index(template, item)
		}
	}
	return d, nil
}

// index takes the operations of one path of the document.
func (d *openAPI) index(template string, item object) {
	segments := strings.Split(template, "/")
	var stars []string
	for i, s := range segments {
		if strings.HasPrefix(s, "{") {
			stars = append(stars, strings.Trim(s, "{}"))
			segments[i] = "*"
		}
	}
	at := documentURL + "#/paths/" + escape(template)
	parameters := collect(item, at, stars)
	for _, method := range []string{"get", "put", "post", "patch", "delete"} {
		o := child(item, method)
		if o == nil {
			continue
		}
		op := operation{pattern: strings.Join(segments, "/"), parameters: append(collect(o, at+"/"+method, stars), parameters...)}
		body := child(o, "requestBody")
		op.required = flag(body, "required")
		if has(child(body, "content"), "application/json") {
			op.body = at + "/" + method + "/requestBody/content/application~1json/schema"
		}
		d.operations[strings.ToUpper(method)] = append(d.operations[strings.ToUpper(method)], op)
	}
}

func escape(s string) string {
	return strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(s)
}

func collect(o object, at string, stars []string) []parameter {
	var out []parameter
	for i, p := range list(o, "parameters") {
		p, _ := p.(object)
		one := parameter{name: text(p, "name"), in: text(p, "in"), pointer: fmt.Sprintf("%s/parameters/%d/schema", at, i)}
		for n, star := range stars {
			if star == one.name {
				one.star = n
			}
		}
		out = append(out, one)
	}
	return out
}

// find returns the operation of a request; a path that is spelt out goes before one with a parameter.
func (d *openAPI) find(method, path string) (found operation, args []string, ok bool) {
	for _, op := range d.operations[method] {
		if got, fits := match(op.pattern, path); fits && (!ok || len(got) < len(args)) {
			found, args, ok = op, got, true
		}
	}
	return found, args, ok
}

// check validates path, query and body of the request against the document.
func (d *openAPI) check(k *checker, c *call) {
	op, args, ok := d.find(c.method, c.path)
	if !ok {
		return // the fake's own routes are few and all in the document; others were refused before
	}
	for _, p := range op.parameters {
		switch {
		case p.in == "path":
			k.schema(d, "openapi.path", p.pointer, args[p.star])
		case p.in == "query" && c.query.Has(p.name):
			k.schema(d, "openapi.query", p.pointer, queryValue(c.query.Get(p.name)))
		}
	}
	switch {
	case op.body == "":
	case len(c.raw) > 0:
		k.schema(d, "openapi.body", op.body, coerce("", c.value))
	case op.required:
		k.refuse("openapi.body", "the body is missing")
	}
}

// queryValue is what the document's types mean: a number or a boolean where it looks like one.
func queryValue(s string) any {
	if len(s) < 16 { // longer ones are snowflakes, which are strings
		if v, err := decode([]byte(s)); err == nil {
			return v
		}
	}
	return s
}

func (k *checker) schema(d *openAPI, rule, pointer string, v any) {
	schema, err := d.schema(pointer)
	if err != nil {
		k.warn("openapi", "%v", err)
		return
	}
	var invalid *jsonschema.ValidationError
	if err := schema.Validate(v); errors.As(err, &invalid) {
		k.refuse(rule, "%s", strings.Join(leaves(invalid, nil), "; "))
	}
}

func (d *openAPI) schema(pointer string) (*jsonschema.Schema, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if s := d.compiled[pointer]; s != nil {
		return s, nil
	}
	s, err := d.compiler.Compile(pointer)
	if err != nil {
		return nil, fmt.Errorf("compile %s: %w", pointer, err)
	}
	d.compiled[pointer] = s
	return s, nil
}

// leaves are the innermost complaints, where they are in the body first; a union has some for each of its members.
func leaves(e *jsonschema.ValidationError, found []string) []string {
	if len(found) > 8 {
		return found
	}
	if len(e.Causes) == 0 {
		complaint := strings.TrimSpace(strings.ReplaceAll(e.Error(), "\n", " "))
		if i := strings.LastIndex(complaint, "- at '"); i >= 0 {
			complaint = complaint[i+2:]
		}
		return append(found, complaint)
	}
	for _, cause := range e.Causes {
		found = leaves(cause, found)
	}
	return found
}

// coerce copies the body with what the document has wrong put right: Discord takes sets of permissions
// as strings, and the document lacks the message reference of type 1.
func coerce(key string, v any) any {
	switch v := v.(type) {
	case object:
		out := make(object, len(v))
		for name, member := range v {
			if name == "type" && key == "message_reference" {
				continue
			}
			out[name] = coerce(name, member)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, member := range v {
			out[i] = coerce("", member)
		}
		return out
	case string:
		if (key == "default_member_permissions" || key == "allow" || key == "deny") && digits.MatchString(v) {
			return json.Number(v)
		}
	}
	return v
}

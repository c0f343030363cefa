package index

import (
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/document"
	bleve "github.com/blevesearch/bleve_index_api"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/entity"
)

// The types of index entry. See entryName for what entry n of a type in a document is called.
const (
	passages    = "p" // a sentence
	statements  = "a" // an attribution that is speech
	demands     = "d"
	dated       = "e" // an entry of the timeline
	wholeSource = "s" // the document
)

// The fields. Terms of all of them begin with their partition, see [partition].
const (
	keyField     = "k" // what is filtered by; see keys
	passageField = "p" // words of the sentence
	contentField = "a" // words of what was said
	contextField = "x" // words of the sentences that report it
	demandField  = "d" // words of the evidence
	datedField   = "e" // words of the sentence that holds the entry
	textField    = "s" // words of the document
	titleField   = "t" // words of its title
	storedField  = "m" // the source, of the document's own entry
	detailsField = "n" // its details, as JSON
)

// entryKinds is how many types of entry there are.
const entryKinds = len(kinds)

// kinds are the types of entry in the order of their numbers.
const kinds = passages + statements + demands + dated + wholeSource

// kindNumber numbers the types of entry from 0.
func kindNumber(kind string) int { return strings.Index(kinds, kind) }

// entryKind is the reverse of kindNumber.
func entryKind(n int) string { return kinds[n : n+1] }

// searchedFields is how many fields there are whose words count by how rare they are.
const searchedFields = 5

// searchedField is such a field of entries of a type.
type searchedField struct {
	name, kind string
	weighed    bool // also by how often they stand there and how long it is, which takes most of an index's room
}

// fieldsSearched lists those fields.
func fieldsSearched() [searchedFields]searchedField {
	return [...]searchedField{
		{passageField, passages, true}, {contentField, statements, false}, {demandField, demands, false}, {textField, wholeSource, true}, {titleField, wholeSource, true},
	}
}

// weighed reports whether the index knows how often a word stands in a field.
func weighed(field string) bool {
	for _, f := range fieldsSearched() {
		if f.name == field {
			return f.weighed
		}
	}
	return false
}

// packedName begins the name of an entry whose document's name is eight bytes in hexadecimal: these bytes follow, then the type and the number.
const packedName = 1

// entryName is the name of an entry in the index.
func entryName(id corpus.ID, kind string, n int) string {
	raw, err := hex.DecodeString(string(id))
	if err != nil || len(raw) != 8 || hex.EncodeToString(raw) != string(id) {
		return string(id) + "/" + kind + "/" + strconv.Itoa(n)
	}
	name := append(append(make([]byte, 0, 12), packedName), raw...)
	return string(binary.AppendUvarint(append(name, kind...), uint64(n)))
}

// parseEntryName is the reverse of entryName.
func parseEntryName(name string) (id corpus.ID, kind string, n int, err error) {
	if len(name) > 10 && name[0] == packedName {
		number, size := binary.Uvarint([]byte(name[10:]))
		if size != len(name)-10 || number > math.MaxInt32 {
			return "", "", 0, fmt.Errorf("index entry %q: no number", name)
		}
		return corpus.ID(hex.EncodeToString([]byte(name[1:9]))), name[9:10], int(number), nil
	}
	parts := strings.Split(name, "/")
	if len(parts) != 3 {
		return "", "", 0, fmt.Errorf("index entry %q: want document/type/number", name)
	}
	n, err = strconv.Atoi(parts[2])
	if err != nil || n < 0 {
		return "", "", 0, fmt.Errorf("index entry %q: number: %w", name, err)
	}
	return corpus.ID(parts[0]), parts[1], n, nil
}

// typeKey selects all entries of a type.
func typeKey(kind string) fieldTerm { return fieldTerm{keyField, kind + ":"} }

// docKey selects all entries of a document.
func docKey(id corpus.ID) fieldTerm { return fieldTerm{keyField, "doc=" + string(id)} }

// key selects entries of a type by what they are about: "country", "name", "by", "of", "day", "mode".
func key(kind, what, value string) fieldTerm {
	return fieldTerm{keyField, kind + ":" + what + "=" + value}
}

// tokens hands Bleve words that are already cut.
type tokens analysis.TokenStream

// Analyze implements analysis.Analyzer.
func (t tokens) Analyze([]byte) analysis.TokenStream { return analysis.TokenStream(t) }

// cataloguer turns documents into index entries.
type cataloguer struct{ lang language }

// catalogue returns the index entries of d and its source.
func (c cataloguer) catalogue(d *reading) ([]*document.Document, *source, error) {
	b := &entryBuilder{lang: c.lang, d: d, part: partitionOf(d.Guild, d.Channel), source: c.lang.newSource(d)}
	b.words = d.wordsIn(c.lang, corpus.Span{End: len(d.Text)})
	b.countries = countriesIn(d.Text, b.words)
	b.passages()
	b.statements()
	b.demands()
	b.dated()
	if err := b.whole(); err != nil {
		return nil, nil, err
	}
	return b.out, b.source, nil
}

// entryBuilder builds the entries of one document.
type entryBuilder struct {
	lang      language
	d         *reading
	part      partition
	words     []word // of the text
	countries []placed
	source    *source
	out       []*document.Document
}

// placed is a country that the text names at a place.
type placed struct {
	corpus.Span
	country string
}

// countriesIn finds the countries, capitals and peoples of text: up to three words that begin with a capital letter.
func countriesIn(text string, words []word) []placed {
	var out []placed
	for i := 0; i < len(words); i++ {
		if !unicode.IsUpper(firstRune(text[words[i].Start:])) {
			continue
		}
		for n := min(3, len(words)-i); n > 0; n-- {
			s := corpus.Span{Start: words[i].Start, End: words[i+n-1].End}
			if s.Len() > 60 {
				continue
			}
			if c := entity.Country(text[s.Start:s.End]); c != "" {
				out = append(out, placed{s, c})
				i += n - 1
				break
			}
		}
	}
	return out
}

// everySource is the one term without a partition: it selects the documents' own entries, of all servers.
const everySource = "\x00source"

// add begins an entry with its keys.
func (b *entryBuilder) add(kind string, n int, keys []fieldTerm) *document.Document {
	doc := document.NewDocument(entryName(b.d.ID, kind, n))
	stream := make(tokens, 0, len(keys)+2)
	for i, k := range append(keys, typeKey(kind), docKey(b.d.ID)) {
		stream = append(stream, &analysis.Token{Term: []byte(b.part.term(k.value)), Position: i + 1})
	}
	if kind == wholeSource {
		stream = append(stream, &analysis.Token{Term: []byte(everySource), Position: len(stream) + 1})
	}
	doc.AddField(document.NewTextFieldCustom(keyField, nil, nil, bleve.IndexField|bleve.SkipFreqNorm, stream))
	b.source.Entries[kindNumber(kind)]++
	b.source.Slots[kindNumber(kind)] = n + 1
	b.out = append(b.out, doc)
	return doc
}

// text gives an entry a field of words: a weighed one with how often each stands there, another only with which do.
func (b *entryBuilder) text(doc *document.Document, field string, words []word) {
	stream := make(tokens, 0, len(words))
	for _, w := range words {
		if !w.stop {
			stream = append(stream, &analysis.Token{Term: []byte(b.part.term(w.term)), Start: w.Start, End: w.End, Position: len(stream) + 1})
		}
	}
	options := bleve.IndexField | bleve.SkipFreqNorm
	for i, f := range fieldsSearched() {
		if f.name == field && f.weighed {
			b.source.Words[i] += len(stream)
			options = bleve.IndexField
		}
	}
	doc.AddField(document.NewTextFieldCustom(field, nil, nil, options, stream))
}

// countryKeys are the countries spoken of in s.
func (b *entryBuilder) countryKeys(kind string, s corpus.Span) []fieldTerm {
	var keys []fieldTerm
	for _, p := range b.countries {
		if p.Overlaps(s) {
			keys = append(keys, key(kind, "country", p.country))
		}
	}
	return keys
}

// nameKeys are the forms of an entity, as what ("name", "by", "of").
func (b *entryBuilder) nameKeys(kind, what string, i int, name string) []fieldTerm {
	var keys []fieldTerm
	if i >= 0 && i < len(b.source.Names) {
		n := &b.source.Names[i]
		for _, k := range n.keys() {
			keys = append(keys, key(kind, what, k))
		}
		for _, name := range halves(n.Name, n.Type) {
			keys = append(keys, key(kind, what, entity.Fold(name)))
			if c := entity.Country(name); c != "" {
				keys = append(keys, key(kind, what, "="+c))
			}
		}
		if n.Country != "" {
			keys = append(keys, key(kind, what, "="+n.Country))
		}
	} else if k := entity.Fold(name); k != "" {
		keys = append(keys, key(kind, what, k))
		if c := entity.Country(name); c != "" {
			keys = append(keys, key(kind, what, "="+c))
		}
	}
	return keys
}

// dayKeys lets a period be asked for by its days, months and years.
func dayKeys(kind string, day time.Time) []fieldTerm {
	if day.IsZero() {
		return nil
	}
	return []fieldTerm{key(kind, "day", day.Format("2006-01-02")), key(kind, "day", day.Format("2006-01")), key(kind, "day", day.Format("2006"))}
}

func (b *entryBuilder) passages() {
	outlet := b.outletKeys(passages)
	for i, s := range b.d.sentences {
		keys := append(b.countryKeys(passages, s), dayKeys(passages, b.d.Published)...)
		keys = append(append(keys, outlet...), b.mentionKeys(passages, s)...)
		b.text(b.add(passages, i, keys), passageField, b.d.wordsIn(b.lang, s))
	}
}

// outletKeys are the words of the publisher.
func (b *entryBuilder) outletKeys(kind string) []fieldTerm {
	var keys []fieldTerm
	for _, w := range b.lang.words(b.d.Publisher) {
		keys = append(keys, key(kind, "outlet", w.plain))
	}
	return keys
}

// mentionKeys are the forms of all entities that s speaks of.
func (b *entryBuilder) mentionKeys(kind string, s corpus.Span) []fieldTerm {
	var keys []fieldTerm
	for i, e := range b.d.Entities {
		if mentioned(e.Mentions, s) {
			keys = append(keys, b.nameKeys(kind, "name", i, "")...)
		}
	}
	return keys
}

// mentioned reports whether one of mentions lies in s.
func mentioned(mentions []corpus.Mention, s corpus.Span) bool {
	i, _ := slices.BinarySearchFunc(mentions, s.Start, func(m corpus.Mention, at int) int { return m.Span.Start - at })
	return i < len(mentions) && mentions[i].Span.End <= s.End
}

func (b *entryBuilder) statements() {
	for i, a := range b.d.Attributions {
		if !a.Speech {
			continue
		}
		context := b.d.reported(&a)
		keys := append(b.nameKeys(statements, "name", a.Entity, a.Speaker), key(statements, "mode", string(a.Mode)))
		for _, s := range context {
			keys = append(keys, b.countryKeys(statements, s)...)
		}
		if _, _, _, said, known := b.d.dating(a.When); known {
			keys = append(keys, yearKeys(statements, said)...)
		}
		doc := b.add(statements, i, keys)
		b.text(doc, contentField, b.d.wordsIn(b.lang, a.Content...))
		b.text(doc, contextField, b.d.wordsIn(b.lang, context...))
	}
}

// reported returns the whole sentences in which a statement's content stands, in text order, each once.
func (d *reading) reported(a *corpus.Attribution) []corpus.Span {
	var out []corpus.Span
	for _, s := range a.Content {
		s = d.around(s)
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

func (b *entryBuilder) demands() {
	for i, dm := range b.d.Demands {
		keys := append(b.nameKeys(demands, "by", dm.ActorEntity, dm.ActorName), b.nameKeys(demands, "of", dm.TargetEntity, dm.TargetName)...)
		keys = append(append(keys, key(demands, "kind", string(dm.Kind))), b.countryKeys(demands, dm.Evidence)...)
		if _, _, _, made, known := b.d.dating(dm.When); known {
			keys = append(keys, yearKeys(demands, made)...)
		}
		b.text(b.add(demands, i, keys), demandField, b.d.wordsIn(b.lang, dm.Evidence))
	}
}

func (b *entryBuilder) dated() {
	for i, e := range b.d.Entries {
		s := b.d.around(e.Span)
		keys := append(b.countryKeys(dated, s), b.mentionKeys(dated, s)...)
		keys = append(keys, yearKeys(dated, interval{e.From, e.To})...)
		b.text(b.add(dated, i, keys), datedField, b.d.wordsIn(b.lang, s))
	}
}

func (b *entryBuilder) whole() error {
	all := corpus.Span{End: len(b.d.Text)}
	keys := append(b.countryKeys(wholeSource, all), b.outletKeys(wholeSource)...)
	doc := b.add(wholeSource, 0, append(keys, dayKeys(wholeSource, b.d.Published)...))
	title := b.d.titleWords(b.lang)
	words := b.words
	if !strings.HasPrefix(b.d.Text, b.d.Title) {
		words = append(slices.Clone(title), words...)
	}
	b.text(doc, textField, words)
	b.text(doc, titleField, title)
	told, err := json.Marshal(b.source.details)
	if err != nil {
		return fmt.Errorf("index document %s: %w", b.d.ID, err)
	}
	doc.AddField(document.NewTextFieldCustom(storedField, nil, b.source.encode(), bleve.StoreField, nil))
	doc.AddField(document.NewTextFieldCustom(detailsField, nil, told, bleve.StoreField, nil))
	return nil
}

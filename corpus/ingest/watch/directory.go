// Package watch keeps the corpus up with places where material turns up by itself: a directory, and feeds.
//
// What it knows of them is kept as facts in the store (see corpus.State), so that it goes on where it was after a restart:
//
//	corpus/DIRECTORY/PATH   a file that was read: its size, its time, and the documents made of it
//	feed/ADDRESS            a feed that was asked: when, what it said of itself, and the entries it had
package watch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/ingest"
)

// Desk takes documents in and lets them go.
type Desk interface {
	// Import stores documents, and yields for each that it is given, in their order, its id or an error. One that wraps [ErrStore] is the last. It may read ahead, in a
	// goroutine of its own.
	Import(ctx context.Context, docs iter.Seq2[*corpus.Document, error]) iter.Seq2[corpus.ID, error]
	// Remove deletes a document; that it is gone already is no error.
	Remove(ctx context.Context, id corpus.ID) error
	// Settle makes what was imported and removed show.
	Settle(ctx context.Context) error
}

// ErrStore marks trouble with the store, not with what was to be stored: it is to be tried again.
var ErrStore = errors.New("the store is in trouble")

// Facts is the part of a store in which the watchers remember.
type Facts interface {
	Load(ctx context.Context, key string) (string, error)
	Swap(ctx context.Context, key, old, value string) (bool, error)
	Facts(ctx context.Context, prefix string) iter.Seq2[corpus.Fact, error]
}

// Directory mirrors a directory: a file that is added is imported, one that is changed is imported again and its former text removed, one
// that is deleted is removed. A renamed file stays what it was.
type Directory struct {
	root  string
	desk  Desk
	facts Facts
	log   *slog.Logger

	settle time.Duration // after an event, before the directory is looked at: files are written in several steps
	rescan time.Duration // between looks without an event: not every file system tells
	gone   bool          // the directory could not be read the last time
}

// NewDirectory watches the directory at root, an absolute path.
func NewDirectory(root string, desk Desk, facts Facts, log *slog.Logger) *Directory {
	return &Directory{root: filepath.Clean(root), desk: desk, facts: facts, log: log, settle: 300 * time.Millisecond, rescan: time.Minute}
}

// Run mirrors the directory until ctx is done. Trouble, be it with files or with the store, is logged and waited out: the bot goes on answering.
func (d *Directory) Run(ctx context.Context) error {
	events, err := fsnotify.NewWatcher()
	if err != nil {
		d.log.Warn("the file system cannot be asked for events; the directory is looked at every minute", "err", err)
		events = &fsnotify.Watcher{}
	} else {
		defer events.Close()
	}
	for {
		d.listen(events)
		if err := d.Scan(ctx); err != nil {
			if ctx.Err() != nil {
				return nil
			}
			d.log.ErrorContext(ctx, "the watched directory is looked at again in a minute", "path", d.root, "err", err)
		}
		if !d.wait(ctx, events) {
			return nil
		}
	}
}

// wait returns when there is reason to look again; false when ctx is done.
func (d *Directory) wait(ctx context.Context, events *fsnotify.Watcher) bool {
	timer := time.NewTimer(d.rescan)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return false
		case <-timer.C:
			return true
		case err := <-events.Errors:
			d.log.Debug("events of the watched directory", "err", err)
			timer.Reset(d.settle)
		case e := <-events.Events:
			if e.Op != fsnotify.Chmod {
				timer.Reset(d.settle)
			}
		}
	}
}

// listen asks for the events of all directories; new ones are found at each look.
func (d *Directory) listen(events *fsnotify.Watcher) {
	if events.Events == nil {
		return
	}
	known := events.WatchList()
	// What cannot be listed or listened to is looked at in time.
	_ = filepath.WalkDir(d.root, func(p string, e fs.DirEntry, err error) error {
		if err != nil || !e.IsDir() {
			return nil //nolint:nilerr
		}
		if p != d.root && strings.HasPrefix(e.Name(), ".") {
			return fs.SkipDir
		}
		if !slices.Contains(known, p) {
			if err := events.Add(p); err != nil {
				d.log.Debug("events of a directory", "path", p, "err", err)
			}
		}
		return nil
	})
}

// file is what is remembered of a file.
type file struct {
	Size int64       `json:"size"`
	Time int64       `json:"time"` // of its last change, nanoseconds
	IDs  []corpus.ID `json:"ids,omitempty"`
	Err  string      `json:"err,omitempty"` // why it could not be read
}

func (d *Directory) prefix() string {
	sum := sha256.Sum256([]byte(d.root))
	return "corpus/" + hex.EncodeToString(sum[:6]) + "/"
}

// Scan looks at the directory once and imports and removes what has changed since the last look.
func (d *Directory) Scan(ctx context.Context) error {
	known, err := d.remembered(ctx)
	if err != nil {
		return err
	}
	found, whole := d.list(ctx)
	if found == nil || ctx.Err() != nil {
		return ctx.Err()
	}
	var changed []string
	for path, f := range found {
		if old, ok := known[path]; !ok || old.Size != f.Size || old.Time != f.Time {
			changed = append(changed, path)
		}
	}
	slices.Sort(changed)
	s := &scan{Directory: d, known: known, found: found, before: map[string]file{}}
	if err := s.read(ctx, changed); err != nil {
		return err
	}
	if whole {
		s.missing()
	}
	if err := s.clear(ctx); err != nil {
		return err
	}
	if s.imported+s.removed+s.refused == 0 {
		return nil
	}
	d.log.InfoContext(ctx, "watched directory", "path", d.root, "imported", s.imported, "removed", s.removed, "refused", s.refused)
	return d.desk.Settle(ctx)
}

// remembered returns what is known of the directory's files.
func (d *Directory) remembered(ctx context.Context) (map[string]file, error) {
	known := map[string]file{}
	for fact, err := range d.facts.Facts(ctx, d.prefix()) {
		if err != nil {
			return nil, fmt.Errorf("read what is known of %s: %w", d.root, err)
		}
		var f file
		if json.Unmarshal([]byte(fact.Value), &f) == nil {
			known[strings.TrimPrefix(fact.Key, d.prefix())] = f
		}
	}
	return known, nil
}

// list returns the files that are there, by their path below the root; nil when the directory itself cannot be read, so that one that
// is not mounted loses nothing. whole is false when a part could not be read.
func (d *Directory) list(ctx context.Context) (found map[string]file, whole bool) {
	if info, err := os.Stat(d.root); err != nil || !info.IsDir() {
		if !d.gone {
			d.log.Warn("the watched directory cannot be read; what was imported from it stays", "path", d.root, "err", err)
		}
		d.gone = true
		return nil, false
	}
	d.gone = false
	found, whole = map[string]file{}, true
	for p, err := range ingest.Paths(ctx, d.root) {
		if err != nil {
			d.log.Debug("a part of the watched directory cannot be read", "err", err)
			whole = false
			continue
		}
		info, err := os.Stat(p)
		rel, relErr := filepath.Rel(d.root, p)
		if err != nil || relErr != nil || !info.Mode().IsRegular() {
			continue // gone meanwhile
		}
		found[filepath.ToSlash(rel)] = file{Size: info.Size(), Time: info.ModTime().UnixNano()}
	}
	return found, whole
}

// scan is one look.
type scan struct {
	*Directory
	known, found               map[string]file
	before                     map[string]file // what was known of files that have changed or gone
	imported, removed, refused int
}

// part is one document of a file, or the end of the file.
type part struct {
	path string
	last bool
}

// read imports files and remembers them one by one, so that an interrupted look goes on where it was.
func (s *scan) read(ctx context.Context, paths []string) error {
	var mu sync.Mutex
	var queue []part // in the order of the documents that the desk is given
	ahead := func(p part) {
		mu.Lock()
		defer mu.Unlock()
		queue = append(queue, p)
	}
	taken := func() part {
		mu.Lock()
		defer mu.Unlock()
		p := queue[0]
		queue = queue[1:]
		return p
	}
	docs := func(yield func(*corpus.Document, error) bool) {
		for _, path := range paths {
			if ctx.Err() != nil {
				return
			}
			all, err := ingest.File(filepath.Join(s.root, filepath.FromSlash(path)), ingest.Meta{Operator: true})
			if err != nil {
				ahead(part{path, true})
				if !yield(nil, err) {
					return
				}
				continue
			}
			for i, doc := range all {
				ahead(part{path, i == len(all)-1})
				if !yield(doc, nil) {
					return
				}
			}
		}
	}
	now := map[string]file{}
	for id, err := range s.desk.Import(ctx, docs) {
		p := taken()
		f := now[p.path]
		f.Size, f.Time = s.found[p.path].Size, s.found[p.path].Time
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, ErrStore):
			return err
		case err != nil:
			f.Err = err.Error()
			s.refused++
			s.log.WarnContext(ctx, "a file of the watched directory is not taken in", "err", err)
		default:
			f.IDs = append(f.IDs, id)
			s.imported++
		}
		now[p.path] = f
		if p.last {
			if err := s.remember(ctx, p.path, f); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// remember notes what a file holds now, and what it held before.
func (s *scan) remember(ctx context.Context, path string, f file) error {
	if old, ok := s.known[path]; ok {
		s.before[path] = old
	}
	s.known[path] = f
	value, err := json.Marshal(f)
	if err != nil {
		return err
	}
	return set(ctx, s.facts, s.prefix()+path, string(value))
}

// missing finds files that are no longer there.
func (s *scan) missing() {
	for path, f := range s.known {
		if _, ok := s.found[path]; !ok {
			s.before[path] = f
			delete(s.known, path)
		}
	}
}

// clear removes the documents that no file holds any more, and forgets the files that are gone.
func (s *scan) clear(ctx context.Context) error {
	held := map[corpus.ID]bool{}
	for _, f := range s.known {
		for _, id := range f.IDs {
			held[id] = true
		}
	}
	for path, f := range s.before {
		for _, id := range f.IDs {
			if held[id] {
				continue
			}
			if err := s.desk.Remove(ctx, id); err != nil {
				return fmt.Errorf("remove document %s of %s: %w", id, path, err)
			}
			s.removed++
			held[id] = true // once
		}
		if _, there := s.known[path]; !there {
			if err := set(ctx, s.facts, s.prefix()+path, ""); err != nil {
				return err
			}
		}
	}
	return nil
}

var errBusy = errors.New("another process keeps changing it")

// set writes a fact, whatever it was.
func set(ctx context.Context, facts Facts, key, value string) error {
	for range 10 {
		old, err := facts.Load(ctx, key)
		if err != nil {
			return err
		}
		if old == value {
			return nil
		}
		ok, err := facts.Swap(ctx, key, old, value)
		if err != nil || ok {
			return err
		}
	}
	return fmt.Errorf("write %s: %w", key, errBusy)
}

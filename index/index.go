package index

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sort"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"

	"example.org/briefbot/corpus"
)

// Index answers questions about the documents of a store. All methods are safe for concurrent use.
type Index struct {
	store  corpus.Store
	log    *slog.Logger
	lang   language
	dir    string
	lock   *flock.Flock // of dir; nil in memory
	notify chan struct{}
	now    func() time.Time
	desk   *desk
	names  *directories

	answered *answered

	urgent     atomic.Int32 // how many questions wait to write something
	writing    sync.Mutex   // held while changes are applied
	rebuilding sync.Mutex
	sweeping   sync.Mutex   // guards swept
	swept      uint64       // position in the change feed up to which the desk has been swept
	following  atomic.Int32 // how many [Index.Follow] run
	damaged    atomic.Bool  // found damaged: [Index.Follow] builds it anew
	mu         sync.RWMutex
	live       *shelf // nil when closed
}

var errClosed = errors.New("the index is closed")

// ErrInUse is returned when another process has the index directory.
var ErrInUse = errors.New("the index is in use by another process")

// lockWait is how long another process may take to let go of the directory.
const lockWait = 700 * time.Millisecond

// Open opens the index of store that lies in dir, or makes one in memory when dir is empty. An index that is missing,
// damaged or of an older layout is begun anew: the next [Index.Sync] fills it from the store. The error wraps
// [ErrInUse] when another process has dir.
func Open(ctx context.Context, dir string, store corpus.Store, log *slog.Logger) (*Index, error) {
	desk, err := newDesk(store)
	if err != nil {
		return nil, err
	}
	answered, err := newAnswered()
	if err != nil {
		return nil, err
	}
	ix := &Index{answered: answered, store: store, log: log, lang: english(), dir: dir, notify: make(chan struct{}, 1), now: time.Now, desk: desk, names: newDirectories()}
	if dir == "" {
		ix.live, err = newShelf("", "")
		if err != nil {
			return nil, err
		}
		return ix, nil
	}
	if err := ix.acquire(ctx); err != nil {
		return nil, err
	}
	if ix.live, err = ix.openLatest(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open the index in %s: %w", dir, err), ix.lock.Unlock())
	}
	return ix, nil
}

// acquire takes the directory for this process.
func (ix *Index) acquire(ctx context.Context) error {
	if err := os.MkdirAll(ix.dir, 0o700); err != nil {
		return fmt.Errorf("make the index directory: %w", err)
	}
	ix.lock = flock.New(filepath.Join(ix.dir, "lock"))
	wait, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	ok, err := ix.lock.TryLockContext(wait, 50*time.Millisecond)
	if err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("lock the index directory %s: %w", ix.dir, err)
	}
	if !ok {
		return fmt.Errorf("open %s: %w; stop that one or ask it", ix.dir, ErrInUse)
	}
	return nil
}

// openLatest opens the newest complete index in the directory and deletes the others.
func (ix *Index) openLatest(ctx context.Context) (*shelf, error) {
	paths, err := ix.shelves()
	if err != nil {
		return nil, err
	}
	name, err := ix.storeName(ctx)
	if err != nil {
		return nil, err
	}
	last, err := ix.store.Last(ctx)
	if err != nil {
		return nil, err
	}
	var live *shelf
	next := uint64(1)
	for _, path := range paths {
		if live == nil {
			switch s, err := openShelf(ctx, path, name, last); err {
			case nil:
				live = s
				continue
			default:
				ix.log.WarnContext(ctx, "build the index anew", "path", path, "why", err)
			}
		}
		if err := os.RemoveAll(path); err != nil {
			return nil, err
		}
		next = max(next, generation(path)+1)
	}
	if live != nil {
		return live, nil
	}
	return newShelf(shelfPath(ix.dir, next), name)
}

// storeNameKey is where the store keeps its name, which is made up at first.
const storeNameKey = "index/store"

// storeName names the store, so that an index of another one, left in the directory, is not taken for its own.
func (ix *Index) storeName(ctx context.Context) (string, error) {
	name, err := ix.store.Load(ctx, storeNameKey)
	if err != nil || name != "" {
		return name, err
	}
	if _, err := ix.store.Swap(ctx, storeNameKey, "", rand.Text()); err != nil {
		return "", err
	}
	return ix.store.Load(ctx, storeNameKey)
}

// shelves lists the paths of the indexes in the directory, newest first.
func (ix *Index) shelves() ([]string, error) {
	paths, err := filepath.Glob(filepath.Join(ix.dir, "bleve-*"))
	if err != nil {
		return nil, err
	}
	sort.Sort(sort.Reverse(sort.StringSlice(paths)))
	return paths, nil
}

// generation reads the number of a path that shelfPath made, 0 for others.
func generation(path string) uint64 {
	var n uint64
	if _, err := fmt.Sscanf(filepath.Base(path), "bleve-%d", &n); err != nil {
		return 0
	}
	return n
}

// Close waits for questions to end and lets go of the directory. Closing twice does nothing.
func (ix *Index) Close() error {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	if ix.live == nil {
		return nil
	}
	err := ix.live.bleve.Close()
	ix.live = nil
	if ix.lock != nil {
		err = errors.Join(err, ix.lock.Unlock())
	}
	return err
}

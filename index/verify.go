package index

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleveindex "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// verifiedAtOnce is how many bytes of files are compared with their checksums before an index answers: a tenth of a second. Larger
// ones are compared by [Index.Follow] while they answer.
const verifiedAtOnce = 512 << 20

// verify compares the files of the index with the checksums that stand at their ends: Bleve writes these and does not read them, and
// gives wrong matches for a file of which a byte has changed. Files of more than limit bytes in all are left unverified.
func (s *shelf) verify(ctx context.Context, limit int64) error {
	return s.read(func(r bleveindex.IndexReader) error {
		snapshot, ok := r.(*scorch.IndexSnapshot) // keeps its files
		if !ok {
			return nil
		}
		var paths []string
		var size int64
		for _, part := range snapshot.Segments() {
			file, ok := part.Segment().(segment.PersistedSegment)
			if !ok {
				continue // in memory
			}
			info, err := os.Stat(file.Path())
			if err != nil {
				return fmt.Errorf("%w: %w", errDamaged, err)
			}
			paths, size = append(paths, file.Path()), size+info.Size()
		}
		if size > limit {
			return nil
		}
		for _, path := range paths {
			if err := errors.Join(ctx.Err(), verifyFile(path)); err != nil {
				return err
			}
		}
		s.verified.Store(true)
		return nil
	})
}

// checksumSize is the length of the checksum at the end of a file: CRC-32 (IEEE), big endian, of all that stands before it.
const checksumSize = 4

func verifyFile(path string) error {
	f, err := os.Open(filepath.Clean(path))
	if err != nil {
		return fmt.Errorf("%w: %w", errDamaged, err)
	}
	defer f.Close() //nolint:errcheck // nothing was written
	info, err := f.Stat()
	if err != nil || info.Size() < checksumSize {
		return fmt.Errorf("%w: %s is cut short: %w", errDamaged, path, errors.Join(err, io.ErrUnexpectedEOF))
	}
	sum := crc32.NewIEEE()
	if _, err := io.CopyBuffer(struct{ io.Writer }{sum}, io.LimitReader(f, info.Size()-checksumSize), make([]byte, 1<<20)); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	var end [checksumSize]byte
	if _, err := io.ReadFull(f, end[:]); err != nil {
		return fmt.Errorf("%w: %s: %w", errDamaged, path, err)
	}
	if binary.BigEndian.Uint32(end[:]) != sum.Sum32() {
		return fmt.Errorf("%w: %s does not match its checksum", errDamaged, path)
	}
	return nil
}

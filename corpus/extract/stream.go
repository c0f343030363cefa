package extract

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/sync/semaphore"

	"example.org/briefbot/corpus/demand"
	"example.org/briefbot/corpus/quote"
)

// ErrBadLines is wrapped by the error of [Stream] when lines were skipped or annotated in part.
var ErrBadLines = errors.New("bad lines")

// Options says how [Stream] works.
type Options struct {
	Workers int  // documents annotated at the same time; 0: as many as there are processors
	All     bool // keep records below the thresholds that give the best F1
}

const (
	maxLine  = 64 << 20  // bytes of one line without its end
	inFlight = 256 << 20 // bytes of all lines that are read and not yet written, a longer line than this alone excepted
)

// The line that every record below is left out at, unless Options.All is set.
const (
	attributionThreshold = quote.ExtractThreshold
	demandThreshold      = demand.Threshold
	entryThreshold       = 0.0
)

// job is one line between the reader and the writer. The worker fills out and err before it closes done.
type job struct {
	number int // from 1
	line   []byte
	weight int64
	out    []byte
	err    error
	done   chan struct{}
}

// Stream annotates JSON Lines from in and writes JSON Lines to out, one for each good line and in the same order.
//
// A line that cannot be read is told on diag as "line N: what is wrong", skipped, and leads to an
// error wrapping [ErrBadLines] after the last line; so does a line of which a layer could not be extracted, but its other
// layers are written. Empty lines are passed over. Every line is written as soon as it and those before it are
// done, and at most a bounded window of lines is in memory. When ctx ends, Stream returns its cause at once;
// a Read that is blocked then is left behind until it returns.
func Stream(ctx context.Context, in io.Reader, out, diag io.Writer, o Options) error {
	ctx, cancel := context.WithCancelCause(ctx)
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	todo := make(chan *job)
	ordered := make(chan *job, 2*workers)
	budget := semaphore.NewWeighted(inFlight)
	readErr := make(chan error, 1)
	go func() {
		defer close(todo)
		defer close(ordered)
		readErr <- readJobs(ctx, in, todo, ordered, budget)
	}()
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for j := range todo {
				j.out, j.err = process(j, o.All)
				close(j.done)
			}
		})
	}
	err := writeJobs(ctx, ordered, budget, out, diag)
	cancel(err)
	if err != nil && !errors.Is(err, ErrBadLines) {
		return err // the reader may be blocked in a Read that nothing can end
	}
	group.Wait()
	if read := <-readErr; read != nil && err != nil {
		return fmt.Errorf("%w (and %w)", read, err)
	} else if read != nil {
		return read
	}
	return err
}

// readJobs cuts in into lines and hands each first to the queue that keeps the order, then to a worker.
func readJobs(ctx context.Context, in io.Reader, todo, ordered chan<- *job, budget *semaphore.Weighted) error {
	r := bufio.NewReaderSize(in, 1<<16)
	for number := 1; ; number++ {
		line, err := readLine(r)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil && !errors.Is(err, errTooLong) {
			return fmt.Errorf("read line %d: %w", number, err)
		}
		if number == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if err == nil && len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		j := &job{number: number, line: line, err: err, weight: min(int64(len(line)), inFlight), done: make(chan struct{})}
		if budget.Acquire(ctx, j.weight) != nil {
			return nil //nolint:nilerr // ctx has ended; the writer reports it
		}
		for _, queue := range []chan<- *job{ordered, todo} {
			select {
			case queue <- j:
			case <-ctx.Done():
				return nil
			}
		}
	}
}

var errTooLong = fmt.Errorf("longer than %d MB", maxLine>>20)

// readLine returns the next line without its end, io.EOF after the last. Of a line that is too long it
// keeps nothing and returns errTooLong; the next call returns the line after it.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		long = long || len(line)+len(part) > maxLine+len("\r\n")
		if long {
			line = nil
		} else {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && (err != io.EOF || len(line) == 0 && !long):
			return nil, err
		}
		line = bytes.TrimRight(line, "\r\n")
		if long || len(line) > maxLine {
			return nil, errTooLong
		}
		return line, nil
	}
}

// process annotates one line. Output and error may both be given: then a layer is missing from the output.
func process(j *job, all bool) ([]byte, error) {
	if j.err != nil {
		return nil, j.err
	}
	id, d, err := parse(j.line)
	if err != nil {
		return nil, err
	}
	found, failed := Annotate(d)
	out, err := encode(id, d, &found, all)
	if err != nil {
		return nil, err
	}
	return out, failed
}

// writeJobs writes results in the order of their lines until the queue is closed or ctx ends.
func writeJobs(ctx context.Context, ordered <-chan *job, budget *semaphore.Weighted, out, diag io.Writer) error {
	lines, bad := 0, 0
	for {
		j, err := next(ctx, ordered)
		if err != nil {
			return err
		}
		if j == nil {
			break
		}
		lines++
		if j.err != nil {
			bad++
			message := strings.ReplaceAll(j.err.Error(), "\n", "; ")
			if _, err := fmt.Fprintf(diag, "line %d: %s\n", j.number, message); err != nil {
				return fmt.Errorf("report line %d: %w", j.number, err)
			}
		}
		if _, err := out.Write(j.out); err != nil {
			return fmt.Errorf("write line %d: %w", j.number, err)
		}
		budget.Release(j.weight)
	}
	if bad > 0 {
		return fmt.Errorf("%w: %d of %d", ErrBadLines, bad, lines)
	}
	return nil
}

// next waits for the next line to be done; nil when there is none left.
func next(ctx context.Context, ordered <-chan *job) (*job, error) {
	var j *job
	select {
	case j = <-ordered:
	case <-ctx.Done():
	}
	if j != nil {
		select {
		case <-j.done:
		case <-ctx.Done():
		}
	}
	return j, context.Cause(ctx) // a reader that stopped because ctx ended has closed the queue early
}

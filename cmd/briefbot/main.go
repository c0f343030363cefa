// Command briefbot answers briefing questions over a team's articles and notes: at the terminal, and as a Discord bot.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	_ "time/tzdata" // digests name time zones, and not every machine has them

	"golang.org/x/term"

	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
)

func main() { os.Exit(process(nil)) }

// process runs the program's command line in this process; around is for tests, see console.
func process(around func(corpus.Store) corpus.Store) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	dir, err := os.Getwd()
	if err != nil {
		dir = "."
	}
	return run(ctx, console{
		Args: os.Args[1:], Dir: dir, Env: os.LookupEnv,
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Terminal: terminalOf(os.Stdin, os.Stdout, os.Stderr), Around: around,
	})
}

// console is all of the outside world that a command sees, so that a running server can execute it for somebody else.
type console struct {
	Args     []string
	Dir      string // relative paths count from here
	Env      func(string) (string, bool)
	In       io.Reader
	Out, Err io.Writer
	Terminal terminal
	Around   func(corpus.Store) corpus.Store // stands between the program and its store; nil: nothing does
}

// terminal says which of a console's streams somebody looks at, and how wide that is.
type terminal struct {
	In, Out, Err bool
	Width        int // columns of Out; 0: no terminal
}

func terminalOf(in, out, errs *os.File) terminal {
	t := terminal{In: term.IsTerminal(int(in.Fd())), Out: term.IsTerminal(int(out.Fd())), Err: term.IsTerminal(int(errs.Fd()))}
	if t.Out {
		t.Width, _, _ = term.GetSize(int(out.Fd()))
	}
	return t
}

// Exit statuses.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// usageError marks a mistake in how the program was called.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// errReported ends a command as failed after it has said everything itself.
var errReported = errors.New("failed")

// run executes one command line and returns its exit status.
func run(ctx context.Context, c console) int {
	return c.report(ctx, execute(ctx, &app{console: c}))
}

// report writes err as one line and returns the exit status it means.
func (c console) report(ctx context.Context, err error) int {
	var usage usageError
	var query *index.QueryError
	var status statusError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &status): // a server has executed the command and said everything
		return int(status)
	case errors.Is(err, errReported):
		return exitFailed
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		fmt.Fprintln(c.Err, "briefbot: interrupted; what was stored so far is kept")
		return exitFailed
	}
	fmt.Fprintln(c.Err, "briefbot:", oneLine(err.Error()))
	if errors.As(err, &usage) || errors.As(err, &query) {
		return exitUsage
	}
	return exitFailed
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

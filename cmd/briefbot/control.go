package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"sync"
)

// The store and its index belong to one process. While `serve` holds them, the other commands are sent to it over a
// Unix socket in the data directory and executed there, with the client's directory and streams.

// controlRequest is the first line a client sends. What follows it on the connection is the command's standard input.
type controlRequest struct {
	Version  string   `json:"version"`
	Args     []string `json:"args"`
	Dir      string   `json:"dir"`
	Stdin    bool     `json:"stdin"` // the command reads standard input
	Terminal terminal `json:"terminal"`
}

// controlFrame is one line of the server's answer; the last one has Exit.
type controlFrame struct {
	Out  []byte `json:"out,omitempty"`
	Err  []byte `json:"err,omitempty"`
	Exit *int   `json:"exit,omitempty"`
}

// statusError is the exit status of a command that has already reported everything.
type statusError int

func (e statusError) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

func socketPath(data string) string { return filepath.Join(data, "control.sock") }

// forward has the server at the other end of conn execute a's command line.
func (a *app) forward(ctx context.Context, conn net.Conn, stdin bool) error {
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	req := controlRequest{Version: version(), Args: a.Args, Dir: a.Dir, Stdin: stdin, Terminal: a.Terminal}
	if err := json.NewEncoder(conn).Encode(req); err != nil {
		return fmt.Errorf("send the command to the running server: %w", err)
	}
	if stdin {
		go func() {
			_, _ = io.Copy(conn, a.In) // a server that stops reading has answered, or is gone, which the other side notices
			if c, ok := conn.(*net.UnixConn); ok {
				_ = c.CloseWrite()
			}
		}()
	}
	return a.relay(ctx, conn)
}

// relay copies the server's frames to the console until the exit status comes.
func (a *app) relay(ctx context.Context, conn io.Reader) error {
	for dec := json.NewDecoder(conn); ; {
		var f controlFrame
		if err := dec.Decode(&f); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return fmt.Errorf("the running server ended before the command was done: %w", err)
		}
		if _, err := a.Out.Write(f.Out); err != nil {
			return fmt.Errorf("write the answer: %w", err)
		}
		if _, err := a.Err.Write(f.Err); err != nil {
			return fmt.Errorf("write a message: %w", err)
		}
		if f.Exit != nil {
			if *f.Exit != exitDone {
				return statusError(*f.Exit)
			}
			return nil
		}
	}
}

// control executes the commands of clients until ctx ends.
type control struct {
	desk *desk
	env  func(string) (string, bool)
	log  *slog.Logger
}

func (s *control) listen(ctx context.Context, socket string) (net.Listener, error) {
	if err := os.Remove(socket); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("clear the control socket of an earlier run: %w", err)
	}
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "unix", socket)
	if err != nil {
		return nil, fmt.Errorf("open the control socket: %w", err)
	}
	if err := os.Chmod(socket, 0o600); err != nil {
		return nil, errors.Join(fmt.Errorf("protect the control socket: %w", err), l.Close())
	}
	return l, nil
}

// serve handles connections until ctx ends, and returns when the last command is done.
func (s *control) serve(ctx context.Context, l net.Listener) error {
	var running sync.WaitGroup
	defer running.Wait()
	defer context.AfterFunc(ctx, func() { l.Close() })()
	for {
		conn, err := l.Accept()
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return fmt.Errorf("accept a command: %w", err)
		}
		running.Go(func() {
			defer conn.Close()
			if err := s.handle(ctx, conn); err != nil {
				s.log.WarnContext(ctx, "command of a client", "err", err)
			}
		})
	}
}

func (s *control) handle(ctx context.Context, conn net.Conn) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	in := bufio.NewReader(conn)
	line, err := in.ReadBytes('\n')
	if err != nil {
		return fmt.Errorf("read the command: %w", err)
	}
	var req controlRequest
	if err := json.Unmarshal(line, &req); err != nil {
		return fmt.Errorf("read the command: %w", err)
	}
	if !req.Stdin {
		go func() { // nothing more is sent: the end of the connection means that the client is gone
			_, _ = in.ReadByte()
			cancel()
		}()
	}
	frames := &frameWriter{enc: json.NewEncoder(conn)}
	c := console{
		Args: req.Args, Dir: req.Dir, Env: s.env, In: in,
		Out: frames.stream(false), Err: frames.stream(true), Terminal: req.Terminal,
	}
	status := exitFailed
	if req.Version != version() {
		fmt.Fprintf(c.Err, "briefbot: the running server is %s, this program is %s; restart the server\n", version(), req.Version)
	} else {
		status = s.execute(ctx, c)
	}
	return frames.send(controlFrame{Exit: &status})
}

// execute keeps a command's panic from taking the bot down.
func (s *control) execute(ctx context.Context, c console) (status int) {
	defer func() {
		if r := recover(); r != nil {
			s.log.ErrorContext(ctx, "command of a client panicked", "args", c.Args, "panic", r)
			fmt.Fprintln(c.Err, "briefbot: the command failed by a mistake of the program; the server's log says more")
			status = exitFailed
		}
	}()
	return c.report(ctx, execute(ctx, &app{console: c, desk: s.desk}))
}

// frameWriter sends two streams over one connection.
type frameWriter struct {
	mu  sync.Mutex
	enc *json.Encoder
}

func (w *frameWriter) send(f controlFrame) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.enc.Encode(f); err != nil {
		return fmt.Errorf("answer a client: %w", err)
	}
	return nil
}

func (w *frameWriter) stream(errs bool) io.Writer {
	return writerFunc(func(p []byte) (int, error) {
		f := controlFrame{Out: p}
		if errs {
			f = controlFrame{Err: p}
		}
		return len(p), w.send(f)
	})
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

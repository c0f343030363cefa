package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"example.org/briefbot/bot/discordtest"
)

// server is `briefbot serve` in a process of its own, pointed at a fake Discord.
type server struct {
	cmd  *exec.Cmd
	log  *journal
	done chan error
}

func serve(t *testing.T, fake *discordtest.Server, data string, env ...string) *server {
	t.Helper()
	before := fake.Counts()
	s := &server{log: &journal{}, done: make(chan error, 1)}
	s.cmd = program(t.Context(), t, data, append(env, envAPIURL+"="+fake.URL(), envToken+"="+fake.Token))
	s.cmd.Args = append(s.cmd.Args, "serve")
	s.cmd.Stderr = s.log
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { s.done <- s.cmd.Wait() }()
	t.Cleanup(func() {
		_ = s.cmd.Process.Kill()
		if t.Failed() {
			t.Logf("the server's log:\n%s", s.log)
		}
	})
	fake.Until(t, "the bot is connected and its commands are registered", func() bool {
		return fake.Counts().Identifies > before.Identifies && fake.Connected() && fake.Usable(fake.Home(), "who-said")
	})
	return s
}

// stop ends the server as systemd does, and wants it to end well.
func (s *server) stop(t *testing.T) {
	t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := <-s.done; err != nil {
		t.Fatalf("serve ended with %v:\n%s", err, s.log)
	}
}

// quotations is an article with more statements of one speaker than a page holds.
func quotations(n int) string {
	var b strings.Builder
	b.WriteString("Harbour talks go on\n\nOSLO — The talks over the harbour went on.\n\n")
	for i := range n {
		fmt.Fprintf(&b, "“We will open pier %d to every ship that asks,” said Mara Lindqvist, the harbour master.\n\n", i+1)
	}
	return b.String()
}

func TestServeAnswersAcrossRestarts(t *testing.T) {
	data := t.TempDir()
	article := filepath.Join(t.TempDir(), "harbour.txt")
	if err := os.WriteFile(article, []byte(quotations(12)), 0o600); err != nil {
		t.Fatal(err)
	}
	fake := discordtest.New(t)
	home := fake.Home()
	s := serve(t, fake, data)

	sample := fake.Slash(t, home, "who-said", "who", "Trump")
	if text := sample.Text(); !strings.Contains(text, "Sample") {
		t.Errorf("before the first import, the answer is not marked as a sample:\n%s", text)
	}
	// The running server holds the store: the import is executed there and shows in the next answer.
	if out := says(t, data, "import", article, "--publisher", "The Quay", "--published", "2025-06-03"); !strings.Contains(out, "12 quotations") {
		t.Errorf("import says %q", out)
	}
	first := fake.Slash(t, home, "who-said", "who", "Lindqvist")
	if text := first.Text(); !strings.Contains(text, "pier 1 ") || strings.Contains(text, "Sample") {
		t.Errorf("after the import:\n%s", text)
	}
	if text := fake.Slash(t, home, "who-said", "who", "Trump").Text(); strings.Contains(text, "played all my life") {
		t.Errorf("the sample is still there:\n%s", text)
	}
	message, page := first.Message().ID, first.Text()
	s.stop(t)

	s = serve(t, fake, data)
	next := fake.PressOn(t, home, message, "Next")
	if text := next.Text(); text == page || !strings.Contains(text, "pier") {
		t.Errorf("the old button, after a restart:\n%s", text)
	}
	if out := says(t, data, "doctor"); strings.Contains(out, "FAIL") {
		t.Errorf("doctor:\n%s", out)
	}
	s.stop(t)
}

func TestServeIsOneAtATime(t *testing.T) {
	data := t.TempDir()
	fake := discordtest.New(t)
	s := serve(t, fake, data)
	second := program(t.Context(), t, data, []string{envAPIURL + "=" + fake.URL(), envToken + "=" + fake.Token}, "serve")
	out, err := second.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "another briefbot is serving from") {
		t.Errorf("a second server: %v\n%s", err, out)
	}
	s.stop(t)
	if _, err := os.Stat(socketPath(data)); err == nil {
		t.Error("the control socket is left behind")
	}
}

func TestServeAfterAKill(t *testing.T) {
	data := t.TempDir()
	fake := discordtest.New(t)
	s := serve(t, fake, data)
	if err := s.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := <-s.done; err == nil {
		t.Fatal("the killed server ended well")
	}
	// The socket and the lock file are left behind; neither may stand in the way.
	if out := says(t, data, "ask", "/who-said who:Trump"); !strings.Contains(out, "Trump") {
		t.Errorf("ask after a kill:\n%s", out)
	}
	serve(t, fake, data).stop(t)
}

func TestServeSaysThatTheTokenIsRefused(t *testing.T) {
	fake := discordtest.New(t, discordtest.Tolerate("authorization"))
	fake.RefuseToken()
	cmd := program(t.Context(), t, t.TempDir(), []string{envAPIURL + "=" + fake.URL(), envToken + "=wrong"}, "serve")
	out, err := cmd.CombinedOutput()
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	last := lines[len(lines)-1]
	if err == nil || cmd.ProcessState.ExitCode() != exitFailed || !strings.HasPrefix(last, "briefbot: ") || !strings.Contains(last, envToken) {
		t.Errorf("ended with %v and:\n%s", err, out)
	}
	if strings.Contains(string(out), "wrong") {
		t.Errorf("the token is shown:\n%s", out)
	}
}

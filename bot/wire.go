package bot

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/binary"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// wires makes the network connections of one gateway session and keeps the latest. It sees what discordgo does not tell: the code that the gateway
// closes with, and silence. Through a proxy with encryption the code stays unseen; a fatal one comes again at the next attempt then, as its error.
type wires struct {
	idle time.Duration // a read that waits longer fails: the gateway answers a heartbeat every 41 s

	mu   sync.Mutex
	last *wire
}

// dialer returns a dialer for discordgo. The standard proxy variables are honoured.
func (w *wires) dialer() *websocket.Dialer {
	d := &websocket.Dialer{
		Proxy: http.ProxyFromEnvironment, HandshakeTimeout: 20 * time.Second,
		NetDialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			return w.dial(ctx, (&net.Dialer{}).DialContext, network, address)
		},
	}
	gateway := &http.Request{URL: &url.URL{Scheme: "https", Host: "gateway.discord.gg"}}
	if proxy, err := http.ProxyFromEnvironment(gateway); err != nil || proxy != nil {
		return d
	}
	d.NetDialTLSContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		t := &tls.Dialer{Config: &tls.Config{NextProtos: []string{"http/1.1"}}}
		return w.dial(ctx, t.DialContext, network, address)
	}
	return d
}

type dial func(ctx context.Context, network, address string) (net.Conn, error)

func (w *wires) dial(ctx context.Context, dial dial, network, address string) (net.Conn, error) {
	c, err := dial(ctx, network, address)
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.last = &wire{Conn: c, idle: w.idle}
	return w.last, nil
}

// code is what the gateway closed the latest connection with, 0 when it did not or was not seen to.
func (w *wires) code() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.last == nil {
		return 0
	}
	return w.last.closeCode()
}

// cut ends the latest connection under discordgo, which then notices.
func (w *wires) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.last != nil {
		_ = w.last.Close()
	}
}

// wire is a network connection that reads along.
type wire struct {
	net.Conn
	idle time.Duration

	mu     sync.Mutex
	frames frames
}

// Read implements net.Conn.
func (w *wire) Read(p []byte) (int, error) {
	if err := w.SetReadDeadline(time.Now().Add(w.idle)); err != nil {
		return 0, err
	}
	n, err := w.Conn.Read(p)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.frames.read(p[:n])
	return n, err
}

func (w *wire) closeCode() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.frames.code
}

// frames follows a WebSocket's incoming bytes from frame to frame (RFC 6455, section 5.2) to find the code of a close frame.
type frames struct {
	code int

	open bool   // the handshake is over
	head []byte // of the handshake's answer, or of the frame that has begun
	body []byte // of a close frame
	skip uint64 // bytes of the current frame's body still to come
}

const closeFrame = 8

func (f *frames) read(p []byte) {
	for len(p) > 0 {
		switch {
		case !f.open:
			p = f.handshake(p)
		case f.skip > 0:
			n := min(uint64(len(p)), f.skip)
			if f.head[0]&0xf == closeFrame {
				f.body = append(f.body, p[:n]...)
			}
			p, f.skip = p[n:], f.skip-n
			f.end()
		default:
			f.head = append(f.head, p[0])
			p = p[1:]
			f.begin()
		}
	}
}

// handshake skips what comes before the first frame: the answer of a proxy, then 101. Where neither is found, as within an encrypted stream,
// it looks no further.
func (f *frames) handshake(p []byte) []byte {
	const most = 16 << 10
	if len(f.head) > most {
		return nil
	}
	f.head = append(f.head, p...)
	at := bytes.Index(f.head, []byte("HTTP/1.1 101"))
	if at < 0 {
		return nil
	}
	end := bytes.Index(f.head[at:], []byte("\r\n\r\n"))
	if end < 0 {
		return nil
	}
	rest := f.head[at+end+4:]
	f.open, f.head = true, nil
	return rest
}

// begin reads the frame's head once it is complete. A server's frames are not masked.
func (f *frames) begin() {
	size, length := 2, uint64(0)
	if len(f.head) >= 2 {
		switch length = uint64(f.head[1] & 0x7f); length {
		case 126:
			size = 4
		case 127:
			size = 10
		}
	}
	if len(f.head) < size {
		return
	}
	switch size {
	case 4:
		length = uint64(binary.BigEndian.Uint16(f.head[2:]))
	case 10:
		length = binary.BigEndian.Uint64(f.head[2:])
	}
	f.skip = length
	f.end()
}

func (f *frames) end() {
	if f.skip > 0 {
		return
	}
	if len(f.body) >= 2 {
		f.code = int(binary.BigEndian.Uint16(f.body))
	}
	f.head, f.body = f.head[:0], nil
}

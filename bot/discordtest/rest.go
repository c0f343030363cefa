package discordtest

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A Request is one that the server has received, whatever became of it.
type Request struct {
	Method string
	Path   string // below the base, as in /channels/1/messages
	Query  url.Values
	Header http.Header
	Body   []byte // JSON; of a multipart request, the part payload_json
	Files  map[int]File
	At     time.Time
	Status int // of the answer; 0 while there is none or when the connection was cut
}

// A File is one that was uploaded, by the bot or by a user.
type File struct {
	Name, ContentType string
	Description       string // what the message says of it, for those who do not see it
	Data              []byte
}

// A call is a request on its way through checks, faults and its route's function.
type call struct {
	method, path string
	args         []string // the path's segments at the stars of the route's pattern
	query        url.Values
	header       http.Header
	raw          []byte // JSON
	value        any    // raw, decoded
	body         object // value, if it is an object
	files        map[int]File
	multipart    bool
	number       int // of the request, in s.requests
	arrived      time.Time
}

// A response is what the server answers; body is encoded unless raw is set.
type response struct {
	status int
	body   any
	raw    []byte
	header http.Header
}

func answer(status int, body any) *response {
	return &response{status: status, body: body, header: http.Header{}}
}

// failure is an error in Discord's form.
func failure(status, code int, message string) *response {
	return answer(status, object{"message": message, "code": code})
}

// maxBody is Discord's limit of a request with files.
const maxBody = 25 << 20

func (s *Server) serveREST(w http.ResponseWriter, r *http.Request) {
	c, err := s.read(r)
	if err != nil {
		s.report(Violation{Rule: "body", Refused: true, Where: r.Method + " " + r.URL.Path, Detail: err.Error()})
		write(w, failure(400, 50109, "The request body contains invalid JSON."))
		return
	}
	o := s.strike(c)
	switch {
	case o.hang:
		select {
		case <-r.Context().Done():
		case <-s.closed:
		}
		panic(http.ErrAbortHandler)
	case o.delay > 0:
		select {
		case <-time.After(o.delay):
		case <-s.closed:
		}
	}
	out := o.answer
	if o.carry {
		carried := s.carryOut(c)
		if out == nil {
			out = carried
		}
	}
	if o.meet != nil {
		o.meet()
	}
	s.mu.Lock()
	if !o.cut {
		s.requests[c.number].Status = out.status
	}
	s.notify()
	s.mu.Unlock()
	if o.cut {
		panic(http.ErrAbortHandler)
	}
	write(w, out)
}

var versionPrefix = regexp.MustCompile(`^/api/v(9|10)(/.*)$`)

// read takes the request apart and records it.
func (s *Server) read(r *http.Request) (*call, error) {
	c := &call{method: r.Method, path: r.URL.Path, query: r.URL.Query(), header: r.Header}
	if m := versionPrefix.FindStringSubmatch(r.URL.Path); m != nil {
		c.path = m[2]
	}
	err := c.readBody(r)
	s.mu.Lock()
	defer s.mu.Unlock()
	c.arrived, c.number = s.now(), len(s.requests)
	s.requests = append(s.requests, Request{
		Method: c.method, Path: c.path, Query: c.query, Header: c.header, Body: c.raw, Files: c.files, At: c.arrived,
	})
	return c, err
}

func (c *call) readBody(r *http.Request) error {
	body := io.LimitReader(r.Body, maxBody+1)
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	var err error
	if kind == "multipart/form-data" {
		c.multipart = true
		err = c.readParts(multipart.NewReader(body, params["boundary"]))
	} else {
		c.raw, err = io.ReadAll(body)
	}
	if err != nil || len(c.raw) == 0 {
		return err
	}
	if kind != "application/json" && !c.multipart {
		return fmt.Errorf("content type is %q, want application/json or multipart/form-data", kind)
	}
	if c.value, err = decode(c.raw); err != nil {
		return err
	}
	c.body, _ = c.value.(object)
	return nil
}

var filePart = regexp.MustCompile(`^files\[(\d{1,2})\]$`)

func (c *call) readParts(parts *multipart.Reader) error {
	c.files = map[int]File{}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("multipart: %w", err)
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return fmt.Errorf("multipart %s: %w", part.FormName(), err)
		}
		m := filePart.FindStringSubmatch(part.FormName())
		switch {
		case part.FormName() == "payload_json":
			c.raw = data
		case m != nil:
			n, _ := strconv.Atoi(m[1])
			c.files[n] = File{Name: part.FileName(), ContentType: part.Header.Get("Content-Type"), Data: data}
		default:
			return fmt.Errorf("multipart: a part is named %q, want payload_json or files[N]", part.FormName())
		}
	}
}

// carryOut checks the request and does what it asks.
func (s *Server) carryOut(c *call) *response {
	r, found := s.route(c)
	if refusal := s.inspect(c, r, found); refusal != nil {
		return refusal
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.notify()
	out := *r.serve(s, c)
	if out.body != nil {
		out.raw = encode(out.body) // now, while nobody changes it
	}
	return &out
}

func write(w http.ResponseWriter, r *response) {
	header := w.Header()
	header.Set("Content-Type", "application/json")
	header.Set("X-RateLimit-Limit", "1000")
	header.Set("X-RateLimit-Remaining", "999")
	header.Set("X-RateLimit-Reset-After", "1.000")
	header.Set("X-RateLimit-Bucket", "test")
	if r.status == http.StatusTooManyRequests { // says itself what it has to say
		header.Del("X-RateLimit-Reset-After")
		header.Del("X-RateLimit-Remaining")
	}
	maps.Copy(header, r.header)
	raw := r.raw
	if raw == nil && r.body != nil {
		raw = encode(r.body)
	}
	w.WriteHeader(r.status)
	_, _ = w.Write(raw) // the client may be gone
}

// Requests returns what has been received for the route so far, in the order of arrival, faults included.
func (s *Server) Requests(route string) []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Request
	for _, r := range s.requests {
		if matches(route, r.Method, r.Path) {
			out = append(out, r)
		}
	}
	return out
}

// serveFile gives out attachments, as Discord's CDN does: /cdn/attachments/ID/NAME.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	args, ok := match("/cdn/attachments/*/*", r.URL.Path)
	s.mu.Lock()
	file, found := File{}, false
	if ok {
		file, found = s.files[args[0]]
	}
	s.mu.Unlock()
	if !found {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", file.ContentType)
	_, _ = w.Write(file.Data)
}

// attach stores the file and returns its attachment object; s.mu is held.
func (s *Server) attach(f File) object {
	id := s.nextID()
	s.files[id] = f
	return s.attachment(id, f)
}

// attachment describes a stored file as Discord does.
func (s *Server) attachment(id string, f File) object {
	link := s.http.URL + "/cdn/attachments/" + id + "/" + url.PathEscape(strings.ReplaceAll(f.Name, "/", "_"))
	return object{"id": id, "filename": f.Name, "size": len(f.Data), "content_type": f.ContentType, "url": link, "proxy_url": link}
}

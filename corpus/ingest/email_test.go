package ingest

import (
	"encoding/base64"
	"strings"
	"testing"
)

func TestEmail(t *testing.T) {
	s := invented()
	html := base64.StdEncoding.EncodeToString(s.html())
	var folded strings.Builder
	for len(html) > 76 {
		folded.WriteString(html[:76] + "\r\n")
		html = html[76:]
	}
	folded.WriteString(html + "\r\n")
	head := "From: =?utf-8?q?Harbour_Da=C3=ADly?= <daily@wire.example>\r\nSubject: Fwd: Re: " + s.title + "\r\nList-Id: \"The Quay\" <quay.wire.example>\r\n" +
		"Date: Tue, 03 Jun 2025 23:30:00 -0400\r\nMIME-Version: 1.0\r\n"
	htmlPart := "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + folded.String()
	mixed := head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + htmlPart +
		"--b\r\nContent-Type: text/plain; name=x.txt\r\nContent-Disposition: attachment; filename=x.txt\r\n\r\nAttached words are not read.\r\n--b--\r\n"
	both := head + "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSee the web version.\r\n--b\r\n" + htmlPart + "--b--\r\n"
	want := only(t, "a.html", s.html(), Meta{}).Text
	for name, message := range map[string]string{"HTML only": head + htmlPart, "with an attachment": mixed, "with an empty plain part": both} {
		d := only(t, "a.eml", []byte(message), Meta{})
		if d.Text != want {
			t.Errorf("%s: the text is\n%s", name, d.Text)
		}
		if d.Title != s.title || d.Author != "Harbour Daíly" || d.Publisher != "The Quay" || dayOf(d) != "2025-06-03" || d.URL != "" {
			t.Errorf("%s: %+v", name, d)
		}
	}
}

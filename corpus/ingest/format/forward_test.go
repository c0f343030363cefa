package format

import (
	"strings"
	"testing"
)

// inner is a message that others pass on.
const inner = "From: The Quay <news@quay.example>\r\nDate: Wed, 6 Nov 2024 07:00:00 +0200\r\nSubject: Harbour talks resume\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe talks resume on Monday, said the harbour master.\r\n"

func TestPassedOn(t *testing.T) {
	const head = "From: Ana Moe <ana@team.example>\r\nDate: Thu, 7 Nov 2024 09:00:00 +0200\r\nSubject: Fwd: Harbour talks resume\r\n"
	const text = "Content-Type: text/plain; charset=utf-8\r\n\r\n"
	for _, tt := range []struct{ name, data, author, day, want string }{
		{
			"forwarded", head + text + "“Read this,” said Ana.\r\n\r\n---------- Forwarded message ---------\r\nFrom: The Quay <news@quay.example>\r\nDate: Wed, Nov 6, 2024 at 7:00 AM\r\n" +
				"Subject: Harbour talks resume\r\nTo: Ana Moe <ana@team.example>\r\n\r\n\r\nThe talks resume on Monday, said the harbour master.\r\n", "The Quay", "2024-11-06", "Harbour talks resume|The talks resume on Monday, said the harbour master.",
		},
		{
			"forwarded by another program", head + text + "FYI\r\n\r\n________________________________\r\nFrom: The Quay <news@quay.example>\r\nSent: Wednesday, November 6, 2024 7:00 AM\r\n" +
				"To: Ana Moe <ana@team.example>\r\nSubject: Harbour talks\r\n resume\r\n\r\nThe talks resume on Monday, said the harbour master.\r\n", "The Quay", "2024-11-06", "Harbour talks resume|The talks resume on Monday, said the harbour master.",
		},
		{
			"forwarded as a page", head + "Content-Type: text/html; charset=utf-8\r\n\r\n<p>FYI</p><div>Begin forwarded message:<br><b>From: </b>The Quay &lt;news@quay.example&gt;<br><b>Subject: </b>Harbour talks resume<br><b>Date: </b>6 November 2024 at 07:00:00 EET<br></div>" +
				"<p>The talks resume on Monday, said the harbour master.</p>", "The Quay", "2024-11-06", "Harbour talks resume|The talks resume on Monday, said the harbour master.",
		},
		{
			"attached", head + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + text + "See below.\r\n--b\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n" + inner + "--b--\r\n",
			"The Quay", "2024-11-06", "Harbour talks resume|The talks resume on Monday, said the harbour master.",
		},
		{
			"answered", head + text + "“I disagree,” said Ana.\r\n\r\nOn Wed, Nov 6, 2024 at 7:00 AM The Quay <news@quay.example>\r\nwrote:\r\n\r\n> The talks resume\r\n> on Monday, said the master.\r\n>\r\n> And so on.\r\n",
			"Ana Moe", "2024-11-07", "Harbour talks resume|“I disagree,” said Ana.|The talks resume|on Monday, said the master.|And so on.",
		},
		{
			"of a mailbox", "From news@quay.example Wed Nov  6 07:00:00 2024\r\n" + inner, "The Quay", "2024-11-06", "Harbour talks resume|The talks resume on Monday, said the harbour master.",
		},
		{
			"a word that looks like a head", head + text + "From: where we stand, nothing is seen.\r\n\r\nTo: nobody in particular.\r\n", "Ana Moe", "2024-11-07", "Harbour talks resume|From: where we stand, nothing is seen.|To: nobody in particular.",
		},
	} {
		a, err := Email([]byte(tt.data))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := strings.Join(a.Paragraphs, "|"); got != tt.want || a.Author != tt.author || a.Published != tt.day {
			t.Errorf("%s: by %q on %q\ngot  %s\nwant %s", tt.name, a.Author, a.Published, got, tt.want)
		}
	}
}

// TestWrapped: messages attached to each other without end are read no deeper than anybody attaches them.
func TestWrapped(t *testing.T) {
	data := inner
	for range 50 {
		data = "Subject: S\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n" + data + "\r\n--b--\r\n"
	}
	if a, err := Email([]byte(data)); err == nil && len(a.Text()) > len(data) {
		t.Errorf("it unfolds to %d bytes", len(a.Text()))
	}
}

func TestMailDay(t *testing.T) {
	for s, want := range map[string]string{
		"Wed, Nov 6, 2024 at 7:00 AM": "2024-11-06", "Wednesday, November 6, 2024 7:00 AM": "2024-11-06", "6 November 2024 at 07:00:00 EET": "2024-11-06", "Wed, 6 Nov 2024 07:00:00 +0200": "2024-11-06",
		"2024-11-06 07:00": "2024-11-06", "yesterday": "", "": "", "06/11/2024 07:00": "",
	} {
		if got := mailDay(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

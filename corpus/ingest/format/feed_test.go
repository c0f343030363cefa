package format

import "testing"

func TestFeedEntry(t *testing.T) {
	const rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>The Quay</title><item><title>Talks</title><link>https://quay.example/talks?id=7&amp;utm_source=rss&amp;fbclid=x</link>` +
		`<pubDate>Tue, 03 Jun 2025 23:30:00 -0400</pubDate><description>&lt;p&gt;The talks resume.&lt;/p&gt;&lt;p&gt;The post &lt;a href="x"&gt;Talks&lt;/a&gt; appeared first on &lt;a href="y"&gt;The Quay&lt;/a&gt;.&lt;/p&gt;</description></item></channel></rss>`
	const atom = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay</title><entry><title>Talks</title><link href="https://quay.example/talks?id=7"/>` +
		`<updated>2025-06-03T23:30:00-04:00</updated><content>The talks resume.</content></entry></feed>`
	for name, data := range map[string]string{"RSS": rss, "Atom": atom} {
		all, err := Feed([]byte(data))
		if err != nil || len(all) != 1 {
			t.Fatalf("%s: %d entries, %v", name, len(all), err)
		}
		a := all[0]
		if a.Text() != "Talks\n\nThe talks resume." || a.Published != "2025-06-03" || a.URL != "https://quay.example/talks?id=7" {
			t.Errorf("%s: %+v", name, a)
		}
	}
}

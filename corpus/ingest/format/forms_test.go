package format

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// pdfFile makes a PDF of objects; the first is the catalog, numbered from 1.
func pdfFile(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return b.Bytes()
}

func stream(dict, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

func pageFile(content, form string) []byte {
	const res = "/Resources<</Font<</F 6 0 R>>/XObject<</X 5 0 R>>>>"
	return pdfFile("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R"+res+"/Contents 4 0 R>>", stream("", content), stream("/Type/XObject/Subtype/Form"+res, form),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
}

func TestForms(t *testing.T) {
	a, err := PDF(pageFile("BT /F 10 Tf 50 700 Td (On the page.) Tj ET /X Do", "BT /F 10 Tf 50 600 Td (In the \\223form\\224.) Tj ET"))
	if err != nil || a.Text() != "On the page.\n\nIn the “form”." {
		t.Errorf("%+v, %v", a, err)
	}
	// Forms that draw themselves come to an end, however often they do.
	again := "BT /F 10 Tf 50 700 Td (Words.) Tj ET " + strings.Repeat("/X Do ", 300)
	if a, err := PDF(pageFile(again, again)); err != nil || !strings.HasPrefix(a.Text(), "Words.") {
		t.Errorf("%v", err)
	}
}

// TestTurned: a page that lies on its side is read, a label at the edge and a watermark are not.
func TestTurned(t *testing.T) {
	const body = "(The page is read.) Tj 0 -12 Td (All of it, as it is.) Tj 0 -40 Td (And the rest.) Tj ET "
	const label, slant = "BT /F 10 Tf %s Tm (Label) Tj ET ", "BT /F 10 Tf 1 1 -1 1 100 100 Tm (Slant) Tj ET "
	for name, tt := range map[string]struct{ page, label string }{
		"upright":      {"1 0 0 1 50 700", "0 1 -1 0 20 400"},
		"to the left":  {"0 1 -1 0 100 50", "1 0 0 1 20 400"},
		"on its head":  {"-1 0 0 -1 500 100", "0 1 -1 0 20 400"},
		"to the right": {"0 -1 1 0 500 700", "1 0 0 1 20 400"},
	} {
		a, err := PDF(pageFile("BT /F 10 Tf "+tt.page+" Tm "+body+fmt.Sprintf(label, tt.label)+slant, ""))
		if err != nil || a.Text() != "The page is read. All of it, as it is.\n\nAnd the rest." {
			t.Errorf("%s: %+v, %v", name, a, err)
		}
	}
}

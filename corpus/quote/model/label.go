package model

// Label is what the tagger says of a token. Pieces of source and content know on which side of their cue they stand, what
// is outside but between the pieces of one attribution knows which piece came last, and a content of two
// tokens or more has an end of its own: all this lets a first-order chain see further.
type Label = uint8

// The labels. "Left" pieces stand before their cue.
const (
	Outside Label = iota
	AfterSource
	AfterCue
	AfterContent
	BeginCue
	InCue
	BeginSourceLeft
	InSourceLeft
	BeginSourceRight
	InSourceRight
	BeginContentLeft
	InContentLeft
	EndContentLeft
	BeginContentRight
	InContentRight
	EndContentRight
	Labels = 16
)

// Role is the part of an attribution that a label belongs to.
type Role uint8

// The roles.
const (
	NoRole Role = iota
	Cue
	Source
	Content
)

// role returns a label's part, whether it begins a piece, and whether the piece stands left of its cue.
func role(l Label) (r Role, begins, left bool) {
	switch l {
	case BeginCue, InCue:
		return Cue, l == BeginCue, false
	case BeginSourceLeft, InSourceLeft:
		return Source, l == BeginSourceLeft, true
	case BeginSourceRight, InSourceRight:
		return Source, l == BeginSourceRight, false
	case BeginContentLeft, InContentLeft, EndContentLeft:
		return Content, l == BeginContentLeft, true
	case BeginContentRight, InContentRight, EndContentRight:
		return Content, l == BeginContentRight, false
	}
	return NoRole, false, false
}

// Encode labels n tokens with the attributions in reports. Where two claim a token, the first keeps it.
func Encode(n int, reports []Report) []Label {
	labels := make([]Label, n)
	for _, r := range reports {
		for _, c := range r.Cue {
			paint(labels, c, BeginCue, InCue, InCue)
		}
	}
	for _, r := range reports {
		for _, s := range r.Source {
			if nearestLeft(s, sharing(reports, s)) {
				paint(labels, s, BeginSourceLeft, InSourceLeft, InSourceLeft)
			} else {
				paint(labels, s, BeginSourceRight, InSourceRight, InSourceRight)
			}
		}
		for _, c := range r.Content {
			if len(r.Cue) == 0 || c.From < r.Cue[0].From {
				paint(labels, c, BeginContentLeft, InContentLeft, EndContentLeft)
			} else {
				paint(labels, c, BeginContentRight, InContentRight, EndContentRight)
			}
		}
	}
	for _, r := range reports {
		fillInside(labels, r)
	}
	return labels
}

// sharing returns the first cue pieces of the reports whose source holds s.
func sharing(reports []Report, s Run) []Run {
	var cues []Run
	for _, r := range reports {
		for _, x := range r.Source {
			if x == s && len(r.Cue) > 0 {
				cues = append(cues, r.Cue[0])
			}
		}
	}
	return cues
}

// nearestLeft reports whether s stands before the nearest of cues.
func nearestLeft(s Run, cues []Run) bool {
	left, best := true, 1<<30
	for _, c := range cues {
		if d := gap(s, c); d < best {
			left, best = s.From < c.From, d
		}
	}
	return left
}

// gap is the number of tokens between a and b, 0 when they touch or overlap.
func gap(a, b Run) int { return max(0, b.From-a.To, a.From-b.To) }

func paint(labels []Label, r Run, begin, in, end Label) {
	for i := r.From; i < r.To; i++ {
		if labels[i] != Outside {
			return
		}
		switch i {
		case r.From:
			labels[i] = begin
		case r.To - 1:
			labels[i] = end
		default:
			labels[i] = in
		}
	}
}

// fillInside labels the outside tokens between the first and the last token of r.
func fillInside(labels []Label, r Report) {
	from, to := len(labels), 0
	for _, pieces := range [][]Run{r.Source, r.Cue, r.Content} {
		for _, p := range pieces {
			from, to = min(from, p.From), max(to, p.To)
		}
	}
	after := Outside
	for i := from; i < to; i++ {
		switch r, _, _ := role(labels[i]); r {
		case Cue:
			after = AfterCue
		case Source:
			after = AfterSource
		case Content:
			after = AfterContent
		default:
			if labels[i] == Outside {
				labels[i] = after
			}
		}
	}
}

// Piece is a labelled stretch.
type Piece struct {
	Run
	Role Role
	Left bool // stands before its cue, by its first label
}

// appendPieces adds to out the labelled stretches of a sequence whose first token is number from.
func appendPieces(out []Piece, labels []Label, from int) []Piece {
	open := NoRole
	for i, l := range labels {
		r, begins, left := role(l)
		switch {
		case r == NoRole:
		case begins || r != open:
			out = append(out, Piece{Run{from + i, from + i + 1}, r, left})
		default:
			out[len(out)-1].To = from + i + 1
		}
		open = r
	}
	return out
}

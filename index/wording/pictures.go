package wording

// What is written in pictures and in their descriptions.
const (
	PictureMore            = "And %d more."
	PictureMoreInList      = "%d more in the list only."
	AltTimeline            = "Timeline of %s."
	AltTimelinePart        = "Timeline of %d of %d dated entries."
	AltPositions           = "Positions of %s on %s."
	AltEnd                 = " All words and sources: in the list."
	PicturePositions       = "Who stands where"
	PictureSee             = "(see %d)"
	PictureSeeTheList      = "(see the list)"
	PictureWordsSee        = "(words: see %d in the list)"
	PictureNumbers         = "The numbers are those of the list."
	PictureSample          = "From the sample corpus."
	PictureEntries         = "Entries %d to %d of %d. %s"
	PictureTimeline        = "Timeline"
	PicturePast            = "Past and ongoing"
	PicturePlanned         = "Planned"
	PictureWordsSeeTheList = "(words: see the list)"
	PictureWasPlanned      = "was planned, the date is over"
	PictureOpenEnd         = "open end"
	PictureGap             = "time left out; each stretch has its own scale"
)

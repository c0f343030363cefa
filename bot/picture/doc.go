// Package picture draws answers as PNG: a timeline, and the positions of actors on issues.
//
// A picture is laid out first, as a list of marks with their places on a sheet ([sheet]), and then painted. What is laid out is what
// is drawn, so that tests look at places instead of pixels: no text covers another or leaves the sheet, and no text has a
// character that the fonts lack. Words of documents stand as in the document, shortened at the end of a word and marked […]; where
// they cannot be drawn (other scripts, emoji) the picture says that the list has them. Every picture comes with a text for those who do not
// see it ([Alt], [AltMatrix]), and its numbers are those of the list that is sent beside it: nothing is told by the picture alone.
//
// To look at pictures of invented answers: go test ./bot/picture -look DIRECTORY.
//
// It is made for a phone: 1000 pixels wide, letters of 26 pixels. It refuses nothing but an empty list.
package picture

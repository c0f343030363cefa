// Package render writes answers for readers: as Discord messages, as text for a terminal, as JSON.
//
// The laws it keeps: a document's words are shown as they stand in it, cut from it here and nowhere else; the program itself
// writes labels, dates and counts. Every line has its citation. Names and titles are shown as the document writes them.
// What must be shortened (Discord's limits) is cut at the end of a sentence, else at the end of a word, never inside a character
// as readers see it, and the cut is marked […]; citations and links are never cut.
//
// It asks nothing and keeps nothing: an answer goes in, a rendering comes out.
package render

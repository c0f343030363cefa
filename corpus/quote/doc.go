// Package quote finds who said what: quotations and reports of speech and thought, each with its source, cue and content,
// the speaker's name, the chain of those who passed it on, and whether the source is anonymous.
//
// The scheme is that of PARC 3.0 (Pareti, 2016) and PolNeAR (Newell et al., 2018): only the outermost report of a stretch of
// text is one, quotation marks belong to the content, and an interrupted quotation is one attribution
// with several pieces. Scare quotes and titles are no attributions.
//
// The package never guesses: a source that the text does not give stays empty, and a pronoun that cannot be resolved
// gives a source without a speaker. When an attribution was made is left to its callers.
package quote

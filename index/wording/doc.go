// Package wording is the catalogue of the bot's own words: every sentence, label and description that a person reads in Discord, and that is no
// word of a document. It refuses to know where they are shown.
//
// Each has a name, and its text is a format of package fmt; what stands for the verbs says the code that uses it. A [Count] has a form for each plural
// category of the language. The names are those of the English text, in files by the part of the bot that says it:
//
//	commands.go   what Discord shows of commands, options and menus
//	replies.go    what the bot says of its own doing, and what somebody may not do or should mend
//	answers.go    what stands about the words of documents: labels, counts, headings
//	digests.go    the daily digest
//	pictures.go   what is written in pictures, and in their descriptions
//	hints.go      what was not understood in a question
//
// Another locale is another text for the same names: they are the keys, and a test holds that no such text stands elsewhere in the code. Names of commands
// and options, the kinds of statements and demands, and dates as numbers are the same in every locale; they are data, see docs/queries.md.
package wording

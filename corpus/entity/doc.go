// Package entity finds who is meant: the people, bodies, places and described groups of one document, with
// every place where it speaks of them by name, by description or by pronoun.
//
// Everything is learned from the document itself (a full name and its short forms, an acronym and its
// introduction, a description and the name it stands beside) with the help of small general tables: titles,
// given names, countries with their capitals and adjectives. No particular person is in it.
//
// It would rather leave a pronoun, a description or a surname that two people bear unresolved than
// guess: whoever puts a name to a statement relies on it. First and second persons in quotations are
// left to the attribution of quotations.
package entity

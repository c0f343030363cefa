// Package model holds the trained model of quotation attribution and what runs it: a linear-chain conditional random field (Lafferty,
// McCallum & Pereira, 2001) that labels the tokens of a paragraph as source, cue or content, a linker that joins the labelled
// pieces to reports, a ranker that chooses each report's source, and a logistic regression for the confidence.
//
// Everything that reads a text for training reads it for running too: the trainer in corpus/quote/train calls the functions of this package. No feature
// holds more than two words of a text, words and features are kept as 32-bit fingerprints, and no text can be had back from the weights.
package model

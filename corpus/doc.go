// Package corpus is the data model of briefbot: documents, what was found in them, and the
// interfaces of the store that keeps both.
//
// A [Document] is an immutable text with its metadata. [Annotations] are what the extractors
// found in it; every annotation points into the text by [Span], never by copied words, so that
// whatever is shown to a reader is cut from the document at the moment it is shown.
//
// # Terms
//
//   - Attribution: a source, a cue and a content. The scheme is that of PARC 3.0 (Pareti, 2016)
//     and PolNeAR (Newell et al., 2018): "officials" (source) "said" (cue) "the talks failed" (content).
//   - Demand: an actor asks, offers, concedes, refuses or threatens something (the object), usually
//     to or of a target. The seven kinds follow CAMEO (Schrodt, 2012) and PLOVER:
//     demand and request are PLOVER's REQUEST (CAMEO 10 and 02), condition its conditional form,
//     offer is AGREE (CAMEO 03), concession CONCEDE and RETREAT (08), refusal REJECT (12),
//     threat THREATEN (13).
//   - Timex: a time expression with its normalised value, as in TIMEX3 of TimeML (ISO 24617-1).
//   - Entry: a clause that tells an event, put on the date that the text gives it.
//   - Entity: somebody or something named or described in one document, with all its mentions.
//
// # Spans
//
// A span counts bytes of [Document.Text], its end is exclusive, and it never splits a UTF-8
// sequence. The JSON that leaves the program counts Unicode code points; the conversion happens
// once, at the border (see [Offsets]).
//
// This package imports only the standard library. Its subpackages import it, never the reverse.
package corpus

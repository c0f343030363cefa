// Package demand finds who wants what of whom: each demand, request, condition, offer, concession, refusal and threat
// that a text reports, with its actor, target, object, what is offered in exchange, and the answer that is told.
//
// A lexicon of cues (lexicon.txt) says which words carry which kind and how their complements look; a light analysis of
// clauses (chunks, voice, control, coordination, relatives, participles, genitives) fills the roles; a
// logistic model (weights.txt) says how far to trust a record. No record is made up from what the text does not
// say: the writer's own "should", laws that require, and routine phrases such as "declined to comment" are left out, and a role
// that is not stated stays empty.
//
// The kinds follow the events of CAMEO and PLOVER: demand is CAMEO 10 Demand, request 02 Appeal (both PLOVER REQUEST), condition
// either of them with an "if" alone, offer 03 Express intent to cooperate (AGREE), concession 08 Yield
// (CONCEDE, RETREAT), refusal 12 Reject (REJECT), threat 13 Threaten (THREATEN).
package demand

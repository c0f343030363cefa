// Package digest posts a server's daily digest: once a local day, on time, and nothing in it twice.
//
// A server has one digest: a channel, a time of day, a zone, weekdays, and a rule for days without news. All that is known of it is one
// value in the store, the [Record], under "digest/SERVER"; every change of it is a compare-and-swap, so of several processes on one store one wins.
//
//	plan      when and where, who set it, whether it is paused or stopped
//	watermark the number in the store's change feed up to which documents have been shown
//	runs      the last ones, by key: the local date, or "now/INTERACTION" for one that was asked for
//
// A run goes through these states, each written before the next thing is done:
//
//	claimed ──► sent      the message's id is known; in the same write the watermark moves
//	        ├─► unknown   it may have been posted and cannot be looked up: it is not posted again
//	        └─► (gone)    it was certainly not posted: the date is free again
//	empty                 there was nothing to tell, and the rule is silence
//
// A claim is made before the message is sent, with a nonce made from its key. While Discord remembers nonces (minutes), sending
// again gives the first message back. Later the channel's own last messages are looked through for the run's mark, which its buttons carry. A
// crash at any step leaves one of these states, and the next process goes on from there.
//
// The package knows neither Discord nor the index: see [Discord] and [Source].
package digest

// Package bot answers questions in Discord.
//
// From an interaction to its reply:
//
//   - The dispatcher takes every interaction, recovers from panics, bounds the work and sets the deadline.
//   - [Reader] turns the options into an [index.Query]; the terminal uses the same reader for a typed line.
//   - Package access follows the gateway's events and says what may be shown in the interaction's channel, and who may do what.
//   - An [Asker], the index, answers the question within that scope; package notebook keeps the team's notes.
//   - Package render writes the answer within Discord's limits, with nothing in it that pings or links by accident.
//   - The reply goes out at once, or, when 700 ms have passed, as the edit of a deferred one.
//
// Buttons and menus carry their state in the custom id, so they work after a restart. The package knows discordgo, and nothing else of the
// program does; it never reads a document's text itself.
package bot

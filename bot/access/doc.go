// Package access knows who may see and do what in a Discord server.
//
// A [Model] follows the gateway's events about servers, roles, channels and threads, and works out from them which channels are
// public (everyone may view them), which are the team's (its role and nobody else), and which are restricted. From that it makes the
// [index.Scope] of a channel: public material shows anywhere in its server, the team's in the team's channels, restricted material only in
// its own channel. What the model has not been told of is hidden.
//
// [Settings] are what a server's administrators have set: the team's role, and who may do what. They are checked against a [Member]
// each time, whatever Discord has let through.
//
// Administrators and the owner of a server see every channel there; nobody can hide anything from them, so they count for no class.
package access

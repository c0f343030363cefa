// Package discordtest is a fake Discord for tests, as net/http/httptest is a fake web: REST and gateway on
// loopback, in one process with the test, for a real discordgo session or a real bot's process.
//
//	fake := discordtest.New(t)
//	// the bot under test: DISCORD_API_URL=fake.URL() DISCORD_TOKEN=fake.Token, or discordgo with fake.Client()
//	reply := fake.Slash(t, fake.Home(), "who-said", "who", "Mara Lindqvist")
//	next := fake.Press(t, fake.Home(), reply, "Next")
//
// The test plays the users: Slash, Autocomplete, Press, Select, Submit and Menu send an interaction over the gateway and
// wait for what the bot does with it; a Reply shows it as a user would see it. The test also plays Discord's bad
// days: RateLimit, Fail, Drop, Timeout, Disconnect, Reconnect and the others in fault.go and disrupt.go.
//
// # Checks
//
// Every request is checked, before it is carried out, against the rules that Discord states in prose and (where the
// environment's BRIEFBOT_SHARED names a directory with data/discord-openapi.json) against Discord's own description of
// its interface. What breaks a rule is a Violation. What Discord would refuse is refused as Discord refuses it (400 with
// code 50035 or the rule's own code) and is not carried out; what Discord would take but no careful bot sends, for
// instance a message without allowed_mentions, is carried out. Both are errors of the test when the server closes, unless the test
// has taken them with TakeViolations or has tolerated the rule with Tolerate.
//
// Lengths are counted in Unicode code points after trimming white space, as Discord does.
//
// # Pointing a discordgo session at it
//
// discordgo's endpoints are package variables made at load time. Nothing here changes them: Client returns an
// http.Client whose transport sends what is meant for https://discord.com/api/v9 to URL instead, and the session asks GET
// /gateway, over the same client, where the gateway is. A bot with a setting for the base address does the same in a transport of its own.
//
// # What it is not
//
// No voice, no shards, no users' client; of threads only that they are there and which channel they belong to. Rate limits exist only on demand. Embed permissions, visibility of
// channels and roles are worked out as Discord documents them, but only for what an answering bot uses.
package discordtest

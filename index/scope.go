package index

// A partition is the smallest part of the index that a scope sees or does not see as a whole: the operator's
// corpus, a server's open material, or what is confined to one of its channels. Every term of
// the index begins with its partition, so that lists of places, frequencies and lengths are those of the partition
// alone: a question reads nothing of other servers, and what other servers hold changes no score.
type partition string

// partitionOf returns where d is kept.
func partitionOf(guild, channel string) partition {
	switch {
	case guild == "":
		return "o"
	case channel == "":
		return partition("g" + guild)
	}
	return partition("c" + guild + "/" + channel)
}

// term returns the index term for value in p.
func (p partition) term(value string) string { return string(p) + "\x00" + value }

// partitions lists all parts that s sees, each once. It is the compiled form of [Scope.Sees].
func (s Scope) partitions() []partition {
	parts := []partition{partitionOf("", "")}
	if s.Guild == "" {
		return parts
	}
	parts = append(parts, partitionOf(s.Guild, ""))
	seen := map[string]bool{"": true}
	for _, c := range append([]string{s.Channel}, s.Channels...) {
		if !seen[c] {
			seen[c] = true
			parts = append(parts, partitionOf(s.Guild, c))
		}
	}
	return parts
}

package render

import (
	"testing"

	"example.org/briefbot/index"
)

func discordOf(_ *testing.T, _ *index.Answer) string { return "" }

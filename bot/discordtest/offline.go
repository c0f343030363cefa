package discordtest

import (
	"net/http"
	"os"
)

// CheckMessage returns what is wrong with a message's JSON, as a request that posts it would have it checked: by the rules of Discord's prose, and by its
// document where BRIEFBOT_SHARED is set; documented reports whether it is.
func CheckMessage(raw []byte) (found []Violation, documented bool, err error) {
	document, err := sharedDocument()
	if err != nil {
		return nil, false, err
	}
	v, err := decode(raw)
	if err != nil {
		return nil, false, err
	}
	c := &call{method: http.MethodPost, path: "/channels/100000000000000000/messages", raw: raw, value: v}
	c.body, _ = v.(object)
	k := &checker{where: c.where()}
	k.body(c, newMessage)
	if document != nil {
		document.check(k, c)
	}
	return k.found, os.Getenv("BRIEFBOT_SHARED") != "", nil
}

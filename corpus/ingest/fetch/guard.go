package fetch

import (
	"fmt"
	"net/netip"
	"syscall"
)

// special are the address blocks that are not the public Internet: the IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890 and
// its updates), multicast, and the reserved class E. Blocks that carry IPv4 addresses within IPv6 ones (NAT64, 6to4, Teredo) are in it whole, since they
// would be ways around the rest.
var special = []netip.Prefix{
	prefix("0.0.0.0/8"), prefix("10.0.0.0/8"), prefix("100.64.0.0/10"), prefix("127.0.0.0/8"), prefix("169.254.0.0/16"), prefix("172.16.0.0/12"),
	prefix("192.0.0.0/24"), prefix("192.0.2.0/24"), prefix("192.31.196.0/24"), prefix("192.52.193.0/24"), prefix("192.88.99.0/24"), prefix("192.168.0.0/16"),
	prefix("192.175.48.0/24"), prefix("198.18.0.0/15"), prefix("198.51.100.0/24"), prefix("203.0.113.0/24"), prefix("224.0.0.0/4"), prefix("240.0.0.0/4"),
}

// global is the part of IPv6 that is routed in public. Within it, special6 is not.
var (
	global   = prefix("2000::/3")
	special6 = []netip.Prefix{prefix("2001::/23"), prefix("2001:db8::/32"), prefix("2002::/16"), prefix("2620:4f:8000::/48"), prefix("3fff::/20")}
)

func prefix(s string) netip.Prefix { return netip.MustParsePrefix(s) }

// public reports whether an address belongs to the public Internet.
func public(a netip.Addr) bool {
	if a.Zone() != "" {
		return false
	}
	a = a.Unmap()
	blocks := special
	if a.Is6() {
		if !global.Contains(a) {
			return false
		}
		blocks = special6
	}
	for _, b := range blocks {
		if b.Contains(a) {
			return false
		}
	}
	return a.IsValid()
}

// check refuses an address that a connection is about to be made to. By then its name has been resolved, so no later
// answer of the name system can change it.
func check(to netip.AddrPort) error {
	if !public(to.Addr()) {
		return &RefusedError{fmt.Sprintf("it leads to %s, which is no address of the public Internet", to.Addr())}
	}
	if p := to.Port(); p != 80 && p != 443 {
		return &RefusedError{fmt.Sprintf("it leads to port %d; only 80 and 443 are asked", p)}
	}
	return nil
}

// control makes check the last word before each connection.
func (c *Client) control(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return &RefusedError{fmt.Sprintf("it leads to %q, which is no Internet address", address)}
	}
	return c.admit(to)
}

"""From which networks a test may be taken.

The rule in words: an organizer lists address ranges (192.168.10.0/24, 2001:db8::/48, or one
address); whoever comes from another address is refused. An empty list allows every address. The
address is what the trusted proxies say, which the caller finds out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

MOST: Final = 50
"""Ranges of one test."""


class UnreadableNetwork(ValueError):
    """A range that is none; the text is what was typed."""


def read_networks(text: str) -> tuple[str, ...]:
    """Read ranges set apart by lines, commas or spaces, in the one form in which they are stored.

    Bits behind the prefix are dropped, so that 192.168.1.7/24 means its whole network.
    UnreadableNetwork names the first that cannot be read, or the first that is too many.
    """
    parts = [part for part in re.split(r"[\s,;，、；]+", text) if part]
    if len(parts) > MOST:
        raise UnreadableNetwork(parts[MOST])
    return tuple(dict.fromkeys(str(_network(part)) for part in parts))


def is_allowed(address: str, networks: Iterable[str]) -> bool:
    """Say whether the address lies in one of the ranges; an address nobody knows lies in none."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    # A server that listens on both protocols sees an IPv4 phone as ::ffff:192.168.1.7.
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return any(found in ip_network(network) for network in networks)


def _network(text: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        raise UnreadableNetwork(text) from None

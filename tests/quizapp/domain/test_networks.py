"""Address ranges: how they are read, and which addresses they allow."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.networks import MOST, UnreadableNetwork, is_allowed, read_networks


def test_reads_ranges_however_they_are_set_apart() -> None:
    typed = " 192.168.1.7/24,10.0.0.1\n2001:DB8::/48；192.168.1.0/24 "
    assert read_networks(typed) == ("192.168.1.0/24", "10.0.0.1/32", "2001:db8::/48")
    assert read_networks(" \n ") == ()


@pytest.mark.parametrize("typed", ["192.168.1", "10.0.0.0/33", "hall", "::1/129", "10.0.0.256"])
def test_names_what_cannot_be_read(typed: str) -> None:
    with pytest.raises(UnreadableNetwork, match=typed):
        read_networks(f"10.0.0.1 {typed}")


def test_refuses_more_than_anybody_needs() -> None:
    with pytest.raises(UnreadableNetwork):
        read_networks("\n".join(f"10.0.{n}.1" for n in range(MOST + 1)))


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("192.168.1.255", True),
        ("192.168.2.0", False),
        ("::ffff:192.168.1.9", True),
        ("::ffff:192.168.2.9", False),
        ("2001:db8::1", True),
        ("2001:db9::1", False),
        ("", False),
        ("unknown", False),
        ("192.168.1.9, 10.0.0.1", False),
    ],
)
def test_address_in_a_range(address: str, allowed: bool) -> None:
    assert is_allowed(address, ("192.168.1.0/24", "2001:db8::/48")) is allowed


def test_an_empty_list_holds_no_address() -> None:
    assert not is_allowed("10.0.0.1", ())


@given(st.ip_addresses(), st.integers(0, 32))
def test_a_range_made_of_an_address_holds_it(address: object, prefix: int) -> None:
    (network,) = read_networks(f"{address}/{prefix}")
    assert is_allowed(str(address), (network,))
    assert ip_address(str(address)) in ip_network(network)

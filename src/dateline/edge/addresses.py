"""Whose connection it is: the address behind any proxies, and how many connections that address holds.

A proxy appends the address that it saw to X-Forwarded-For. So the right-most entry that is not a trusted proxy's own is
the last one that can be believed; everything to its left may be forged, and so may the whole header when the peer is
no trusted proxy.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from dateline.edge.shapes import Scope

Network = IPv4Network | IPv6Network

_REMEMBERED = 8192  # addresses; parsing one costs as much as answering a request


class Addresses:
    """The connections held by each address. `limit` is for one of them; 0 counts nobody."""

    def __init__(self, trusted: tuple[Network, ...], limit: int) -> None:
        self._trusted = trusted
        self._limit = limit
        self._held: Counter[str] = Counter()
        self.trusts = lru_cache(_REMEMBERED)(self._trusts)
        self.counted = lru_cache(_REMEMBERED)(self._counted)

    def _trusts(self, peer: str) -> bool:
        """Whether this peer may say for whom it asks."""
        address = _parsed(peer)
        return address is not None and any(address in network for network in self._trusted)

    def _counted(self, address: str) -> str:
        """What this address is counted as: itself, an IPv6 one its /64, which is what a household is given.

        Empty for one that is not counted: a trusted proxy stands for many readers.
        """
        parsed = _parsed(address)
        if not self._limit or parsed is None or self.trusts(address):
            return ""
        return str(parsed) if parsed.version == 4 else str(ip_network((parsed, 64), strict=False))

    def enter(self, counted: str) -> bool:
        """Count one more connection; whether it is within the limit. Either way it counts until it leaves."""
        if not counted:
            return True
        self._held[counted] += 1
        return self._held[counted] <= self._limit

    def leave(self, counted: str) -> None:
        if counted:
            self._held[counted] -= 1
            if not self._held[counted]:
                del self._held[counted]

    def reader(self, peer: str, forwarded: bytes) -> str:
        """The address of who asks, from X-Forwarded-For as far as it can be believed, else the peer's."""
        address = peer
        for entry in reversed(forwarded.decode("latin-1").split(",")):
            if not self.trusts(address) or (named := _parsed(_without_port(entry.strip()))) is None:
                break
            address = str(named)
        return address

    def introduce(self, scope: Scope) -> str:
        """Set an ASGI scope's client and scheme to what a trusted proxy says they are; gives the client's address."""
        peer = scope["client"][0] if scope["client"] else ""
        address = self.reader(peer, forwarded(scope["headers"]))
        if address != peer:
            scope["client"] = (address, 0)
        if self.trusts(peer):
            told = [value for name, value in scope["headers"] if name == b"x-forwarded-proto"]
            scope["scheme"] = "https" if told[-1:] == [b"https"] else scope["scheme"]
        return address


def forwarded(headers: list[tuple[bytes, bytes]]) -> bytes:
    """X-Forwarded-For, its lines joined in their order: some proxies add a line, some an entry."""
    return b",".join(value for name, value in headers if name == b"x-forwarded-for")


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    return (parsed.version == 6 and parsed.ipv4_mapped) or parsed


def _without_port(entry: str) -> str:
    """Some proxies append `192.0.2.1:4711` or `[2001:db8::1]:4711`."""
    if entry.startswith("["):
        return entry[1:].partition("]")[0]
    return entry.partition(":")[0] if entry.count(":") == 1 else entry

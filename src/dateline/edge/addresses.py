"""Whose connection it is: the address behind any proxies, and how many connections that address holds.

A proxy appends the address that it saw to X-Forwarded-For. So the right-most entry that is not a trusted proxy's own is
the last one that can be believed; everything to its left may be forged, and so may the whole header when the peer is
no trusted proxy.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network
from socket import AF_INET, AF_INET6, inet_pton

from dateline.edge.shapes import Scope

_REMEMBERED = 8192  # addresses that are not looked at again
_MAPPED = bytes(10) + b"\xff\xff"  # how IPv6 writes an IPv4 address (RFC 4291, 2.5.5.2)


class Addresses:
    """The connections held by each address. `limit` is for one of them; 0 counts nobody."""

    def __init__(self, trusted: tuple[IPv4Network | IPv6Network, ...], limit: int) -> None:
        self._trusted = [
            (len(net.network_address.packed), int(net.network_address), net.max_prefixlen - net.prefixlen)
            for net in trusted
        ]
        self._limit = limit
        self._held: Counter[bytes] = Counter()
        self.trusts = lru_cache(_REMEMBERED)(self._trusts)
        self.counted = lru_cache(_REMEMBERED)(self._counted)

    def _trusts(self, peer: str) -> bool:
        """Whether this peer may say for whom it asks."""
        return self._is_trusted(_packed(peer))

    def _is_trusted(self, packed: bytes) -> bool:
        number, length = int.from_bytes(packed, "big"), len(packed)
        for size, net, rest in self._trusted:  # noqa: SIM110  # asked at every connection: a generator costs thrice
            if length == size and (number ^ net) >> rest == 0:
                return True
        return False

    def _counted(self, address: str) -> bytes:
        """What this address is counted as: itself, an IPv6 one its /64, which is what a household is given.

        Empty for one that is not counted: a trusted proxy stands for many readers.
        """
        packed = _packed(address)
        return packed[:8] if self._limit and not self._is_trusted(packed) else b""

    def enter(self, counted: bytes) -> bool:
        """Count one more connection; whether it is within the limit. Either way it counts until it leaves."""
        if not counted:
            return True
        self._held[counted] += 1
        return self._held[counted] <= self._limit

    def leave(self, counted: bytes) -> None:
        if counted:
            self._held[counted] -= 1
            if not self._held[counted]:
                del self._held[counted]

    def reader(self, peer: str, forwarded: bytes) -> str:
        """The address of who asks, from X-Forwarded-For as far as it can be believed, else the peer's."""
        address = peer
        for entry in reversed(forwarded.decode("latin-1").split(",")):
            named = _without_port(entry.strip())
            if not self.trusts(address) or not _packed(named):
                break
            address = named
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


def _packed(address: str) -> bytes:
    """Its 4 or 16 bytes; none for what is no address. Ten times as fast as the module ipaddress, once a connection."""
    try:
        packed = inet_pton(AF_INET6 if ":" in address else AF_INET, address.partition("%")[0])
    except (OSError, ValueError):
        return b""
    return packed.removeprefix(_MAPPED) if len(packed) == 16 else packed


def _without_port(entry: str) -> str:
    """Some proxies append `192.0.2.1:4711` or `[2001:db8::1]:4711`."""
    if entry.startswith("["):
        return entry[1:].partition("]")[0]
    return entry.partition(":")[0] if entry.count(":") == 1 else entry

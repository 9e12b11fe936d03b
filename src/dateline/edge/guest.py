"""What a connection that is not a stream is allowed: whose it is, whether it may be kept, and until when it may rest.

A request has a time within which it must arrive, an address a number of connections that it may keep, and nobody may
leave an answer lying for ever. uvicorn has a timer between requests only, which one blank line stops.
"""

from __future__ import annotations

import asyncio
import time

from dateline.edge.node import Node

_IMPATIENCE = 2.0  # seconds for the one request of a connection that is not kept


class Guest:
    __slots__ = ("_idle", "_patience", "counted", "deadline", "kept", "node", "peer", "transport")

    def __init__(self, transport: asyncio.Transport, node: Node) -> None:
        self.transport = transport
        self.node = node
        self.peer: str = (transport.get_extra_info("peername") or ("",))[0]
        self.counted = node.addresses.counted(self.peer)
        node.descriptors.connections += 1
        self.kept = node.addresses.enter(self.counted) and not node.descriptors.near
        if not self.kept:
            node.metrics.unkept += 1
        self._patience = float(node.config.request_seconds) if self.kept else _IMPATIENCE
        self._idle = node.config.idle_seconds
        self.asks()
        if node.descriptors.reached:
            transport.abort()

    def leave(self) -> None:
        self.node.descriptors.connections -= 1
        self.node.addresses.leave(self.counted)

    def stays(self, forwarded: bytes) -> bool:
        """Whether this may be kept as a stream. A trusted proxy's connection counts from here on as its reader's."""
        addresses = self.node.addresses
        if forwarded and addresses.trusts(self.peer):
            self.counted = addresses.counted(addresses.reader(self.peer, forwarded))
            self.kept = addresses.enter(self.counted) and self.kept
        return self.kept and not self.node.full

    def asks(self) -> None:
        """A request has begun, or may."""
        self.deadline = time.monotonic() + self._patience

    def waits(self) -> None:
        """How long an answer takes is no fault of hers."""
        self.deadline = float("inf")

    def rests(self) -> None:
        """The time for taking an answer and asking again."""
        self.deadline = time.monotonic() + self._idle

    def expire(self, now: float) -> None:
        """Close a connection whose request has not arrived in time, that does not take its answer, or is idle."""
        if now <= self.deadline:
            return
        if self.transport.is_closing():
            self.transport.abort()  # it takes not even its last answer
        else:
            self.transport.close()
        self.deadline = now + self._patience

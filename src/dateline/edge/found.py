"""What is asked for at the edge, and what is found there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from dateline.edge import answer as answers
from dateline.edge.answer import Answer, Prepared
from dateline.edge.cursor import Cursor
from dateline.edge.room import Room


@dataclass(frozen=True, slots=True)
class Attach:
    """A stream to hold open on this room, from this cursor."""

    room: Room
    cursor: Cursor | None


@dataclass(frozen=True, slots=True)
class Later:
    """Await this first: a room to load, a history to read."""

    settle: Callable[[], Awaitable[Found | None]]


Found = Answer | Attach | Later


@dataclass(frozen=True, slots=True)
class Request:
    """A GET or HEAD. `path` is decoded; `headers` have lower-case names, the last of a repeated one."""

    path: str
    query: str
    headers: Mapping[bytes, bytes]

    def answer(self, prepared: Prepared) -> Answer:
        return prepared.answer(self.headers.get(b"accept-encoding", b""), self.headers.get(b"if-none-match", b""))

    def made(self, room: Room, address: str, content_type: bytes, make: Callable[[], bytes | None]) -> Answer | None:
        """The room's bytes at this address, made at most once between two changes; None when nothing is there."""
        prepared = room.prepared(address, content_type, make)
        return self.answer(prepared) if prepared else None

    def parameter(self, name: str) -> str:
        """The last value of this name; empty when there is none, or when the query is no query."""
        try:
            return parse_qs(self.query, max_num_fields=20).get(name, [""])[-1] if self.query else ""
        except ValueError:
            return ""


def redirect(to: str) -> Answer:
    return Answer(302, (*answers.FRESH, (b"location", to.encode())), b"")


# Asked for what only the log knows, while the log cannot be read.
UNREADY = Answer(
    503,
    (*answers.UNKEPT, (b"retry-after", b"2"), (b"content-type", answers.TEXT)),
    b"The record cannot be read at the moment. Please try again in a few seconds.\n",
)

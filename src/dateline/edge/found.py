"""What is asked for at the edge, and what is found there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qs

from dateline.edge import answer as answers
from dateline.edge.answer import Answer, Prepared
from dateline.edge.cursor import Cursor
from dateline.edge.room import Room

_SHORT = 200  # characters of a query that is worth remembering


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

    def made(
        self,
        room: Room,
        address: str,
        content_type: bytes,
        make: Callable[[], bytes | None],
        headers: tuple[answers.Header, ...] = answers.FRESH,
    ) -> Answer | None:
        """The room's bytes at this address, made at most once between two changes; None when nothing is there."""
        prepared = room.prepared(address, content_type, make, headers)
        return self.answer(prepared) if prepared else None

    def parameter(self, name: str) -> str:
        """The last value of this name; empty when there is none, or when the query is no query."""
        if len(self.query) > _SHORT:
            return _parameters.__wrapped__(self.query).get(name, "")
        return _parameters(self.query).get(name, "")


@lru_cache(1024)
def _parameters(query: str) -> dict[str, str]:
    try:
        return {name: values[-1] for name, values in parse_qs(query, max_num_fields=20).items()}
    except ValueError:
        return {}


def redirect(to: str) -> Answer:
    return Answer(302, (*answers.FRESH, (b"location", to.encode())), b"")


# Asked for what only the log knows, while the log cannot be read.
UNREADY = Answer(
    503,
    (*answers.UNKEPT, (b"retry-after", b"2"), (b"content-type", answers.TEXT)),
    b"The record cannot be read at the moment. Please try again in a few seconds.\n",
)

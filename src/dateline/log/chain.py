"""The digest chain: each digest covers the one before it, so no change can be altered, dropped or moved unseen.

    digest(0) = sha256("")
    digest(n) = sha256(digest(n-1) + canonical([seq, kind, subject, at, actor, sha256(canonical(body))]))

Hashes are written and chained as 64 hexadecimal digits. Subject and actor are covered too, so that no column of a
change can be altered unseen. The body goes in by its hash: a takedown erases the body and keeps the hash, and the chain
still verifies. `canonical` is JSON with sorted keys, no spaces, characters as themselves, in UTF-8 (close to RFC 8785,
whose number format and UTF-16 key order are not needed, as bodies hold neither fractions nor keys beyond ASCII).

Pure: no database in here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from dateline.blog.changes import Change
from dateline.errors import LogError

START = sha256(b"").hexdigest()


def canonical(value: Any) -> bytes:
    """The one way to write this JSON value. ValueError for what UTF-8 or JSON cannot say (lone surrogates, NaN)."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8")


def link(previous: str, change: Change) -> Change:
    """The change with its body hash and its digest, given the digest before it. An erased body's hash stays."""
    body_hash = change.body_hash if change.body is None else sha256(canonical(change.body)).hexdigest()
    return replace(change, body_hash=body_hash, digest=_digest(previous, change, body_hash))


def _digest(previous: str, change: Change, body_hash: str) -> str:
    covered = [change.seq, change.kind, change.subject, change.at, change.actor, body_hash]
    return sha256(previous.encode() + canonical(covered)).hexdigest()


def takes_down(change: Change) -> bool:
    """Whether this change erases the bodies of all earlier changes of its subject."""
    retraction = (change.body or {}).get("retraction")
    return change.kind == "post.retracted" and isinstance(retraction, dict) and retraction.get("takedown") is True


@dataclass
class Walk:
    """A walk along a chain, from its start or from a place that is known to be good.

    `erased` holds the seqs met whose bodies are gone; `end` asks that a takedown explain each.
    """

    seq: int = 0
    digest: str = START
    erased: dict[int, str] = field(default_factory=dict)
    takedowns: dict[str, int] = field(default_factory=dict)

    def step(self, change: Change, stored: bytes | None) -> None:
        """Take one change in, its body as the bytes that were stored. LogError when it does not follow."""
        expected = self.seq + 1
        if change.seq != expected:
            raise LogError(f"missing; the next one there is {change.seq}", expected)
        if stored is None:
            self.erased[change.seq] = change.subject
        elif sha256(stored).hexdigest() != change.body_hash:
            raise LogError("the body is not the one that was recorded: its hash differs", expected)
        if _digest(self.digest, change, change.body_hash) != change.digest:
            raise LogError("its digest does not follow from the change before it: a column was altered", expected)
        if takes_down(change):
            self.takedowns[change.subject] = change.seq
        self.seq, self.digest = change.seq, change.digest

    def end(self) -> None:
        """LogError for the first body that is gone without a later takedown of its subject."""
        for seq, subject in self.erased.items():
            if self.takedowns.get(subject, 0) <= seq:
                raise LogError("the body is gone, and no later takedown explains it", seq)

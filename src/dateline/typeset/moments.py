"""The moments at which a blog's page changed: what a reader can go back to.

All times between two changes show one page, so each page has one moment and one address: the stamp of the last change
on it. Stamps are taken before the log numbers a change, so a later one can be some milliseconds lower; its moment is
then that of the one before it, and moments never run backwards.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from dateline.blog.changes import stamp

_LONGEST = 40  # characters; no time that anybody means is longer
# What `18:20` and `18:20:07` leave open, by their length; the log counts in milliseconds.
_OPEN = {5: timedelta(seconds=59, milliseconds=999), 8: timedelta(milliseconds=999)}


@dataclass(frozen=True, slots=True)
class Moments:
    """`stamps` ascending and distinct; `seqs` the last change of each."""

    stamps: list[str] = field(default_factory=list)
    seqs: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, changes: Iterable[tuple[int, str]], opened: int) -> Moments:
        """From every change's (seq, at) in the log's order; nothing from before the blog was public."""
        made = cls()
        latest = ""
        for seq, at in changes:
            latest = max(latest, at)
            if seq < opened:
                continue
            if made.stamps and made.stamps[-1] == latest:
                made.seqs[-1] = seq
            else:
                made.stamps.append(latest)
                made.seqs.append(seq)
        return made

    def at(self, until: str) -> int | None:
        """The index of the newest moment not after this stamp; None when the blog was not public yet."""
        found = bisect_right(self.stamps, until)
        return found - 1 if found else None

    def holding(self, seq: int) -> int:
        """The index of the moment on whose page this change came, or was there already."""
        return bisect_left(self.seqs, seq)


def until(text: str, zone: str) -> str | None:
    """The stamp up to which an address asks for changes; None when it names no time.

    ISO 8601 as `datetime.fromisoformat` reads it. Without an offset the time is one in the blog's zone, the later of
    two where clocks went back. A time without seconds means that whole minute: a reader types the 18:20 that she saw
    beside a post, and the post is from 18:20:31.
    """
    if len(text) > _LONGEST or not text.isascii():
        return None
    date, separator, time = text.partition("T")
    if not separator or len(date) != 10:
        return None
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo(zone), fold=1)
        bare = time.removesuffix("Z").partition("+")[0].partition("-")[0]
        return stamp(moment.astimezone(UTC) + _OPEN.get(len(bare), timedelta(0)))
    except (ValueError, OverflowError):
        return None

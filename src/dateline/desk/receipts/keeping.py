"""What the tables of receipts hold, and what they come to together."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import IntegrityError, transaction

from dateline.blog.changes import Json
from dateline.desk.receipts.expected import Expected
from dateline.desk.receipts.models import ReaderCount, Receipt
from dateline.errors import Unknown
from dateline.log.failures import refusing

LONGEST = 60.0  # seconds, after which nothing more is looked for
_COUNTING = 3.0  # seconds in which every process that holds streams of the blog has counted them


def begin(asked: Expected, at: str, places: list[dict[str, Any]]) -> int | None:
    """A receipt for this change; None when another process has written it already."""
    try:
        with transaction.atomic():
            row = Receipt.objects.create(
                slug=asked.description.slug,
                epoch=asked.epoch,
                seq=asked.seq,
                what=asked.what,
                post=asked.post.id,
                revision=asked.post.revision,
                at=at,
                begun=datetime.now(UTC),
                places=places,
            )
    except IntegrityError:
        return None
    return row.pk


def looked(row: int, places: list[dict[str, Any]], is_done: bool) -> None:
    Receipt.objects.filter(pk=row).update(places=places, looked=is_done)


def counted(change: tuple[str, str, int], process: str, connected: int, passed: int, after: float | None) -> None:
    """`change` is slug, epoch and seq."""
    slug, epoch, seq = change
    found = {"connected": connected, "passed": passed, "after": after}
    ReaderCount.objects.update_or_create(slug=slug, epoch=epoch, seq=seq, process=process, defaults=found)


@refusing()
def told(slug: str, epoch: str, seq: int) -> Json:
    """The receipt: slug, cursor, what, post, revision, at, places, readers (counted, connected, passed,
    after), done.

    Raises Unknown where there is none: it is another change, or nobody has begun to look yet.
    """
    row = Receipt.objects.filter(slug=slug, epoch=epoch, seq=seq).first()
    if row is None:
        raise Unknown(f"There is no receipt for change {seq}. Corrections, retractions and withdrawals have one.")
    counts = list(ReaderCount.objects.filter(slug=slug, epoch=epoch, seq=seq))
    connected, passed = sum(one.connected for one in counts), sum(one.passed for one in counts)
    afters = [one.after for one in counts]
    age = (datetime.now(UTC) - row.begun).total_seconds()
    is_counted = bool(counts) or age > _COUNTING  # where no process holds any, none has anything to say
    readers = {
        "counted": is_counted,
        "connected": connected,
        "passed": passed,
        "after": max((a for a in afters if a is not None), default=None) if None not in afters else None,
    }
    return {
        "slug": slug,
        "cursor": f"{epoch}.{seq}",
        "what": row.what,
        "post": row.post,
        "revision": row.revision,
        "at": row.at,
        "places": row.places,
        "readers": readers,
        "done": (row.looked and is_counted and passed == connected) or age > LONGEST,
    }

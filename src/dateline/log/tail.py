"""Reading the log. Every list of changes is in order and without a gap, from one statement and so of one moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.blog.changes import Change
from dateline.blog.fold import Blog, fold
from dateline.log import models, rows
from dateline.log.failures import refusing


@dataclass(frozen=True, slots=True)
class HeadInfo:
    """How far a blog has come. `digest` is its newest change's."""

    epoch: str
    seq: int
    digest: str

    @property
    def cursor(self) -> str:
        return f"{self.epoch}.{self.seq}"


@refusing()
def heads() -> dict[str, HeadInfo]:
    """Every blog's head by slug, in the order in which they were opened."""
    found = models.Head.objects.order_by("pk").values_list("slug", "epoch", "seq", "digest")
    return {slug: HeadInfo(epoch, seq, digest) for slug, epoch, seq, digest in found}


@refusing()
def head(slug: str) -> HeadInfo | None:
    """A blog's head; None when there is no such blog."""
    row = rows.head_of(slug)
    return None if row is None else HeadInfo(row.epoch, row.seq, row.digest)


@refusing()
def after(slug: str, seq: int, limit: int | None = None) -> list[Change]:
    """The changes that follow this one, at most `limit`; none when there is no such blog."""
    row = rows.head_of(slug)
    return [] if row is None else [rows.change_of(c) for c in row.changes.filter(seq__gt=seq).order_by("seq")[:limit]]


@refusing()
def times(slug: str) -> list[tuple[int, str]]:
    """Every change's seq and time, in the log's order, without the bodies that make reading a log dear."""
    row = rows.head_of(slug)
    return [] if row is None else list(row.changes.order_by("seq").values_list("seq", "at"))


@refusing()
def newest(slug: str, subject: str) -> Change | None:
    """The newest change of a post, of `blog` or of `summary`: it carries all of it."""
    row = rows.head_of(slug)
    return next(iter(rows.newest(row, [subject])), None) if row else None


@refusing()
def history(slug: str, subject: str) -> list[Change]:
    """All changes of a post, of `blog` or of `summary`, oldest first."""
    row = rows.head_of(slug)
    if row is None or not rows.is_storable(subject):
        return []
    return [rows.change_of(c) for c in row.changes.filter(subject=subject).order_by("seq")]


@refusing()
def view(slug: str, post_ids: Iterable[str] = ()) -> Blog:
    """The blog as far as its description, summary and these posts go, at a cost that its length has no part in.

    Its `order` is empty: nothing of it can be placed on a page. Raises Unknown.
    """
    return rows.partial(rows.known_head(slug), post_ids)


def blog(slug: str) -> Blog:
    """The whole blog, folded from its log. Raises Unknown, and LogError when the log has a gap."""
    with refusing():
        rows.known_head(slug)
    return fold(after(slug, 0))

"""The text that is about to be taken from readers: held in memory while it goes, so that it can be looked for.

A takedown erases it in the same transaction, so afterwards nobody could say what must be gone. It is never stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from dateline.desk.folds import current
from dateline.desk.receipts import expected
from dateline.errors import Unknown

_KEPT = 32

_old: dict[tuple[str, str], tuple[str, ...]] = {}
_lock = Lock()


@contextmanager
def departing(slug: str, post_id: str) -> Iterator[None]:
    """While a command takes this post from readers; when it is refused, nothing departs."""
    _keep((slug, post_id), _pieces(slug, post_id))
    try:
        yield
    except BaseException:
        taken(slug, post_id)
        raise


def taken(slug: str, post_id: str) -> tuple[str, ...]:
    """The pieces of its text, once."""
    with _lock:
        return _old.pop((slug, post_id), ())


def _keep(name: tuple[str, str], pieces: tuple[str, ...]) -> None:
    with _lock:
        _old.pop(name, None)
        _old[name] = pieces
        while len(_old) > _KEPT:
            del _old[next(iter(_old))]


def _pieces(slug: str, post_id: str) -> tuple[str, ...]:
    try:
        with current(slug) as kept:
            post = kept.blog.posts.get(post_id)
            return expected.pieces(post, expected.near(kept.blog)) if post and not post.retraction else ()
    except Unknown:
        return ()  # which the command will say better

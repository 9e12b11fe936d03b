"""A blog's log held still while something beside it is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from dateline.log import rows


@contextmanager
def holding(slug: str) -> Iterator[None]:
    """A transaction before whose COMMIT nobody else adds to this blog's log: what was read of its posts stays true.

    Without it a takedown on PostgreSQL, which erases drafts too, does not see one that is stored in the same instant,
    and whoever stores that one does not see the takedown.
    """
    with transaction.atomic():
        rows.locked_head(slug)
        yield

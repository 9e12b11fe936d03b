"""`dateline new-epoch`"""

from __future__ import annotations

from pathlib import Path

from dateline.blog.changes import Json
from dateline.cli.common import AsJson, Data, house, show
from dateline.cli.waiting import waiting


def new_epoch(as_json: AsJson = False, data: Data = None) -> None:
    """After a database was put back by other means than restore, or a standby promoted: every open page begins anew."""
    blogs = begin_again(data)
    lines = [f"Every blog has a new epoch. Blogs, each verified: {len(blogs)}."]
    show({"blogs": blogs}, lines, as_json)


def begin_again(data: Path | None) -> list[Json]:
    """Open the data, give every blog a new epoch (its cursors may be ahead of it now) and verify it: slug, cursor and
    digest of each."""
    house(data)
    from dateline.log import tail
    from dateline.log.epoch import new_epoch
    from dateline.log.verify import verify

    new_epoch()
    with waiting("Verifying"):
        return [
            {"slug": slug, "cursor": head.cursor, "digest": verify(slug).digest} for slug, head in tail.heads().items()
        ]

"""What a command on a post looks at before, and prints after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.blog.changes import Json
from dateline.cli.common import known, show
from dateline.config import Config
from dateline.errors import Unknown

if TYPE_CHECKING:
    from dateline.log.append import Receipt


def newest(slug: str, post: str) -> Json:
    """The post as it is now. Raises Unknown when there is no such blog or post."""
    from dateline.log import tail

    known(slug)
    change = tail.newest(slug, post)
    if change is None or change.body is None or not change.kind.startswith("post."):
        raise Unknown(f"There is no post '{post}' in '{slug}'. `dateline post list {slug}` shows those that are.")
    return change.body


def revision_of(slug: str, post: str, given: int | None) -> int:
    """The revision that a change expects: the given one, else the newest."""
    revision: int = newest(slug, post)["revision"]
    return revision if given is None else given


def answer(deed: str, post: str, receipt: Receipt, config: Config, as_json: bool) -> None:
    """{…post, "cursor", "url"}, or the same in lines."""
    found = newest(receipt.slug, post)
    url = f"{config.origin}/{receipt.slug}/p/{post}"
    said = deed if receipt.changes else "Nothing to change in"
    lines = [
        f"{said} post {post}, revision {found['revision']}",
        f"  cursor   {receipt.cursor}",
        f"  address  {url}",
    ]
    show({**found, "cursor": receipt.cursor, "url": url}, lines, as_json)

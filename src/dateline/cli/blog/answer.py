"""What a command on a blog prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.blog.changes import Json
from dateline.cli.common import known, show
from dateline.config import Config

if TYPE_CHECKING:
    from dateline.log.append import Receipt


def description_of(slug: str) -> Json:
    """The blog's newest description."""
    from dateline.log import tail

    known(slug)
    change = tail.newest(slug, "blog")
    assert change is not None and change.body is not None  # a blog's first change describes it; no takedown erases one
    return change.body


def answer(deed: str, receipt: Receipt, config: Config, as_json: bool) -> None:
    """{…description, "cursor", "url"}, or the same in lines."""
    url = f"{config.origin}/{receipt.slug}"
    said = deed if receipt.changes else "Nothing to change in"
    lines = [f"{said} blog {receipt.slug}", f"  cursor   {receipt.cursor}", f"  address  {url}"]
    show({**description_of(receipt.slug), "cursor": receipt.cursor, "url": url}, lines, as_json)

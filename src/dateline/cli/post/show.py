"""`dateline post show`"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.blog.changes import Json
from dateline.cli.common import AsJson, Data, Slug, house, show, table
from dateline.cli.post.answer import newest
from dateline.cli.post.fields import PostId


def show_post(slug: Slug, post: PostId, as_json: AsJson = False, data: Data = None) -> None:
    """Show a post as it is now, with what was said about it."""
    config = house(data)
    found = {**newest(slug, post), "url": f"{config.origin}/{slug}/p/{post}"}
    show(found, _lines(found), as_json)


def _lines(found: Json) -> Iterator[str]:
    from dateline.blog.body import to_text  # here, since --json has no need of it

    if found["headline"]:
        yield from (found["headline"], "")
    if text := to_text(found["body"]):
        yield from (text, "")
    names = (
        "id",
        "revision",
        "at",
        "happened_at",
        "published_at",
        "updated_at",
        "byline",
        "standing",
        "key",
        "pinned",
        "url",
    )
    yield from table((name, str(found[name])) for name in names if found[name] not in (None, "", False))
    for source in found["sources"]:
        yield f"source: {source['name']} {source['url']}".rstrip()
    yield from (f"tag: {tag}" for tag in found["tags"])
    for correction in found["corrections"]:
        yield f"corrected {correction['at']}: {correction['note']}"
    if gone := found["retraction"]:
        yield f"{'taken down' if gone['takedown'] else 'retracted'} {gone['at']}: {gone['reason']}"

"""`dateline blog show`"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.blog.changes import Json
from dateline.cli.common import AsJson, Data, Slug, house, known, show, table


def show_blog(slug: Slug, as_json: AsJson = False, data: Data = None) -> None:
    """Show what a blog says of itself, its summary and how much it holds."""
    config = house(data)
    from dateline.log import tail

    known(slug)
    head, blog = tail.head(slug), tail.blog(slug)
    assert head is not None and blog.description is not None  # known() has refused the rest
    found: Json = {
        **blog.description.to_json(),
        "summary": blog.summary,
        "posts": len(blog.posts),
        "changed_at": blog.changed_at,
        "cursor": f"{head.epoch}.{blog.seq}",
        "digest": head.digest,
        "url": f"{config.origin}/{slug}",
    }
    show(found, _lines(found), as_json)


def _lines(found: Json) -> Iterator[str]:
    names = (
        "slug",
        "state",
        "language",
        "zone",
        "place",
        "opened_at",
        "closed_at",
        "paused",
        "changed_at",
        "posts",
        "cursor",
        "url",
    )
    yield found["title"]
    if found["standfirst"]:
        yield from ("", found["standfirst"])
    yield ""
    yield from table((name, str(found[name])) for name in names if found[name] not in (None, ""))
    if found["summary"]:
        yield ""
        yield from (f"- {sentence['text']} [{','.join(sentence['posts'])}]" for sentence in found["summary"])

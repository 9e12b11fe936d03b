"""`dateline blog list`"""

from __future__ import annotations

from dateline.cli.blog.answer import description_of
from dateline.cli.common import AsJson, Data, house, show, table


def list_blogs(as_json: AsJson = False, data: Data = None) -> None:
    """List all blogs, drafts included."""
    config = house(data)
    from dateline.log import tail

    blogs = [
        {**description_of(slug), "cursor": f"{head.epoch}.{head.seq}", "url": f"{config.origin}/{slug}"}
        for slug, head in tail.heads().items()
    ]
    rows = [(b["slug"], b["state"], b["cursor"], b["title"]) for b in blogs]
    lines = table(rows) if rows else ["No blogs yet. `dateline blog open SLUG --title …` opens one."]
    show(blogs, lines, as_json)

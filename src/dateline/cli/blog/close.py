"""`dateline blog close`"""

from __future__ import annotations

from dateline.blog.changes import CloseBlog
from dateline.cli.blog.answer import answer
from dateline.cli.common import AsJson, Data, Slug, carry_out, house


def close_blog(slug: Slug, as_json: AsJson = False, data: Data = None) -> None:
    """Close a blog: its page stays and says that it has ended; corrections and retractions are still possible."""
    config = house(data)
    answer("Closed", carry_out(slug, CloseBlog()), config, as_json)

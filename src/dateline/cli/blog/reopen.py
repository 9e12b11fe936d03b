"""`dateline blog reopen`"""

from __future__ import annotations

from dateline.blog.changes import ReopenBlog
from dateline.cli.blog.answer import answer
from dateline.cli.common import AsJson, Data, Slug, carry_out, house


def reopen_blog(slug: Slug, as_json: AsJson = False, data: Data = None) -> None:
    """Make a closed blog or a draft live."""
    config = house(data)
    answer("Reopened", carry_out(slug, ReopenBlog()), config, as_json)

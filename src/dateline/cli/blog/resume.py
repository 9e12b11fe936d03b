"""`dateline blog resume`"""

from __future__ import annotations

from dateline.blog.changes import DescribeBlog
from dateline.cli.blog.answer import answer
from dateline.cli.common import AsJson, Data, Slug, carry_out, house


def resume_blog(slug: Slug, as_json: AsJson = False, data: Data = None) -> None:
    """End a pause."""
    config = house(data)
    answer("Resumed", carry_out(slug, DescribeBlog(paused=False)), config, as_json)

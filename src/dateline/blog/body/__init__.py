"""The body of a post: a closed document of blocks and marks, checked on the way in, rendered on the way out."""

from dateline.blog.body.from_html import from_html
from dateline.blog.body.from_markdown import from_markdown
from dateline.blog.body.from_text import from_text
from dateline.blog.body.to_html import to_html
from dateline.blog.body.to_markdown import to_markdown
from dateline.blog.body.to_text import to_text
from dateline.blog.body.validate import EMPTY, validate

__all__ = ["EMPTY", "from_html", "from_markdown", "from_text", "to_html", "to_markdown", "to_text", "validate"]

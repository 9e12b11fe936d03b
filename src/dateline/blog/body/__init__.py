"""The body of a post: a closed document of blocks and marks, checked on the way in, rendered on the way out."""

from .from_html import from_html
from .from_markdown import from_markdown
from .from_text import from_text
from .to_html import to_html
from .to_markdown import to_markdown
from .to_text import to_text
from .validate import EMPTY, validate

__all__ = ["EMPTY", "from_html", "from_markdown", "from_text", "to_html", "to_markdown", "to_text", "validate"]

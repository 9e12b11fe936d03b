"""One template filled into a whole page, as bytes, in the language of the blog that it is about or else the site's."""

from __future__ import annotations

from typing import Any

from dateline.blog.changes import Description
from dateline.typeset.language import direction
from dateline.typeset.site import Site
from dateline.typeset.templates import encode, render


def sheet(template: str, site: Site, described: Description | None, **context: Any) -> bytes:
    language = described.language if described else site.language
    html = render(template, site=site, blog=described, language=language, direction=direction(language), **context)
    return encode(html)

"""`/desk/reader.{hash}.css`: the readers' own style sheet, for posts that are shown inside a page of the desk.

There the posts stand in a shadow root, whose outermost element is its host and not the page, and in a column, whose
width is not the window's. The sheet is rewritten for that and not copied, so that a newsroom's theme holds here too.
"""

from __future__ import annotations

import re
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from dateline.typeset import assets

_NAME = "live.css"
_OUTERMOST = re.compile(r"(?<![\w.#-])(?::root|html|body)(?=[\s,{:.\[>])")
_WIDTH = re.compile(r"@media\s*(\((?:min|max)-width:[^)]*\))\s*\{")


def sheet(request: HttpRequest, version: str) -> HttpResponse:
    asset = assets.named(_NAME)
    if version != _version(asset.path):
        raise Http404
    response = HttpResponse(_rewritten(asset.body.decode()), content_type=asset.content_type)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def address() -> str:
    """Where the sheet as it is now lies; its content never changes there."""
    return reverse("desk:reader-sheet", args=[_version(assets.url(_NAME))])


def _version(path: str) -> str:
    """`3f2a9c1b` of `/assets/live.3f2a9c1b.css`."""
    return path.split(".")[-2]


@lru_cache(2)
def _rewritten(css: str) -> str:
    return _WIDTH.sub(r"@container \1{", _OUTERMOST.sub(":host", css))

"""`/standing`: what the labels on posts mean."""

from __future__ import annotations

from dateline.typeset import links, words
from dateline.typeset.sheet import sheet
from dateline.typeset.site import Site


def page(site: Site) -> bytes:
    return sheet("standing.html", site, None, title=words.of(site.language).STANDING, path=links.standing())

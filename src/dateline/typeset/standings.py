"""What the labels on posts mean: `/standing` in the site's language, `/standing/fr` in another one of Dateline's.

A page for each language and not for each blog: a blog's readers are told in its language, and all of them the same.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.typeset import catalog, links, words
from dateline.typeset.sheet import sheet
from dateline.typeset.site import Site


def pages(site: Site) -> dict[str, bytes]:
    """Each of them by its address."""
    return {links.standing(site, language): _page(site, language) for language in catalog.languages()}


def _page(site: Site, language: str) -> bytes:
    speaking = site if language == catalog.spoken(site.language) else replace(site, language=language)
    path = links.standing(site, language)
    return sheet("standing.html", speaking, None, title=words.of(language).STANDING, path=path)

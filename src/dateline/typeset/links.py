"""Where everything is: the reader's addresses, root-relative, made here and nowhere else."""

from __future__ import annotations

from urllib.parse import quote

from dateline.typeset.site import Site

INDEX = "/"
FEEDS = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}


def blog(slug: str) -> str:
    return f"/{slug}"


def page(slug: str, number: int) -> str:
    return f"/{slug}/page/{number}"


def post(slug: str, post_id: str) -> str:
    return f"/{slug}/p/{post_id}"


def history(slug: str, post_id: str) -> str:
    return f"/{slug}/p/{post_id}/history"


def feed(slug: str, form: str) -> str:
    """`form` is a key of FEEDS."""
    return f"/{slug}/feed.{form}"


def oembed(site: Site, slug: str) -> str:
    """Absolute, since consumers of oEmbed read it from somebody else's page."""
    return f"{site.origin}/oembed?url={quote(site.origin + blog(slug), safe='')}&format=json"

"""Where everything is: the reader's addresses, root-relative, made here and nowhere else."""

from __future__ import annotations

from urllib.parse import quote

from dateline.blog.naming import key_of
from dateline.typeset import catalog
from dateline.typeset.site import Site

INDEX = "/"
FEEDS = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}


def blog(slug: str) -> str:
    return f"/{slug}"


def page(slug: str, number: int) -> str:
    return f"/{slug}/page/{number}"


def listing(slug: str, family: str = "", key: str = "", oldest: bool = False, number: int = 0) -> str:
    """`/slug/tag/rail/oldest/3`: see listings.py. `key` as blog/naming.py makes it; number 0 for the first page."""
    if not family and not oldest:
        return page(slug, number) if number else blog(slug)
    parts = [blog(slug), *((family, quote(key, safe="")) if family else ()), *(("oldest",) if oldest else ())]
    return "/".join([*parts, *((str(number),) if number else ())])


def by(slug: str, author: str) -> str:
    """`author` as a byline spells it."""
    return listing(slug, "by", key_of(author))


def tag(slug: str, name: str) -> str:
    return listing(slug, "tag", key_of(name))


def search(slug: str) -> str:
    return f"/{slug}/search"


def post(slug: str, post_id: str) -> str:
    return f"/{slug}/p/{post_id}"


def history(slug: str, post_id: str, revision: int | None = None) -> str:
    """The record of a post, at what made this revision of it where one is given."""
    return f"/{slug}/p/{post_id}/history" + (f"#r-{revision}" if revision else "")


def corrections(slug: str = "", number: int = 0) -> str:
    """Of a blog, or of the whole site; number 0 for the newest page."""
    return (f"/{slug}" if slug else "") + "/corrections" + (f"/{number}" if number else "")


def corrections_feed(slug: str = "") -> str:
    return corrections(slug) + ".atom"


def standing(site: Site, language: str, of: str = "") -> str:
    """What the labels mean, at this one, in one of the languages that Dateline speaks."""
    own = "" if language == catalog.spoken(site.language) else f"/{language}"
    return f"/standing{own}" + (f"#{of}" if of else "")


def printed(slug: str, day: str = "") -> str:
    """The whole blog for paper, or what was posted on one day, `2026-03-01`."""
    return f"/{slug}/print" + (f"/{day}" if day else "")


def card(slug: str, version: str) -> str:
    """The picture drawn from the blog's title. Other sites keep a picture for as long as its address stays."""
    return f"/{slug}/card.png?{version}"


def at(slug: str, moment: str, number: int | None = None) -> str:
    """`moment` is a stamp, `number` an older page of that moment's."""
    return f"/{slug}/at/{moment}" + (f"/page/{number}" if number else "")


def replay(slug: str) -> str:
    return f"/{slug}/replay"


def replay_data(slug: str) -> str:
    return f"/{slug}/replay.json"


def archive(slug: str) -> str:
    return f"/{slug}/archive.html"


def record(slug: str) -> str:
    """The page that says how the record can be checked; `log` is the record itself."""
    return f"/{slug}/record"


def log(slug: str) -> str:
    return f"/{slug}/log.jsonl"


def is_card(address: str) -> bool:
    """Whether this is the address of a drawn picture, whose size is known."""
    return "/card.png?" in address


def feed(slug: str, form: str) -> str:
    """`form` is a key of FEEDS."""
    return f"/{slug}/feed.{form}"


def embed(slug: str) -> str:
    """The page for a frame on other sites."""
    return f"/{slug}/embed"


def oembed(site: Site, slug: str) -> str:
    """Absolute, since consumers of oEmbed read it from somebody else's page."""
    return f"{site.origin}/oembed?url={quote(site.origin + blog(slug), safe='')}&format=json"

"""What each field may hold: one function a field, each giving the canonical value or raising Invalid with its name."""

from __future__ import annotations

import secrets
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from zoneinfo import available_timezones

from dateline.blog import body as bodies
from dateline.blog.changes import STANDINGS, Json, Post, State, moment, stamp
from dateline.blog.gate import RESERVED
from dateline.blog.naming import key_of
from dateline.blog.text import clean_line, clean_text
from dateline.errors import Invalid

SLUG, HEADLINE, BYLINE, PLACE = 80, 300, 200, 80
STANDFIRST, NOTE, SENTENCE = 10_000, 2_000, 1_000
SOURCES, SENTENCES, CITED = 20, 50, 20
TAG, TAGS = 40, 10
PAUSE = 200

_SLUG = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
_ID = _SLUG | frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ_")
# Without vowels and look-alikes: an id is read aloud on the telephone and never spells a word.
_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"


def new_id() -> str:
    """A fresh post id: nine characters, 42 bits: two agree in one of 100,000 blogs of 10,000 posts."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(9))


def id_from(seed: str) -> str:
    """The post id that always follows from this text, so that asking twice means the same post."""
    number, digits = int.from_bytes(sha256(seed.encode()).digest()), []
    for _ in range(9):
        number, digit = divmod(number, len(_ALPHABET))
        digits.append(_ALPHABET[digit])
    return "".join(digits)


def slug(value: object) -> str:
    text = clean_line(value, "slug", SLUG, required=True)
    if not set(text) <= _SLUG or text[0] == "-" or text[-1] == "-":
        raise Invalid("slug", f"'{text}' is no slug; use a to z, 0 to 9 and '-' between them, as in harbour-fire")
    if text in RESERVED:
        raise Invalid("slug", f"'{text}' is the name of a page of Dateline's own; choose another")
    return text


def post_id(value: object) -> str:
    text = clean_line(value, "id", 64, required=True)
    if not set(text) <= _ID or text in ("blog", "summary"):
        raise Invalid("id", f"'{text}' is no id for a post; use up to 64 letters, digits, '-' and '_'")
    return text


def title(value: object) -> str:
    return clean_line(value, "title", HEADLINE, required=True)


def standfirst(value: object) -> str:
    return clean_text(value, "standfirst", STANDFIRST)


def language(value: object) -> str:
    """A BCP 47 tag, by its shape: `en`, `pt-BR`, `zh-Hant-TW`."""
    text = clean_line(value, "language", 35, required=True)
    parts = text.split("-")
    if not (2 <= len(parts[0]) <= 3 and parts[0].isalpha() and all(p.isalnum() and len(p) <= 8 for p in parts)):
        raise Invalid("language", f"'{text}' is no BCP 47 language tag; write en, fr or pt-BR")
    if not text.isascii():
        raise Invalid("language", f"'{text}' is no BCP 47 language tag; write en, fr or pt-BR")
    return text


@lru_cache(1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def zone(value: object) -> str:
    text = clean_line(value, "zone", 64, required=True)
    if text not in _zones():
        raise Invalid("zone", f"'{text}' is no IANA time zone; write Europe/Paris or America/New_York")
    return text


def place(value: object, of_zone: str = "") -> str:
    """The label beside a time; without one, the city that the zone is named after."""
    if value is None:
        city = of_zone.rpartition("/")[2].replace("_", " ")
        return "" if city.startswith(("UTC", "GMT")) or "/" not in of_zone else city
    return clean_line(value, "place", PLACE)


def paused(value: object) -> str | None:
    """What readers are told of a pause; None, for False, when there is none."""
    return None if value is False else clean_line(value, "paused", PAUSE)


def opening_state(value: object) -> State:
    if value == "live":
        return "live"
    if value == "draft":
        return "draft"
    raise Invalid("state", "a blog opens as 'live' or as 'draft'")


def headline(value: object) -> str:
    return clean_line(value, "headline", HEADLINE)


def byline(value: object) -> str:
    return clean_line(value, "byline", BYLINE)


def body(value: object) -> Json:
    return bodies.validate(bodies.EMPTY if value is None else value)


def note(value: object) -> str:
    return clean_text(value, "note", NOTE, required=True)


def reason(value: object) -> str:
    return clean_text(value, "reason", NOTE, required=True)


def flag(value: object, field: str) -> bool:
    if not isinstance(value, bool):
        raise Invalid(field, "say true or false")
    return value


def standing(value: object) -> str:
    if value not in STANDINGS:
        raise Invalid("standing", f"say one of {', '.join(STANDINGS)}")
    return str(value)


def time(value: object, field: str) -> str | None:
    """A moment with its offset (RFC 3339) as a stamp; None for none, which an empty string says too."""
    if value is None or value == "":
        return None
    text = clean_line(value, field, 40)
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        raise Invalid(field, f"'{text}' is no time; write 2026-05-04T21:30:00+02:00 or 2026-05-04T19:30:00Z") from None
    if parsed.tzinfo is None:
        raise Invalid(field, f"'{text}' does not say its offset; add Z or one like +02:00")
    try:
        canonical = stamp(parsed)
        moment(canonical)
    except (ValueError, OverflowError):
        raise Invalid(field, f"'{text}' lies outside the years 1 to 9999") from None
    return canonical


def sources(value: object) -> list[Json]:
    """Each {"name", "url"}; a plain string is a name."""
    if not isinstance(value, list) or len(value) > SOURCES:
        raise Invalid("sources", f"give a list of at most {SOURCES}, each with a name")
    return [_source(item, f"sources[{i}]") for i, item in enumerate(value)]


def _source(item: object, field: str) -> Json:
    if isinstance(item, str):
        item = {"name": item}
    if not isinstance(item, dict) or not set(item) <= {"name", "url"}:
        raise Invalid(field, 'give {"name": …} or {"name": …, "url": …}')
    url = clean_line(item.get("url", ""), f"{field}.url", 2_000)
    if url and not url.startswith(("https://", "http://")):
        raise Invalid(f"{field}.url", "start with https:// or http://")
    return {"name": clean_line(item.get("name", ""), f"{field}.name", BYLINE, required=True), "url": url}


def tags(value: object) -> list[str]:
    """Each once, whatever its case and punctuation, as it was first spelled."""
    if not isinstance(value, list) or len(value) > TAGS:
        raise Invalid("tags", f"give a list of at most {TAGS}")
    found: dict[str, str] = {}
    for i, item in enumerate(value):
        tag = clean_line(item, f"tags[{i}]", TAG, required=True)
        if not key_of(tag):
            raise Invalid(f"tags[{i}]", f"'{tag}' has no letter or digit, of which its address could be made")
        found.setdefault(key_of(tag), tag)
    return list(found.values())


def sentences(value: object) -> list[Json]:
    """The summary's sentences, each with the ids of the posts that support it."""
    if not isinstance(value, list) or len(value) > SENTENCES:
        raise Invalid("sentences", f"give a list of at most {SENTENCES} sentences")
    return [_sentence(item, f"sentences[{i}]") for i, item in enumerate(value)]


def _sentence(item: object, field: str) -> Json:
    if not isinstance(item, dict) or set(item) != {"text", "posts"} or not isinstance(item["posts"], list):
        raise Invalid(field, 'give {"text": …, "posts": [ids of the posts that support it]}')
    if not 1 <= len(item["posts"]) <= CITED:
        raise Invalid(f"{field}.posts", f"cite at least one post and at most {CITED}")
    cited = [post_id(p) for p in item["posts"]]
    return {"text": clean_line(item["text"], f"{field}.text", SENTENCE, required=True), "posts": cited}


def cited(value: object) -> set[str]:
    """The post ids that a summary names, as far as it has the right shape (`sentences` refuses the rest)."""
    rows = value if isinstance(value, list) else []
    lists = [row.get("posts") for row in rows if isinstance(row, dict)]
    return {p for ids in lists if isinstance(ids, list) for p in ids if isinstance(p, str)}


def has_text(post: Post) -> None:
    if not post.headline and not post.body["content"]:
        raise Invalid("body", "a post needs a headline or a text")

"""Posts for the tests of quotes and names."""

from __future__ import annotations

from dateline.copydesk.model import Line, PostText, Quote
from dateline.copydesk.names import Names
from dateline.copydesk.quotes import extract


def post(text: str, headline: str = "", post_id: str = "1", at: str = "") -> PostText:
    """A post of a headline and paragraphs, a line each."""
    lines, start = [], len(headline) + 2 if headline else 0
    for paragraph in text.split("\n"):
        lines.append(Line(paragraph, start))
        start += len(paragraph) + 1
    return PostText(post_id, at, Line(headline, 0) if headline else None, tuple(lines))


def names_of(*posts: PostText) -> Names:
    names = Names()
    for each in posts:
        names.learn(each)
    return names


def quotes_in(text: str, headline: str = "", kind: str = "direct", others: tuple[PostText, ...] = ()) -> list[Quote]:
    read = post(text, headline)
    return [quote for quote in extract(read, names_of(read, *others)) if quote.kind == kind]


def speakers(
    text: str, headline: str = "", kind: str = "direct", others: tuple[PostText, ...] = ()
) -> list[str | None]:
    return [quote.speaker for quote in quotes_in(text, headline, kind, others)]

"""Words in a headline's quotation marks that the body does not hold."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.copydesk.ledger import Ledger
from dateline.copydesk.listed import listed
from dateline.copydesk.model import Facts, Finding, PostText, Quote, Span
from dateline.copydesk.quotes.wording import condensed, within, words_of
from dateline.copydesk.sentences import words
from dateline.copydesk.spans import finding

_SMALL = listed("a an the of in on at to for and or de la le")


def check(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Finding]:
    if not post.paragraphs:
        return
    body = [line.text for line in post.paragraphs]
    for quote in facts.quotes:
        if quote.kind != "headline" or any(within(quote.text, text) for text in body):
            continue
        if _title(quote.text) or any(
            condensed(quote.text, other.text) for other in facts.quotes if other.kind == "direct"
        ):
            continue
        near = _nearest(quote, facts.quotes)
        if near is None and any(other.kind == "direct" and other.speaker is None for other in facts.quotes):
            continue
        evidence = (Span(near.post, near.start, near.end, near.text),) if near is not None else ()
        why = "The headline quotes words that the post does not."
        if near is not None:
            why = f"The headline quotes words that the post gives otherwise: “{near.text.rstrip(',')}”."
        yield finding(post, (quote.start, quote.end), "headline-quote", why, tier="ask", evidence=evidence)


def _title(text: str) -> bool:
    """Whether the marks name a work: “The Goldfinch Girl”."""
    found = [word for word, _, _ in words(text)]
    return len(found) > 1 and all(word[0].isupper() or word in _SMALL for word in found)


def _nearest(quote: Quote, quotes: tuple[Quote, ...]) -> Quote | None:
    """The body's quote that shares most words with the headline's; none if they share nothing."""
    own = set(words_of(quote.text))
    shared = [(len(own & set(words_of(q.text))), -q.start, q) for q in quotes if q.kind == "direct"]
    best = max(shared, default=None, key=lambda item: item[:2])
    return best[2] if best is not None and best[0] else None

"""The same quote in two posts, with other words or another speaker."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.copydesk.ledger import Ledger
from dateline.copydesk.model import Facts, PostText, Quote, Relation, Span
from dateline.copydesk.quotes.wording import within, words_of

_LEAST = 6  # words; shorter ones are alike by chance
_MOST = 1000  # a longer one is a document, and what looks for one run in the other costs their product
_SHARED = 0.6  # of the shorter quote's runs of three words


def relate(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Relation]:
    """A relation `same-quote` for every earlier quote that this post words or attributes otherwise."""
    for quote in facts.quotes:
        if quote.kind != "direct" or len(words_of(quote.text)) < _LEAST:
            continue
        for other, shared in ledger.quotes_like(quote):
            if other.kind != "direct" or not _same(quote, other, shared):
                continue
            why = _difference(quote, other)
            if why is not None:
                yield Relation("same-quote", (_span(quote), _span(other)), why)


def _same(quote: Quote, other: Quote, shared: int) -> bool:
    shorter, longer = sorted((len(words_of(quote.text)), len(words_of(other.text))))
    return shorter >= _LEAST and longer <= _MOST and shared >= _SHARED * (shorter - 2)


def _difference(quote: Quote, other: Quote) -> str | None:
    if quote.speaker and other.speaker and quote.speaker != other.speaker:
        return f"The same words are given to {quote.speaker} here and to {other.speaker} there."
    if within(quote.text, other.text) or within(other.text, quote.text):
        return None
    if quote.speaker is None or other.speaker is None:
        return None
    return f"{quote.speaker} is quoted with other words there."


def _span(quote: Quote) -> Span:
    return Span(quote.post, quote.start, quote.end, quote.text)

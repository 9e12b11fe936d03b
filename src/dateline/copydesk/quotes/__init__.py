"""Who said what, through whom."""

from __future__ import annotations

from dataclasses import replace

from dateline.copydesk.model import PostText, Quote
from dateline.copydesk.names import Names
from dateline.copydesk.quotes.direct import direct
from dateline.copydesk.quotes.headline import headline
from dateline.copydesk.quotes.indirect import indirect
from dateline.copydesk.quotes.marks import quoted
from dateline.copydesk.quotes.tokens import read


def extract(post: PostText, names: Names) -> tuple[Quote, ...]:
    """The quotes of a post: the headline's, the body's, then what is reported; `names` has learnt the post.

    The rules are English ones: a post in another language has none.
    """
    if not post.language.lower().startswith("en"):
        return ()
    passages = quoted(post.paragraphs)
    uses = names.read(post)
    sentences = read(post.paragraphs, passages, uses)
    body = direct(post, names, passages, sentences)
    return _occasions((*headline(post, names, uses, body), *body, *indirect(post, names, sentences)))


def _occasions(quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """Quotes without a channel given their speaker's, where the post knows the speaker on one occasion only."""
    channels: dict[str, set[str]] = {}
    for quote in quotes:
        if quote.speaker is not None and quote.channel is not None:
            channels.setdefault(quote.speaker, set()).add(quote.channel)
    return tuple(
        replace(quote, channel=min(channels[quote.speaker]))
        if quote.channel is None and quote.speaker is not None and len(channels.get(quote.speaker, ())) == 1
        else quote
        for quote in quotes
    )

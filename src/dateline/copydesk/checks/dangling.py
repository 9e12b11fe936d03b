"""A colon at the very end of a post, or an embed that is announced and not there."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.copydesk.ledger import Ledger
from dateline.copydesk.listed import listed
from dateline.copydesk.model import Facts, Finding, PostText
from dateline.copydesk.sentences import split, words
from dateline.copydesk.spans import finding

_SHOWN = listed("video picture photo photograph image map chart graphic clip footage tweet thread embed gallery")


def check(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Finding]:
    if post.embeds or not post.paragraphs:
        return
    last = split(post.paragraphs[-1])[-1:]
    for sentence in last:
        place = (sentence.start, sentence.end)
        if sentence.text.rstrip().endswith(":"):
            yield finding(post, place, "dangling", "The post ends in a colon, and what it announces is not there.")
        # A transcript has lost its embeds; only of a blog's own post is it known that there is none.
        elif post.label is None and _announces(sentence.text):
            yield finding(
                post, place, "dangling", "The post announces something below it, and nothing is there.", tier="ask"
            )


def _announces(sentence: str) -> bool:
    found = [word.lower() for word, _, _ in words(sentence)]
    return found[-1:] == ["below"] and bool(_SHOWN & set(found))

"""A time that tells the reader nothing, in a medium whose posts are read days later."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.copydesk.ledger import Ledger
from dateline.copydesk.listed import listed
from dateline.copydesk.model import Facts, Finding, PostText
from dateline.copydesk.spans import finding

_VAGUE = listed("recently lately")
_STRETCHES = ("in recent days", "in recent weeks", "in recent months", "in recent years")


def check(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Finding]:
    for time in facts.times:
        text = time.text.lower()
        quoted = any(quote.start <= time.start < quote.end for quote in facts.quotes if quote.kind == "direct")
        if time.value is None and not quoted and (text in _VAGUE or text in _STRETCHES):
            why = f"“{time.text}” names no time: a reader of tomorrow cannot tell when; give the day, or link the post."
            yield finding(post, (time.start, time.end), "vague-time", why)

"""A quote that an earlier post gives in other words, or to another speaker."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.copydesk.ledger import Ledger
from dateline.copydesk.model import Facts, Finding, PostText
from dateline.copydesk.relations import same_quote
from dateline.copydesk.spans import finding


def check(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Finding]:
    """At the later post only."""
    for relation in ledger.related(same_quote.relate, post, facts):
        here, there = relation.items
        if ledger.precedes(there.post, post):
            yield finding(post, (here.start, here.end), "same-quote", relation.why, evidence=(there,))

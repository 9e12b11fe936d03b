"""A figure that an earlier post gives otherwise, with nothing here that says it changed."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.copydesk.ledger import Ledger
from dateline.copydesk.model import Facts, Finding, PostText
from dateline.copydesk.relations import differ
from dateline.copydesk.spans import finding, span


def check(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Finding]:
    """At the later of the two posts only: the earlier one could not know."""
    for relation in ledger.related(differ.relate, post, facts):
        other, figure = relation.items
        if ledger.precedes(other.post, post):
            evidence = (span(ledger.posts[other.post], other.start, other.end),)
            yield finding(post, (figure.start, figure.end), "figure-differs", relation.why, evidence=evidence)

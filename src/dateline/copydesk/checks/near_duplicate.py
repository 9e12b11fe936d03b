"""A post that says what another has said, in nearly its words."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.copydesk.ledger import Ledger
from dateline.copydesk.model import Facts, Finding, PostText
from dateline.copydesk.relations import duplicate
from dateline.copydesk.spans import finding


def check(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Finding]:
    """At the later post only."""
    for relation in ledger.related(duplicate.relate, post, facts):
        here, there = relation.items
        if ledger.precedes(there.post, post):
            yield finding(post, (here.start, here.end), "near-duplicate", relation.why, evidence=(there,))

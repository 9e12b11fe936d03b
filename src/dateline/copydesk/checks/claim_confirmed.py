"""A claim by an unnamed source that this post bears out: its standing can be changed."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.copydesk.figures import stated
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.model import STANDFIRST, Facts, Figure, Finding, PostText, Span
from dateline.copydesk.relations import confirm
from dateline.copydesk.spans import finding


def check(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Finding]:
    """At the post that confirms, once for each claim's post; where both say the very same number."""
    told: set[str] = set()
    for relation in ledger.related(confirm.relate, post, facts):
        claim = _figure(relation.items[0], ledger.facts(relation.items[0].post))
        here = _figure(relation.items[-1], facts)
        if claim is None or here is None or claim.status != "unnamed" or post.id == STANDFIRST or claim.post in told:
            continue
        if ledger.precedes(claim.post, post) and _number(claim) == _number(here):
            told.add(claim.post)
            evidence = (relation.items[0],)
            yield finding(post, (here.start, here.end), "claim-confirmed", relation.why, evidence=evidence)


def _figure(span: Span, facts: Facts) -> Figure | None:
    return next((figure for figure in facts.figures if (figure.start, figure.end) == (span.start, span.end)), None)


def _number(figure: Figure) -> float:
    return stated(figure.low, figure.high, figure.qualifier)

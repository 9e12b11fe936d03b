"""All that the desk has to say: of a whole transcript, or of one draft against a blog. Same input, same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from dateline.copydesk import agenda, summary
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.model import STANDFIRST, Facts, Finding, PostText, Relation, Report
from dateline.copydesk.relations import confirm, differ, duplicate, reconcile, repeat, same_quote
from dateline.copydesk.rules import RULES
from dateline.copydesk.settings import Settings
from dateline.copydesk.to_json import to_json

__all__ = ["check_draft", "report", "to_json"]

MOST_ASKED = 3  # questions a draft; what is asked beyond is not read
_RELATIONS = (reconcile, repeat, differ, confirm, same_quote, duplicate)


def report(posts: Sequence[PostText], settings: Settings | None = None) -> Report:
    """A whole blog. Facts are read with all names known; relations run from earlier posts to later ones.

    Posts without a time stay in the order given; a standfirst (id "LEDE") is read last, as it was written.
    """
    settings = settings or Settings()
    ledger = Ledger(settings.house)
    ledger.learn(posts)
    ordered = sorted(posts, key=lambda post: (post.id == STANDFIRST, post.at))
    relations: list[Relation] = []
    for post in ordered:
        facts = ledger.read(post)
        relations += _related(post, facts, ledger)
        ledger.add(post, facts)
    findings = [f for post in ordered for f in _found(post, ledger.facts(post.id), ledger, settings)]
    flawed = [found for found in findings if found.tier == "error"]
    return Report(
        tuple(posts),
        _joined([ledger.facts(post.id) for post in posts], ledger),
        tuple(relations),
        tuple(sorted(findings, key=lambda found: (found.start, found.end, found.rule))),
        summary.propose(ordered, flawed),
    )


def check_draft(draft: PostText, ledger: Ledger, settings: Settings | None = None) -> Report:
    """One draft against what `ledger` holds, which stays as it is; the draft may be a new text of a post in it."""
    with ledger.trying(draft):
        facts = ledger.read(draft)
        relations = tuple(_related(draft, facts, ledger))
        findings = _found(draft, facts, ledger, settings or Settings(house=ledger.house))
        # A summary is proposed from what is public, never from a draft.
        return Report((draft,), replace(facts, names=ledger.names_in(draft)), relations, tuple(findings))


def _related(post: PostText, facts: Facts, ledger: Ledger) -> list[Relation]:
    return [relation for one in _RELATIONS for relation in ledger.related(one.relate, post, facts)]


def _found(post: PostText, facts: Facts, ledger: Ledger, settings: Settings) -> list[Finding]:
    """What the rules that are on have found, at most three questions among it: further ones are shown as notes.

    Asked first is what a rule asks by its nature, in the table's order; then what a rule of errors is not sure of.
    """
    found: dict[tuple[str, int, int], Finding] = {}
    questions: tuple[list[tuple[str, int, int]], list[tuple[str, int, int]]] = ([], [])
    for rule in RULES:
        if rule.id in settings.off:
            continue
        for finding in rule.check(post, facts, ledger):
            key = (rule.id, finding.start, finding.end)
            tier = settings.tier(rule.id, finding.tier if finding.tier != "info" else rule.tier)
            if key not in found:
                found[key] = replace(finding, tier=tier)
                if tier == "ask":
                    questions[rule.tier == "error"].append(key)
    for key in list(chain(*questions))[MOST_ASKED:]:
        found[key] = replace(found[key], tier="info")
    return sorted(found.values(), key=lambda finding: (finding.start, finding.end, finding.rule))


def _joined(parts: Iterable[Facts], ledger: Ledger) -> Facts:
    parts = list(parts)
    return Facts(
        quotes=tuple(chain.from_iterable(facts.quotes for facts in parts)),
        figures=tuple(chain.from_iterable(facts.figures for facts in parts)),
        times=tuple(chain.from_iterable(facts.times for facts in parts)),
        agenda=agenda.merge(chain.from_iterable(facts.agenda for facts in parts)),
        names=ledger.names.named(),
    )

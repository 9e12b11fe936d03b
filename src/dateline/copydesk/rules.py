"""The table of rules: what may be found, how loudly it is said, and the page of the manual that explains it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dateline.copydesk.checks import (
    claim_confirmed,
    dangling,
    doubled_word,
    figure_differs,
    headline_claim,
    headline_quote,
    house_list,
    label,
    mismatched_quotes,
    missing_word,
    mixed_style,
    name_variant,
    near_duplicate,
    same_quote,
    typo,
    unsourced,
    vague_time,
)
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.model import Facts, Finding, PostText, Tier

Check = Callable[[PostText, Facts, Ledger], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`tier` is what its findings have unless the check is less sure of one, or a newsroom says otherwise."""

    id: str
    tier: Tier
    title: str
    check: Check

    @property
    def page(self) -> str:
        """Where the manual explains it, below docs/."""
        return f"copydesk/{self.id}.md"


# In the order in which a person should read them: of a draft's questions only the first few are asked.
RULES = (
    Rule("mismatched-quotes", "error", "Quotation marks that do not match", mismatched_quotes.check),
    Rule("name-variant", "error", "A name spelt in two ways", name_variant.check),
    Rule("typo", "error", "A misspelt word", typo.check),
    Rule("doubled-word", "error", "A word written twice", doubled_word.check),
    Rule("dangling", "error", "An announcement with nothing after it", dangling.check),
    Rule("label", "error", "A time label unlike the others", label.check),
    Rule("house-list", "error", "A word that the house writes otherwise", house_list.check),
    Rule("same-quote", "ask", "The same quote with other words or another speaker", same_quote.check),
    Rule("figure-differs", "ask", "A figure that an earlier post gives otherwise", figure_differs.check),
    Rule("headline-quote", "ask", "A headline quotes words that the post does not", headline_quote.check),
    Rule("headline-claim", "ask", "A headline names what the post does not", headline_claim.check),
    Rule("unsourced", "ask", "Casualties without a source", unsourced.check),
    Rule("claim-confirmed", "ask", "An unnamed source's claim is now confirmed", claim_confirmed.check),
    Rule("near-duplicate", "ask", "Nearly the same as another post", near_duplicate.check),
    Rule("missing-word", "info", "A small word that seems to be missing", missing_word.check),
    Rule("mixed-style", "info", "One thing written in two ways", mixed_style.check),
    Rule("vague-time", "info", "A time that says nothing later", vague_time.check),
)
BY_ID = {rule.id: rule for rule in RULES}

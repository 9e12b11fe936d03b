"""What the copy desk's panel and pages say, in the language of whoever is logged in: scripts have no words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The titles of copydesk/rules.py, which knows one language: what it finds is told in that of the text.
TITLES: dict[str, Promise] = {
    "mismatched-quotes": _("Quotation marks that do not match"),
    "name-variant": _("A name spelt in two ways"),
    "typo": _("A misspelt word"),
    "doubled-word": _("A word written twice"),
    "dangling": _("An announcement with nothing after it"),
    "label": _("A time label unlike the others"),
    "house-list": _("A word that the house writes otherwise"),
    "same-quote": _("The same quote with other words or another speaker"),
    "figure-differs": _("A figure that an earlier post gives otherwise"),
    "headline-quote": _("A headline quotes words that the post does not"),
    "headline-claim": _("A headline names what the post does not"),
    "unsourced": _("Casualties without a source"),
    "claim-confirmed": _("An unnamed source’s claim is now confirmed"),
    "near-duplicate": _("Nearly the same as another post"),
    "missing-word": _("A small word that seems to be missing"),
    "mixed-style": _("One thing written in two ways"),
    "vague-time": _("A time that says nothing later"),
}
TIERS: dict[str, Promise] = {
    "error": _("Error"),
    "ask": _("Question"),
    "info": _("Note"),
}
_PANEL: dict[str, Promise] = {
    "copydesk_count": _("Copy desk: {n}"),
    "copydesk_nothing": _("Copy desk: nothing"),
    "copydesk_notes": _("Notes: {n}"),
    "copydesk_in_headline": _("In the headline"),
    "copydesk_evidence": _("See: {words}"),
    "copydesk_fix": _("Write “{fix}”"),
    "copydesk_remove": _("Take it out"),
    "copydesk_useless": _("Not useful"),
    "copydesk_useless_of": _("Not useful: {words}"),
    "copydesk_useless_said": _("Called not useful: {n}"),
    "copydesk_take_back": _("Take that back"),
    "copydesk_off": _("Switch off for this blog"),
    "copydesk_off_of": _("Switch off for this blog: {rule}"),
    "copydesk_is_off": _("Off for this blog: {rule}."),
    "copydesk_on": _("Switch on again"),
    "copydesk_off_failed": _("That could not be set just now. Nothing was changed."),
    "copydesk_lowered": _("{rule}: shown more quietly, not useful in {n} of {shown}."),
    "copydesk_confirm": _("Mark that post confirmed"),
    "copydesk_confirmed": _("That post is now marked confirmed."),
    "copydesk_confirmed_before": _("That post was marked confirmed already."),
    "copydesk_stale": _("Somebody has changed that post meanwhile. Nothing was done; look at it and repeat."),
    "copydesk_failed": _("That did not work. Nothing was changed."),
}
_PAGES: dict[str, Promise] = {
    "facts_changed": _("Something new was published since {time}."),
    "summary_published": _("Published. Readers have the new summary."),
    "summary_changed": _("Somebody has revised the summary meanwhile. Nothing was published; read it again."),
    "summary_unsupported": _("Each sentence needs a text and a post that supports it."),
    "summary_moved": _("Sentence {n} of {all}"),
}


def panel() -> dict[str, str]:
    """By the short name that a script asks for, `rule.<id>` for a rule's title; `{…}` is filled in there."""
    return {name: str(said) for name, said in (*_PANEL.items(), *((f"rule.{id}", said) for id, said in TITLES.items()))}


def pages() -> dict[str, str]:
    """The same for the pages of facts and of the summary."""
    shared = ("copydesk_confirmed", "copydesk_confirmed_before", "copydesk_stale", "copydesk_failed")
    return {name: str(said) for name, said in (*_PAGES.items(), *((name, _PANEL[name]) for name in shared))}

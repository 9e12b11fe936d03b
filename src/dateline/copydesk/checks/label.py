"""A time label that is not written like the blog's others: "21:30 Paris (GMT+1)" among "… Paris time (GMT+1)"."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.copydesk.labels import is_dated, is_halved, is_padded, shape, tokens
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.model import Facts, Finding, PostText, Span
from dateline.copydesk.spans import finding

_FEWEST = 4  # labels of one shape that make it the house's
_SHARE = 0.7
_ODD = 2  # more labels than this that are alike are a second style of the house


def check(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Finding]:
    if post.label is None:
        return
    own, all_labels = shape(post.label.text), ledger.labels
    usual = min(all_labels, key=lambda one: (-len(all_labels[one]), one), default=own)
    like = list(all_labels.get(usual, {}).values())
    if own == usual:
        like = _padded_against(post.label.text, like)
    elif _is_style(own, usual, ledger):
        like = []
    if like:
        why = f"{len(like)} of the blog's other time labels are written like “{like[0].text}”."
        place = (post.label.start, post.label.end)
        yield finding(post, place, "label", why, fix=_like(post.label.text, like[0].text), evidence=(like[0],))


def _is_style(own: str, usual: str, ledger: Ledger) -> bool:
    """Whether the label's shape may be meant: the house has several, or has none yet, or a new day is marked by it."""
    times, total = len(ledger.labels[usual]), sum(map(len, ledger.labels.values()))
    odd = len(ledger.labels.get(own, ()))
    return times < _FEWEST or times < _SHARE * total or odd > _ODD or is_dated(own) != is_dated(usual)


def _padded_against(label: str, like: list[Span]) -> list[Span]:
    """The labels that put a zero before the hour where this one does not; none where that is no rule of the house."""
    if is_padded(label) is not False or is_halved(shape(label)):
        return []
    padded = [other for other in like if is_padded(other.text)]
    bare = sum(is_padded(other.text) is False for other in like)
    return padded if len(padded) >= 2 and bare <= min(_ODD, len(padded) // 2) else []


def _like(label: str, usual: str) -> str | None:
    """This label's clock in the other's shape; None where they may not count the hours alike."""
    own, other = tokens(label), tokens(usual)
    clock = [token for token in own if token.isdigit()][:2]
    places = [i for i, token in enumerate(other) if token.isdigit()][:2]
    if (
        len(clock) < 2
        or len(places) < 2
        or any(is_halved(shape(one)) or is_dated(shape(one)) for one in (label, usual))
    ):
        return None
    other[places[0]] = clock[0].zfill(len(other[places[0]]))
    other[places[1]] = clock[1]
    return "".join(other)

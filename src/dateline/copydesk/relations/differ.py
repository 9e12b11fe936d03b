"""Two figures for the same thing that cannot both be true, and nothing in the later one that says it is news.

Compared only where the unit agrees, and a place with the actor or the words around do; never where one is added
to something ("in addition to", "another"), is given for another time, or narrows its noun otherwise. A toll or a count
that grows as a story goes on differs only where it shrinks.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.copydesk.figures import subject
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.listed import listed
from dateline.copydesk.model import Facts, Figure, PostText, Relation, Time
from dateline.copydesk.relations import figures_alike as alike

_GROWING = listed(
    "people_killed people_injured people_arrested people_rescued cases infections acres hectares protesters",
    "demonstrators marchers complaints signatures goals runs wickets arrests tickets calls messages",
)
# What goes up and down from hour to hour by itself: measures, and how many are somewhere, cut off or not found.
_MOVING = listed(
    "per_cent percent degrees mph km/h knots points percentage_points basis_points metres meters feet inches c f",
    "centimetres centimeters millimetres millimeters cubic_metres cubic_meters seats votes people households homes",
    "customers properties patients evacuees flights passengers_stranded people_missing people_evacuated",
    "people_displaced people_hospitalised firefighters officers crews engines",
)
_CUES = listed(
    "rise rises rose risen raised climb climbed climbs increased increase jumped grew grown growing now",
    "revised updated update latest fell fallen dropped reduced cut corrected correction initially earlier",
    "previously originally more another further additional up down new higher lower instead later final",
)
_AROUND = 150
_FEW = 2


def relate(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Relation]:
    """`differs`: an earlier post's figure, then this post's."""
    for figure in alike.compared(facts):
        if _may_differ(figure) and not _updates(post, figure):
            for other in ledger.figures_like(figure):
                if not _may_differ(other) or _both(figure, other, facts, ledger):
                    continue
                if _differ(figure, other, post, ledger) and _same_time(figure, other, facts, ledger):
                    yield Relation("differs", (other, figure), _why(figure, other))
                    break


def _why(figure: Figure, other: Figure) -> str:
    return f"Another post says {other.text}, this one {figure.text}, and nothing here says that it changed."


def _may_differ(figure: Figure) -> bool:
    vague = figure.qualifier is not None and figure.qualifier.startswith(
        ("several", "a few", "dozens", "hundreds", "t")
    )
    return not figure.additive and not vague and subject(figure.unit) not in _MOVING


def _updates(post: PostText, figure: Figure) -> bool:
    """Whether the words around the figure say that it is a new one."""
    return any(word in _CUES for word in _words_around(post, figure))


def _words_around(post: PostText, figure: Figure) -> set[str]:
    line = next((line for line in post.lines if line.start <= figure.start < line.end), None)
    if line is None:
        return set()
    at = figure.start - line.start
    begin = max(line.text.rfind(". ", 0, at) + 1, at - _AROUND, 0)
    stop = line.text.find(". ", at)
    end = min(stop if stop >= 0 else len(line.text), at + _AROUND)
    return {word.strip("\"'“”‘’.,;:()") for word in line.text[begin:end].lower().split()}


def _differ(figure: Figure, other: Figure, post: PostText, ledger: Ledger) -> bool:
    if not alike.same_subject(figure, other) or alike.overlap(figure, other):
        return False
    if alike.set_apart(figure, other):
        return False
    earlier = ledger.posts[other.post]
    if subject(figure.unit) in _GROWING and not _shrinks(figure, other, post, earlier):
        return False
    if post.said < earlier.said and _updates(earlier, other):
        return False
    shared, part = alike.shared_words(figure, other)
    placed = alike.share_place(figure, other) and figure.actor == other.actor and shared >= _FEW
    return placed or (shared >= 2 * _FEW and part >= 0.4) or (shared > _FEW and part >= 0.5)


def _both(figure: Figure, other: Figure, facts: Facts, ledger: Ledger) -> bool:
    """Whether either post gives both numbers (`by 76 votes to 74`): then neither stands against the other."""
    mine = any(alike.same_subject(one, other) and alike.same_value(one, other) for one in alike.compared(facts))
    theirs = alike.compared(ledger.facts(other.post))
    return mine or any(alike.same_subject(one, figure) and alike.same_value(one, figure) for one in theirs)


def _shrinks(figure: Figure, other: Figure, post: PostText, earlier: PostText) -> bool:
    if not post.said or not earlier.said:
        return False
    first, last = (other, figure) if earlier.said <= post.said else (figure, other)
    return alike.value(last) < alike.value(first)


def _same_time(figure: Figure, other: Figure, facts: Facts, ledger: Ledger) -> bool:
    """Whether no year, month or other day beside one of them sets it apart from the other."""
    return _dates(figure, facts.times) == _dates(other, ledger.facts(other.post).times)


def _dates(figure: Figure, times: tuple[Time, ...]) -> set[str]:
    near = [time for time in times if abs(time.start - figure.start) <= _AROUND // 2 and time.kind in _DATED]
    return {time.value for time in near if time.value}


_DATED = frozenset(("year", "month", "week", "decade", "open interval"))

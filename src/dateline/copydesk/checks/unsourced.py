"""Dead, injured or missing people without anybody who says so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from dateline.blog.changes import moment
from dateline.copydesk.figures import CASUALTIES
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.lexemes import Lexeme, read
from dateline.copydesk.listed import listed
from dateline.copydesk.model import STANDFIRST, Facts, Figure, Finding, Line, PostText, Time
from dateline.copydesk.relations.figures_alike import compared, same_subject, same_value
from dateline.copydesk.roles import PEOPLE, PERSONS
from dateline.copydesk.spans import finding
from dateline.copydesk.within import within

# Words that say how it is known, or that it is a matter of history or of a charge.
_HEDGES = listed(
    "reportedly reports reported report unconfirmed feared believed presumed known official officially",
    "according figures accused charged convicted suspected sentenced jailed acquitted trial murder",
    "manslaughter alleged allegedly anniversary memorial remembered victims confirmed if could may might would",
    "no toll years annually yearly century centuries decade decades history average",
)
_WHO = listed(
    "people person children women men boys girls deaths fatalities injuries lives civilians pedestrians cyclists",
    "motorists tourists hikers skiers climbers swimmers sailors miners inmates prisoners guests worshippers babies",
    "toddlers teenagers adults pensioners migrants refugees crew personnel servicemen policemen police dead others",
)
_EACH = listed("a an each every per")
_NEWS = timedelta(days=2)  # an older day in the sentence makes it history


def check(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Finding]:
    """Once a paragraph. A figure that another paragraph or post gives with its source is nobody's secret."""
    if post.id == STANDFIRST:
        return
    for paragraph in post.paragraphs:
        figures = within(facts.figures, paragraph.start, paragraph.end)
        if any(figure.source for figure in figures):
            continue
        for figure in figures:
            if (
                _is_casualty(figure)
                and not _is_known(post, paragraph, figure, facts)
                and not _is_sourced(figure, facts, ledger)
            ):
                why = f"Nothing here says who gives “{figure.text}”; add the source and when it was said."
                yield finding(post, (figure.start, figure.end), "unsourced", why)
                break


def _is_casualty(figure: Figure) -> bool:
    """Whether people are counted, and not whales: by a word for several of them, or one's plural."""
    who, _, state = (figure.unit or "").rpartition(" ")
    if state not in CASUALTIES:
        return figure.unit in ("deaths", "fatalities", "injuries")
    last = who.rpartition(" ")[2]
    return last in _WHO or last in PEOPLE or last.removesuffix("s") in PERSONS


def _is_known(post: PostText, paragraph: Line, figure: Figure, facts: Facts) -> bool:
    """Whether the sentence hedges, quotes, or tells what happened in another year or some days ago."""
    for piece, lexemes in read(paragraph):
        if piece.start <= figure.start < piece.end:
            times = within(facts.times, piece.start, piece.end)
            dated = any(
                time.kind in ("year", "month", "decade", "open interval") or _is_past(time, post) for time in times
            )
            quoted = any(quote.start <= figure.start < quote.end for quote in facts.quotes if quote.speaker)
            return dated or quoted or _hedges(lexemes)
    return False


def _is_past(time: Time, post: PostText) -> bool:
    if time.kind != "day" or not time.value or not post.at:
        return False
    try:
        return date.fromisoformat(time.value[:10]) < moment(post.at).date() - _NEWS
    except ValueError:
        return False  # a week's value


def _hedges(lexemes: list[Lexeme]) -> bool:
    rate = any(one.low in _EACH and two.low in ("year", "month", "day") for one, two in pairwise(lexemes))
    return rate or any(lexeme.low in _HEDGES for lexeme in lexemes)


def _is_sourced(figure: Figure, facts: Facts, ledger: Ledger) -> bool:
    others = (*compared(facts), *ledger.figures_like(figure))
    return any(one.source and same_subject(one, figure) and same_value(one, figure) for one in others)

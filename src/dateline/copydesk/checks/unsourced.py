"""Dead, injured or missing people without anybody who says so."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.copydesk.figures import CASUALTIES
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.lexemes import Lexeme, read
from dateline.copydesk.listed import listed
from dateline.copydesk.model import STANDFIRST, Facts, Figure, Finding, Line, PostText
from dateline.copydesk.relations.figures_alike import compared, same_subject, same_value
from dateline.copydesk.spans import finding
from dateline.copydesk.within import within

# Words that say how it is known, or that it is a matter of history or of a charge.
_HEDGES = listed(
    "reportedly reports reported report unconfirmed feared believed presumed known official officially",
    "according figures accused charged convicted suspected sentenced jailed acquitted trial murder",
    "manslaughter alleged allegedly anniversary memorial remembered victims confirmed if could may might would",
    "no toll",
)


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
                and not _is_known(paragraph, figure, facts)
                and not _is_sourced(figure, facts, ledger)
            ):
                why = f"Nothing here says who gives “{figure.text}”; add the source and when it was said."
                yield finding(post, (figure.start, figure.end), "unsourced", why)
                break


def _is_casualty(figure: Figure) -> bool:
    return (figure.unit or "").rpartition(" ")[2] in CASUALTIES or figure.unit in ("deaths", "fatalities", "injuries")


def _is_known(paragraph: Line, figure: Figure, facts: Facts) -> bool:
    """Whether the sentence hedges, quotes, or tells what happened in another year."""
    for piece, lexemes in read(paragraph):
        if piece.start <= figure.start < piece.end:
            times = within(facts.times, piece.start, piece.end)
            dated = any(time.kind in ("year", "month", "decade", "open interval") for time in times)
            quoted = any(quote.start <= figure.start < quote.end for quote in facts.quotes if quote.speaker)
            return dated or quoted or _hedges(lexemes)
    return False


def _hedges(lexemes: list[Lexeme]) -> bool:
    return any(lexeme.low in _HEDGES for lexeme in lexemes)


def _is_sourced(figure: Figure, facts: Facts, ledger: Ledger) -> bool:
    others = (*compared(facts), *ledger.figures_like(figure))
    return any(one.source and same_subject(one, figure) and same_value(one, figure) for one in others)

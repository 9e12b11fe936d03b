"""A claim that a later post bears out: the same figure from somebody who can be held to it, or from a second source.

An unnamed source's figure is confirmed by a named one's; a named one's by another's. A reaction to what was announced
("condemned the deployment") bears out that it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from dateline.blog.changes import moment
from dateline.copydesk.figures.context import words
from dateline.copydesk.figures.units import country
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.lexemes import Lexeme, lex, read
from dateline.copydesk.listed import listed
from dateline.copydesk.model import Facts, Figure, Plan, PostText, Relation, Span
from dateline.copydesk.relations import figures_alike as alike

_REACTIONS = listed(
    "welcomed welcomes welcoming condemned condemns condemning slammed slams slamming criticised criticized",
    "criticises hailed hails praised praises praising denounced denounces denouncing deplored applauded",
    "rejected rejecting",
)
# Words for the same thing in an announcement and in what others say of it.
_ONE_WORD = {
    **dict.fromkeys(("force", "soldier", "deployment", "deploying", "deploy", "deployed", "send", "sending"), "troop"),
    **dict.fromkeys(("additional", "further", "reinforcement"), "extra"),
    **dict.fromkeys(("sanctioned", "sanctioning"), "sanction"),
    **dict.fromkeys(("ceasefire", "cease-fire", "truce"), "truce"),
}
_OBJECT = 14
_TELLING = 100
_SHARED = 3
_LATEST = 40  # posts back that a reaction is looked for: what is reacted to is news


def relate(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Relation]:
    """`confirms`: the claim, then what bears it out, with the minutes between them in `why`."""
    for figure in alike.compared(facts):
        if figure.status not in ("official", "attributed"):
            continue
        claims = [other for other in ledger.figures_like(figure) if _is_earlier(ledger.posts[other.post], post)]
        unnamed = [other for other in claims if other.status == "unnamed" and _bears_out(figure, other)]
        named = [other for other in claims if _is_second_source(figure, other)]
        for claim in (unnamed or named)[-1:]:
            yield Relation("confirms", (claim, figure), _why(claim, figure, ledger.posts[claim.post], post))
    yield from _reactions(post, ledger)


def _is_earlier(other: PostText, post: PostText) -> bool:
    return bool(other.said and post.said) and other.said < post.said


def _bears_out(figure: Figure, claim: Figure) -> bool:
    if not (alike.same_subject(figure, claim) and alike.overlap(figure, claim)):
        return False
    if alike.places_conflict(figure, claim) or alike.actors_conflict(figure, claim):
        return False
    shared, _ = alike.shared_words(figure, claim)
    telling = alike.same_value(figure, claim) and alike.value(figure) >= _TELLING
    return alike.share_place(figure, claim) or shared >= 2 or (telling and shared >= 1)


def _is_second_source(figure: Figure, claim: Figure) -> bool:
    """The same number from another named source, for the same actor or place."""
    if (
        claim.status not in ("official", "attributed")
        or not alike.same_value(figure, claim)
        or alike.value(figure) < 10
    ):
        return False
    mine, theirs = _source_words(figure), _source_words(claim)
    agrees = alike.share_place(figure, claim) or (figure.actor is not None and figure.actor == claim.actor)
    return agrees and bool(mine and theirs) and not mine & theirs and _bears_out_second(figure, claim)


def _bears_out_second(figure: Figure, claim: Figure) -> bool:
    return alike.same_subject(figure, claim) and not alike.actors_conflict(figure, claim)


def _source_words(figure: Figure) -> set[str]:
    return {word.lower() for word in (figure.source or "").split() if word[0].isupper() and word.lower() != "the"}


def _minutes(claim: PostText, post: PostText) -> int:
    return int((moment(post.said) - moment(claim.said)) / timedelta(minutes=1))


def _after(claim: PostText, post: PostText) -> str:
    minutes = _minutes(claim, post)
    return f"{minutes} minute{'' if minutes == 1 else 's'} later"


def _why(claim: Figure, figure: Figure, earlier: PostText, post: PostText) -> str:
    source = claim.source or "an unnamed source"
    return f"{figure.source} gives {figure.text}, {_after(earlier, post)}; {source} had said {claim.text}."


def _reactions(post: PostText, ledger: Ledger) -> Iterable[Relation]:
    for line in post.paragraphs:
        for piece, lexemes in read(line):
            verb = next((i for i, lexeme in enumerate(lexemes) if lexeme.low in _REACTIONS), None)
            if verb is None:
                continue
            end = min(len(lexemes), verb + _OBJECT)
            item = Span(
                post.id,
                piece.start + lexemes[verb].start,
                piece.start + lexemes[end - 1].end,
                piece.text[lexemes[verb].start : lexemes[end - 1].end],
            )
            announced = _announced(lexemes[verb + 1 : end], post, ledger)
            if announced is not None:
                why = f"“{item.text}” bears out what was announced, {_after(ledger.posts[announced.post], post)}."
                yield Relation("confirms", (announced, item), why)
                return


def _announced(thing: list[Lexeme], post: PostText, ledger: Ledger) -> Span | None:
    """The plan of an earlier post that a reaction names: the same country and three words of it at least."""
    wanted = _themes(thing)
    whose = _whose(thing)
    if whose is None or len(wanted) < _SHARED:
        return None
    earlier = [one for one in ledger.newest(post, _LATEST) if _is_earlier(one, post)]
    for other in sorted(earlier, key=lambda one: one.said):
        for plan in ledger.facts(other.id).agenda:
            told = lex(plan.what)
            if whose == _whose(told) and len(wanted & _themes(told)) >= _SHARED:
                return _span(plan, other)
    return None


def _whose(lexemes: list[Lexeme]) -> str | None:
    """The country named first: whose deed it is."""
    return next((found for lexeme in lexemes if lexeme.capital and (found := country(lexeme.text))), None)


def _themes(lexemes: list[Lexeme]) -> set[str]:
    plain = {_ONE_WORD.get(word, word) for word in words(lexemes)}
    return plain | {found for lexeme in lexemes if lexeme.capital and (found := country(lexeme.text))}


def _span(plan: Plan, post: PostText) -> Span | None:
    for line in post.lines:
        at = line.text.find(plan.what)
        if at >= 0:
            return Span(post.id, line.start + at, line.start + at + len(plan.what), plan.what)
    return None

"""What requests about the copy desk may hold and what their replies do hold."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, WithJsonSchema

from dateline.desk.api.shapes import Reply, Request, Sentences

_HOUSE_WORD = {
    "type": "object",
    "properties": {"avoid": {"type": "string"}, "write": {"type": "string"}, "why": {"type": "string"}},
    "required": ["avoid", "write"],
    "additionalProperties": False,
}
_LOWERED = (
    "Rules that are told more quietly than by themselves, since too many of their findings were called not useful; "
    "each: rule, from, to, why, shown, not_useful, at."
)


class CopyDeskSettings(Request):
    """What is set of the copy desk: rules that are off, tiers that are lower, the house's own words."""

    off: list[str] = Field([], description="Rules, by id.")
    tiers: Annotated[
        Any,
        WithJsonSchema({"type": "object", "additionalProperties": {"enum": ["error", "ask", "info"]}}),
    ] = Field({}, description="A rule's id and the loudest tier that it may have; settings make nothing louder.")
    house: Annotated[Any, WithJsonSchema({"type": "array", "items": _HOUSE_WORD})] = Field(
        [], description="Words that the house writes otherwise."
    )


class RuleChange(Request):
    lowered: Literal[False] = Field(description="`false` puts the rule back to its own tier.")


class ShownFinding(Request):
    finding: str = Field(min_length=1, max_length=64, description="Your own name for it; told again, it counts once.")
    rule: str
    useful: bool = Field(True, description="`false` when somebody called it not useful.")


class ShownFindings(Request):
    findings: Annotated[list[ShownFinding], Field(max_length=100)]


class CopyDeskReport(Reply):
    """What the copy desk finds. Offsets count the characters of the draft's plain text: the headline and a blank line,
    if it has one, then the body as text; those of another post, of its own plain text.
    """

    posts: list[dict[str, Any]] = Field(description="The draft: id, label, at, headline, start, end.")
    facts: dict[str, list[dict[str, Any]]] = Field(description="quotes, figures, times, agenda, names.")
    relations: list[dict[str, Any]] = Field(description="Each: type, items, why.")
    findings: list[dict[str, Any]] = Field(description="Each: rule, tier, post, start, end, text, why, fix, evidence.")
    summary: list[dict[str, Any]] = Field(description="Empty: no summary is proposed from a draft.")
    lowered: list[dict[str, Any]] = Field(description=_LOWERED)


class Settings(Reply):
    off: list[str]
    tiers: dict[str, str]
    house: list[dict[str, Any]] = Field(description="Each: avoid, write, why.")


class CopyDesk(Settings):
    rules: list[dict[str, Any]] = Field(description="Each: rule, title, tier, page (of the manual).")
    lowered: list[dict[str, Any]] = Field(description=_LOWERED)


class Lowered(Reply):
    lowered: list[dict[str, Any]] = Field(description=_LOWERED)


class Facts(Reply):
    """Facts of the blog's posts as they are now; offsets count the characters of a post's plain text."""

    posts: list[dict[str, Any]] = Field(description="Each: id, at, headline, url.")
    quotes: list[dict[str, Any]] = Field(
        description="Each: post, at, start, end, text, kind, speaker, role, cue, channel."
    )
    figures: list[dict[str, Any]] = Field(
        description="Each: post, at, start, end, text, low, high, unit, subject (what the unit counts), qualifier, "
        "actor, from, to, source, status."
    )
    agenda: list[dict[str, Any]] = Field(description="Each: when, what, status, posts.")
    claims: list[dict[str, Any]] = Field(
        description="Figures of unnamed sources; beside a figure's members: state (open or confirmed), confirmed_by, "
        "minutes (until then), why."
    )
    names: list[dict[str, Any]] = Field(description="Each: name, kind, variants, posts.")


class Proposals(Reply):
    sentences: Sentences
    withdrawn: list[dict[str, Any]] = Field(
        description="Sentences of the present summary that cite a post corrected or retracted since: text, posts, "
        "because (those posts)."
    )

"""What the copy desk reads, and what it finds. Offsets are characters from the start of the text that was given.

Everything found is a span into a post's text, so that a person can be shown the words it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Tier = Literal["error", "ask", "info"]
TIERS: tuple[Tier, ...] = ("error", "ask", "info")  # the loudest first
STANDFIRST = "LEDE"  # the id of what stands above a transcript's first entry


@dataclass(frozen=True, slots=True)
class Line:
    """A headline or a paragraph. `start` is where it begins in the text that the post is part of."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class PostText:
    """One post as the desk reads it. `id` "LEDE" is a transcript's standfirst; `at` is a stamp, "" when unknown.

    `label` is the printed time label, a Line too; posts of a blog have none. `zone` is IANA, `language` BCP 47.
    `changed` is the stamp of its text's last change, "" when it stands as it was first published.
    """

    id: str
    at: str
    headline: Line | None
    paragraphs: tuple[Line, ...]
    label: Line | None = None
    zone: str = "UTC"
    language: str = "en"
    embeds: int = 0  # pictures and embeds in the post, for what announces one
    changed: str = ""

    @property
    def said(self) -> str:
        """When what it says was said: an old post that was edited since may know more than the newest one."""
        return self.changed or self.at

    @property
    def start(self) -> int:
        return min(line.start for line in self.lines) if self.lines else 0

    @property
    def end(self) -> int:
        return max(line.end for line in self.lines) if self.lines else 0

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for line in (self.label, self.headline, *self.paragraphs) if line is not None)


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a post."""

    post: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Quote(Span):
    """`kind`: direct, headline or indirect. `speaker` is the full name known in the blog, None when no rule is sure."""

    kind: str = "direct"
    speaker: str | None = None
    role: str | None = None
    cue: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Figure(Span):
    """`low` and `high` bound the value ("nearly 3,000" is an interval). `status`: unnamed, claimed, official, ….

    `from_` and `to` are places, `actor` is whose it is; `unit` "service members", "people killed", "per cent".
    """

    low: float = 0.0
    high: float = 0.0
    unit: str | None = None
    qualifier: str | None = None
    actor: str | None = None
    from_: str | None = None
    to: str | None = None
    source: str | None = None
    status: str | None = None
    additive: bool = False  # "in addition to", "a further": never compared
    about: tuple[str, ...] = ()  # content words of its sentence: two figures that share them may count the same thing
    group: str | None = None  # of the paragraph whose figures may be the parts of one total


@dataclass(frozen=True, slots=True)
class Time(Span):
    """`value` in ISO 8601: a day, a week `2022-W04`, a year, an interval `2022-02-01/..`; None for what stays vague."""

    value: str | None = None
    kind: str = "day"


@dataclass(frozen=True, slots=True)
class Plan:
    """Something ahead: `status` planned, possible or conditional; `when` as a Time's value."""

    when: str | None
    what: str
    status: str
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A person, an organisation or a place, by its fullest form, with every form in which the blog writes it."""

    name: str
    kind: str
    variants: tuple[str, ...]
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """`type`: reconciles, repeats, differs, confirms, same-quote, near-duplicate. `items`: the spans that it joins."""

    type: str
    items: tuple[Span, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Finding(Span):
    """`why` is one sentence; `fix` replaces the span's text, None where a person must choose."""

    rule: str = ""
    tier: Tier = "info"
    why: str = ""
    fix: str | None = None
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    agenda: tuple[Plan, ...] = ()
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence for the summary, and the posts that support it."""

    text: str
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    posts: tuple[PostText, ...]
    facts: Facts
    relations: tuple[Relation, ...] = ()
    findings: tuple[Finding, ...] = ()
    summary: tuple[Sentence, ...] = field(default_factory=tuple)

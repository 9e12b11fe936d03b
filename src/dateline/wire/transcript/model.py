"""What reading a transcript comes to."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that a person should look at; `line` counts from 1. The import goes on."""

    line: int
    detail: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `line` is its label's, `label` the label as printed, `at` the moment as a stamp of blog.changes."""

    line: int
    label: str
    at: str
    headline: str
    paragraphs: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Transcript:
    """A whole file. `entries` are oldest first, in the order in which to publish them: of two entries of the same
    moment the one that the file shows as the newer comes later. `standfirst`: paragraphs parted by a blank line.
    """

    standfirst: str
    entries: list[Entry]
    warnings: list[Caution]

"""The part of a form that says what somebody may do and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.log import tail

_FIELD = "blog:"


@dataclass(frozen=True, slots=True)
class Given:
    role: str
    everywhere: bool
    memberships: dict[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A blog that somebody may be given a role on; `role` is empty for none."""

    slug: str
    title: str
    role: str


def rights_given(sent: Mapping[str, str]) -> Given:
    """What was chosen. Nothing is checked here: the deed does."""
    placed = {name.removeprefix(_FIELD): sent[name] for name in sent if name.startswith(_FIELD) and sent[name]}
    return Given(sent.get("role", ""), sent.get("where", "everywhere") == "everywhere", placed)


def places(sent: Mapping[str, str] | None = None, held: Mapping[str, str] | None = None) -> list[Place]:
    """The blogs that have not ended, and those on which somebody has a place already (`held`, role by slug)."""
    held = rights_given(sent).memberships if sent else held or {}
    found = []
    for slug in sorted(tail.heads()):
        described = tail.view(slug).description
        if described and (described.state != "closed" or slug in held):
            found.append(Place(slug, described.title, held.get(slug, "")))
    return found

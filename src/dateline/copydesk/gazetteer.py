"""Given names, places and well-known houses: the lists in words/, read once, at the first question."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

PLACE, HOUSE = "place", "organisation"


def pronoun(given: str) -> str | None:
    """The pronoun that mostly goes with a given name: he, she, they (either); None for no given name."""
    return _given().get(given.casefold())


def kind(name: str) -> str | None:
    """`place` or `organisation` for a name that needs no context, else None."""
    return _places()[0].get(name)


def country(people: str) -> str | None:
    """The country that an adjective or a people belongs to: "Chilean" -> "Chile"."""
    return _places()[1].get(people)


def is_country(name: str) -> bool:
    """Whether a name is a country's."""
    return name in _countries()


def _sections(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in (files("dateline.copydesk") / "words" / name).read_text("utf-8").splitlines():
        if line.startswith("["):
            lines = found.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            lines.append(line)
    return found


@lru_cache(maxsize=1)
def _given() -> dict[str, str]:
    found: dict[str, str] = {}
    for section, lines in _sections("given-names.txt").items():
        for name in " ".join(lines).split():
            found[name] = section if found.get(name, section) == section else "they"
    return found


@lru_cache(maxsize=1)
def _places() -> tuple[dict[str, str], dict[str, str]]:
    kinds: dict[str, str] = {}
    peoples: dict[str, str] = {}
    for section, lines in _sections("places.txt").items():
        for entry in "; ".join(lines).split(";"):
            place, _, adjectives = entry.strip().partition(":")
            kinds[place] = HOUSE if section == "houses" else PLACE
            for adjective in adjectives.split():
                peoples.setdefault(adjective.replace("-", " "), place)
    return kinds, peoples


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(_places()[1].values())

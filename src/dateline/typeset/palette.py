"""The custom properties of a style sheet: what the pages' colours are, for what is made outside the style sheet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dateline.typeset import assets

DARK = "prefers-color-scheme:dark"


def colour(name: str, scheme: str = "light") -> str:
    """The value of `--name` in the sheet that pages load, where that is `var(--other)` the other's; `scheme` is `light`
    or `dark`. KeyError for a name that the sheet lacks."""
    light, dark = _read(assets.url("live.css"))
    known = {**light, **dark} if scheme == "dark" else light
    value = known[name]
    for _ in known:  # a property of a property of itself ends, too
        if not (value.startswith("var(--") and value.endswith(")")):
            break
        value = known[value[6:-1].strip()]
    return value


def properties(sheet: str) -> tuple[dict[str, str], dict[str, str]]:
    """The custom properties of `:root` by name without dashes, the last of each: those for all, those for dark alone.

    For sheets as rcssmin writes them, without comments; a brace inside a string is not expected in one.
    """
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for media, selector, rule in _rules(sheet):
        if selector == ":root" and (not media or DARK in media):
            found = (line.partition(":") for line in rule.split(";"))
            (dark if media else light).update(
                {name.strip()[2:]: value.strip() for name, _, value in found if name.strip().startswith("--")}
            )
    return light, dark


def _rules(sheet: str) -> Iterator[tuple[str, str, str]]:
    """(the at-rule around it or nothing, selector, declarations), in order."""
    around = ""
    start = 0
    opened = False
    for i, letter in enumerate(sheet):
        if letter == "{":
            prelude = sheet[start:i].strip()
            if prelude.startswith("@") and not opened:
                around = prelude.replace(" ", "")
            else:
                opened, selector = True, prelude
            start = i + 1
        elif letter == "}":
            if opened:
                yield around, selector, sheet[start:i]
                opened = False
            else:
                around = ""
            start = i + 1


@lru_cache(4)
def _read(path: str) -> tuple[dict[str, str], dict[str, str]]:
    return properties(assets.all()[path].body.decode())

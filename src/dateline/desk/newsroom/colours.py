"""The colours that a newsroom puts in place of its theme's, and whether they can be read."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dateline.errors import Invalid
from dateline.typeset import palette

FIELDS = ("accent", "accent_dark", "nameplate")
_HEX = re.compile("#[0-9a-f]{6}")
_READABLE = 4.5  # WCAG 2.2, 1.4.3


def check(given: Mapping[str, str]) -> dict[str, str]:
    """The colours that are said, as #rrggbb; an empty one is the theme's. Raises Invalid, also for what cannot be read.

    The accent is for links and marks on paper; the nameplate lies under the newsroom's name.
    """
    found = {}
    for field in FIELDS:
        value = given.get(field, "").strip().lower()
        if not value:
            continue
        if not _HEX.fullmatch(value):
            raise Invalid(field, "is no colour as #b3241c")
        found[field] = value
    for field, scheme in (("accent", "light"), ("accent_dark", "dark")):
        if field in found and (ratio := contrast(found[field], palette.colour("paper", scheme))) < _READABLE:
            raise Invalid(field, f"cannot be read on the page: its contrast is {ratio:.1f}, and must be {_READABLE}")
    return found


def rules(stored: Mapping[str, str]) -> str:
    """Rules to follow a theme's; none for none."""
    light, dark = [], []
    if "accent" in stored:
        light.append(f"--red:{stored['accent']}")
        if "accent_dark" not in stored:
            dark.append(f"--red:{palette.colour('red', 'dark')}")
    if "accent_dark" in stored:
        dark.append(f"--red:{stored['accent_dark']}")
    if "nameplate" in stored:
        on = max(("#ffffff", "#000000"), key=lambda ink: contrast(ink, stored["nameplate"]))
        light += [f"--nameplate:{stored['nameplate']}", f"--on-nameplate:{on}"]
    said = f":root{{{';'.join(light)}}}" if light else ""
    return said + (f"@media (prefers-color-scheme:dark){{:root{{{';'.join(dark)}}}}}" if dark else "")


def contrast(one: str, other: str) -> float:
    """Between two colours, 1 to 21, as WCAG 2.2 reckons it. For #rgb and #rrggbb."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(d * 2 for d in colour[1:])
    parts = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

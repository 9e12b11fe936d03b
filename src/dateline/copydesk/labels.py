"""Time labels by their shape: what is left of "21:30 Paris time (GMT+1)" without what changes from one to the next."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.copydesk.listed import listed

_TOKEN = re.compile(r"\d+|[^\W\d_]+|\s+|.", re.DOTALL)
_DAYS = listed(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun today",
    "january february march april may june july august september october november december yesterday",
    "jan feb mar apr jun jul aug sep sept oct nov dec montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
)
_DAY = "Day"


def tokens(label: str) -> list[str]:
    return _TOKEN.findall(label)


@lru_cache(maxsize=4096)
def shape(label: str) -> str:
    """Numbers become 9, days and months Day, either half of the day am, a zone Z. Linear."""
    parts = []
    for token in tokens(label):
        low = token.lower()
        if token.isdigit():
            parts.append("9")
        elif low in _DAYS:
            parts.append(_DAY)
        elif low in ("am", "pm"):
            parts.append("am" if token.islower() else "AM")
        elif token.isupper() and 2 <= len(token) <= 5:
            parts.append("Z")
        else:
            parts.append(" " if token.isspace() else token)
    # p.m., whose letters are tokens of their own; a zone's summer offset
    return "".join(parts).replace("p.m", "a.m").replace("P.M", "A.M").replace("Z-9", "Z+9")


def is_dated(shape: str) -> bool:
    return _DAY in shape


def is_halved(shape: str) -> bool:
    """Whether the clock counts to twelve."""
    return any(half in shape for half in ("am", "AM", "a.m", "A.M"))


def is_padded(label: str) -> bool | None:
    """Whether the hour has a zero in front; None for one of two digits, which cannot tell."""
    hour = next((token for token in tokens(label) if token.isdigit()), "")
    if len(hour) == 1:
        return False
    return True if hour.startswith("0") else None

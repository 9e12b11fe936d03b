"""What of a post's facts stands within a stretch of its text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import TypeVar

from dateline.copydesk.model import Span

S = TypeVar("S", bound=Span)
_START = attrgetter("start")


def within(spans: Sequence[S], low: int, high: int) -> Sequence[S]:
    """Those that begin at `low` or behind it and before `high`; `spans` in the order of the text. Logarithmic."""
    return spans[bisect_left(spans, low, key=_START) : bisect_left(spans, high, key=_START)]

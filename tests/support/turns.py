"""How often the longest tests take their turn: as often as is promised, or as often as every change can wait for."""

from __future__ import annotations

import os

WHOLE = os.environ.get("TURNS") == "whole"  # `make whole`


def turns(promised: int, quick: int) -> int:
    return promised if WHOLE else quick

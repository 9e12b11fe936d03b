"""'Blog B reached seq N': a hint to whoever follows B to look at the log, and never the change itself.

A hint may be lost, doubled or late. Nodes also poll the heads, so that a lost one costs latency and never a post.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Protocol


class Bus(Protocol):
    def hint(self, slug: str, seq: int) -> None:
        """Tell every listener, this process's too. From any thread; neither blocks nor raises."""

    def listen(self) -> AsyncIterator[tuple[str, int]]:
        """The hints from now on, as (slug, seq), for as long as it is iterated."""

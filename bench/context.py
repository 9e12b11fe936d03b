"""What a figure is given: how much to measure, and the things to measure with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bench.contestants import Contestant
from bench.newsroom import Newsroom
from bench.tools import Missing, Tools


@dataclass(eq=False)
class Context:
    """`fast`: fewer readers and rounds, for a look within three minutes. What was skipped, and why, gathers here."""

    fast: bool
    tools: Tools
    data: Path
    skipped: list[str] = field(default_factory=list)

    @property
    def rounds(self) -> int:
        return 2 if self.fast else 5

    @property
    def readers(self) -> int:
        return 2_000 if self.fast else 10_000

    @cached_property
    def newsroom(self) -> Newsroom:
        return Newsroom(self.data)

    def in_turns(self, contestants: Sequence[Contestant], measure: Callable[[Contestant], None]) -> None:
        """One round after another, all contestants in each: the machine's bad minutes are everybody's."""
        absent: set[str] = set()
        for number in range(self.rounds):
            for contestant in contestants:
                if contestant.name in absent:
                    continue
                try:
                    measure(contestant)
                except Missing as missing:
                    absent.add(contestant.name)
                    self.skip(f"{contestant.name}: {missing}")
                self.say(f"round {number + 1} of {self.rounds}: {contestant.name}")

    def skip(self, line: str) -> None:
        if line not in self.skipped:
            self.skipped.append(line)
            self.say(line)

    def say(self, line: str) -> None:
        print(f"    {line}", flush=True)

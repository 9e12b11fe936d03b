"""The scores as the table of what must be reached: figure, reached, must, aim, and whether."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.copydesk import speed
from bench.copydesk.tally import Tally


@dataclass(frozen=True)
class Row:
    """`reached`, `must` and `aim` value by value; `less` tells for which of them less is better."""

    figure: str
    names: tuple[str, ...]
    reached: tuple[float, ...]
    must: tuple[float, ...]
    aim: tuple[float, ...]
    less: tuple[bool, ...] = ()

    @property
    def verdict(self) -> str:
        return "aim" if self._meets(self.aim) else "met" if self._meets(self.must) else "NOT MET"

    def _meets(self, goals: Sequence[float]) -> bool:
        less = self.less or (False,) * len(self.reached)
        return all(r <= g if low else r >= g for r, g, low in zip(self.reached, goals, less, strict=True))


def rows(invented: Tally, seed: Tally, posts: int) -> list[Row]:
    """What can be judged from the parts that were scored. `posts`: how many the invented blogs have."""
    found = [*_of_seed(seed), *_of_invented(invented, posts)]
    return [row for row in found if any(row.reached) or not any(row.must)]


def _of_seed(seed: Tally) -> Iterable[Row]:
    right, wrong, _ = seed.row("quote, speaker")
    yield Row("seed: quotes, speaker (of 20)", ("right", "wrong"), (right, wrong), (19, 0), (20, 0), (False, True))
    yield Row("seed: figures with places (of 15)", ("right",), (seed.row("figure, places too")[0],), (13,), (15,))
    related = sum(seed.row(name)[0] for name in ("reconciles", "repeats", "confirms"))
    flagged = sum(seed.row(name)[1] for name in ("reconciles", "repeats", "differs"))
    yield Row(
        "seed: R1 R2 R6 C1-C5 (of 8); R7 R8", ("found", "flagged"), (related, flagged), (8, 0), (8, 0), (False, True)
    )
    false = sum(seed.row(f"false finding, {tier}")[1] for tier in ("error", "ask"))
    defects = (seed.row("defect, error")[0], seed.row("defect, warn")[0], false)
    yield Row("seed: defects", ("error", "warn", "false"), defects, (6, 3, 0), (6, 5, 0), (False, False, True))
    times = (seed.row("time, value")[0], seed.row("agenda")[0])
    yield Row("seed: times (of 17), agenda (of 8)", ("times", "agenda"), times, (15, 6), (17, 8))


def _of_invented(score: Tally, posts: int) -> Iterable[Row]:
    yield Row("quotes, speaker", ("precision", "recall"), _rates(score, "quote, speaker"), (0.93, 0.65), (0.97, 0.80))
    yield Row("times, right value", ("share",), (_share(score, "time, value"),), (0.92,), (0.97,))
    false = 100 * score.row("false finding, error")[1] / max(1, posts)
    yield Row(
        "defects, tier error",
        ("found", "false per 100 posts"),
        (_share(score, "defect, error"), false),
        (0.80, 2),
        (0.95, 0.5),
        (False, True),
    )
    sown = score.row("planted, posts")[0]
    false = 100 * score.row("planted, false error")[1] / max(1, sown)
    yield Row(
        "defects planted by chance, tier error",
        ("found", "false per 100 posts"),
        (_share(score, "planted, all"), false),
        (0.80, 2),
        (0.95, 0.5),
        (False, True),
    )
    support = (_share(score, "support, first"), _share(score, "support, first three"))
    yield Row("sentence to its post", ("first", "first three"), support, (0.65, 0.85), (0.80, 0.95))


def costs() -> list[Row]:
    """Time and memory of a draft against long blogs; takes a minute."""
    thousand, more = speed.measured(1000), speed.measured(10_000)
    drafts = (thousand["p95"], more["p95"])
    size = (thousand["memory"], speed.import_seconds())
    less = (True, True)
    return [
        Row("a draft against 1,000, 10,000 posts", ("p95 ms", "p95 ms"), drafts, (10, 20), (3, 5), less),
        Row("1,000 posts; import", ("MB", "s"), size, (150, 0.3), (60, 0.1), less),
    ]


def _rates(score: Tally, measure: str) -> tuple[float, float]:
    right, wrong, missed = score.row(measure)
    return right / max(1, right + wrong), right / max(1, right + wrong + missed)


def _share(score: Tally, measure: str) -> float:
    return _rates(score, measure)[1]


def printed(found: Sequence[Row]) -> str:
    lines = []
    for row in found:
        reached, must, aim = ("; ".join(_shown(v) for v in values) for values in (row.reached, row.must, row.aim))
        lines.append(f"  {row.figure:<38}{' / '.join(row.names):<30}{reached:>16}{must:>14}{aim:>14}  {row.verdict}")
    head = f"  {'':<38}{'':<30}{'reached':>16}{'must':>14}{'aim':>14}"
    return "\n".join([head, *lines])


def _shown(value: float) -> str:
    return f"{value:g}" if value == int(value) else f"{value:.3g}"

"""Score the copy desk: `python -m bench.copydesk [--only PART…] [--blog NAME…] [--verbose] [--slow]`.

On the development set beside this file, and on the reference transcript when ../shared is there. Parts: quotes,
figures, times, relations, findings, support.
"""

from __future__ import annotations

import argparse
import importlib
import sys

from bench.copydesk import table, tally
from bench.copydesk.annotate import BLOGS, HERE
from bench.copydesk.measures import figures, planted
from bench.copydesk.reading import Case, Json, load
from dateline.copydesk.report import report, to_json

PARTS = ("quotes", "figures", "times", "relations", "findings", "support", "planted")
SHARED = HERE.parents[2] / "shared"


def cases(wanted: list[str]) -> list[Case]:
    found = [load(path, path.with_suffix(".json")) for path in sorted(BLOGS.glob("*.txt"))]
    seeds, gold = sorted((SHARED / "seed").glob("*.txt")), SHARED / "reference" / "seed-gold.json"
    if gold.exists() and seeds:
        found.append(_reference(load(seeds[0], gold)))
    return [case for case in found if not wanted or any(want in case.name for want in wanted)]


def _reference(case: Case) -> Case:
    """The reference's transcript. It places the typo D03, "roops", inside the sound "troops" two lines above."""
    for defect in case.gold["defects"]:
        if defect["id"] == "D03":
            defect["offset"] = case.text.index(" roops ") + 1
    return case


def desk(case: Case) -> Json:
    return to_json(report(case.posts))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.copydesk", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--blog", nargs="+", default=[], help="blogs whose subject contains this; 000 is the seed")
    parser.add_argument("-v", "--verbose", action="store_true", help="a line for each that is not right")
    parser.add_argument("--slow", action="store_true", help="measure time and memory against long blogs too")
    asked = parser.parse_args()
    found = cases(asked.blog)
    invented, seed = tally.Tally(), tally.Tally()
    for case in found:
        score = seed if case.name.startswith("000") else invented
        said = desk(case)
        for part in asked.only:
            if part == "planted":
                score += planted.measure(case, desk) if score is invented else tally.Tally()
            else:
                score += importlib.import_module(f"bench.copydesk.measures.{part}").measure(case, said)
        if asked.verbose and "figures" in asked.only:
            print("\n".join(figures.unmarked(case, said)))
    for title, score in (("the invented blogs", invented), ("the seed", seed)):
        if score.counts:
            print("\n".join([f"\n{title}", tally.HEAD, *(tally.line(score, measure) for measure in score.measures())]))
            if asked.verbose:
                print("\n".join(score.notes))
    posts = sum(len(case.posts) for case in found if not case.name.startswith("000"))
    rows = table.rows(invented, seed, posts) + (table.costs() if asked.slow else [])
    print(f"\nwhat must be reached\n{table.printed(rows)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

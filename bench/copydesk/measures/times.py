"""Expressions of time: the right value; and the agenda."""

from __future__ import annotations

from bench.copydesk.reading import Case, gold_ids
from bench.copydesk.spans import Json, touching, words
from bench.copydesk.tally import Tally


def measure(case: Case, report: Json) -> Tally:
    tally = Tally()
    times = report["facts"]["times"]
    for item in case.gold["times"]:
        value = (item["value"] or "").split(" ")[0].rstrip(",")
        about = f"{case.name} {item['post']}: {item['text']!r}"
        said = [hit["value"] for hit in touching(times, item) if hit["value"]]
        if not value or value == "PRESENT":
            for wrong in said:
                tally.add("time, vague", "wrong", f"{about}: {wrong}")
            continue
        if item["kind"] == "clock":
            _judge(tally, "time, clock", about, value, said)
        else:
            _judge(tally, "time, value", about, value, said)
    for item in case.gold.get("traps", []):
        if item["type"] == "time":
            for hit in touching(times, item):
                tally.add("time, value", "wrong", f"{case.name}: no time: {item['text']!r}: {hit['value']}")
    _agenda(case, report, tally)
    return tally


def _judge(tally: Tally, measure: str, about: str, value: str, said: list[str]) -> None:
    if not said:
        tally.add(measure, "missed", f"{about}: {value}")
    elif any(_same(value, one) for one in said):
        tally.add(measure, "right")
    else:
        tally.add(measure, "wrong", f"{about}: {said[0]} for {value}")


def _same(gold: str, said: str) -> bool:
    """Whether a value is the annotated one, or that one told more exactly; of what opens at a post's time, the day."""
    start, _, end = gold.partition("/")
    said_start, _, said_end = said.replace("--", "/").partition("/")
    if end == ".." or end.startswith("PT"):
        return end == said_end and (said_start == start or said_start[:10] == start[:10])
    if end:
        return (start, end) == (said_start, said_end)
    return said.startswith(gold) and not said_end


def _agenda(case: Case, report: Json, tally: Tally) -> None:
    ids = gold_ids(case, report)
    plans = report["facts"]["agenda"]
    for item in case.gold["agenda"]:
        about = f"{case.name}: {item['what']!r} {item['when']}"
        here = [plan for plan in plans if {ids.get(post, post) for post in plan["posts"]} & set(item["posts"])]
        wanted = words(item["what"])
        near = [plan for plan in here if len(wanted & words(plan["what"])) >= min(2, len(wanted))]
        when = (item["when"] or "")[:10]
        if any((plan["when"] or "").startswith(when) if when else True for plan in near):
            tally.add("agenda", "right")
        elif near:
            tally.add("agenda", "wrong", f"{about}: {near[0]['when']}")
        else:
            tally.add("agenda", "missed", about)

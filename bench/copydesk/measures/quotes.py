"""Direct quotes and those in headlines, each with its speaker; the channel; indirect speech of unnamed sources."""

from __future__ import annotations

from bench.copydesk.reading import Case
from bench.copydesk.spans import Json, covers, same_person, touching, words
from bench.copydesk.tally import Tally


def measure(case: Case, report: Json) -> Tally:
    tally = Tally()
    quotes = report["facts"]["quotes"]
    direct = [quote for quote in quotes if quote["kind"] == "direct"]
    for item in case.gold["quotes"]:
        _speaker(case, tally, "quote, speaker", item, [quote for quote in direct if covers(quote, item)])
    marked = [*case.gold["quotes"], *case.gold["headline_quotes"]]
    for quote in direct:
        if quote["speaker"] and not any(covers(quote, item, 0.1) for item in marked):
            tally.add("quote, speaker", "wrong", f"{case.name}: no quote: {quote['text'][:60]!r} <- {quote['speaker']}")
    _headlines(case, tally, [quote for quote in quotes if quote["kind"] == "headline"])
    for item in case.gold["indirect"]:
        hits = [q for q in touching(quotes, item) if q["kind"] == "indirect"]
        _speaker(case, tally, "indirect, speaker", item, hits)
    return tally


def _speaker(case: Case, tally: Tally, measure: str, item: Json, hits: list[Json]) -> None:
    about = f"{case.name} {item['post']}: {item['text'][:50]!r}"
    said = next((hit for hit in hits if hit["speaker"]), None)
    if not hits:
        tally.add(measure, "missed", f"{about}: not found; {item['speaker']}")
    elif said is None:
        tally.add(measure, "missed" if item["speaker"] else "right", f"{about}: no speaker; {item['speaker']}")
    elif item["speaker"] is None and not any(c.isupper() for c in said["speaker"][1:]):
        tally.add(measure, "right")  # the annotators leave unnamed people without a speaker; 'the person' names nobody
    elif item["speaker"] and same_person(item["speaker"], said["speaker"]):
        tally.add(measure, "right")
        if item.get("channel"):
            channel = next((hit["channel"] for hit in hits if hit.get("channel")), None)
            if channel is None:
                tally.add("channel", "missed", f"{about}: {item['channel']}")
            else:
                near = words(channel) & words(item["channel"])
                tally.add(
                    "channel",
                    "right" if near else "wrong",
                    "" if near else f"{about}: {channel!r} for {item['channel']!r}",
                )
    else:
        tally.add(measure, "wrong", f"{about}: {said['speaker']} for {item['speaker']}")


def _headlines(case: Case, tally: Tally, found: list[Json]) -> None:
    titles = {post["id"]: post["title"] or "" for post in case.gold["posts"]}
    for item in case.gold["headline_quotes"]:
        start = case.text.find(titles[item["post"]])
        at = case.text.find(item["text"][:12], start)
        here = {**item, "offset": at if 0 <= at <= start + len(titles[item["post"]]) else item["offset"]}
        _speaker(case, tally, "headline quote, speaker", here, [quote for quote in found if covers(quote, here)])

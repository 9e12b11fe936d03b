"""A summary's sentences -> the posts that support them, as people pointed them out."""

from __future__ import annotations

from bench.copydesk.reading import Case, gold_ids
from bench.copydesk.spans import Json, words
from bench.copydesk.tally import Tally
from dateline.copydesk.support import Support


def measure(case: Case, report: Json) -> Tally:
    tally = Tally()
    ids = gold_ids(case, report)
    index = Support(post for post in case.posts if post.id != "LEDE")
    lede = next((post for post in case.posts if post.id == "LEDE"), None)
    for one in case.gold["lede_support"]:
        sentence = _whole(one["sentence"], lede.paragraphs if lede else ())
        ranked = [ids.get(found, found) for found in index.rank(sentence)]
        about = f"{case.name}: {sentence[:60]!r}: {ranked[:3]} for {one['posts']}"
        for name, few in (("support, first", ranked[:1]), ("support, first three", ranked[:3])):
            right = bool(set(few) & set(one["posts"]))
            tally.add(name, "right" if right else "wrong", "" if right else about)
    return tally


def _whole(sentence: str, lines: tuple[object, ...]) -> str:
    """The reference tells a sentence in its own words, after its place: the printed line says more than those do."""
    if not sentence.startswith("LEDE."):
        return sentence
    place, _, told = sentence.partition(" ")
    text: str = lines[int(place[5]) - 1].text  # type: ignore[attr-defined]
    parts = [part for part in text.replace(" as the leaders", ". as the leaders").split(". ") if part]
    return max(parts, key=lambda part: len(words(part) & words(told)))

"""Facts in the order in which somebody looks for them: quotes by who said them, figures by what they count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from dateline.blog.changes import Json
from dateline.desk.facts.chart import Chart, chart

_LONGEST = 160  # characters of the words that an address carries to be marked in the post


@dataclass(frozen=True, slots=True)
class Speaker:
    """`name` is "" where no rule was sure who spoke. `quotes`: the newest first."""

    name: str
    role: str
    quotes: list[Json]


@dataclass(frozen=True, slots=True)
class Subject:
    """`name` is what the figures count, "" where that is not known. `figures`: in the order in which they were told."""

    name: str
    figures: list[Json]
    chart: Chart | None

    @property
    def has_places(self) -> bool:
        """Whether any of them says whose it is, or from where to where."""
        return any(figure["actor"] or figure["from"] or figure["to"] for figure in self.figures)


def speakers(slug: str, facts: Json) -> list[Speaker]:
    """By name; those whom no rule is sure of come last."""
    held: dict[str, list[Json]] = defaultdict(list)
    for quote in facts["quotes"]:
        held[quote["speaker"] or ""].append(_placed(slug, quote))
    found = []
    for name, quotes in held.items():
        role = next((quote["role"] for quote in reversed(quotes) if quote["role"]), "")
        found.append(Speaker(name, role, quotes[::-1]))
    return sorted(found, key=lambda one: (not one.name, one.name.casefold()))


def subjects(slug: str, facts: Json) -> list[Subject]:
    """What was counted most often comes first; what no unit is known of comes last."""
    held: dict[str, list[Json]] = defaultdict(list)
    for figure in facts["figures"]:
        held[figure["subject"] or ""].append(_placed(slug, figure))
    found = [Subject(name, figures, chart(figures) if name else None) for name, figures in held.items()]
    return sorted(found, key=lambda one: (not one.name, -len(one.figures), one.name))


def plans(slug: str, facts: Json, today: date) -> list[Json]:
    """What has a day in the order of days, then the rest; each with `day` (a date or None), `over` and `told`: the
    posts that say so, each with `at`, `headline` and its `link`.
    """
    posts = {post["id"]: post for post in facts["posts"]}
    found = [
        {
            **plan,
            "day": (day := _day(plan["when"])),
            "over": day is not None and day < today,
            "told": [
                {**posts[post], "link": link(slug, {"post": post, "text": plan["what"], "start": 0})}
                for post in plan["posts"]
            ],
        }
        for plan in facts["agenda"]
    ]
    return sorted(found, key=lambda plan: (plan["when"] is None, plan["when"] or ""))


def claims(slug: str, facts: Json) -> list[Json]:
    """Open ones first, of each kind the newest first."""
    found = [
        {**_placed(slug, claim), "confirmation": claim["confirmed_by"] and link(slug, claim["confirmed_by"])}
        for claim in reversed(facts["claims"])
    ]
    return sorted(found, key=lambda claim: claim["state"] != "open")


def narrowed(facts: Json, person: str, subject: str) -> Json:
    """Those of one person and about one subject; "" is everybody and everything."""

    def of(items: Iterable[Json], member: str, wanted: str) -> list[Json]:
        return [item for item in items if not wanted or item[member] == wanted]

    figures = [
        figure
        for figure in of(facts["figures"], "subject", subject)
        if not person or person in (figure["source"] or "")
    ]
    return {**facts, "quotes": of(facts["quotes"], "speaker", person), "figures": figures}


def link(slug: str, span: Json) -> str:
    """Where a post stands on the live desk, with the words in it that are to be marked."""
    told = urlencode({"post": span["post"], "from": span["start"], "words": span["text"][:_LONGEST]})
    return f"{reverse('desk:live', args=[slug])}#{told}"


def _placed(slug: str, item: Json) -> Json:
    return {**item, "link": link(slug, item)}


def _day(when: str | None) -> date | None:
    """The day of an ISO 8601 value that names one; None for a week, a year, an interval."""
    try:
        return date.fromisoformat((when or "")[:10]) if when and "/" not in when and "W" not in when else None
    except ValueError:
        return None

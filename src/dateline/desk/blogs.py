"""The blogs of whoever is logged in, and what she wants to know of each before she opens it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db.models import Count, Q

from dateline.blog.changes import Description, stamp
from dateline.desk import names
from dateline.desk.drafts.models import Draft
from dateline.desk.people.actor import actor_for
from dateline.desk.people.models import Person
from dateline.log import glance
from dateline.log.failures import refusing

RECENT = timedelta(hours=12)  # who did something in it for as long is on it: a shift and its handover
_ORDER = {"live": 0, "draft": 1, "closed": 2}


@dataclass(frozen=True, slots=True)
class Row:
    """`at`: its newest change. `own` and `submitted`: drafts of hers, and drafts of others that wait for an editor.

    `people` are the names of who is on it; `runs` says that she is more than a reporter there.
    """

    blog: Description
    at: str
    posts: int = 0
    own: int = 0
    submitted: int = 0
    people: list[str] = field(default_factory=list)
    runs: bool = False

    @property
    def state(self) -> str:
        """`paused` too, which the log keeps apart."""
        return "paused" if self.blog.state == "live" and self.blog.paused is not None else self.blog.state


def listed(person: Person) -> list[Row]:
    """Live ones first, then drafts, then those that have ended, each the last changed first; without their figures."""
    actor = actor_for(person)
    seen = [Row(g.description, g.at) for g in glance.all_blogs() if actor.may_see(g.description.slug)]
    return sorted(sorted(seen, key=lambda row: row.at, reverse=True), key=lambda row: _ORDER[row.blog.state])


def counted(rows: Iterable[Row], person: Person) -> list[Row]:
    """These rows with their figures."""
    rows = list(rows)
    slugs = [row.blog.slug for row in rows]
    run = {slug for slug in slugs if actor_for(person, slug).role != "reporter"}
    posts, drafts, people = glance.posts(slugs), _drafts(slugs, run, person), _people(slugs)
    return [
        Row(row.blog, row.at, posts.get(slug, 0), *drafts.get(slug, (0, 0)), people.get(slug, []), slug in run)
        for row, slug in zip(rows, slugs, strict=True)
    ]


@refusing()
def _drafts(slugs: list[str], run: set[str], person: Person) -> dict[str, tuple[int, int]]:
    """How many of hers there are of each blog, and how many of others' wait in those that she runs."""
    own = Q(author=f"person:{person.pk}")
    waiting = Q(state="submitted", slug__in=run) & ~own
    found = Draft.objects.filter(slug__in=slugs).values("slug")
    figures = found.annotate(own=Count("pk", filter=own), waiting=Count("pk", filter=waiting))
    return {slug: (own, waiting) for slug, own, waiting in figures.values_list("slug", "own", "waiting")}


@refusing()
def _people(slugs: list[str]) -> dict[str, list[str]]:
    since = datetime.now(UTC) - RECENT
    on_it = glance.actors(slugs, stamp(since))
    for slug, author in Draft.objects.filter(slug__in=slugs, updated__gte=since).values_list("slug", "author"):
        on_it.setdefault(slug, set()).add(author)
    called = names.of(actor for actors in on_it.values() for actor in actors)
    return {slug: sorted({called[actor] for actor in actors}) for slug, actors in on_it.items()}

"""Every blog at a glance: what a list of blogs tells, at a cost that no blog's length has a part in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from dateline.blog.changes import Description
from dateline.log import models
from dateline.log.failures import refusing


@dataclass(frozen=True, slots=True)
class Glance:
    """`at` is the stamp of the newest change."""

    description: Description
    seq: int
    at: str


@refusing()
def all_blogs() -> list[Glance]:
    """Every blog, in the order in which they were opened."""
    described = _changes().filter(subject="blog").order_by("-seq").values("body")[:1]
    newest = _changes().filter(seq=OuterRef("seq")).values("at")[:1]
    heads = models.Head.objects.order_by("pk").annotate(described=Subquery(described), newest=Subquery(newest))
    found = heads.values_list("described", "seq", "newest")
    return [Glance(Description.from_json(json.loads(body)), seq, at) for body, seq, at in found]


@refusing()
def posts(slugs: Iterable[str]) -> dict[str, int]:
    """How many posts each of these blogs has on record. The longer a blog, the longer it takes: for those on a page."""
    heads = models.Head.objects.filter(slug__in=list(slugs))
    subjects = models.Change.objects.filter(head__in=heads).exclude(subject__in=("blog", "summary"))
    counted = subjects.values("head__slug").annotate(posts=Count("subject", distinct=True))
    return dict(counted.values_list("head__slug", "posts"))


@refusing()
def actors(slugs: Iterable[str], since: str, among: int = 200) -> dict[str, set[str]]:
    """Who changed something in each of these blogs since then (a stamp), among so many of its newest changes."""
    newest = models.Change.objects.filter(head__slug__in=list(slugs), seq__gt=F("head__seq") - among, at__gte=since)
    found: dict[str, set[str]] = {}
    for slug, actor in newest.values_list("head__slug", "actor").distinct():
        found.setdefault(slug, set()).add(actor)
    return found


def _changes() -> QuerySet[models.Change]:
    return models.Change.objects.filter(head=OuterRef("pk"))

"""Whom the actors on record are called: people and programs by their names, which are in no log."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.desk.models import Person, Token


def of(actors: Iterable[str]) -> dict[str, str]:
    """By actor (`person:4f2a`, `token:9c1b`) the name; one that is neither, as `cli:1000`, is called what it is."""
    wanted = set(actors)
    found = {actor: actor for actor in wanted}
    for kind, table in (("person", Person), ("token", Token)):
        ids = [actor.partition(":")[2] for actor in wanted if actor.startswith(f"{kind}:")]
        if ids:
            found |= {f"{kind}:{id_}": name for id_, name in table.objects.filter(pk__in=ids).values_list("pk", "name")}
    return found

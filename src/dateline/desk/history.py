"""What happened to one post, as its newsroom is told it: every text, what changed in it word by word, and who did it.

An editor sees what a retraction took from readers. Nobody sees what a takedown erased, since it is nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from django.conf import settings

from dateline.blog.changes import Change, Description, Json, Post
from dateline.blog.disclosed import Disclosed, disclosed
from dateline.blog.gate import is_public, tombstone
from dateline.desk import names
from dateline.log import tail
from dateline.typeset import clock, revisions
from dateline.typeset.language import direction
from dateline.typeset.site import Site
from dateline.typeset.templates import render


def of(description: Description, post: Post, sees_all: bool) -> list[Json]:
    """Newest first; each: revision, kind, at, actor, name, note, why (why there is no text), headline and html (the
    whole text, of the first), parts (what changed: label, html). Without `sees_all` what readers may see of it."""
    slug = description.slug
    site = Site.of(settings.DATELINE)
    changes = tail.history(slug, post.id)
    told = sorted([*tail.history(slug, "blog"), *changes], key=lambda change: change.seq)
    see = _everything(post) if sees_all or not is_public(description) else disclosed
    rows = revisions.of(post, told, clock.of(description, site.language), direction(description.language), see)
    actors = {change.seq: change.actor for change in changes}
    called = names.of(actors.values())
    return [_row(row, actors[row["seq"]], called, description, site) for row in rows]


def _everything(post: Post) -> Callable[[Sequence[Change]], Iterable[Disclosed]]:
    """In place of the readers' gate: all that there is, and a tombstone where a takedown has erased it."""

    def see(changes: Sequence[Change]) -> Iterator[Disclosed]:
        for change in changes:
            if change.body is None:
                yield Disclosed(replace(change, body=tombstone(post).to_json()), "removed")
            else:
                yield Disclosed(change)

    return see


def _row(row: Json, actor: str, called: dict[str, str], description: Description, site: Site) -> Json:
    return {
        "revision": row["revision"],
        "kind": row["kind"],
        "at": row["at"],
        "actor": actor,
        "name": called[actor],
        "note": row["note"],
        "why": row["why_no_text"],
        "headline": row["headline"],
        "html": str(row["body"]),
        "parts": [
            {"label": part["label"], "html": difference(part["blocks"], description, site)} for part in row["parts"]
        ],
    }


def difference(blocks: Iterable[Json], description: Description, site: Site) -> str:
    """What was taken out and what was put in, as readers' history pages show it."""
    return render("difference.html", blog=description, site=site, blocks=list(blocks))

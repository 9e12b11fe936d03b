"""A draft as it is told, and those that somebody may see."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256

from django.db.models import Q

from dateline.blog import check
from dateline.blog.changes import Actor, Json, stamp
from dateline.desk import names
from dateline.desk.drafts.models import Draft
from dateline.log import tail
from dateline.log.failures import refusing

KEY = "draft:"


def post_of(key: str) -> str:
    """The id of the post that a draft becomes, from the Idempotency-Key `draft:<id>` that it is published under.

    Whoever publishes it: so a draft becomes one post, though two editors publish it at once.
    """
    return check.id_from(key)


@refusing()
def seen(slug: str, actor: Actor) -> list[Draft]:
    """Those that `rules.may_see` lets this actor see, the newest first."""
    theirs = Q(author=actor.id)
    if actor.role != "reporter":
        theirs |= Q(state="submitted")
    return list(Draft.objects.filter(theirs, slug=slug).order_by("-updated", "id"))


def mark(drafts: Iterable[Draft]) -> str:
    """A short text that is another when one of these is another."""
    told = sha256()
    for draft in drafts:
        told.update(f"{draft.id}\n{draft.version}\n".encode())
    return told.hexdigest()[:16]


@refusing()
def told(drafts: list[Draft]) -> list[Json]:
    """The drafts as JSON. `published`: the post that a new one has become, though it is still here."""
    if not drafts:
        return []
    called = names.of(who for d in drafts for who in (d.author, d.taken) if who)
    posts = tail.view(drafts[0].slug, [post_of(KEY + d.id) for d in drafts if d.kind == "new"]).posts
    return [_told(draft, called, posts) for draft in drafts]


def _told(draft: Draft, called: dict[str, str], posts: Iterable[str]) -> Json:
    def person(actor: str) -> Json | None:
        return {"id": actor, "name": called[actor]} if actor else None

    became = post_of(KEY + draft.id)
    return {
        "id": draft.id,
        "slug": draft.slug,
        "kind": draft.kind,
        "post": draft.post or None,
        "revision": draft.revision,
        "content": json.loads(draft.content),
        "state": draft.state,
        "updated": stamp(draft.updated),
        "version": draft.version,
        "hand": draft.hand,
        "author": person(draft.author),
        "taken": person(draft.taken),
        "published": became if draft.kind == "new" and became in posts else None,
    }

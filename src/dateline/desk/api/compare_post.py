from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from dateline.blog.changes import EditPost, Json, Post
from dateline.blog.decide import rewritten
from dateline.desk import history, merging, names
from dateline.desk.api import reading, replies, texts
from dateline.desk.api.auth import writer
from dateline.desk.api.timeline_shapes import TextsToCompare
from dateline.errors import Conflict, Unknown
from dateline.log import tail
from dateline.typeset import clock, revisions
from dateline.typeset.site import Site


def compare_post(request: HttpRequest, slug: str, id: str, sent: TextsToCompare) -> HttpResponse:
    """Your texts of a post beside those that it has by now, word by word, and both in one. Nothing is stored.

    `revision` is the one that you changed. 409 for a post that has no text any more.
    """
    actor = writer(request)
    description, blog = reading.of_newsroom(slug, actor, [id])
    theirs = blog.find(id)
    if theirs is None:
        raise Unknown(f"There is no post '{id}' in this blog.")
    if theirs.retraction:
        raise Conflict(f"Post '{id}' has been taken back meanwhile; publish your text as a new one.")
    given = texts.members(sent)
    base = _revision(slug, id, given.pop("revision"))
    mine = rewritten(EditPost(id, base.revision, **given), base, base.published_at)
    site = Site.of(settings.DATELINE)
    wall = clock.of(description, site.language)
    parts = revisions.differences(theirs, mine, wall)
    both, clashes = merging.merged(base, theirs, mine)
    last = tail.newest(slug, id)
    assert last is not None  # the post was found
    found: Json = {
        "current": theirs.to_json(),
        "yours": _texts(mine),
        "merged": both,
        "clashes": clashes,
        "by": names.of([last.actor])[last.actor],
        "at": last.at,
        "parts": [
            {"label": part["label"], "html": history.difference(part["blocks"], description, site)} for part in parts
        ],
    }
    return replies.of_json(found)


def _revision(slug: str, id: str, revision: int) -> Post:
    for change in tail.history(slug, id):
        if change.body is not None and change.body["revision"] == revision:
            return Post.from_json(change.body)
    raise Unknown(f"Post '{id}' never had a revision {revision}.")


def _texts(post: Post) -> dict[str, Any]:
    return {name: getattr(post, name) for name in EditPost.TEXTS}

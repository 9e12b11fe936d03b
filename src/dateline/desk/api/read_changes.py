from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query

from dateline.blog.changes import Actor, Change, Json, Post
from dateline.desk.api import reading, replies
from dateline.desk.api.auth import reader
from dateline.log import tail
from dateline.log.tail import HeadInfo


def read_changes(
    request: HttpRequest,
    slug: str,
    after: Annotated[
        str | None, Query(description="A cursor, `epoch.seq` or `seq`; from the start without one.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> HttpResponse:
    """What has happened to a blog since a cursor, in order.

    A cursor that is none of this blog's (malformed, ahead, of another epoch) is answered with `reset: true` and the
    changes from the start: begin anew with them.
    """
    who = reader(request)
    reading.seen(slug, who)
    head = tail.head(slug)
    assert head is not None  # blogs are never removed
    start = 0 if after is None else _seq(after, head)
    changes = tail.after(slug, start or 0, limit)
    now = tail.view(slug, {c.subject for c in changes})
    last = changes[-1].seq if changes else start or 0
    return replies.of_json(
        {
            "changes": [_shown(c, now.find(c.subject), slug, who) for c in changes],
            "cursor": f"{head.epoch}.{last}",
            "head": f"{head.epoch}.{max(head.seq, last)}",
            "reset": start is None,
        }
    )


def _seq(cursor: str, head: HeadInfo) -> int | None:
    """The seq that a cursor of this blog names; None when it is none of this blog's."""
    epoch, dot, digits = cursor.rpartition(".")
    if (dot and epoch != head.epoch) or not (digits.isascii() and digits.isdigit() and len(digits) < 19):
        return None
    return int(digits) if int(digits) <= head.seq else None


def _shown(change: Change, now: Post | None, slug: str, who: Actor | None) -> Json:
    """The change as this reader may have it. Who asked for it is the newsroom's own business."""
    return {
        "seq": change.seq,
        "kind": change.kind,
        "subject": change.subject,
        "at": change.at,
        "actor": change.actor if who is not None and who.may_see(slug) else None,
        "body": change.body if now is None else reading.shown_in_past(change.body, now, slug, who),
        "body_hash": change.body_hash,
        "digest": change.digest,
    }

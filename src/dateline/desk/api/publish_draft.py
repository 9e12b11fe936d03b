from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from dateline.blog.changes import Command, CorrectPost, EditPost, FlagPost, PublishPost
from dateline.desk.api import draft_replies, replies, texts
from dateline.desk.api.conditions import seen_version
from dateline.desk.api.draft_shapes import DraftToPublish
from dateline.desk.drafts import rules, showing
from dateline.desk.drafts.erase import refuse_erased
from dateline.desk.drafts.gone import refuse_late
from dateline.errors import Conflict
from dateline.log import tail
from dateline.log.append import append

_FLAGS = ("key", "pinned")


def publish_draft(request: HttpRequest, slug: str, id: str, sent: DraftToPublish) -> HttpResponse:
    """Make a draft a post, or a change of the post that it is about. Sent again it does nothing more.

    If-Match names the revision of that post which its writer saw, `"0"` for a new one.
    """
    actor, seen = draft_replies.writer_for(request), seen_version(request)
    key = showing.KEY + rules.checked_id(id)
    given = texts.members(sent)
    kind, note = given.pop("kind"), given.pop("note", "")
    post = given.pop("post", None) or showing.post_of(key)
    flags = {name: given.pop(name) for name in _FLAGS if name in given}
    refuse_late(slug, id, actor)
    command: Command = _command(kind, post, seen, given, flags, note)
    try:
        receipt = append(slug, command, actor=actor, key=key)
    except Conflict as refusal:
        refuse_erased(slug, id, post)
        raise _naming(refusal, slug, kind, post) from None
    reply = replies.of_written_post(request, receipt, post)
    body = next((c.body for c in receipt.changes if c.subject == post and c.body), None)
    if kind == "new" or body is None or all(body[name] == value for name, value in flags.items()):
        return reply
    flagged = append(slug, FlagPost(post, body["revision"], **flags), actor=actor, key=f"{key}:flags")
    return replies.of_written_post(request, flagged, post)


def _command(kind: rules.Kind, post: str, seen: int, given: Any, flags: Any, note: str) -> Command:  # noqa: PLR0917
    if kind == "new":
        return PublishPost(post=post, **given, **flags)
    if kind == "edit":
        return EditPost(post=post, expected=seen, **given)
    return CorrectPost(post=post, expected=seen, note=note, **given)


def _naming(refusal: Conflict, slug: str, kind: rules.Kind, post: str) -> Conflict:
    """The refusal with the post that the draft has become already, where it has: its sender goes on from there."""
    if kind != "new" or tail.newest(slug, post) is None:
        return refusal
    return type(refusal)(refusal.detail, **{**refusal.members, "post": post})

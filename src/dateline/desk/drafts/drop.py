"""Throw a draft away: by its author, or because it has been published."""

from __future__ import annotations

from django.db import transaction

from dateline.blog.changes import Actor
from dateline.desk.drafts import rules, showing
from dateline.desk.drafts.models import Draft
from dateline.errors import DraftChanged, Forbidden, Unknown
from dateline.log import tail
from dateline.log.failures import refusing


@refusing()
def drop(slug: str, id: str, seen: int, actor: Actor) -> Draft:
    """Remove the draft and return what it was, if it is still at the version that was seen.

    Raises Unknown, DraftChanged, and Forbidden for a draft of somebody else's that has not become a post.
    """
    with transaction.atomic():
        there = Draft.objects.select_for_update().filter(id=id, slug=slug).first()
        if there is None or not actor.may_see(slug) or not rules.may_see(actor, there.author, there.state):
            raise Unknown(f"There is no draft '{id}' here any more: it was published, thrown away or sent back.")
        if not rules.may_drop(actor, there.author) and not _is_published(there):
            raise Forbidden("This is somebody else's text. Publish it, or send it back; only its author drops it.")
        if there.version != seen:
            raise DraftChanged(
                f"You saw version {seen} of this draft, and it is at {there.version}. It is still here.",
                current=showing.told([there])[0],
            )
        Draft.objects.filter(id=id).delete()
        return there


def _is_published(draft: Draft) -> bool:
    """Whether it has become a post, or a later revision of the one that it is about."""
    if draft.kind == "new":
        return tail.newest(draft.slug, showing.post_of(showing.KEY + draft.id)) is not None
    change = tail.newest(draft.slug, draft.post)
    return change is not None and change.body is not None and change.body["revision"] > (draft.revision or 0)

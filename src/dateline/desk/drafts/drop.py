"""Throw a draft away: by its author, or because it has been published."""

from __future__ import annotations

from dateline.blog.changes import Actor
from dateline.desk.drafts import rules, showing
from dateline.desk.drafts.gone import refusal, use_up
from dateline.desk.drafts.models import Draft
from dateline.errors import DraftChanged, Forbidden
from dateline.log import tail
from dateline.log.failures import refusing
from dateline.log.holding import holding


@refusing()
def drop(slug: str, id: str, seen: int, actor: Actor) -> Draft:
    """Remove the draft and return what it was, if it is still at the version that was seen. Its name is used up then,
    and by asking for it when nothing was kept under it: what was sent to be kept may still be on its way.

    Raises DraftGone, DraftChanged, and Forbidden for a draft of somebody else's that has not become a post.
    """
    with holding(slug):
        there = Draft.objects.select_for_update().filter(id=id).first()
        if there is None and actor.may_see(slug):
            use_up(id)
        elif there is not None:
            _remove(there, slug, seen, actor)
    if there is None:
        raise refusal(id)
    return there


def _remove(there: Draft, slug: str, seen: int, actor: Actor) -> None:
    if there.slug != slug or not actor.may_see(slug) or not rules.may_see(actor, there.author, there.state):
        raise refusal(there.id)
    if not rules.may_drop(actor, there.author) and not _is_published(there):
        raise Forbidden("This is somebody else's text. Publish it, or send it back; only its author drops it.")
    if there.version != seen:
        raise DraftChanged(
            f"You saw version {seen} of this draft, and it is at {there.version}. It is still here.",
            current=showing.told([there])[0],
        )
    Draft.objects.filter(id=there.id).delete()
    use_up(there.id)


def _is_published(draft: Draft) -> bool:
    """Whether it has become a post, or a later revision of the one that it is about."""
    if draft.kind == "new":
        return tail.newest(draft.slug, showing.post_of(showing.KEY + draft.id)) is not None
    change = tail.newest(draft.slug, draft.post)
    return change is not None and change.body is not None and change.body["revision"] > (draft.revision or 0)

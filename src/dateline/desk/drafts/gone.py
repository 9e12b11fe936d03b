"""A draft's name that is used up: it was published or thrown away, and nothing is kept or published under it again."""

from __future__ import annotations

from dateline.blog.changes import Actor
from dateline.desk.drafts import rules, showing
from dateline.desk.drafts.models import Gone
from dateline.errors import DraftGone
from dateline.log import tail
from dateline.log.append import was_carried_out
from dateline.log.failures import refusing


def use_up(id: str) -> None:
    Gone.objects.get_or_create(id=rules.checked_id(id))


def is_gone(id: str) -> bool:
    return Gone.objects.filter(id=id).exists()


@refusing()
def refuse_late(slug: str, id: str, actor: Actor) -> None:
    """Raises DraftGone for a publication that comes after its draft was thrown away. What is a post already goes on to
    the log, which answers a repetition as it answered before, and names the post to whoever has another text."""
    key = showing.KEY + id
    if not is_gone(id) or was_carried_out(actor, key) or tail.newest(slug, showing.post_of(key)) is not None:
        return
    raise refusal(id)


def refusal(id: str) -> DraftGone:
    return DraftGone(f"There is no draft '{id}' here any more: it was published, thrown away or sent back.")

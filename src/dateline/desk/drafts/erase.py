"""A takedown erases a post's text wherever it is, and so in what people were writing about that post."""

from __future__ import annotations

from dateline.desk.drafts import showing
from dateline.desk.drafts.models import Draft
from dateline.errors import TakenDown
from dateline.log import tail


def erase(slug: str, post: str) -> None:
    """Remove the drafts that change this post, and the one that it was published from: a hook of log/append.py."""
    there = Draft.objects.filter(slug=slug)
    there.filter(post=post).delete()
    for id in list(there.filter(kind="new").values_list("id", flat=True)):
        if showing.post_of(showing.KEY + id) == post:
            there.filter(id=id).delete()


def refuse_erased(slug: str, id: str, post: str) -> None:
    """Raises TakenDown for a draft that was erased so: a browser that was away still has it and would bring it back."""
    change = tail.newest(slug, post or showing.post_of(showing.KEY + id))
    retraction = change.body.get("retraction") if change and change.body else None
    if retraction and retraction["takedown"]:
        raise TakenDown("This post was taken down, and its text is erased everywhere. Nothing of it was kept.")

"""Keep a draft: the one who writes it says which version she saw, so that two windows never overwrite each other."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from django.db import IntegrityError

from dateline.blog.changes import Actor, Json
from dateline.desk.drafts import rules, showing
from dateline.desk.drafts.erase import refuse_erased
from dateline.desk.drafts.gone import is_gone, refusal
from dateline.desk.drafts.models import Draft
from dateline.desk.drafts.rules import Text
from dateline.errors import DraftChanged, Forbidden
from dateline.log.failures import refusing
from dateline.log.holding import holding

_TEXT = ("kind", "post", "revision", "content", "state")


def keep(slug: str, id: str, sent: Text, seen: int, actor: Actor) -> Draft:
    """Store this text as the draft's next version; `seen` is the version that its writer had, 0 for none.

    The same text again stores nothing and is no conflict, so a request whose reply was lost can be sent again. Neither
    is a later text of the hand whose text is here: it did not hear that the one before had arrived. An editor who goes
    on with a submitted draft has taken it. Raises DraftChanged with both texts, DraftGone for a draft that is not there
    any more or not for this actor, TakenDown for one of a post that is erased, Forbidden for a blog that is not hers,
    Invalid, TooLarge.
    """
    if not actor.may_see(slug):
        raise Forbidden(f"You may write for other blogs, and not for '{slug}'. Ask a manager for a place on it.")
    rules.checked_id(id)
    columns = _columns(sent)
    with refusing():
        try:
            return _store(slug, id, columns, seen, actor)
        except IntegrityError:
            return _store(slug, id, columns, seen, actor)  # another window was first, and can be seen now


def _store(slug: str, id: str, columns: Json, seen: int, actor: Actor) -> Draft:
    with holding(slug):
        refuse_erased(slug, id, columns["post"])
        there = Draft.objects.select_for_update().filter(id=id).first()
        if there is None:
            if seen or is_gone(id):
                raise refusal(id)
            return Draft.objects.create(
                id=id, slug=slug, author=actor.id, version=1, updated=datetime.now(UTC), **columns
            )
        if there.slug != slug or not rules.may_see(actor, there.author, there.state):
            raise refusal(id)
        taken = actor.id if there.author != actor.id else there.taken if columns["state"] == "submitted" else ""
        if all(getattr(there, name) == columns[name] for name in _TEXT) and taken == there.taken:
            return there
        is_own = columns["hand"] and columns["hand"] == there.hand
        if is_own and columns["stroke"] < there.stroke:
            return there  # held up on its way, and overtaken
        if there.version != seen and not is_own:
            raise DraftChanged(
                f"You changed version {seen} of this draft, and it is at {there.version}. Nothing was stored and "
                "nothing is lost: keep your text as a draft of its own.",
                current=showing.told([there])[0],
                yours=json.loads(columns["content"]),
            )
        for name, value in columns.items():
            setattr(there, name, value)
        there.taken, there.version, there.updated = taken, there.version + 1, datetime.now(UTC)
        there.save()
        return there


def _columns(sent: Text) -> Json:
    return {
        "kind": sent.kind,
        "post": sent.post,
        "revision": sent.revision,
        "content": rules.packed(sent.content),
        "state": sent.state,
        "hand": sent.hand,
        "stroke": sent.stroke,
    }

"""Into a blog's own pages at the desk: whoever has a part in the blog, and nobody else."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from dateline.blog.changes import Actor, Description
from dateline.desk.people.actor import actor_for
from dateline.desk.views.guarded import person_of
from dateline.log import tail


@dataclass(frozen=True, slots=True)
class Entered:
    """Who came in, to which blog, and how far it had got then."""

    actor: Actor
    blog: Description
    cursor: str

    @property
    def edits(self) -> bool:
        """Whether this person may change what is public here."""
        return self.actor.role != "reporter"


def enter(request: HttpRequest, slug: str) -> Entered:
    """Of somebody who is logged in. Http404 for a blog that is not there and for one that she has no part in: she may
    not learn which."""
    actor = actor_for(person_of(request), slug)
    head = tail.head(slug)
    blog = tail.view(slug).description if head and actor.may_see(slug) else None
    if head is None or blog is None:
        raise Http404
    return Entered(actor, blog, head.cursor)

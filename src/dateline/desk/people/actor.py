"""What a person may do: the Actor that a decision sees."""

from __future__ import annotations

from typing import Any

from dateline.blog.changes import Actor
from dateline.desk.people.models import Person


def actor_for(person: Person, slug: str | None = None) -> Actor:
    """Who this person is to a decision about a blog; without a slug, what she is where no blog is meant.

    Her role there is the membership's, which may be another than her own elsewhere.
    """
    role: Any = person.role
    if person.everywhere or person.role == "manager":
        return Actor(f"person:{person.id}", role)
    roles: dict[str, Any] = dict(person.memberships.values_list("slug", "role"))
    return Actor(f"person:{person.id}", roles.get(slug, "reporter") if slug else role, frozenset(roles))

"""An account as the commands print it, and how one is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.blog.changes import Json, stamp

if TYPE_CHECKING:
    from dateline.desk.people.models import Person

Who = Annotated[str, typer.Argument(metavar="PERSON", help="The address that she logs in with, or her id.")]


def person_json(person: Person) -> Json:
    """{"id", "email", "name", "role", "blogs" (role by slug; null for all), "active", "last_login"}."""
    return {
        "id": person.id,
        "email": person.email,
        "name": person.name,
        "role": person.role,
        "blogs": None if person.everywhere else dict(person.memberships.values_list("slug", "role")),
        "active": person.is_active,
        "last_login": stamp(person.last_login) if person.last_login else None,
    }

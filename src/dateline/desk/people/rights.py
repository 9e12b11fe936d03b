"""Who may do what at the desk apart from the blogs: a table, asked in the transaction that does it.

What is done to a blog and its posts is decided in blog/decide, what is done to a draft in drafts/rules.
"""

from __future__ import annotations

from typing import Literal, get_args

from dateline.blog.changes import Actor
from dateline.desk.people.actor import actor_for
from dateline.desk.people.models import Person
from dateline.errors import Forbidden

Deed = Literal["people", "tokens", "newsroom", "audit", "profile", "session"]

_ALL, _OWN, _NONE = "all", "own", "none"
# By role: of all, of her own, of none.
RIGHTS: dict[Deed, dict[str, str]] = {
    "people": {"reporter": _NONE, "editor": _NONE, "manager": _ALL},
    "tokens": {"reporter": _NONE, "editor": _NONE, "manager": _ALL},
    "newsroom": {"reporter": _NONE, "editor": _NONE, "manager": _ALL},
    "audit": {"reporter": _NONE, "editor": _NONE, "manager": _ALL},
    "profile": {"reporter": _OWN, "editor": _OWN, "manager": _OWN},
    "session": {"reporter": _OWN, "editor": _OWN, "manager": _OWN},
}
assert set(RIGHTS) == set(get_args(Deed))


def may(deed: Deed, role: str, owns: bool = False) -> bool:
    """Whether this role may; `owns` says that what it is done to is one's own."""
    right = RIGHTS[deed][role]
    return right == _ALL or (right == _OWN and owns)


def insist(deed: Deed, asker: Actor, owns: bool = False) -> None:
    """Raises Forbidden. Called inside the transaction, where a person's rights are read anew: they may have changed
    since her request came in. A token is nobody's profile, and what it may do on blogs gives it nothing here."""
    kind, _, id_ = asker.id.partition(":")
    role: str = asker.role
    if kind == "person":
        person = Person.objects.select_for_update().filter(pk=id_, is_active=True).first()
        role = actor_for(person).role if person else "reporter"
    if kind == "token" or not may(deed, role, owns):
        raise Forbidden("Only a manager of this newsroom may do that. Ask one.")

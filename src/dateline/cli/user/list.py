"""`dateline user list`"""

from __future__ import annotations

from dateline.blog.changes import Json
from dateline.cli.common import AsJson, Data, house, show, table
from dateline.cli.user.answer import person_json


def list_users(as_json: AsJson = False, data: Data = None) -> None:
    """List all accounts, deactivated ones included."""
    house(data)
    from dateline.desk.people.models import Person
    from dateline.log.failures import refusing

    with refusing():
        found = [person_json(person) for person in Person.objects.order_by("name", "id")]
    empty = ["Nobody has an account yet. `dateline user add --email ADDRESS --name NAME --role manager` makes one."]
    show(found, table(map(_row, found)) if found else empty, as_json)


def _row(person: Json) -> tuple[str, ...]:
    blogs = "all blogs" if person["blogs"] is None else ",".join(f"{s}:{r}" for s, r in person["blogs"].items())
    state = f"last login {person['last_login'] or 'never'}" if person["active"] else "deactivated"
    return (person["id"], person["role"], person["name"], person["email"], blogs or "no blog", state)

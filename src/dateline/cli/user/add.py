"""`dateline user add`"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dateline.blog.changes import Role
from dateline.cli.common import AsJson, Data, house, show

Email = Annotated[str, typer.Option(help="The address that she logs in with.")]
Name = Annotated[str, typer.Option(help="Her name, as colleagues see it.")]
RoleName = Annotated[Role, typer.Option(help="A reporter drafts, an editor publishes, a manager runs the newsroom.")]
Password = Annotated[
    bool, typer.Option("--password", help="Read a password from standard input; without, she sets one by mail.")
]


def add_user(
    *,
    email: Email,
    name: Name,
    role: RoleName,
    password: Password = False,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Make an account for somebody at the desk."""
    house(data, make=True)
    from dateline.desk.people import joining

    secret = sys.stdin.readline().rstrip("\r\n") if password else None
    person = joining.add(email, name, role, secret)
    found = {"id": person.id, "email": person.email, "name": person.name, "role": person.role}
    show(found, [f"{person.name} ({person.role}) logs in as {person.email}."], as_json)

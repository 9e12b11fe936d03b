"""`dateline user password`"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dateline.cli.common import AsJson, Data, actor, house, say, show
from dateline.cli.user.answer import Who, person_json

Link = Annotated[
    bool, typer.Option("--link", help="Print a link with which she sets it; else it is read from standard input.")
]


def set_user_password(who: Who, link: Link = False, as_json: AsJson = False, data: Data = None) -> None:
    """Set somebody's password, with which every login of hers ends, or print a link for it."""
    house(data)
    from dateline.desk.people import changing, invitation

    if link:
        url = invitation.link(actor(), who)
        show({"url": url}, [url], as_json)
        say("It works once and for three days.")
        return
    person = changing.set_password(actor(), who, sys.stdin.readline().rstrip("\r\n"))
    show(person_json(person), [f"{person.name} has another password and is logged out everywhere."], as_json)

"""`dateline user set-role`"""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.blog.changes import Role
from dateline.cli.common import AsJson, Data, actor, house, show
from dateline.cli.user.answer import Who, person_json

NewRole = Annotated[Role, typer.Argument(help="A reporter drafts, an editor publishes, a manager runs the newsroom.")]
Blog = Annotated[list[str] | None, typer.Option(metavar="SLUG", help="Only on this blog; may be given more than once.")]


def set_user_role(who: Who, role: NewRole, blog: Blog = None, as_json: AsJson = False, data: Data = None) -> None:
    """Give somebody a role, on every blog or on some."""
    house(data)
    from dateline.desk.people import changing

    person = changing.change(actor(), who, role, not blog, dict.fromkeys(blog or (), role))
    where = f"on {', '.join(blog)}" if blog and not person.everywhere else "on every blog"
    show(person_json(person), [f"{person.name} is {role} {where}."], as_json)

"""`dateline token add`"""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.blog.changes import Role, moment
from dateline.cli.common import AsJson, Data, house, say, show
from dateline.cli.token.answer import token_json

RoleName = Annotated[Role, typer.Option(help="What it may do: a reporter reads and checks, an editor publishes.")]
Name = Annotated[str, typer.Option(help="Who or what it is for.")]
Blog = Annotated[
    list[str] | None, typer.Option(metavar="SLUG", help="Only for this blog; may be given more than once.")
]
Expires = Annotated[str | None, typer.Option(metavar="TIME", help="When it ends by itself, as 2026-05-04T21:30Z.")]


def add_token(
    *,
    role: RoleName,
    name: Name,
    blog: Blog = None,
    expires: Expires = None,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Make a token. Its secret is shown this once and stored nowhere."""
    config = house(data, make=True)
    from dateline.blog.check import time
    from dateline.desk import tokens

    ends = time(expires, "expires")
    token, secret = tokens.add(role, name, moment(ends) if ends else None, blog or None)
    found = token_json(token)
    show({**found, "token": secret}, [secret], as_json)
    if not as_json:
        say(f"Token {token.id} ({role}) for {name}. Keep it now: it is shown this once.")
        say(f'Programs send it as "Authorization: Bearer …" to {config.origin}/api/v1/.')

"""`dateline token revoke`"""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.common import AsJson, Data, house, show
from dateline.cli.token.answer import token_json

Which = Annotated[str, typer.Argument(metavar="TOKEN", help="Its id or its name.")]


def revoke_token(which: Which, as_json: AsJson = False, data: Data = None) -> None:
    """End a token at once."""
    house(data)
    from dateline.desk import tokens

    token = tokens.revoke(which)
    show(token_json(token), [f"Revoked token {token.id} ({token.role}) of {token.name}."], as_json)

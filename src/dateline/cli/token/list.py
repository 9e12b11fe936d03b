"""`dateline token list`"""

from __future__ import annotations

from dateline.blog.changes import Json
from dateline.cli.common import AsJson, Data, house, show, table
from dateline.cli.token.answer import token_json


def list_tokens(as_json: AsJson = False, data: Data = None) -> None:
    """List all tokens, revoked ones included; never their secrets."""
    house(data)
    from dateline.desk import tokens

    found = [token_json(token) for token in tokens.all()]
    empty = ["No tokens yet. `dateline token add --role editor --name NAME` makes one."]
    show(found, table(map(_row, found)) if found else empty, as_json)


def _row(token: Json) -> tuple[str, ...]:
    state = f"revoked {token['revoked']}" if token["revoked"] else "in use"
    if token["expires"] and not token["revoked"]:
        state = f"expires {token['expires']}"
    blogs = ",".join(token["blogs"]) if token["blogs"] is not None else "all blogs"
    return (token["id"], token["role"], token["name"], blogs, state)

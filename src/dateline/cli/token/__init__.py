"""`dateline token …`"""

import typer

from dateline.cli.common import Deed
from dateline.cli.token import add, list, revoke

app = typer.Typer(help="Tokens, with which programs use the API.", no_args_is_help=True)
app.command("add", cls=Deed)(add.add_token)
app.command("list", cls=Deed)(list.list_tokens)
app.command("revoke", cls=Deed)(revoke.revoke_token)

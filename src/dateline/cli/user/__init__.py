"""`dateline user`: accounts at the desk."""

from __future__ import annotations

import typer

from dateline.cli.common import Deed
from dateline.cli.user.add import add_user

app = typer.Typer(help="Accounts at the desk.", no_args_is_help=True)
app.command("add", cls=Deed)(add_user)

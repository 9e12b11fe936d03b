"""`dateline user`: accounts at the desk."""

from __future__ import annotations

import typer

from dateline.cli.common import Deed
from dateline.cli.user.add import add_user
from dateline.cli.user.deactivate import deactivate_user
from dateline.cli.user.list import list_users
from dateline.cli.user.password import set_user_password
from dateline.cli.user.reactivate import reactivate_user
from dateline.cli.user.remove_second_step import remove_second_step
from dateline.cli.user.set_role import set_user_role

app = typer.Typer(help="Accounts at the desk.", no_args_is_help=True)
app.command("add", cls=Deed)(add_user)
app.command("list", cls=Deed)(list_users)
app.command("set-role", cls=Deed)(set_user_role)
app.command("deactivate", cls=Deed)(deactivate_user)
app.command("reactivate", cls=Deed)(reactivate_user)
app.command("password", cls=Deed)(set_user_password)
app.command("remove-second-step", cls=Deed)(remove_second_step)

"""`dateline blog …`"""

import typer

from dateline.cli.blog import close, describe, list, open, pause, reopen, resume, show
from dateline.cli.common import Deed

app = typer.Typer(help="Open, describe, pause, close and show blogs.", no_args_is_help=True)
app.command("open", cls=Deed)(open.open_blog)
app.command("describe", cls=Deed)(describe.describe_blog)
app.command("pause", cls=Deed)(pause.pause_blog)
app.command("resume", cls=Deed)(resume.resume_blog)
app.command("close", cls=Deed)(close.close_blog)
app.command("reopen", cls=Deed)(reopen.reopen_blog)
app.command("list", cls=Deed)(list.list_blogs)
app.command("show", cls=Deed)(show.show_blog)

"""`dateline post …`"""

import typer

from dateline.cli.common import Deed
from dateline.cli.post import correct, edit, flag, list, publish, retract, show

app = typer.Typer(help="Publish, edit, correct, retract and show posts.", no_args_is_help=True)
app.command("publish", cls=Deed)(publish.publish)
app.command("edit", cls=Deed)(edit.edit)
app.command("correct", cls=Deed)(correct.correct)
app.command("retract", cls=Deed)(retract.retract)
app.command("flag", cls=Deed)(flag.flag)
app.command("list", cls=Deed)(list.list_posts)
app.command("show", cls=Deed)(show.show_post)

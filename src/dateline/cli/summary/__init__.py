"""`dateline summary …`"""

import typer

from dateline.cli.common import Deed
from dateline.cli.summary import set as set_

app = typer.Typer(help="The summary above a blog's posts.", no_args_is_help=True)
app.command("set", cls=Deed)(set_.set_summary)


@app.callback()
def _group() -> None:
    # A group of one command would else be taken for the command itself.
    pass

"""`dateline serve`: everything in one process."""

from __future__ import annotations

import shlex
from typing import Annotated

import typer

from dateline.cli import running
from dateline.cli.common import Data, configured, program
from dateline.config import secret_key

Host = Annotated[str | None, typer.Option(help="Address to listen on; else the setting `host`.")]
Port = Annotated[int | None, typer.Option(help="Port to listen on, 0 for a free one; else the setting `port`.")]
Workers = Annotated[int | None, typer.Option(help="Processes that share the work; else the setting `workers`.")]

FIRST_STEPS = """\
Nothing is on the record yet. In another terminal:
  export DATELINE_DATA={data}
  {dateline} blog open harbour-fire --title "Fire in the harbour" --zone Europe/Paris
  {dateline} post publish harbour-fire --headline "Smoke over dock four"
  {dateline} token add --role editor --name me"""


def serve(data: Data = None, host: Host = None, port: Port = None, workers: Workers = None) -> None:
    """Serve the readers' pages and the API. The first line printed is the address."""
    config = configured(data, make=True, host=host, port=port, workers=workers)
    is_new = not config.database and not (config.data / "dateline.sqlite3").exists()
    from dateline import server
    from dateline.desk.people import link

    def ready(address: str, is_unset: bool) -> None:
        running.note(config, address)
        print(f"Dateline is at {address}", flush=True)
        if is_unset:
            print(f"Set up the desk: {link.page(address, secret_key(config))}", flush=True)
        if is_new:
            print(FIRST_STEPS.format(data=shlex.quote(str(config.data)), dateline=program()), flush=True)

    with running.until_done(config.data):
        server.run(config, ready)

"""`dateline demo`: an invented story unfolds on a throw-away data directory."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import socket
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline import config as settings
from dateline.blog.changes import PublishPost
from dateline.cli.common import program

if TYPE_CHECKING:
    from dateline.cli.demo_story import Story
    from dateline.config import Config

Port = Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on; else 8000, or a free one.")]
Speed = Annotated[float, typer.Option(min=0.1, max=100_000, help="How many times faster than it happened.")]

NEXT = """\
Dateline is at {address}

Watch the story unfold:
  {address}/{slug}

Write at its desk, as whoever you say that you are:
  {desk}

Try next, in another terminal:
  export DATELINE_DATA={data}
  {dateline} post list {slug}
  {dateline} post publish {slug} --headline "A boat in the market square"
  {dateline} post correct {slug} {post} --note "This is how readers see a correction."
  {dateline} token add --role editor --name me
  {dateline} verify {slug}

All of it goes when you stop the demo with Ctrl-C.
"""
ENDED = """
The story has ended. The server goes on, for you to look around and to post; Ctrl-C stops it and removes {data}."""


def demo(port: Port = None, speed: Speed = 60.0) -> None:
    """Show a live blog that unfolds by itself, on a throw-away data directory."""
    with _directory() as data:
        _settle(data, port or _free_port(8000 if port is None else 0))
        from dateline import server
        from dateline.cli.demo_player import Player
        from dateline.cli.demo_story import load
        from dateline.cli.demo_teller import Teller

        config, story = settings.load(data), load()
        address = ""

        def began() -> None:
            print(_what_next(story, address, config), flush=True)

        def ended() -> None:
            print(ENDED.format(data=data), flush=True)

        player = Player(story, speed, began, Teller(story).tell, ended)

        def ready(where: str, _is_unset: bool) -> None:
            nonlocal address
            address = where
            player.start()

        # A terminal that is closed ends the demo as Ctrl-C does, and its directory with it.
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
        try:
            server.run(config, ready)
        finally:
            player.stop()


@contextmanager
def _directory() -> Iterator[Path]:
    data = Path(tempfile.mkdtemp(prefix="dateline-demo-"))
    try:
        yield data
    finally:
        shutil.rmtree(data, ignore_errors=True)


def _settle(data: Path, port: int) -> None:
    """Put the settings into the directory, so that the commands shown find the same.

    Those of the environment are meant for a newsroom's own blogs (its database above all) and are let go.
    """
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        del os.environ[name]
    (data / "dateline.toml").write_text(f'port = {port}\ngrace = 1\nlog_level = "warning"\n', "utf-8")


def _free_port(wanted: int) -> int:
    """This port, or another when something listens there; the server binds it anew a moment later."""
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        free: int = probe.getsockname()[1]
        return free


def _what_next(story: Story, address: str, config: Config) -> str:
    from dateline.desk.people import link

    post = next(deed.command.post for deed in story.prologue if isinstance(deed.command, PublishPost))
    return NEXT.format(
        address=address, desk=link.page(address, settings.secret_key(config)), slug=story.slug, post=post,
        data=shlex.quote(str(config.data)), dateline=program(),
    )  # fmt: skip

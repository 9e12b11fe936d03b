"""A `dateline serve` that is killed and started again many times, each time in a fraction of a second.

Each start is a fork of a process that has imported all of Dateline and touched no database, as `serve --workers` forks
its workers; most of a start is importing. What is killed is the whole server. As a program, this is that process:
`python -m tests.support.restarting DATA PORT`, where each line on its input starts a server and its pid is the answer.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

PATIENCE = 60.0


class Restarting:
    """`url` has no slash at its end and stays the same."""

    def __init__(self, stem: subprocess.Popen[bytes], port: int) -> None:
        self.stem = stem
        self.url = f"http://127.0.0.1:{port}"
        self.pid = 0

    def start(self) -> None:
        assert self.stem.stdin
        assert self.stem.stdout
        self.stem.stdin.write(b"start\n")
        self.stem.stdin.flush()
        self.pid = int(self.stem.stdout.readline())
        deadline = time.monotonic() + PATIENCE
        while not self._is_healthy():
            assert time.monotonic() < deadline, f"{self.url}/health did not answer in {PATIENCE:.0f} s"
            time.sleep(0.01)

    def kill(self) -> None:
        """SIGKILL, as a power cut does it."""
        os.kill(self.pid, signal.SIGKILL)

    def _is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=PATIENCE) as reply:
                return bool(reply.status == 200)
        except (urllib.error.URLError, ConnectionError):
            return False


@contextmanager
def restarting(data: Path) -> Iterator[Restarting]:
    """The server of a data directory, started."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DATELINE_", "DJANGO_"))}
    command = [sys.executable, "-m", "tests.support.restarting", str(data), str(port)]
    stem = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**kept, "DATELINE_GRACE": "0"}, cwd=_ROOT
    )
    try:
        server = Restarting(stem, port)
        server.start()
        yield server
    finally:
        stem.communicate(timeout=PATIENCE)


_ROOT = Path(__file__).parents[2]


def _main(data: str, port: str) -> None:
    _import_all(Path(data))
    child = 0
    for _ in sys.stdin:
        if child:
            os.waitpid(child, 0)
        if (child := os.fork()) == 0:
            _serve(data, port)
        print(child, flush=True)
    os.kill(child, signal.SIGTERM)
    os.waitpid(child, 0)


def _import_all(data: Path) -> None:
    from dateline.boot import boot
    from dateline.config import load

    boot(load(data), serving=True)
    from django.core.asgi import get_asgi_application
    from django.urls import get_resolver

    import dateline.cli.main
    import dateline.server
    from dateline.edge import asgi, fast, node, routes
    from dateline.typeset import catalog, words
    from dateline.wire import websub

    assert all((dateline.cli.main, dateline.server, asgi, fast, node, routes, websub))
    for language in catalog.languages():
        words.of(language)
    get_asgi_application()
    assert get_resolver().url_patterns


def _serve(data: str, port: str) -> NoReturn:
    from dateline.cli.main import main

    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, sys.stdin.fileno())
    os.dup2(nowhere, sys.stdout.fileno())
    sys.argv = ["dateline", "serve", "--port", port, "--data", data]
    main()


if __name__ == "__main__":
    _main(*sys.argv[1:])

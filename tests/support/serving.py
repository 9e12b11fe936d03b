"""A real server for a test: started as a newsroom starts it, on a free port of this machine, and always stopped."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 90.0  # s: a machine that is busy with everything else may take long
_ADDRESS = re.compile(r"https?://[^\s/]+:\d+")


@dataclass
class Server:
    """A running `dateline serve`. `url` has no slash at its end; `output` is the file that its lines go to."""

    process: subprocess.Popen[bytes]
    output: Path
    url: str = field(default="")

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def stop(self) -> int:
        """SIGTERM, as a service manager does it; the exit code. Does nothing when it has ended already."""
        return self._end(signal.SIGTERM)

    def kill(self) -> int:
        """SIGKILL, as a power cut does it."""
        return self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> int:
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f"dateline serve did not stop in {PATIENCE:.0f} s:\n{self.said()}") from None

    def said(self) -> str:
        """What it has printed and logged so far."""
        return self.output.read_text("utf-8", "replace")

    def _await_address(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not (found := _ADDRESS.search(self.said())):
            self._check(deadline, "printed no address")
        self.url = found.group()
        while not self._is_healthy():
            self._check(deadline, f"{self.url}/health did not answer 200")

    def _is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=PATIENCE) as reply:
                return bool(reply.status == 200)
        except urllib.error.URLError:
            return False

    def _check(self, deadline: float, complaint: str) -> None:
        ended = self.process.poll()
        assert ended is None, f"dateline serve ended with {ended}:\n{self.said()}"
        assert time.monotonic() < deadline, f"{complaint} in {PATIENCE:.0f} s:\n{self.said()}"
        time.sleep(0.02)


@contextmanager
def serve(data: Path, port: int = 0, under: Sequence[str] = (), **settings: str) -> Iterator[Server]:
    """`dateline serve` on a data directory; `port` 0 takes a free one, a used one restarts in the same place.

    Further names are settings: serve(data, beat="1") sets DATELINE_BEAT. Open streams are cut at a stop (grace 0)
    unless told otherwise. Its output goes to a file outside the data directory. `under` is a command that runs it, as
    ('prlimit', '--nofile=200').
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DATELINE_", "DJANGO_"))}
    told = {f"DATELINE_{name.upper()}": value for name, value in {"grace": "0", **settings}.items()}
    command = [*under, sys.executable, "-m", "dateline.cli.main", "serve", "--port", str(port), "--data", str(data)]
    with tempfile.TemporaryDirectory(prefix="dateline-serve-") as place:
        output = Path(place) / "output.txt"
        with output.open("wb") as sink:
            process = subprocess.Popen(
                command, stdout=sink, stderr=subprocess.STDOUT, env={**kept, **told, "PYTHONUNBUFFERED": "1"}
            )
        server = Server(process, output)
        try:
            server._await_address()
            yield server
        finally:
            server.stop()

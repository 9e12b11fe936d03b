"""What the bench stands on, made once: load programs compiled, the peers' environment, Debian's nginx unpacked.

nginx is unpacked and not installed: an installed one starts a service on port 80, and wants root.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from bench import machine

BENCH = Path(__file__).resolve().parent
PEERS = ["granian", "sse-starlette", "uvicorn", "uvloop", "httptools"]
_SHOWN = ["granian", "uvicorn", "uvloop", "httptools", "starlette", "sse-starlette"]


class Missing(Exception):
    """Something that this machine does not have; what needs it is skipped with this line."""


@dataclass
class Tools:
    """`place` is where everything is kept from one run to the next."""

    place: Path
    _made: dict[str, Path | Missing] = field(default_factory=dict)

    def program(self, source: str) -> Path:
        """A C program of ours, compiled: `load/readers`."""
        return self._once(source, lambda: self._compile(source))

    def python(self) -> Path:
        """The Python that peers run on."""
        return self._once("python", self._environment)

    def nginx(self) -> Path:
        """The root of an unpacked nginx with nchan."""
        return self._once("nginx", self._unpack)

    def versions(self) -> list[str]:
        """What ran, as far as it was used."""
        lines = [machine.described(), f"Python {platform.python_version()}, SQLite in the data directory"]
        ours = ["dateline", "uvicorn", "uvloop", "httptools", "brotli"]
        lines.append(", ".join(f"{name} {version(name)}" for name in ours))
        if isinstance(python := self._made.get("python"), Path):
            told = json.loads(_run([str(python), "-m", "pip", "list", "--format", "json"]))
            found = {p["name"].replace("_", "-"): p["version"] for p in told}
            lines.append("peers: " + ", ".join(f"{name} {found[name]}" for name in _SHOWN))
        if isinstance(root := self._made.get("nginx"), Path):
            names = sorted(path.stem.split("_amd64")[0].replace("%3a", ":") for path in root.glob("*.deb"))
            lines.append("Debian's " + ", ".join(name.replace("_", " ") for name in names))
        lines.append(_run(["gcc", "--version"]).splitlines()[0])
        return lines

    def _once(self, name: str, make: Callable[[], Path]) -> Path:
        if name not in self._made:
            try:
                self._made[name] = make()
            except (OSError, subprocess.CalledProcessError) as error:
                told = getattr(error, "stderr", "") or str(error)
                self._made[name] = Missing(f"{name} cannot be had here: {told.strip().splitlines()[-1]}")
        made = self._made[name]
        if isinstance(made, Missing):
            raise made
        return made

    def _compile(self, source: str) -> Path:
        self.place.mkdir(parents=True, exist_ok=True)
        program = self.place / Path(source).name
        flags = ["-O2", "-std=gnu11", "-Wall", "-Wextra", "-Werror"]
        _run(["gcc", *flags, "-o", str(program), str(BENCH / f"{source}.c"), "-lz"])
        return program

    def _environment(self) -> Path:
        python = self.place / "peers" / "bin" / "python"
        ready = self.place / "peers" / "installed"
        if not ready.exists() or ready.read_text() != " ".join(PEERS):
            print("==> Installing the peers: " + ", ".join(PEERS), flush=True)
            _run([sys.executable, "-m", "venv", str(self.place / "peers")])
            _run([str(python), "-m", "pip", "install", *PEERS])
            ready.write_text(" ".join(PEERS))
        return python

    def _unpack(self) -> Path:
        root = self.place / "nginx"
        if not (root / "usr/sbin/nginx").exists():
            print("==> Unpacking Debian's nginx and nchan", flush=True)
            root.mkdir(parents=True, exist_ok=True)
            _run(["apt-get", "download", "nginx", "libnginx-mod-nchan"], root)
            for package in root.glob("*.deb"):
                _run(["dpkg-deb", "--extract", str(package), str(root)])
        return root


def _run(command: list[str], cwd: Path | None = None) -> str:
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True).stdout

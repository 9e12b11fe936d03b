"""nginx, Caddy and HAProxy as deploy/ sets them up, on free ports of this machine, and always stopped."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[2] / "deploy"
NAMES = ("nginx", "caddy", "haproxy")
_PATIENCE = 15.0


@dataclass(frozen=True)
class Place:
    """Where a proxy finds its things. `backend` is host and port."""

    folder: Path
    port: int
    backend: str

    @property
    def chain(self) -> str:
        return f"{self.folder}/chain.pem"

    @property
    def key(self) -> str:
        return f"{self.folder}/key.pem"


@contextmanager
def proxied(name: str, backend_port: int) -> Iterator[str]:
    """A proxy in front of a server of this machine: gives its address. Skips when it is not installed."""
    program = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None or shutil.which("openssl") is None:
        pytest.skip(f"{name} is not installed")
    with tempfile.TemporaryDirectory(prefix=f"dateline-{name}-") as folder:
        place = Place(Path(folder), _free_port(), f"127.0.0.1:{backend_port}")
        _certify(place)
        command = [program, *{"nginx": _nginx, "caddy": _caddy, "haproxy": _haproxy}[name](place)]
        said = place.folder / "said.txt"
        home = {"HOME": folder, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder}
        with said.open("wb") as sink:
            process = subprocess.Popen(command, stdout=sink, stderr=sink, env={**os.environ, **home})
        try:
            _await(place.port, process, said)
            yield f"https://127.0.0.1:{place.port}"
        finally:
            process.terminate()
            process.wait(_PATIENCE)


def _nginx(place: Place) -> list[str]:
    site = _told("nginx.conf", place, {
        "listen 443 ssl": f"listen 127.0.0.1:{place.port} ssl",
        "/etc/ssl/live.example.org/fullchain.pem": place.chain,
        "/etc/ssl/live.example.org/privkey.pem": place.key,
    })  # fmt: skip
    temporary = " ".join(
        f"{kind}_temp_path {place.folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = (
        f"daemon off; master_process off; pid {place.folder}/pid; error_log stderr warn; worker_rlimit_nofile 8192;\n"
        f"events {{ worker_connections 8000; }}\nhttp {{ access_log off; {temporary}\n{site}}}\n"
    )
    return ["-e", "stderr", "-p", str(place.folder), "-c", _written(place, whole)]


def _caddy(place: Place) -> list[str]:
    site = _told("Caddyfile", place, {
        "live.example.org {": f"https://127.0.0.1:{place.port} {{\n\ttls {place.chain} {place.key}",
    })  # fmt: skip
    options = "{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n}\n"
    return ["run", "--adapter", "caddyfile", "--config", _written(place, options + site)]


def _haproxy(place: Place) -> list[str]:
    both = place.folder / "both.pem"
    both.write_bytes(Path(place.chain).read_bytes() + Path(place.key).read_bytes())
    whole = _told("haproxy.cfg", place, {
        "bind :443": f"bind 127.0.0.1:{place.port}",
        "/etc/haproxy/live.example.org.pem": str(both),
        "maxconn 50000": "maxconn 4000",  # which is what the limit of open files of a test may allow
    })  # fmt: skip
    return ["-db", "-f", _written(place, whole)]


def _told(name: str, place: Place, changes: dict[str, str]) -> str:
    """The shipped configuration with this machine's places in it, and nothing else changed."""
    text = (DEPLOY / name).read_text("utf-8")
    for old, new in {"127.0.0.1:8000": place.backend, **changes}.items():
        assert old in text, f"deploy/{name} says {old!r} no longer"
        text = text.replace(old, new)
    return text


def _written(place: Place, text: str) -> str:
    path = place.folder / "configuration"
    path.write_text(text, "utf-8")
    return str(path)


def _certify(place: Place) -> None:
    subprocess.run(
        f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1 "
        f"-addext subjectAltName=IP:127.0.0.1 -keyout {place.key} -out {place.chain}".split(),
        check=True,
        capture_output=True,
    )


def _free_port() -> int:
    """Below those that the kernel gives out by itself: a neighbour's connection shall not have it before the proxy."""
    while True:
        port = random.randrange(20_000, 32_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


def _await(port: int, process: subprocess.Popen[bytes], said: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert process.poll() is None and time.monotonic() < deadline, said.read_text("utf-8", "replace")
            time.sleep(0.05)
        else:
            return

"""Where the server on a data directory listens, told to the commands that are run beside it.

`dateline serve --port 9000` is known to nobody else: the addresses that other commands print, and the page that
`verify` compares with, would be those of the setting. So a server leaves `server.json` in the data directory, and takes
it away when it ends; one that was killed is told by its process id.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from dateline.config import Config

_NAME = "server.json"


def note(config: Config, address: str) -> None:
    """Leave word of this process's server. `address` is the one it gives out: it names the port unless `url` is set."""
    port = config.port if config.url else urlsplit(address).port
    path = config.data / _NAME
    beside = path.with_suffix(f".{os.getpid()}")
    beside.write_text(json.dumps({"pid": os.getpid(), "host": config.host, "port": port}), "utf-8")
    beside.replace(path)


@contextmanager
def until_done(data: Path) -> Iterator[None]:
    """Take the word away at the end, if it is still this process's: another server may have come."""
    try:
        yield
    finally:
        if _read(data).get("pid") == os.getpid():
            (data / _NAME).unlink(missing_ok=True)


def beside(config: Config) -> Config:
    """The settings with the host and port of the server that runs on this data directory, if one does."""
    match _read(config.data):
        case {"pid": int(pid), "host": str(host), "port": int(port)} if _lives(pid):
            return replace(config, host=host, port=port)
    return config


def _read(data: Path) -> dict[str, object]:
    with suppress(OSError, ValueError):
        found = json.loads((data / _NAME).read_text("utf-8"))
        return found if isinstance(found, dict) else {}
    return {}


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # somebody else's, and alive
        pass
    return True

"""The files that pages load: read once, addressed by their own hash, so that a cache may keep them for ever."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """`name` as `live.css`; `path` as `/assets/live.3f2a9c1b.css`, which changes when the body does."""

    name: str
    path: str
    body: bytes
    content_type: str


def _load() -> dict[str, Asset]:
    found: dict[str, Asset] = {}
    for file in sorted(files(__package__).joinpath("assets").iterdir(), key=lambda f: f.name):
        stem, dot, extension = file.name.rpartition(".")
        if dot + extension in _TYPES:
            body = file.read_bytes()
            path = f"/assets/{stem}.{hashlib.sha256(body).hexdigest()[:8]}.{extension}"
            found[file.name] = Asset(file.name, path, body, _TYPES[dot + extension])
    return found


_BY_NAME = _load()


def url(name: str) -> str:
    """The path of `live.css`, with its hash. KeyError for a name that is not there."""
    return _BY_NAME[name].path


def all() -> dict[str, Asset]:
    """Every asset by its path."""
    return {asset.path: asset for asset in _BY_NAME.values()}

"""The files that pages load: read once, addressed by their own hash, so that a cache may keep them for ever."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files

from dateline.typeset import joining

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
    entries = sorted(files(__package__).joinpath("assets").iterdir(), key=lambda f: f.name)
    read = {entry.name: entry.read_bytes() for entry in entries if f".{entry.name.rpartition('.')[2]}" in _TYPES}
    scripts = {name: body.decode() for name, body in read.items() if name.endswith(".js")}
    found: dict[str, Asset] = {}
    for name, source in read.items():
        extension = name.rpartition(".")[2]
        body = source
        if extension == "js":
            body = joining.script(name, scripts).encode()
        elif extension == "css":
            body = joining.style(source.decode()).encode()
        found[name] = asset(name, body)
    return found


def asset(name: str, body: bytes) -> Asset:
    """A file that is made, addressed as those that are read."""
    stem, _, extension = name.rpartition(".")
    path = f"/assets/{stem}.{hashlib.sha256(body).hexdigest()[:8]}.{extension}"
    return Asset(name, path, body, _TYPES[f".{extension}"])


_BY_NAME = _load()
_BARE = _BY_NAME["live.css"].body
_THEME = "theme-"
_WITHIN = (_THEME, "embed.css")  # what is served only as part of another sheet has no address of its own


def wear(theme: str, rules: str) -> None:
    """Serve live.css with a theme's sheet and these rules behind its own: one request for all of them.

    `theme` is that of `theme-tabloid.css`; one without a sheet adds nothing.
    """
    sheet = _BY_NAME.get(f"{_THEME}{theme}.css")
    body = _BARE + (sheet.body if sheet else b"") + joining.style(rules).encode()
    _BY_NAME["live.css"] = asset("live.css", body)


def add(name: str, body: bytes) -> str:
    """Serve a file that the newsroom brings beside ours, in place of one of the same name; its path."""
    _BY_NAME[name] = asset(name, body)
    return _BY_NAME[name].path


def named(name: str) -> Asset:
    """KeyError for a name that is not there."""
    return _BY_NAME[name]


def url(name: str) -> str:
    """The path of `live.css`, with its hash. KeyError for a name that is not there."""
    return _BY_NAME[name].path


def all() -> dict[str, Asset]:
    """Every asset by its path."""
    return {asset.path: asset for name, asset in _BY_NAME.items() if not name.startswith(_WITHIN)}

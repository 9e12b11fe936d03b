"""The one Jinja environment: escaping on, an unknown name is an error, templates read once at import."""

from __future__ import annotations

import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined

from dateline.typeset import assets, links, words

# What neither HTML nor XML may hold. Nothing of it passes the gate of a command, but a log may come from elsewhere.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def _sources(folder: Traversable, prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in folder.iterdir():
        if entry.is_dir():
            found |= _sources(entry, f"{prefix}{entry.name}/")
        else:
            found[prefix + entry.name] = entry.read_text(encoding="utf-8")
    return found


_ENVIRONMENT = Environment(
    loader=DictLoader(_sources(files(__package__).joinpath("templates"))),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_ENVIRONMENT.globals.update(words=words, links=links, asset=assets.url)


def render(template: str, **context: Any) -> str:
    return _ENVIRONMENT.get_template(template).render(context)


def encode(text: str) -> bytes:
    """UTF-8; each character that no document may hold becomes U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", text).encode()

"""A name for what turns a blog into bytes here: part of every entity tag, so that an upgrade refreshes caches."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from dateline import __version__
from dateline.typeset import assets, templates
from dateline.typeset.site import Site


@lru_cache(8)
def renderer(site: Site) -> str:
    """Eight hexadecimal digits that change with the version, any template, asset, catalog, the theme, or the site."""
    digest = hashlib.sha256(repr((__version__, site, assets.url("live.css"), templates.overridden())).encode())
    for folder in ("templates", "assets", "locale"):
        _add(digest, files("dateline.typeset").joinpath(folder))
    return digest.hexdigest()[:8]


def _add(digest: hashlib._Hash, folder: Traversable) -> None:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            _add(digest, entry)
        else:
            digest.update(entry.name.encode() + entry.read_bytes())

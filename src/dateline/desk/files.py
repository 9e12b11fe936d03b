"""The desk's scripts, styles and pictures: read once, each at an address that changes when the file does.

A script that imports another by a relative path finds it without knowing its hash: the whole folder has one hash, in
the path (`/desk/static/3f2a9c1b/composer/editor.js`).
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import posixpath
import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse

PREFIX = "/desk/static/"
_ROOT = Path(__file__).parent / "static"
_IMPORT = re.compile(r"^(?:import|export|\}) .*?from '(\.[^']+)';$", re.MULTILINE)
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


@cache
def _all() -> dict[str, bytes]:
    return {str(path.relative_to(_ROOT)): path.read_bytes() for path in sorted(_ROOT.rglob("*")) if path.is_file()}


@cache
def version() -> str:
    """The hash of all files together."""
    found = hashlib.sha256()
    for name, body in _all().items():
        found.update(f"{name}\n{len(body)}\n".encode())
        found.update(body)
    return found.hexdigest()[:8]


@cache
def _packed(name: str) -> bytes:
    """The desk opens on a phone in a train: a third of the bytes. Pages are not packed that tell secrets."""
    return gzip.compress(_all()[name], 9, mtime=0)


def url(name: str) -> str:
    """The address of one file. KeyError when there is none."""
    if name not in _all():
        raise KeyError(name)
    return f"{PREFIX}{version()}/{name}"


@cache
def imported(name: str) -> tuple[str, ...]:
    """The scripts that one imports, and those that these do, each once."""
    found: dict[str, None] = {}
    ahead = [name]
    while ahead:
        at = ahead.pop()
        for path in _IMPORT.findall(_all()[at].decode()):
            other = posixpath.normpath(posixpath.join(posixpath.dirname(at), path))
            if other not in found:
                found[other] = None
                ahead.append(other)
    return tuple(found)


def serve(request: HttpRequest, version_: str, name: str) -> HttpResponse:
    """One file; for ever when the address names this version, else not kept."""
    body = _all().get(name)
    if body is None:
        raise Http404
    kind = _TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = HttpResponse(body, content_type=kind)
    if Path(name).suffix in _TYPES:
        response["Vary"] = "Accept-Encoding"
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            response.content, response["Content-Encoding"] = _packed(name), "gzip"
    kept = "public, max-age=31536000, immutable" if version_ == version() else "no-cache"
    response["Cache-Control"] = kept
    response["X-Content-Type-Options"] = "nosniff"
    return response


def borrowed(request: HttpRequest, name: str) -> HttpResponse:
    """A script that an installed app's pages need."""
    path = finders.find(name)
    if not path:
        raise Http404
    kind = _TYPES.get(Path(name).suffix) or "application/octet-stream"
    response = HttpResponse(Path(path).read_bytes(), content_type=kind)
    response["Cache-Control"] = "no-cache"
    return response

"""`/desk/sw.js`: the service worker, which is another one as soon as any file of the desk is."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from dateline.desk import files

_STATIC = Path(files.__file__).parent / "static"
_KEPT = (".js", ".css", ".svg")  # all that a page of the desk may need, and so what opens it without a network


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    told = {"VERSION": files.version(), "FILES": _shell()}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in told.items())
    script = head.encode() + (_STATIC / "sw.js").read_bytes()
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@cache
def _shell() -> list[str]:
    names = sorted(str(p.relative_to(_STATIC)) for p in _STATIC.rglob("*") if p.suffix in _KEPT)
    return [files.url(name) for name in names if name != "sw.js"]

"""`/desk/sw.js`: the service worker, which is another one as soon as any file of the desk is."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from dateline.desk import files


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    told = {"VERSION": files.version(), "FILES": files.shell()}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in told.items())
    response = HttpResponse(head.encode() + files.read("sw.js"), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response

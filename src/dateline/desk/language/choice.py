"""In which language somebody is spoken to: her own, as her profile has it, else the first that her browser asks for."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from dateline.desk import files
from dateline.desk.language import catalogs

_ENGLISH = "en"


class Spoken:
    """Django middleware, below the one that knows who is asking."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        catalogs.install()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(files.PREFIX):
            return self.get_response(request)  # the same for everybody, and nobody need be asked for
        with translation.override(code := _code(request)):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        patch_vary_headers(response, ("Accept-Language",))
        return response


def _code(request: HttpRequest) -> str:
    if "Authorization" in request.headers:
        return _ENGLISH  # a program's answers end in a log file, and are looked up by their words
    own = getattr(request.user, "language", "")
    if own in dict(settings.LANGUAGES):
        return str(own)
    return translation.get_language_from_request(request)

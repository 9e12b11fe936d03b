"""What every page of the desk is printed on: its headers, its templates, its files."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loaders import filesystem

from dateline.desk import files

_HERE = Path(__file__).parent
PREFIX = "/desk/"


class Loader(filesystem.Loader):
    """Our templates, found before those of installed apps."""

    def get_dirs(self) -> list[Path]:  # type: ignore[override]
        return [_HERE / "templates"]


class Paper:
    """Django middleware: no page of the desk is stored, framed, or runs anything that is not a file of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        nonce = secrets.token_urlsafe(16)
        request.nonce = nonce  # type: ignore[attr-defined]  # for allauth's pages, which have scripts of their own
        response = self.get_response(request)
        if request.path.startswith(files.PREFIX) and response.status_code == 200:
            return response
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Content-Security-Policy", policy(nonce))
        response["X-Content-Type-Options"] = "nosniff"
        response["Referrer-Policy"] = "same-origin"
        response["Cross-Origin-Opener-Policy"] = "same-origin"
        return response


def policy(nonce: str) -> str:
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' https: data: blob:; "
        "connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    )


def common(request: HttpRequest) -> dict[str, Any]:
    """What every template may use."""
    return {"nonce": getattr(request, "nonce", ""), "newsroom": settings.DATELINE.name}

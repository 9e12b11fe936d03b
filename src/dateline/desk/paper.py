"""What every page of the desk is printed on: its headers, its templates, its files."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loaders import filesystem

from dateline.desk import files
from dateline.desk.newsroom import reading
from dateline.desk.views.refused import refused
from dateline.errors import Refusal

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

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """What a page has refused without saying how, as a page of its own."""
        if isinstance(error, Refusal) and request.path.startswith(PREFIX):
            return refused(request, error)
        return None


def policy(nonce: str) -> str:
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' https: data: blob:; "
        "connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
        f"form-action 'self'{_provider()}; frame-ancestors 'none'"
    )


def _provider() -> str:
    """Where the form for logging in elsewhere leads: browsers hold a form's redirects to the same rule."""
    parts = urlsplit(settings.DATELINE.login_issuer)
    return f" {parts.scheme}://{parts.netloc}" if parts.netloc else ""


def common(request: HttpRequest) -> dict[str, Any]:
    """What every template may use."""
    config = settings.DATELINE
    return {
        "nonce": getattr(request, "nonce", ""),
        "newsroom": reading.name(),
        "mails": bool(config.mail_url),
        "has_provider": bool(config.login_issuer),
    }

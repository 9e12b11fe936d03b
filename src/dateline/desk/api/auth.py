"""Who asks: the Authorization header, read anew at every request.

No cookie takes part, so a browser cannot be made to send somebody's right along, and no CSRF token is needed.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from dateline.blog.changes import Actor
from dateline.desk import tokens
from dateline.errors import Unauthenticated


class Bearer(HttpBearer):
    """A token, which a write needs."""

    def __call__(self, request: HttpRequest) -> Actor:
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if not secret:
            raise Unauthenticated("Send a token: `Authorization: Bearer dtl_…`. `dateline token add` makes one.")
        if scheme.lower() != "bearer":
            raise Unauthenticated(f"Send the token as `Authorization: Bearer dtl_…`, and not by '{scheme[:20]}'.")
        return self.authenticate(request, secret.strip())

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        # One sentence for unknown, revoked and expired: which of them it is would help only somebody who is guessing.
        if (actor := tokens.actor_for(token)) is None:
            raise Unauthenticated("This token is not in use: unknown, revoked or expired.")
        return actor


class Anybody:
    """A reader without a token. One who sends a bad token is refused, and not shown less without a word."""

    def __call__(self, request: HttpRequest) -> bool:
        return "Authorization" not in request.headers


def writer(request: HttpRequest) -> Actor:
    """Who writes, on a route that Bearer guards."""
    actor = _auth(request)
    assert isinstance(actor, Actor)  # the route's guard has let nobody else through
    return actor


def reader(request: HttpRequest) -> Actor | None:
    """Who reads; None for anybody."""
    actor = _auth(request)
    return actor if isinstance(actor, Actor) else None


def _auth(request: HttpRequest) -> Any:
    return getattr(request, "auth", None)  # set by the route's guard; HttpRequest does not declare it

"""Who asks: a token in the Authorization header, or the cookie of somebody who is logged in at the desk.

A token takes no part of a browser's own accord, so no other site can have it sent. The cookie does: a write with it
must also carry the desk's CSRF token, which only the desk's own pages can read.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from ninja.security import HttpBearer

from dateline.blog.changes import Actor
from dateline.desk import tokens
from dateline.desk.audit import origin
from dateline.desk.people.actor import actor_for
from dateline.desk.people.models import Person
from dateline.errors import Forbidden, Unauthenticated


class Bearer(HttpBearer):
    """A token, or a session: one of the two is what a write needs."""

    def __call__(self, request: HttpRequest) -> Actor:
        if "Authorization" not in request.headers and (person := session_of(request)):
            return _checked(request, person)
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
        origin.current().speaks_for(actor.id)
        return actor


class Anybody:
    """A reader without a token. One who sends a bad token is refused, and not shown less without a word."""

    def __call__(self, request: HttpRequest) -> bool:
        return "Authorization" not in request.headers and session_of(request) is None


def session_of(request: HttpRequest) -> Person | None:
    """Who is logged in with this request's cookie."""
    person = getattr(request, "user", None)
    return person if isinstance(person, Person) and person.is_active else None


def _checked(request: HttpRequest, person: Person) -> Actor:
    if request.method not in ("GET", "HEAD") and _Csrf(_never).process_view(request, _never, (), {}) is not None:
        raise Forbidden("This request did not come from a page of the desk. Load the page again and repeat it.")
    slug = request.resolver_match.kwargs.get("slug") if request.resolver_match else None
    return actor_for(person, slug)


class _Csrf(CsrfViewMiddleware):
    """Django's check, which Ninja's views are otherwise exempt from."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(reason, status=403)


def _never(request: HttpRequest) -> HttpResponse:
    raise AssertionError  # the middleware wants a view, and only its check is used


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

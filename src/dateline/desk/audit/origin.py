"""Who asks in this request and from where, known to whatever is done on its behalf without being handed along."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

from dateline.desk.audit import agents


class Origin:
    """`address` and `agent` are empty where nobody asked over the network."""

    def __init__(self, request: HttpRequest | None = None, who: str = "") -> None:
        self._request = request
        self._who = who
        self.address: str = request.META.get("REMOTE_ADDR", "") if request else ""
        self.agent = agents.family(request.headers.get("User-Agent", "")) if request else ""

    @property
    def who(self) -> str:
        """An Actor's id; empty for somebody who is nobody here."""
        # Read when it is asked: most requests are for files, and a session costs a look at the database.
        person = None if self._who or self._request is None else getattr(self._request, "user", None)
        return f"person:{person.pk}" if person is not None and person.is_authenticated else self._who

    def speaks_for(self, actor: str) -> None:
        """A token has been recognised, or whoever runs the command line."""
        self._who = actor


_current: ContextVar[Origin] = ContextVar("origin")


def current() -> Origin:
    """This request's; one that says nothing where there is none."""
    return _current.get(None) or Origin()


def begin(origin: Origin) -> None:
    """From here on in this thread or request."""
    _current.set(origin)


class Asked:
    """Django middleware, behind the one that knows who is logged in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _current.set(Origin(request))
        try:
            return self.get_response(request)
        finally:
            _current.reset(token)

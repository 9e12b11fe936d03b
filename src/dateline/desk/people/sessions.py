"""Logins that are open: when each was last seen, and how they end."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from dateline.desk.audit.note import note
from dateline.desk.people.models import Person
from dateline.errors import Unknown
from dateline.log.failures import refusing

_SEEN = 60.0  # seconds between two notes of when a session was last seen: each is a write
_REMEMBERED = 4096  # sessions whose last note this process knows


def end_all(person: Person) -> None:
    """Log this person out everywhere."""
    from allauth.usersessions.models import UserSession  # here: its app comes only with who serves

    for session in UserSession.objects.filter(user_id=person.pk):
        session.end()


@refusing()
def end(person: Person, number: int) -> None:
    """End one of this person's sessions. Raises Unknown for one that is not hers or has ended."""
    from allauth.usersessions.models import UserSession

    with transaction.atomic():
        session = UserSession.objects.filter(pk=number, user_id=person.pk).first()
        if session is None:
            raise Unknown("This session has ended already.")
        session.end()
        note("session.ended", subject=f"person:{person.pk}")


class Seen:
    """Django middleware: notes, now and then, when a session was last used and from where."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._noted: dict[str, float] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # A request that did not touch its session, as for a file, has not asked the database who this is.
        if request.session.accessed and (key := request.session.session_key) and request.user.is_authenticated:
            self._note(request, key)
        return response

    def _note(self, request: HttpRequest, key: str) -> None:
        now = time.monotonic()
        if now - self._noted.get(key, -_SEEN) < _SEEN:
            return
        if len(self._noted) >= _REMEMBERED:
            self._noted.clear()
        self._noted[key] = now
        from allauth.usersessions.models import UserSession

        address = request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104  # a column that must have one
        UserSession.objects.filter(session_key=key).update(last_seen_at=datetime.now(UTC), ip=address)

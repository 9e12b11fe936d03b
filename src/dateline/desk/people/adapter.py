"""What allauth asks of us about accounts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dateline.desk.audit.note import note
from dateline.desk.newsroom import reading
from dateline.desk.people import invitation, sealing
from dateline.desk.people.models import Person
from dateline.desk.views.refused import too_many
from dateline.errors import TooMany


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth says nothing of its types
    """Nobody signs up: people are added by a manager, by the operator, or by the set-up link."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This address and this password do not go together."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """A refusal with its own status: allauth's is a page like any other, from which no program learns to wait."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            note("login.refused", who="")
            raise ImmediateHttpResponse(too_many(request, TooMany(300))) from None

    def get_client_ip(self, request: HttpRequest) -> str:
        """As the intake has found it: allauth would believe a header that anybody may send."""
        return request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104  # a test's client has none

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Under the configured name, never the request's: whoever asks for another's link could name a host of his."""
        return invitation.address(key)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if "password_reset_url" in context:
            note("password.asked", who="", subject=f"person:{context['user'].pk}")
        told = {"newsroom": reading.name(), "origin": settings.DATELINE.origin}
        super().send_mail(template_prefix, email, {**context, **told})


class Factors(DefaultMFAAdapter):  # type: ignore[misc]
    """How this newsroom is called in an authenticator app and in a browser's list of passkeys, and how secrets lie."""

    # allauth's sentence speaks of a code where a passkey was shown, too.
    error_messages: ClassVar = {**DefaultMFAAdapter.error_messages, "incorrect_code": _("That does not let you in.")}

    def _get_site_name(self) -> str:
        return reading.name()

    def encrypt(self, text: str) -> str:
        return sealing.sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.opened(encrypted_text)


class Sessions(DefaultUserSessionsAdapter):  # type: ignore[misc]
    """Ending all sessions but this one is on record, as ending each is."""

    def end_sessions(self, sessions: Iterable[Any]) -> None:
        for session in sessions:
            session.end()
            note("session.ended", subject=f"person:{session.user_id}")


def display(person: Person | Any) -> str:
    return str(person.name)

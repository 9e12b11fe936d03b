"""Logins and what guards them, noted as Django and allauth tell of them."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth import signals as django_signals

from dateline.desk.audit.note import note
from dateline.desk.people.models import Person


def listen() -> None:
    """Once a process, when all apps are there."""
    django_signals.user_logged_in.connect(_logged_in, dispatch_uid="audit")
    django_signals.user_logged_out.connect(_logged_out, dispatch_uid="audit")
    django_signals.user_login_failed.connect(_failed, dispatch_uid="audit")
    if not apps.is_installed("allauth.account"):
        return
    from allauth.account import signals as account  # here: these come only with who serves
    from allauth.mfa import signals as mfa
    from allauth.socialaccount import signals as social

    for signal in (account.password_changed, account.password_set, account.password_reset):
        signal.connect(_password, dispatch_uid="audit")
    mfa.authentication_failed.connect(_factor_failed, dispatch_uid="audit")
    mfa.authenticator_added.connect(_factor_added, dispatch_uid="audit")
    mfa.authenticator_removed.connect(_factor_removed, dispatch_uid="audit")
    mfa.authenticator_reset.connect(_factor_reset, dispatch_uid="audit")
    social.social_account_added.connect(_connected, dispatch_uid="audit")
    social.social_account_removed.connect(_disconnected, dispatch_uid="audit")


def _logged_in(user: Person, **_: Any) -> None:
    note("login.done", who=_of(user), subject=_of(user))


def _logged_out(user: Person | None, **_: Any) -> None:
    if user is not None:
        note("login.ended", who=_of(user), subject=_of(user))


def _failed(credentials: dict[str, Any], **_: Any) -> None:
    # The address is told only where it is somebody's: people type a password into the wrong field.
    found = Person.objects.filter(email__iexact=str(credentials.get("email", ""))).first()
    note("login.failed", who="", subject=_of(found) if found else "", by="password")


def _factor_failed(user: Person, **_: Any) -> None:
    note("login.failed", who="", subject=_of(user), by="second step")


def _password(user: Person, **_: Any) -> None:
    note("password.changed", who=_of(user), subject=_of(user))


def _factor_added(user: Person, authenticator: Any, **_: Any) -> None:
    kind = "factor.codes" if authenticator.type == "recovery_codes" else "factor.added"
    note(kind, who=_of(user), subject=_of(user), factor=str(authenticator.type))


def _factor_removed(user: Person, authenticator: Any, **_: Any) -> None:
    note("factor.removed", who=_of(user), subject=_of(user), factor=str(authenticator.type))


def _factor_reset(user: Person, **_: Any) -> None:
    note("factor.codes", who=_of(user), subject=_of(user))


def _connected(sociallogin: Any, **_: Any) -> None:
    note("identity.connected", subject=_of(sociallogin.user))


def _disconnected(socialaccount: Any, **_: Any) -> None:
    note("identity.disconnected", subject=_of(socialaccount.user))


def _of(person: Person) -> str:
    return f"person:{person.pk}"

"""What becomes of an account after it was made: its rights, its end and its return."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import get_args

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from dateline.blog import check
from dateline.blog.changes import Actor, Role
from dateline.blog.text import clean_line
from dateline.desk.audit.note import note
from dateline.desk.models import Token
from dateline.desk.people import rights, sessions
from dateline.desk.people.models import Membership, Person
from dateline.errors import Conflict, Invalid, Unknown
from dateline.log.failures import refusing


@refusing()
def change(
    asker: Actor, id_: str, role: str, everywhere: bool = True, memberships: Mapping[str, str] | None = None
) -> Person:
    """Give somebody a role, on every blog or on those of `memberships` (role by slug) alone. The tokens that a manager
    made end when she is one no more.

    Raises Forbidden, Unknown, Invalid, and Conflict when no manager would be left.
    """
    placed = {check.slug(slug): _role(role_, slug) for slug, role_ in (memberships or {}).items()}
    with transaction.atomic():
        rights.insist("people", asker)
        person = found(id_)
        _keep_a_manager(person, _role(role, "role") == "manager")
        before = person.role
        person.role, person.everywhere = role, everywhere or role == "manager"
        person.save(update_fields=["role", "everywhere"])
        person.memberships.all().delete()
        if not person.everywhere:
            Membership.objects.bulk_create(Membership(person=person, slug=s, role=r) for s, r in sorted(placed.items()))
        placed = {} if person.everywhere else placed
        told = [f"{slug}: {role_}" for slug, role_ in sorted(placed.items())]
        note("person.changed", subject=_of(person), role=role, was=before, everywhere=person.everywhere, blogs=told)
        if before == "manager" and role != before:
            _end_tokens(person)
    return person


@refusing()
def deactivate(asker: Actor, id_: str) -> Person:
    """End an account: its password, its sessions and the tokens that its owner made. Who has left stays on record.

    Raises Forbidden, Unknown, and Conflict for the last manager and for who is deactivated already.
    """
    with transaction.atomic():
        rights.insist("people", asker)
        person = found(id_)
        if not person.is_active:
            raise Conflict(f"{person.name} is deactivated already.")
        _keep_a_manager(person, False)
        person.is_active = False
        person.set_unusable_password()  # which every session hangs on: they stay dead when the account comes back
        person.save(update_fields=["is_active", "password"])
        sessions.end_all(person)
        note("person.deactivated", subject=_of(person))
        _end_tokens(person)
    return person


@refusing()
def reactivate(asker: Actor, id_: str) -> Person:
    """Let somebody in again, with a new password that she sets by a link, and without the second step that she may have
    lost. Raises Forbidden, Unknown, Conflict."""
    with transaction.atomic():
        rights.insist("people", asker)
        person = found(id_)
        if person.is_active:
            raise Conflict(f"{person.name} is active already.")
        person.is_active = True
        person.save(update_fields=["is_active"])
        _remove_factors(person)
        note("person.reactivated", subject=_of(person))
    return person


@refusing()
def remove_second_step(asker: Actor, id_: str) -> Person:
    """Take authenticator app, passkeys and recovery codes from somebody who can use none of them any more: her password
    alone lets her in. Unlike by reactivation, the last manager is helped, too. Raises Forbidden, Unknown, Conflict."""
    with transaction.atomic():
        rights.insist("people", asker)
        person = found(id_)
        if not _remove_factors(person):
            raise Conflict(f"{person.name} has no second step.")
    return person


@refusing()
def tell(asker: Actor, id_: str, name: str, language: str) -> Person:
    """One's own name and language, empty for the browser's. Raises Forbidden, Invalid."""
    if language and language not in dict(settings.LANGUAGES):
        raise Invalid("language", "is none that the desk speaks")
    with transaction.atomic():
        person = found(id_)
        rights.insist("profile", asker, owns=asker.id == _of(person))
        person.name, person.language = clean_line(name, "name", 100, required=True), language
        person.save(update_fields=["name", "language"])
        note("person.told", subject=_of(person))
    return person


@refusing()
def set_password(asker: Actor, id_: str, password: str) -> Person:
    """Another password, with which every session ends. Raises Forbidden, Unknown, Invalid."""
    with transaction.atomic():
        rights.insist("people", asker)
        person = found(id_)
        try:
            validate_password(password, person)
        except ValidationError as error:
            raise Invalid("password", " ".join(error.messages)) from None
        person.set_password(password)
        person.save(update_fields=["password"])
        sessions.end_all(person)
        note("password.changed", subject=_of(person))
    return person


def found(id_or_email: str) -> Person:
    """Raises Unknown. In a transaction: what is found is locked until its end."""
    people = Person.objects.select_for_update()
    person = people.filter(pk=id_or_email).first() or people.filter(email=id_or_email.strip().lower()).first()
    if person is None:
        raise Unknown(f"Nobody here has the id or address '{id_or_email[:100]}'.")
    return person


def _remove_factors(person: Person) -> int:
    """How many there were."""
    from allauth.mfa.models import Authenticator  # here: its app comes only with who serves

    factors = list(Authenticator.objects.filter(user_id=person.pk))
    for factor in factors:
        note("factor.removed", subject=_of(person), factor=str(factor.type))
        factor.delete()
    return len(factors)


def _end_tokens(maker: Person) -> None:
    """She knows their secrets, and would keep by them what has been taken from her."""
    ended = list(Token.objects.filter(maker=_of(maker), revoked=None))
    Token.objects.filter(pk__in=[token.pk for token in ended]).update(revoked=datetime.now(UTC))
    for token in ended:
        note("token.revoked", subject=f"token:{token.pk}")


def _keep_a_manager(person: Person, stays: bool) -> None:
    if stays or person.role != "manager":
        return
    others = Person.objects.select_for_update().filter(role="manager", is_active=True).exclude(pk=person.pk)
    if not list(others):  # each is locked: two managers who end each other at once must not both succeed
        raise Conflict(f"{person.name} is the last manager. Make somebody else a manager first.")


def _role(role: str, field: str) -> str:
    if role not in get_args(Role):
        raise Invalid(field, f"say one of {', '.join(get_args(Role))}")
    return role


def _of(person: Person) -> str:
    return f"person:{person.pk}"

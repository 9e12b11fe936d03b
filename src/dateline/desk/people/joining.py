"""How somebody gets an account: the first manager by the set-up link, everybody else by a manager or the operator."""

from __future__ import annotations

import hmac
from typing import get_args

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from dateline.blog import check
from dateline.blog.changes import Role
from dateline.blog.text import clean_line
from dateline.desk.audit.note import note
from dateline.desk.people import link
from dateline.desk.people.models import Newsroom, Person
from dateline.errors import Conflict, Forbidden, Invalid
from dateline.log.failures import refusing


@refusing()
def add(email: str, name: str, role: str, password: str | None = None, everywhere: bool = True) -> Person:
    """A new account. Raises Invalid for a field that cannot be, Conflict when the address has an account."""
    if role not in get_args(Role):
        raise Invalid("role", f"say one of {', '.join(get_args(Role))}")
    try:
        validate_email(email)
    except ValidationError:
        raise Invalid("email", "is no e-mail address") from None
    name = clean_line(name, "name", 100, required=True)
    if password is not None:
        try:
            validate_password(password, Person(email=email, name=name))
        except ValidationError as error:
            raise Invalid("password", " ".join(error.messages)) from None
    try:
        with transaction.atomic():
            person = Person.objects.create_user(email, password, name=name, role=role, everywhere=everywhere)
            note("person.added", subject=f"person:{person.pk}", role=role, everywhere=everywhere)
            return person
    except IntegrityError:
        raise Conflict(f"'{email}' has an account already. Choose another address, or change that account.") from None


@refusing()
def is_unset() -> bool:
    """Whether nobody has an account yet."""
    return not Person.objects.exists()


def is_setup(secret: str) -> bool:
    """Whether this is the secret of the set-up link, and it can still be used."""
    return hmac.compare_digest(secret, link.secret(settings.SECRET_KEY)) and is_unset()


@refusing()
def set_up(secret: str, *, email: str, name: str, password: str, newsroom: str, zone: str, language: str) -> Person:
    """The first manager and what the newsroom is called. Raises Forbidden for a link that has been used, Invalid."""
    with transaction.atomic():
        if not is_setup(secret):
            raise Forbidden("This set-up link has been used. Log in, or ask a manager for an account.")
        called = clean_line(newsroom, "newsroom", 100, required=True)
        told = {"name": called, "zone": check.zone(zone), "language": check.language(language)}
        Newsroom.objects.update_or_create(id=1, defaults=told)
        person = add(email, name, "manager", password)
        note("newsroom.set_up", who=f"person:{person.pk}")
        return person

"""The link with which somebody sets a password of her own: for who is new, and for who has forgotten it."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from dateline.blog.changes import Actor
from dateline.desk.audit.note import note
from dateline.desk.newsroom import reading
from dateline.desk.people import changing, rights
from dateline.desk.people.models import Person
from dateline.errors import Conflict, MailFailed
from dateline.log.failures import refusing


@refusing()
def link(asker: Actor, id_: str) -> str:
    """A new link for this person, good for three days and once, and nothing else of hers changed.

    Raises Forbidden, Unknown, and Conflict for somebody who is deactivated.
    """
    from allauth.account.forms import default_token_generator  # here: it comes only with who serves

    with transaction.atomic():
        rights.insist("people", asker)
        person = changing.found(id_)
        if not person.is_active:
            raise Conflict(f"{person.name} is deactivated. Reactivate the account first.")
        note("password.linked", subject=f"person:{person.pk}")
        return address(f"{person.pk}-{default_token_generator.make_token(person)}")


def send(person: Person, url: str) -> None:
    """Send somebody her link. Raises MailFailed when the mail server does not take it."""
    told = {"person": person, "url": url, "newsroom": reading.name(), "origin": settings.DATELINE.origin}
    text = render_to_string("desk/mail/invitation.txt", told)
    subject, _, body = text.partition("\n\n")
    try:
        send_mail(subject.strip(), body, None, [person.email])
    except OSError as error:  # SMTPException is one, too
        raise MailFailed(f"The mail server did not take the mail: {error}. Give the link to {person.name} yourself.") \
            from error  # fmt: skip


def is_mailed() -> bool:
    """Whether mails leave this house at all."""
    return bool(settings.DATELINE.mail_url)


def address(key: str) -> str:
    return f"{settings.DATELINE.origin}/desk/account/password/reset/key/{quote(key)}/"

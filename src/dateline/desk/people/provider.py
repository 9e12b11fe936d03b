"""Logging in through the newsroom's OpenID Connect provider: who that lets in, and who gets an account by it."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from dateline.desk.audit.note import note
from dateline.desk.people.models import Person


class Provider(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth says nothing of its types
    """Somebody known is matched by an address that the provider has verified; nobody else gets in, but for people of
    the domains in the setting `login_domains`, as reporters."""

    def authenticate_by_email(self, sociallogin: Any) -> tuple[Person, None] | None:
        """None for the address: allauth would erase the password of an account whose address it has not verified."""
        person = Person.objects.filter(email__in=_verified(sociallogin)).first()
        return (person, None) if person else None

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        # From here on she is known by the provider's own number for her, whatever becomes of either address. A stranger
        # has an id as well, made with the object: only `is_existing` asks whether there is an account.
        if sociallogin.is_existing and not sociallogin.account.pk and not request.user.is_authenticated:
            sociallogin.connect(request, sociallogin.user)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        domains = settings.DATELINE.login_domains
        return any(email.partition("@")[2] in domains for email in _verified(sociallogin))

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Person:
        person: Person = super().populate_user(request, sociallogin, data)
        person.email = person.email.lower()
        person.name = str(data.get("name") or person.email.partition("@")[0])[:100]
        person.role = "reporter"
        return person

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Person:
        person: Person = super().save_user(request, sociallogin, form)
        note("person.added", who="", subject=f"person:{person.pk}", role=person.role, by="provider")
        return person


def _verified(sociallogin: Any) -> list[str]:
    return [address.email.lower() for address in sociallogin.email_addresses if address.verified]

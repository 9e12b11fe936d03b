"""What allauth asks of us about accounts."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from dateline.desk.people.models import Person


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth says nothing of its types
    """Nobody signs up: people are added by a manager, by the operator, or by the set-up link."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def display(person: Person | Any) -> str:
    return str(person.name)

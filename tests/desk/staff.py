"""People of a newsroom, each with a browser of her own, in this process and through all of Django."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.test import Client, override_settings

from dateline.blog.changes import Actor
from dateline.desk.people import changing, joining
from dateline.desk.people.models import Person
from tests.desk.conftest import Reply

PASSWORD = "harbour-lights-9"
ADDRESS = "192.0.2.7"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
OPERATOR = Actor("cli:1000", "manager")


@contextmanager
def quick_logins() -> Iterator[None]:
    """Passwords hashed quickly, which is what makes a real login slow, and no attempt of another test's counted."""
    cache.clear()
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


def browser(check_csrf: bool = False) -> Client:
    """Somebody's, who has not logged in."""
    return Client(check_csrf, raise_request_exception=False, REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=FIREFOX)


@dataclass
class Worker:
    """Somebody with an account; `browser` is logged in once `log_in` was called."""

    person: Person
    browser: Client = field(default_factory=browser)

    @property
    def id(self) -> str:
        return f"person:{self.person.pk}"

    def log_in(self, password: str = PASSWORD) -> Any:
        return self.browser.post("/desk/account/login/", {"login": self.person.email, "password": password})

    def get(self, path: str) -> Any:
        return self.browser.get(f"/desk/{path}")

    def post(self, path: str, **sent: Any) -> Any:
        return self.browser.post(f"/desk/{path}", sent)

    def api(self, method: str, path: str, sent: Any = None, **headers: str) -> Reply:
        """As the desk's scripts ask, with the CSRF token that their page was given."""
        body = b"" if sent is None else json.dumps(sent).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        found: Any = self.browser.generic(method, f"/api/v1{path}", body, "application/json", headers=named)
        return Reply(found)

    def is_in(self) -> bool:
        return bool(self.get("newsroom/me").status_code == 200)

    def stolen(self) -> Worker:
        """A stranger with a copy of the cookies, which no logout takes away."""
        other = Worker(self.person)
        other.browser.cookies.load({name: cookie.value for name, cookie in self.browser.cookies.items()})
        return other


def hire(name: str, role: str = "reporter", **members: str) -> Worker:
    """An account with PASSWORD; `members` are roles by slug, for somebody who is not everywhere."""
    person = joining.add(f"{name.lower()}@courier.example", name, role, PASSWORD)
    if members:
        changing.change(OPERATOR, person.pk, role, False, members)
    return Worker(Person.objects.get(pk=person.pk))


def at_work(name: str, role: str = "reporter", **members: str) -> Worker:
    """The same, logged in."""
    worker = hire(name, role, **members)
    assert worker.log_in().status_code == 302
    return worker

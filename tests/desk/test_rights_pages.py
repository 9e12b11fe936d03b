"""Every address of the desk's pages, by everybody: a page without a row here fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from dateline.blog.changes import CloseBlog, OpenBlog, PublishPost
from dateline.desk import tokens
from dateline.desk.audit.models import Deed
from dateline.desk.people import changing
from dateline.desk.people.models import Person
from dateline.log import tail
from dateline.log.append import append
from tests.desk.staff import OPERATOR, Worker, browser, hire, quick_logins
from tests.support.database import empty

WHO = ("nobody", "deactivated", "reporter", "editor", "manager", "outsider")  # the last edits another blog alone
BLOGS = ("fire", "quay", "ash")  # live, draft and closed
Outcomes = tuple[str, ...]

ALL: Outcomes = ("in",) * 6
STAFF: Outcomes = ("login", "login", "in", "in", "in", "in")
MANAGERS: Outcomes = ("login", "login", "refused", "refused", "in", "refused")
EDITORS: Outcomes = ("login", "login", "refused", "in", "in", "refused")
ON_BLOG: Outcomes = ("login", "login", "in", "in", "in", "missing")
RUNS_BLOG: Outcomes = ("login", "login", "refused", "in", "in", "missing")
NOWHERE: Outcomes = ("missing",) * 6
UNSET: Outcomes = ("login", "login", "missing", "missing", "missing", "missing")  # nobody here has set it up
NEVER: Outcomes = ("none",) * 6


@dataclass(frozen=True)
class Row:
    """An address with what a GET and a POST of it come to; `sent` is a form that a manager's POST would carry out."""

    path: str
    get: Outcomes
    post: Outcomes = NEVER
    sent: tuple[tuple[str, str], ...] = ()


def account(path: str, outcomes: Outcomes = STAFF) -> Row:
    return Row(f"account/{path}", outcomes, outcomes)


# By the route, as the resolver has it.
DESK = {
    "": Row("", STAFF),
    "sw.js": Row("sw.js", ALL),
    "newsroom/away": Row("newsroom/away", ALL),
    "set-up/<str:secret>": Row("set-up/forged", ("refused",) * 6, ("refused",) * 6),
    "newsroom/new-blog": Row("newsroom/new-blog", EDITORS, EDITORS, (("title", "Flood"), ("slug", "flood"))),
    "newsroom/people": Row("newsroom/people", MANAGERS, MANAGERS, (("name", "Leo"), ("email", "leo@courier.example"))),
    "newsroom/people/<str:id>": Row("newsroom/people/{target}", MANAGERS, MANAGERS, (("role", "manager"),)),
    "newsroom/people/<str:id>/link": Row("newsroom/people/{target}/link", NEVER, MANAGERS),
    "newsroom/people/<str:id>/deactivation": Row("newsroom/people/{target}/deactivation", NEVER, MANAGERS),
    "newsroom/people/<str:id>/reactivation": Row("newsroom/people/{gone}/reactivation", NEVER, MANAGERS),
    "newsroom/tokens": Row("newsroom/tokens", MANAGERS, MANAGERS, (("name", "Mine"), ("role", "manager"))),
    "newsroom/tokens/<str:id>/revocation": Row("newsroom/tokens/{token}/revocation", NEVER, MANAGERS),
    "newsroom/settings": Row("newsroom/settings", MANAGERS, MANAGERS, (("name", "Mine"), ("zone", "UTC"))),
    "newsroom/audit": Row("newsroom/audit", MANAGERS),
    "newsroom/audit/<str:form>": Row("newsroom/audit/csv", MANAGERS),
    "newsroom/me": Row("newsroom/me", STAFF, STAFF, (("name", "Somebody"),)),
    "newsroom/sessions/<int:number>/end": Row(
        "newsroom/sessions/999999/end", NEVER, ("login", "login", "missing", "missing", "missing", "missing")
    ),
    "newsroom/copydesk": Row("newsroom/copydesk", MANAGERS, MANAGERS),
    "newsroom/copydesk/<slug:rule>": Row("newsroom/copydesk/typo", NEVER, MANAGERS),
    "borrowed/<path:name>": Row("borrowed/mfa/js/webauthn.js", ALL),
    "static/<str:version_>/<path:name>": Row("static/x/desk.css", ALL),
    "reader.<slug:version>.css": Row("reader.x.css", NOWHERE),
    "<slug:slug>/about": Row("{slug}/about", RUNS_BLOG, RUNS_BLOG, (("title", "Forged"),)),
    "<slug:slug>/state/<slug:deed>": Row("{slug}/state/close", RUNS_BLOG, RUNS_BLOG),
    "<slug:slug>/facts": Row("{slug}/facts", ON_BLOG),
    "<slug:slug>/summary": Row("{slug}/summary", ON_BLOG),
    "<slug:slug>/copydesk": Row("{slug}/copydesk", RUNS_BLOG, RUNS_BLOG),
    "<slug:slug>": Row("{slug}", ON_BLOG),
}
ACCOUNT = {
    "login/": account("login/", ALL),
    "logout/": account("logout/", ("login",) * 6),
    "inactive/": Row("account/inactive/", ALL),
    "signup/": account("signup/", NOWHERE),
    "email/": account("email/", NOWHERE),
    "confirm-email/": account("confirm-email/", NOWHERE),
    r"^confirm-email/(?P<key>[-:\w]+)/$": account("confirm-email/abc/", NOWHERE),
    "reauthenticate/": account("reauthenticate/"),
    "password/change/": account("password/change/"),
    "password/set/": account("password/set/"),
    "password/reset/": account("password/reset/", ALL),
    "password/reset/done/": Row("account/password/reset/done/", ALL),
    "password/reset/key/done/": Row("account/password/reset/key/done/", ALL),
    r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": account("password/reset/key/abc-def/", ALL),
    "login/code/confirm/": account("login/code/confirm/", ("login", "login", "in", "in", "in", "in")),
    "2fa/": Row("account/2fa/", STAFF),
    "2fa/authenticate/": account("2fa/authenticate/"),
    "2fa/reauthenticate/": account("2fa/reauthenticate/"),
    "2fa/totp/activate/": account("2fa/totp/activate/"),
    "2fa/totp/deactivate/": account("2fa/totp/deactivate/", UNSET),
    "2fa/recovery-codes/": Row("account/2fa/recovery-codes/", UNSET),
    "2fa/recovery-codes/generate/": account("2fa/recovery-codes/generate/"),
    "2fa/recovery-codes/download/": Row("account/2fa/recovery-codes/download/", UNSET),
    "2fa/webauthn/": Row("account/2fa/webauthn/", STAFF),
    "2fa/webauthn/add/": account("2fa/webauthn/add/"),
    "2fa/webauthn/reauthenticate/": account("2fa/webauthn/reauthenticate/"),
    "2fa/webauthn/keys/<int:pk>/remove/": account("2fa/webauthn/keys/1/remove/"),
    "2fa/webauthn/keys/<int:pk>/edit/": account("2fa/webauthn/keys/1/edit/"),
    "2fa/webauthn/login/": account("2fa/webauthn/login/"),
    "3rdparty/": account("3rdparty/"),
    "3rdparty/signup/": account("3rdparty/signup/", NOWHERE),
    "3rdparty/login/cancelled/": Row("account/3rdparty/login/cancelled/", ALL),
    "3rdparty/login/error/": Row("account/3rdparty/login/error/", ("unknown",) * 6),
    "social/login/cancelled/": account("social/login/cancelled/", ALL),
    "social/login/error/": account("social/login/error/", ALL),
    "social/signup/": account("social/signup/", ALL),
    "social/connections/": account("social/connections/", ALL),
    "sessions/": account("sessions/"),
    r"oidc/^(?P<provider_id>[^/]+)/login/": account("oidc/newsroom/login/", NOWHERE),
    r"oidc/^(?P<provider_id>[^/]+)/login/callback/": account("oidc/newsroom/login/callback/", NOWHERE),
}
ROWS = {**{f"desk/{route}": row for route, row in DESK.items()},
        **{f"desk/account/{route}": row for route, row in ACCOUNT.items()}}  # fmt: skip


def routes(patterns: list[Any], before: str = "") -> Iterator[str]:
    for entry in patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, route)
        elif isinstance(entry, URLPattern):
            yield route


@dataclass
class World:
    people: dict[str, Worker]
    browsers: dict[str, Client]
    names: dict[str, str]

    def ask(self, who: str, row: Row, method: str, slug: str = "fire") -> str:
        path = f"/desk/{row.path.format(**self.names, slug=slug)}"
        browser = self.browsers[who]
        reply: Any = browser.get(path) if method == "GET" else browser.post(path, dict(row.sent))
        return outcome(reply)

    def fresh(self, who: str, check_csrf: bool = False) -> Client:
        """Another browser of hers, logged in."""
        found = browser(check_csrf)
        if who in self.people:
            found.force_login(self.people[who].person, "allauth.account.auth_backends.AuthenticationBackend")
        return found


def outcome(reply: Any) -> str:
    if reply.status_code in (301, 302) and reply["Location"].startswith("/desk/account/login/"):
        return "login"
    named = {401: "unknown", 403: "refused", 404: "missing", 405: "none"}
    assert reply.status_code < 500, reply.content
    return named.get(reply.status_code, "in")


@pytest.fixture(scope="module")
def world(data: Path) -> Iterator[World]:
    empty()
    with quick_logins():
        for slug in BLOGS:
            append(slug, OpenBlog(slug.title(), state="draft" if slug == "quay" else "live"), actor=OPERATOR)
            append(slug, PublishPost(f"p-{slug}", "Smoke"), actor=OPERATOR)
        append("ash", CloseBlog(), actor=OPERATOR)
        people = {role: hire(role.title(), role) for role in ("reporter", "editor", "manager")}
        people["deactivated"] = hire("Deactivated", "manager")
        people["outsider"] = hire("Outsider", "editor", elsewhere="editor")
        target, gone = hire("Target"), hire("Gone")
        changing.deactivate(OPERATOR, gone.person.pk)
        token, _ = tokens.add("editor", "Program")
        made = World(people, {}, {"target": target.person.pk, "gone": gone.person.pk, "token": token.id})
        made.browsers = {who: made.fresh(who) for who in WHO}
        changing.deactivate(OPERATOR, people["deactivated"].person.pk)
        yield made
    connection.close()


def slugs(row: Row) -> tuple[str, ...]:
    """The blogs to ask it of."""
    return BLOGS if "{slug}" in row.path else BLOGS[:1]


def test_no_page_is_without_a_row() -> None:
    shadowed = {r"^desk/account/(signup|email|confirm-email|3rdparty/signup)/"}  # it answers for rows that are here
    found = set(routes(get_resolver().url_patterns)) - shadowed
    assert {route for route in found if not route.startswith("api/")} == set(ROWS)


def test_every_page_for_everybody(world: World) -> None:
    wrong = []
    for route, row in ROWS.items():
        if route == "desk/account/logout/":
            continue  # which would end the sessions of the rest; below
        for slug in slugs(row):
            found = tuple(world.ask(who, row, "GET", slug) for who in WHO)
            if found != row.get:
                wrong.append((route, slug, row.get, found))
    assert wrong == []


POSTED = [route for route, row in DESK.items() if row.post is not NEVER]


@pytest.mark.parametrize("route", POSTED)
def test_every_form_for_everybody(world: World, route: str) -> None:
    """Those who may not come first: what they leave behind must be nothing."""
    row = DESK[route]
    for slug in slugs(row):
        before = _state()
        for who, expected in sorted(zip(WHO, row.post, strict=True), key=lambda pair: pair[1] == "in"):
            assert world.ask(who, row, "POST", slug) == expected, (slug, who)
            if expected == "in":
                break  # once: a blog that has been closed cannot be closed by the next
            assert _state() == before, f"{who}, who may not, has changed something"


def test_a_form_of_another_site_is_refused_everywhere(world: World) -> None:
    """Every unsafe route, by somebody who may do everything, without the token that only our pages have."""
    manager = world.fresh("manager", check_csrf=True)
    before = _state()
    for route, row in ROWS.items():
        if row.post is NEVER or row.post is NOWHERE:
            continue
        path = row.path.format(**world.names, slug="fire")
        reply = manager.post(f"/desk/{path}", dict(row.sent))
        assert reply.status_code == 403 and "Please send that again" in reply.content.decode(), route
    assert _state() == before
    assert manager.get("/desk/newsroom/me").status_code == 200, "nor has it logged anybody out"


def test_forms_that_are_only_sent_are_not_pages(world: World) -> None:
    for route, row in ROWS.items():
        if (row.post is NEVER or row.post is NOWHERE) and row.get is not ALL:
            for who in WHO:
                assert world.ask(who, row, "POST") != "in", (route, who)


def test_every_form_of_an_account_for_everybody(world: World) -> None:
    """Last, and logout last of them, since it is heard."""
    wrong = []
    for route, row in sorted(ACCOUNT.items(), key=lambda pair: pair[0] == "logout/"):
        for who, expected in zip(WHO, row.post, strict=True):
            if row.post is not NEVER and (found := world.ask(who, row, "POST")) != expected:
                wrong.append((route, who, expected, found))
    world.browsers = {who: world.fresh(who) for who in WHO}
    assert wrong == []


def _state() -> object:
    """All that somebody without the right could have changed. Refusals leave no deed either."""
    people = sorted(Person.objects.values_list("pk", "role", "name", "is_active", "everywhere", "password"))
    kept = [(token.id, token.revoked) for token in tokens.all()]
    return people, kept, tail.heads(), Deed.objects.count()

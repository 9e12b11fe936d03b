"""`/desk/{slug}`: for whom it is there, and the readers' sheet that its timeline wears."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from dateline.desk.people import joining
from dateline.desk.people.models import Membership, Person
from tests.desk.conftest import Newsroom, furnish


@pytest.fixture
def newsroom(clean_database: Path) -> Newsroom:
    return furnish()


def logged_in(role: str, *slugs: str) -> Client:
    """Somebody who is everywhere, or on these blogs only."""
    person: Person = joining.add(
        f"{role}@news.test", role.title(), role, "a long enough password", everywhere=not slugs
    )
    for slug in slugs:
        Membership.objects.create(person=person, slug=slug, role=role)
    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_nobody_sees_it_without_a_login(newsroom: Newsroom) -> None:
    reply = Client().get("/desk/fire")
    assert (reply.status_code, reply["Location"].split("?")[0]) == (302, "/desk/account/login/")


def test_its_people_see_it_and_for_others_it_is_not_there(newsroom: Newsroom) -> None:
    reporter = logged_in("reporter", "quay")
    page = reporter.get("/desk/quay")
    assert page.status_code == 200
    assert 'data-role="reporter"' in page.content.decode()
    for slug in ("fire", "nowhere"):
        assert reporter.get(f"/desk/{slug}").status_code == 404


def test_it_tells_its_scripts_where_they_are_and_holds_every_part(newsroom: Newsroom) -> None:
    page = logged_in("editor").get("/desk/fire").content.decode()
    for told in ('data-slug="fire"', 'data-zone="Europe/Paris"', 'data-state="live"', 'data-cursor="'):
        assert told in page
    for part in ("composer", "outbox", "timeline"):
        assert f'<section id="{part}"' in page


def test_the_readers_sheet_is_rewritten_for_a_part_of_a_page(newsroom: Newsroom) -> None:
    client = logged_in("editor")
    address = re.search(r'data-sheet="([^"]+)"', client.get("/desk/fire").content.decode())
    assert address
    sheet = client.get(address[1])
    css = sheet.content.decode()
    assert ":host{color-scheme" in css and "@container (min-width" in css
    assert not re.search(r"(?<![\w.#-])(:root|body|html)\s*[{,]", css)
    assert "immutable" in sheet["Cache-Control"]
    assert client.get("/desk/reader.00000000.css").status_code == 404

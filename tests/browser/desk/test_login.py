"""Getting in and staying out, in a real browser: passwords, codes, passkeys, the newsroom's own provider, sessions."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.desk.writer import PASSWORD, add_person
from tests.browser.newsroom import Newsroom, editor_token
from tests.browser.reader import Reader
from tests.support.provider import CLIENT, SECRET, Provider, provide
from tests.support.serving import serve

Visit = Callable[..., Reader]
PEOPLE = {"Ada": "manager", "Ben": "editor", "Cal": "editor", "Dee": "reporter", "Eve": "editor", "Fay": "editor"}


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with provide(sub="1", email="ben@news.test", email_verified=True, name="Ben") as provider:
        yield provider


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, provider: Provider) -> Iterator[Newsroom]:
    data: Path = tmp_path_factory.mktemp("house")
    token = editor_token(data)
    for name, role in PEOPLE.items():
        add_person(data, name, role)
    settings = {"login_issuer": provider.url, "login_client": CLIENT, "login_secret": SECRET}
    with serve(data, login_domains="courier.test", **settings) as server:
        # By the name that a browser allows passkeys for: an address is none.
        yield Newsroom(server.url.replace("127.0.0.1", "localhost"), token)


def fill_in(page: Page, url: str, name: str, password: str = PASSWORD) -> Page:
    page.goto(f"{url}/desk/account/login/")
    page.fill("input[name=login]", f"{name.lower()}@news.test")
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state()
    return page


def prove(page: Page) -> None:
    """What guards an account asks for the password once more."""
    if "reauthenticate" in page.url:
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_load_state()


def code_of(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret + "=" * (-len(secret) % 8)), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def is_in(page: Page, url: str) -> bool:
    return "/login/" not in page.goto(f"{url}/desk/newsroom/me").url  # type: ignore[union-attr]


def test_a_code_from_an_app_is_the_second_step(house: Newsroom, visit: Visit) -> None:
    reader = visit()
    page = fill_in(reader.page, house.url, "Cal")
    page.goto(f"{house.url}/desk/account/2fa/totp/activate/")
    prove(page)
    secret = page.input_value("#secret")
    expect(page.locator("img.qr")).to_be_visible()
    page.fill("input[name=code]", code_of(secret))
    page.click("text=Turn on")
    codes = page.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    page.goto(f"{house.url}/desk/account/logout/")
    page.click("main button")
    fill_in(page, house.url, "Cal")
    assert "2fa/authenticate" in page.url and not is_in(visit().page, house.url)
    page.fill("main form.stack input[name=code]", "000000")
    page.click("main form.stack button")
    expect(page.locator(".error")).to_be_visible()
    page.fill("main form.stack input[name=code]", codes[0])
    page.click("main form.stack button")
    assert page.url.endswith("/desk/") and reader.complaints == []


def test_a_passkey_lets_in_without_a_password(house: Newsroom, visit: Visit) -> None:
    reader = visit()
    page = reader.page
    _with_authenticator(page.context, page)
    fill_in(page, house.url, "Eve")
    page.goto(f"{house.url}/desk/account/2fa/webauthn/add/")
    prove(page)
    page.fill("input[name=name]", "Eve's laptop")
    page.check("input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/2fa/**codes/**")
    page.goto(f"{house.url}/desk/account/2fa/webauthn/")
    expect(page.locator(".rows")).to_contain_text("Eve's laptop")
    page.goto(f"{house.url}/desk/account/logout/")
    page.click("main button")
    page.goto(f"{house.url}/desk/account/login/")
    page.click("#passkey_login")
    page.wait_for_url("**/desk/")
    expect(page.locator(".menu > summary")).to_contain_text("Eve")
    assert reader.complaints == []


def _with_authenticator(context: BrowserContext, page: Page) -> None:
    """A device of Chromium's own, whose owner always agrees."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_the_sixth_wrong_password_is_told_to_wait(house: Newsroom, visit: Visit) -> None:
    page = visit().page
    for _ in range(5):
        fill_in(page, house.url, "Dee", "not the right one")
        expect(page.locator("[role=alert]")).to_be_visible()
    fill_in(page, house.url, "Dee", "not the right one")
    expect(page.locator("main")).to_contain_text("Wait 5 minutes")


def test_a_link_from_the_people_page_sets_a_password(house: Newsroom, visit: Visit) -> None:
    boss = visit()
    fill_in(boss.page, house.url, "Ada")
    boss.page.goto(f"{house.url}/desk/newsroom/people")
    boss.page.fill("#add input[name=name]", "Gus Holm")
    boss.page.fill("#add input[name=email]", "gus@news.test")
    boss.page.check("input[value=editor]")
    boss.page.click("#add button")
    link = boss.page.input_value("input.code")
    other = visit()
    other.page.goto(re.sub(r"//[^/]+", "//" + house.url.partition("//")[2], link))
    other.page.fill("input[name=password1]", PASSWORD)
    other.page.fill("input[name=password2]", PASSWORD)
    other.page.click("main button")
    fill_in(other.page, house.url, "Gus")
    expect(other.page.locator(".menu > summary")).to_contain_text("Gus Holm")
    assert boss.complaints == other.complaints == []


def test_the_newsrooms_provider_lets_in_whom_it_knows(house: Newsroom, provider: Provider, visit: Visit) -> None:
    """Matched by the verified address; the page's policy lets the form lead there and back."""
    reader = visit()
    page = reader.page
    provider.claims = {"sub": "1", "email": "Ben@news.test", "email_verified": True, "name": "Ben"}
    _by_provider(page, house.url)
    expect(page.locator(".menu > summary")).to_contain_text("Ben")
    page.goto(f"{house.url}/desk/account/3rdparty/")
    expect(page.locator(".rows")).to_contain_text("the newsroom’s account")
    provider.claims = {"sub": "1", "email": "renamed@elsewhere.test", "email_verified": True, "name": "Ben"}
    again = visit().page
    _by_provider(again, house.url)
    expect(again.locator(".menu > summary")).to_contain_text("Ben")
    assert fill_in(visit().page, house.url, "Ben").url.endswith("/desk/"), "the password still holds"
    assert reader.complaints == []


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "7", "email": "stranger@elsewhere.test", "email_verified": True, "name": "S"},
        {"sub": "8", "email": "ada@news.test", "email_verified": False, "name": "Not Ada"},
        {"sub": "9", "email": "new@courier.test", "email_verified": False, "name": "N"},
    ],
    ids=["stranger", "unverified address of somebody", "unverified address of the domain"],
)
def test_the_provider_lets_in_nobody_else(
    house: Newsroom, provider: Provider, visit: Visit, claims: dict[str, object]
) -> None:
    provider.claims = claims
    page = visit().page
    _by_provider(page, house.url)
    assert not is_in(page, house.url)


def test_somebody_of_the_domain_becomes_a_reporter(house: Newsroom, provider: Provider, visit: Visit) -> None:
    provider.claims = {"sub": "10", "email": "Ida@Courier.test", "email_verified": True, "name": "Ida Berg"}
    page = visit().page
    _by_provider(page, house.url)
    expect(page.locator(".menu > summary")).to_contain_text("Ida Berg")
    assert page.goto(f"{house.url}/desk/newsroom/people").status == 403  # type: ignore[union-attr]
    boss = fill_in(visit().page, house.url, "Ada")
    boss.goto(f"{house.url}/desk/newsroom/people")
    expect(boss.locator(".rows li", has_text="ida@courier.test")).to_contain_text("Reporter")


def _by_provider(page: Page, url: str) -> None:
    page.goto(f"{url}/desk/account/login/")
    page.click("text=Log in with the newsroom’s account")
    page.wait_for_load_state()


@pytest.mark.parametrize("how", ["logout", "revocation", "deactivation"])
def test_a_session_that_ends_closes_the_desks_stream(house: Newsroom, visit: Visit, how: str) -> None:
    """Within five seconds, in another window that nobody touches."""
    story = house.open_blog()
    reader = visit(service_workers="block")
    page = fill_in(reader.page, house.url, "Fay")
    page.goto(f"{house.url}/desk/{story.slug}")
    _await(lambda: story.readers() == 1, 10)
    if how == "logout":
        other = page.context.new_page()
        other.goto(f"{house.url}/desk/account/logout/")
        other.click("main button")
    elif how == "revocation":
        other = fill_in(visit().page, house.url, "Fay")
        other.goto(f"{house.url}/desk/account/sessions/")
        other.click("text=End all others")
    else:
        other = fill_in(visit().page, house.url, "Ada")
        other.goto(f"{house.url}/desk/newsroom/people")
        other.click("text=Fay")
        other.click("text=Deactivate")
        other.click("text=Yes, deactivate Fay")
    assert _await(lambda: story.readers() == 0, 15) < 5.5
    assert not is_in(page, house.url)


def _await(what: Callable[[], bool], patience: float) -> float:
    started = time.monotonic()
    while not what():
        assert time.monotonic() - started < patience
        time.sleep(0.1)
    return time.monotonic() - started

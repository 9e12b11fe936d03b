"""Getting in and staying out, in a real browser: passwords, codes, passkeys, the newsroom's own provider, sessions."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.desk.test_pages import AXE, check
from tests.browser.desk.writer import PASSWORD
from tests.browser.newsroom import Newsroom, Story, new_token
from tests.browser.reader import Reader
from tests.support.mailbox import Mailbox, mailbox
from tests.support.provider import CLIENT, SECRET, Provider, provide
from tests.support.serving import serve

Visit = Callable[..., Reader]
PEOPLE = {"Ada": "manager", "Ben": "editor", "Cal": "editor", "Dee": "reporter", "Eve": "editor", "Fay": "editor",
          "Hal": "editor", "Jon": "editor", "Gone": "editor"}  # fmt: skip
# All of them in one process: a command for each would start Python seven times.
_HIRE = """
import json, sys
from pathlib import Path
from dateline.cli.common import house
house(Path(sys.argv[1]), make=True)
from dateline.desk.people import joining
for name, role in json.loads(sys.argv[2]).items():
    joining.add(f"{name.lower()}@news.test", name, role, sys.argv[3])
from dateline.blog.changes import Actor
from dateline.desk.people import changing
changing.deactivate(Actor("cli:0", "manager"), "gone@news.test")
"""


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with provide(sub="1", email="ben@news.test", email_verified=True, name="Ben") as provider:
        yield provider


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, provider: Provider) -> Iterator[Newsroom]:
    data: Path = tmp_path_factory.mktemp("house")
    token = new_token(data)
    hired = [sys.executable, "-c", _HIRE, str(data), json.dumps(PEOPLE), PASSWORD]
    subprocess.run(hired, check=True, capture_output=True)
    domains = "courier.test"
    with serve(
        data, login_issuer=provider.url, login_client=CLIENT, login_secret=SECRET, login_domains=domains
    ) as server:
        # By the name that a browser allows passkeys for: an address is none.
        yield Newsroom(server.url.replace("127.0.0.1", "localhost"), token)


def fill_in(page: Page, url: str, name: str, password: str = PASSWORD) -> Page:
    page.goto(f"{url}/desk/account/login/")
    page.fill("input[name=login]", f"{name.lower()}@news.test")
    page.fill("input[name=password]", password)
    with page.expect_navigation():
        page.press("input[name=password]", "Enter")
    return page


def prove(page: Page) -> None:
    """What guards an account asks for the password once more."""
    if "reauthenticate" in page.url:
        page.fill("input[name=password]", PASSWORD)
        with page.expect_navigation():
            page.press("input[name=password]", "Enter")


def look(reader: Reader) -> None:
    """Nothing that axe can find on this page, in the dark and on a phone, and nothing in the console."""
    assert reader.complaints == []
    page = reader.page
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 360, "height": 740})
    page.evaluate(AXE)
    check(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 360, page.url
    reader.complaints.clear()  # of what axe itself makes of the page's sheets
    page.set_viewport_size({"width": 1280, "height": 900})


def log_out(page: Page, url: str) -> None:
    page.goto(f"{url}/desk/account/logout/")
    page.click("main button")
    page.wait_for_url("**/login/**")


def code_of(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret + "=" * (-len(secret) % 8)), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def is_in(page: Page, url: str) -> bool:
    reply = page.goto(f"{url}/desk/newsroom/me")
    assert reply is not None and reply.status == 200
    return "/login/" not in reply.url


def test_the_first_manager_sets_the_newsroom_up(tmp_path: Path, visit: Visit) -> None:
    """By the link that the first start prints, and once; when she forgets her password, a mail brings another link."""
    with mailbox() as box, serve(tmp_path / "data", mail_url=box.url, mail_from="The Tide <tide@news.test>") as server:
        printed = re.search(r"\S+/desk/set-up/\S+", server.said())
        assert printed
        reader = visit(timezone_id="Africa/Cairo")
        page = reader.page
        page.goto(printed[0])
        expect(page.locator("input[name=zone]")).to_have_value("Africa/Cairo")  # where the browser is
        look(reader)
        fields = {"name": "Ida Berg", "email": "ida@news.test", "newsroom": "The Tide", "zone": "Europe/Oslo"}
        for name, value in {**fields, "language": "nb", "password": "short"}.items():
            page.fill(f"input[name={name}]", value)
        page.click("main button")  # the browser itself refuses so short a password
        page.fill("input[name=password]", PASSWORD)
        page.click("main button")
        page.wait_for_url("**/desk/")
        expect(page.locator(".menu > summary")).to_contain_text("Ida Berg")
        page.goto(f"{server.url}/desk/newsroom/settings")
        assert [page.input_value(f"[name={name}]") for name in ("name", "zone", "language")] == [
            "The Tide", "Europe/Oslo", "nb",
        ]  # fmt: skip
        assert visit().page.goto(printed[0]).status == 403, "it works once"  # type: ignore[union-attr]
        page.goto(f"{server.url}/desk/newsroom/people")
        page.fill("#add input[name=name]", "Jo Lind")
        page.fill("#add input[name=email]", "jo@news.test")
        page.click("#add button")
        invited = box.newest("jo@news.test")
        assert "The Tide" in invited["Subject"] and invited["From"] == "The Tide <tide@news.test>"
        assert f"{server.url}/desk/account/password/reset/key/" in invited.get_content()
        _forgets(visit(), server.url, box)


def _forgets(reader: Reader, url: str, box: Mailbox) -> None:
    page = reader.page
    page.goto(f"{url}/desk/account/login/")
    look(reader)
    page.click("main form a")
    look(reader)
    page.fill("input[name=email]", "ida@news.test")
    page.click("main button")
    page.wait_for_url("**/reset/done/")
    look(reader)
    link = re.search(r"http\S+/reset/key/\S+", box.newest("ida@news.test").get_content())
    assert link
    page.goto(link[0])
    look(reader)
    page.fill("input[name=password1]", "tramway-signal-4")
    page.fill("input[name=password2]", "tramway-signal-4")
    page.click("main button")
    page.wait_for_url("**/reset/key/done/")
    look(reader)
    told = box.newest("ida@news.test")  # whoever has a way into her mail has not got in unnoticed
    assert "Password" in told["Subject"] and f"The Tide, the desk: {url}/desk/" in told.get_content()
    page.goto(f"{url}/desk/account/login/")
    page.fill("input[name=login]", "ida@news.test")
    page.fill("input[name=password]", "tramway-signal-4")
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/desk/")


def test_a_code_from_an_app_is_the_second_step(house: Newsroom, visit: Visit) -> None:
    reader = visit()
    page = fill_in(reader.page, house.url, "Cal")
    page.goto(f"{house.url}/desk/account/2fa/totp/activate/")
    look(reader)
    prove(page)
    secret = page.input_value("#secret")
    expect(page.locator("img.qr")).to_be_visible()
    look(reader)
    page.fill("input[name=code]", code_of(secret))
    page.click("text=Turn on")
    codes = page.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    look(reader)
    with page.expect_download() as kept:
        page.click("text=Download")
    assert set(codes) <= set(kept.value.path().read_text().split())
    page.goto(f"{house.url}/desk/account/2fa/")
    expect(page.locator("main")).to_contain_text("10 codes are left")
    look(reader)
    _comes_in_by_codes(house, reader, codes, visit)
    page.goto(f"{house.url}/desk/account/2fa/recovery-codes/generate/")
    prove(page)
    look(reader)
    page.click("text=Make codes")
    assert not set(page.locator(".codes code").all_inner_texts()) & set(codes)
    page.goto(f"{house.url}/desk/account/2fa/totp/deactivate/")
    look(reader)
    page.click("main button")
    log_out(page, house.url)
    assert fill_in(page, house.url, "Cal").url.endswith("/desk/"), "the password alone, once more"


def _comes_in_by_codes(house: Newsroom, reader: Reader, codes: list[str], visit: Visit) -> None:
    page = reader.page
    log_out(page, house.url)
    fill_in(page, house.url, "Cal")
    assert "2fa/authenticate" in page.url and not is_in(visit().page, house.url)
    page.fill("main form.stack input[name=code]", "000000")
    page.click("main form.stack button")
    expect(page.locator(".error")).to_be_visible()
    look(reader)
    page.fill("main form.stack input[name=code]", codes[0])
    page.click("main form.stack button")
    page.wait_for_url("**/desk/")
    again = fill_in(visit().page, house.url, "Cal")
    again.fill("main form.stack input[name=code]", codes[0])
    again.click("main form.stack button")
    expect(again.locator(".error")).to_be_visible()  # each lets in once
    for _ in range(5):
        again.fill("main form.stack input[name=code]", "000000")
        again.click("main form.stack button")
    expect(again.locator(".error")).to_contain_text("Too many")  # nobody tries a million of them


def test_a_passkey_lets_in_without_a_password(house: Newsroom, visit: Visit) -> None:
    reader = visit()
    page = reader.page
    _with_authenticator(page.context, page)
    fill_in(page, house.url, "Eve")
    page.goto(f"{house.url}/desk/account/2fa/webauthn/add/")
    prove(page)
    look(reader)
    page.fill("input[name=name]", "Eve's laptop")
    page.check("input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/2fa/**codes/**")
    page.goto(f"{house.url}/desk/account/2fa/webauthn/")
    expect(page.locator(".rows")).to_contain_text("Eve's laptop")
    look(reader)
    log_out(page, house.url)
    page.goto(f"{house.url}/desk/account/login/")
    page.click("#passkey_login")
    page.wait_for_url("**/desk/")
    expect(page.locator(".menu > summary")).to_contain_text("Eve")
    page.goto(f"{house.url}/desk/account/2fa/webauthn/")
    page.click("text=Remove")
    prove(page)
    look(reader)
    page.click("main button.danger")
    expect(page.locator("main")).to_contain_text("None yet")
    log_out(page, house.url)
    page.goto(f"{house.url}/desk/account/login/")
    page.click("#passkey_login")
    expect(page.locator("[role=status]")).to_be_visible()
    assert not is_in(page, house.url), "a key that was taken away opens nothing"


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
        {"sub": "11", "email": "gone@news.test", "email_verified": True, "name": "Gone"},
    ],
    ids=["stranger", "unverified address of somebody", "unverified address of the domain", "deactivated"],
)
def test_the_provider_lets_in_nobody_else(
    house: Newsroom, provider: Provider, visit: Visit, claims: dict[str, object]
) -> None:
    provider.claims = claims
    reader = visit()
    _by_provider(reader.page, house.url)
    look(reader)
    assert not is_in(reader.page, house.url)


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
    with page.expect_navigation():
        page.click("text=Log in with the newsroom’s account")


@pytest.mark.parametrize("how", ["logout", "revocation", "deactivation"])
def test_a_session_that_ends_closes_the_desks_stream(house: Newsroom, visit: Visit, how: str) -> None:
    """Within five seconds, in another window that nobody touches."""
    story, took = house.open_blog(), 60.0
    for name in ("Fay", "Hal", "Jon"):
        took = min(took, _ended(house, story, visit, how, name))
        if took < 5:  # what a busy machine adds is not the desk's: the best of three shows what it does
            return
    raise AssertionError(f"the stream was closed after {took:.1f} s")


def _ended(house: Newsroom, story: Story, visit: Visit, how: str, name: str) -> float:
    """The seconds between the end of this person's session and that of the stream on her open desk."""
    page = fill_in(visit(service_workers="block").page, house.url, name)
    page.goto(f"{house.url}/desk/{story.slug}")
    _await(lambda: story.readers() == 1)
    if how == "logout":
        other = page.context.new_page()
        other.goto(f"{house.url}/desk/account/logout/")
        press = other.locator("main button")
    elif how == "revocation":
        other = fill_in(visit().page, house.url, name)
        other.goto(f"{house.url}/desk/account/sessions/")
        press = other.locator("text=End all others")
    else:
        other = fill_in(visit().page, house.url, "Ada")
        other.goto(f"{house.url}/desk/newsroom/people")
        other.click(f"text={name}")
        other.click("text=Deactivate")
        press = other.locator(f"text=Yes, deactivate {name}")
    press.click()
    took = _await(lambda: story.readers() == 0)
    assert not is_in(page, house.url)
    return took


def _await(what: Callable[[], bool]) -> float:
    started = time.monotonic()
    while not what():
        assert time.monotonic() - started < 30
        time.sleep(0.1)
    return time.monotonic() - started

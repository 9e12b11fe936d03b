"""What a newsroom says of itself: kept at the desk, seen by readers of a server that goes on running."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from dateline.desk.newsroom import colours, logo, reading
from dateline.errors import Invalid
from tests.cli.command import Dateline
from tests.desk.staff import PASSWORD, Worker, at_work, quick_logins
from tests.support.serving import serve

GIVEN = {"name": "The Courier", "zone": "Europe/Lisbon", "language": "en"}


def picture(form: str = "PNG", size: tuple[int, int] = (1200, 300)) -> bytes:
    made = BytesIO()
    Image.new("RGB", size, "#0b5cad").save(made, form)
    return made.getvalue()


@pytest.fixture
def mara(clean_database: Path) -> Iterator[Worker]:
    with quick_logins():
        yield at_work("Mara", "manager")


def test_the_settings_are_kept_and_shown_again(mara: Worker) -> None:
    sent = {**GIVEN, "accent": "#0B5CAD", "accent_dark": "#7fb5f0", "nameplate": "#123456"}
    assert mara.browser.post("/desk/newsroom/settings", sent).status_code == 302
    stored = reading.row()
    assert (stored.name, stored.zone, stored.language) == ("The Courier", "Europe/Lisbon", "en")
    assert stored.colours == {"accent": "#0b5cad", "accent_dark": "#7fb5f0", "nameplate": "#123456"}
    page = mara.get("newsroom/settings").content.decode()
    assert 'value="The Courier"' in page and 'value="#123456"' in page
    assert "The Courier" in mara.get("newsroom/me").content.decode()


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ({"name": " "}, "name"),
        ({"zone": "Mars/Base"}, "IANA"),
        ({"language": "english, mostly"}, "BCP 47"),
        ({"accent": "red; background: url(x)"}, "is no colour"),
        ({"accent": "#eeeeee"}, "cannot be read on the page: its contrast is 1."),
        ({"accent_dark": "#222222"}, "cannot be read"),
    ],
)
def test_what_cannot_be_is_told_and_not_kept(mara: Worker, bad: dict[str, str], told: str) -> None:
    shown = mara.browser.post("/desk/newsroom/settings", {**GIVEN, **bad})
    assert shown.status_code == 422 and told in shown.content.decode()
    assert reading.row().name == ""


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_drawn_anew_and_made_to_fit(mara: Worker, form: str, data: Path) -> None:
    sent = SimpleUploadedFile("logo", picture(form))
    assert mara.browser.post("/desk/newsroom/settings", {**GIVEN, "logo": sent}).status_code == 302
    kept = logo.read(data, reading.row().logo)
    assert kept and kept.body.startswith(b"\x89PNG") and (kept.width, kept.height) == (320, 80)
    assert mara.browser.post("/desk/newsroom/settings", GIVEN).status_code == 302
    assert reading.row().logo, "it stays when no other is sent"
    mara.browser.post("/desk/newsroom/settings", {**GIVEN, "no_logo": "on"})
    assert reading.row().logo == ""


@pytest.mark.parametrize(
    "sent",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a" + bytes(100),
        picture()[:200],
        picture(size=(2100, 2000)),
        picture("PNG") + bytes(logo.LIMIT),
    ],
    ids=["svg", "gif", "cut", "pixels", "bytes"],
)
def test_what_is_no_logo_is_refused(mara: Worker, sent: bytes) -> None:
    shown = mara.browser.post("/desk/newsroom/settings", {**GIVEN, "logo": SimpleUploadedFile("logo.png", sent)})
    assert shown.status_code == 422 and "logo" in shown.content.decode()
    assert reading.row().logo == ""


def test_a_nameplate_is_written_on_in_the_ink_that_can_be_read() -> None:
    for plate, ink in (("#123456", "#ffffff"), ("#ffe94d", "#000000")):
        assert f"--on-nameplate:{ink}" in colours.rules({"nameplate": plate})
        assert colours.contrast(plate, ink) >= 4.5
    assert colours.rules({}) == ""
    assert round(colours.contrast("#fff", "#000000"), 1) == 21.0
    with pytest.raises(Invalid):
        colours.check({"accent": "#12345"})


@contextmanager
def _log_in(url: str, email: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, follow_redirects=True, timeout=20) as client:
        sent = {"login": email, "password": PASSWORD, "csrfmiddlewaretoken": _token(client, "/desk/account/login/")}
        assert client.post("/desk/account/login/", data=sent).url.path == "/desk/"
        yield client


def _token(client: httpx.Client, path: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(path).text)
    assert found
    return found[1]


def _await(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.timeout(180)
def test_readers_of_a_running_server_see_what_has_changed(tmp_path: Path) -> None:
    """Without a restart, in a moment, with another entity tag, on pages that were in memory; and verify agrees."""
    dateline = Dateline(tmp_path / "data")
    hired = ("user", "add", "--email", "m@courier.example", "--name", "M", "--role", "manager", "--password")
    assert dateline(*hired, stdin=PASSWORD.encode()).code == 0
    assert dateline("blog", "open", "fire", "--title", "Fire in the harbour").code == 0
    with serve(dateline.data) as server:
        before = httpx.get(f"{server.url}/fire")
        with _log_in(server.url, "m@courier.example") as client:
            sent = {**GIVEN, "nameplate": "#123456", "csrfmiddlewaretoken": _token(client, "/desk/newsroom/settings")}
            files = {"logo": ("logo.png", picture(), "image/png")}
            assert client.post("/desk/newsroom/settings", data=sent, files=files).status_code == 200
        _await(lambda: "The Courier" in httpx.get(f"{server.url}/fire").text)
        after = httpx.get(f"{server.url}/fire")
        assert after.headers["etag"] != before.headers["etag"]
        shown = re.search(r'<img src="(/assets/logo\.\w+\.png)" alt="The Courier" width="320" height="80">', after.text)
        assert shown and httpx.get(server.url + shown[1]).content.startswith(b"\x89PNG")
        sheet = re.search(r'href="(/assets/live\.\w+\.css)"', after.text)
        was = re.search(r'href="(/assets/live\.\w+\.css)"', before.text)
        assert sheet and was and sheet[1] != was[1]
        assert "--nameplate:#123456" in httpx.get(server.url + sheet[1]).text
        assert httpx.get(server.url + was[1]).status_code == 200, "a page from before finds its sheet"
        assert "The Courier" in httpx.get(f"{server.url}/").text
        assert "The Courier" in httpx.get(f"{server.url}/no-such-blog").text
        assert dateline("verify", "fire").code == 0
    with serve(dateline.data, name="The Gazette") as server:
        assert "The Gazette" in httpx.get(f"{server.url}/fire").text, "a setting goes first"
        with _log_in(server.url, "m@courier.example") as client:
            assert "Readers see “The Gazette”" in client.get("/desk/newsroom/settings").text

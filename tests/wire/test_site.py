"""The folder that opens from disk: complete, whole, and no address in it leads nowhere."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from dateline.blog.changes import OpenBlog
from dateline.errors import Conflict, Invalid
from dateline.wire.exporting import export
from tests.wire.blogs import HOSTILE, SITE, SLUG, closed, do, varied

pytestmark = pytest.mark.usefixtures("clean_database")


@pytest.fixture
def folder(tmp_path: Path, clean_database: Path) -> Path:
    varied(70)
    export(SLUG, "site", tmp_path / "site", site=SITE)
    return tmp_path / "site"


class Page(HTMLParser):
    """A page's addresses, ids and text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: set[str] = set()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name in ("href", "src", "srcset", "action", "poster", "data") and value:
                self.addresses.append(value)
            if name == "id" and value:
                self.ids.add(value)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_no_address_is_dead_from_disk(folder: Path) -> None:
    pages = {path: Page(path) for path in folder.rglob("*.html")}
    older = list((folder / "page").glob("*.html"))
    alone = ("index.html", "archive.html", "corrections.html", "record.html")
    assert older and len(pages) == len(alone) + len(older) + 2 * 71
    assert all((folder / name).is_file() for name in (*alone, "log.jsonl"))
    relative = 0
    for path, page in pages.items():
        for address in page.addresses:
            parts = urlsplit(address)
            if parts.scheme:
                assert parts.scheme in ("https", "data"), address
                continue
            assert not address.startswith("/"), f"{path.name}: {address}"
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), f"{path.name}: {address}"
            if parts.fragment:
                assert unquote(parts.fragment) in pages[target].ids, f"{path.name}: {address}"
            relative += 1
    assert relative > 500, "need links for this test to mean anything"


def test_every_post_is_there_and_what_was_removed_is_not(folder: Path) -> None:
    shown = "".join(Page(path).text for path in (folder / "index.html", *(folder / "page").glob("*.html")))
    for n in range(70):
        there = f"Engine {n} is there" in shown
        assert there == (n not in (2, 3)), n
    assert "It was another harbour." in shown
    every = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert b"Engine 3 is" not in every


def test_what_looks_like_an_address_in_a_text_stays_as_it_is(folder: Path) -> None:
    assert HOSTILE in Page(folder / "p" / "hostile.html").text


def test_other_pages_of_the_house_lead_to_the_house(folder: Path) -> None:
    assert "https://live.example.org/elsewhere" in Page(folder / "p" / "p7.html").addresses


def test_no_script_and_nothing_that_needs_a_server(folder: Path) -> None:
    assert not list(folder.rglob("*.js"))
    for path in folder.rglob("*.html"):
        assert "/oembed" not in "".join(Page(path).addresses)
        assert '<script type="module"' not in path.read_text("utf-8")


def test_feeds_and_style_are_there(folder: Path) -> None:
    assert {path.suffix for path in folder.glob("feed.*")} == {".atom", ".rss", ".json"}
    assert list(folder.glob("assets/live.*.css"))


def test_exporting_again_replaces_the_folder_and_forgets_nothing_in_it(folder: Path) -> None:
    (folder / "p" / "stale.html").write_text("A text that was taken down since.")
    closed()
    report = export(SLUG, "site", folder, site=SITE)
    assert not (folder / "p" / "stale.html").exists()
    assert report.files == sum(1 for path in folder.rglob("*") if path.is_file() and path.name != ".dateline-export")
    assert [path.name for path in folder.parent.iterdir()] == ["site"]


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    do(OpenBlog(title="Fire"))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "novel.txt").write_text("Once")
    with pytest.raises(Conflict, match="no earlier export"):
        export(SLUG, "site", tmp_path / "mine", site=SITE)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["novel.txt"]


def test_a_draft_is_not_made_public(tmp_path: Path) -> None:
    do(OpenBlog(title="Fire", state="draft"))
    for format in ("site", "markdown"):
        with pytest.raises(Conflict, match="draft"):
            export(SLUG, format, tmp_path / "x", site=SITE)
    assert list(tmp_path.iterdir()) == []
    export(SLUG, "jsonl", tmp_path / "x", site=SITE)


def test_an_unknown_format(tmp_path: Path) -> None:
    with pytest.raises(Invalid):
        export(SLUG, "pdf", tmp_path / "x", site=SITE)

"""An export carried elsewhere is the same blog, to the byte; a damaged one is refused with its line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from dateline.blog.changes import OpenBlog, PublishPost, ReopenBlog, RetractPost
from dateline.errors import Conflict, TranscriptError, Unknown
from dateline.log import tail
from dateline.log.verify import verify
from dateline.typeset import page
from dateline.wire.exporting import export
from dateline.wire.importing import ImportReport, import_file
from tests.support import stores
from tests.wire.blogs import EDITOR, SITE, SLUG, closed, do, varied

pytestmark = pytest.mark.usefixtures("clean_database")


@pytest.fixture
def exported(tmp_path: Path, clean_database: Path) -> Path:
    varied(8)
    closed()
    path = tmp_path / "export.jsonl"
    export(SLUG, "jsonl", path, site=SITE)
    return path


def _elsewhere() -> None:
    """Another house: the same database, emptied."""
    stores.empty()
    assert tail.heads() == {}


def _import(path: Path, into: str = SLUG) -> ImportReport:
    return import_file(path, into=into, actor=EDITOR)


def _page() -> bytes:
    head = tail.head(SLUG)
    assert head is not None
    return page.live(tail.blog(SLUG), SITE, head.epoch)


def test_imported_elsewhere_it_is_the_same_page_and_the_same_export(exported: Path, tmp_path: Path) -> None:
    here, shown, verified = tail.head(SLUG), _page(), verify(SLUG)
    assert here is not None
    _elsewhere()
    report = _import(exported)
    assert (report.added, report.skipped, report.cursor) == (here.seq, 0, here.cursor)
    assert tail.head(SLUG) == here
    assert _page() == shown
    assert verify(SLUG) == verified
    export(SLUG, "jsonl", tmp_path / "again.jsonl", site=SITE)
    assert (tmp_path / "again.jsonl").read_bytes() == exported.read_bytes()


def test_importing_it_twice_or_where_it_came_from_adds_nothing(exported: Path) -> None:
    head = tail.head(SLUG)
    assert head is not None
    assert (_import(exported).added, _import(exported).skipped) == (0, head.seq)
    assert tail.head(SLUG) == head


def test_what_was_taken_down_is_not_in_it(exported: Path) -> None:
    assert b"Engine 2 is" in exported.read_bytes()
    assert b"Engine 3 is" not in exported.read_bytes()


def test_a_later_export_continues_an_earlier_one(exported: Path, tmp_path: Path) -> None:
    do(ReopenBlog())
    do(PublishPost(post="late", headline="Late"))
    later = tmp_path / "later.jsonl"
    export(SLUG, "jsonl", later, site=SITE)
    _elsewhere()
    _import(exported)
    report = _import(later)
    assert report.added == 2
    head = tail.head(SLUG)
    assert head is not None
    assert head.seq == report.added + report.skipped


def test_another_history_of_the_same_slug_is_refused(exported: Path) -> None:
    _elsewhere()
    do(OpenBlog(title="Another fire"))
    before = tail.head(SLUG)
    with pytest.raises(Conflict):
        _import(exported)
    assert tail.head(SLUG) == before


def test_it_goes_into_its_own_slug_only(exported: Path) -> None:
    with pytest.raises(Conflict, match="harbour-fire"):
        _import(exported, into="elsewhere")


def _line(number: int, change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def apply(data: bytes) -> bytes:
        lines = data.splitlines(keepends=True)
        lines[number - 1] = change(lines[number - 1])
        return b"".join(lines)

    return apply


def _with(**members: object) -> Callable[[bytes], bytes]:
    return lambda line: json.dumps({**json.loads(line), **members}).encode() + b"\n"


DAMAGE: dict[str, tuple[Callable[[bytes], bytes], int]] = {
    "cut off in a line": (lambda data: data[:-40], 17),
    "cut off after a line": (lambda data: b"".join(data.splitlines(keepends=True)[:-1]), 17),
    "a line missing": (lambda data: b"".join(line for n, line in enumerate(data.splitlines(True), 1) if n != 5), 17),
    "a text altered": (_line(4, lambda line: line.replace(b"Headline", b"Deadline")), 4),
    "a time altered": (_line(6, lambda line: line.replace(b'"at":"2', b'"at":"1')), 6),
    "an actor altered": (_line(6, _with(actor="cli:eve")), 6),
    "a body gone": (_line(5, _with(body=None)), 5),
    "a member gone": (_line(5, lambda line: line.replace(b'"actor"', b'"author"')), 5),
    "a member more": (_line(5, _with(more=1)), 5),
    "a number that is a text": (_line(5, _with(seq="4")), 5),
    "not JSON": (_line(7, lambda line: b"{]\n"), 7),
    "not an object": (_line(7, lambda line: b"[1]\n"), 7),
    "not UTF-8": (_line(7, lambda line: line.replace(b"Engine", b"\xff\xfengine")), 7),
    "a lone surrogate": (_line(7, lambda line: line.replace(b"Engine", b"\\ud800ngine")), 7),
    "nested": (_line(7, lambda line: b'{"a":' * 100_000 + b"\n"), 7),
    "a huge number": (_line(7, lambda line: line.replace(b'"seq":6', b'"seq":' + b"9" * 6000)), 7),
    "the head's digest": (_line(1, _with(digest="0" * 64)), 17),
    "the epoch": (_line(1, _with(epoch="nonsense")), 1),
    "a newer format": (_line(1, lambda line: line.replace(b'"dateline":1', b'"dateline":2')), 1),
    "no header": (_line(1, lambda line: b'{"dateline":1}\n'), 1),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_refused_with_its_line_and_nothing_is_stored(exported: Path, name: str) -> None:
    damage, line = DAMAGE[name]
    data = exported.read_bytes()
    assert len(data.splitlines()) == 17, "the lines below are those of this export"
    damaged = damage(data)
    assert damaged != data
    exported.write_bytes(damaged)
    _elsewhere()
    with pytest.raises(TranscriptError) as caught:
        import_file(exported, into=SLUG, format="jsonl", actor=EDITOR)
    assert caught.value.line == line
    assert tail.heads() == {}


def test_a_blog_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unknown):
        export("nowhere", "jsonl", tmp_path / "x.jsonl", site=SITE)
    assert list(tmp_path.iterdir()) == []


def test_no_text_of_a_takedown_comes_back_with_an_older_export(tmp_path: Path) -> None:
    """An export made before a takedown holds the text; where the takedown is known, it stays out."""
    do(OpenBlog(title="Fire"))
    do(PublishPost(post="p", headline="A minor's name"))
    old = tmp_path / "old.jsonl"
    export(SLUG, "jsonl", old, site=SITE)
    do(RetractPost(post="p", expected=1, reason="Names a minor.", takedown=True))
    assert import_file(old, into=SLUG, actor=EDITOR).added == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM log_change WHERE body LIKE '%minor''s%'")
        assert cursor.fetchone() == (0,)

"""A transcript into a blog: once, whole, and the same the second time."""

from __future__ import annotations

import os
import tracemalloc
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.blog.body import to_text
from dateline.blog.changes import Actor, EditPost, OpenBlog, PublishPost, RetractPost, moment
from dateline.errors import Forbidden, Invalid, TranscriptError
from dateline.log import tail
from dateline.wire.importing import ImportReport, import_file
from tests.wire.blogs import EDITOR, do
from tests.wire.test_seed import SEED

pytestmark = pytest.mark.usefixtures("clean_database")

EARLY = """Rain all night.

14:05
Bridge shut
Until Friday.
The mayor said so.

09:15
Bridge creaks
People heard it.
"""
LATER = EARLY.replace("14:05", "15:30\nBridge falls\nNobody was hurt.\n\n14:05", 1)


def _import(tmp_path: Path, text: str | bytes, **options: Any) -> ImportReport:
    path = tmp_path / "transcript.txt"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    given = {"into": "bridge", "date": date(2022, 2, 2), "zone": "Europe/Paris", "title": "The bridge", "actor": EDITOR}
    return import_file(path, **{**given, **options})


def _shown(slug: str = "bridge") -> list[tuple[str, str, str]]:
    blog = tail.blog(slug)
    posts = [blog.posts[post_id] for _, _, post_id in blog.order]
    return [(p.at, p.headline, to_text(p.body)) for p in posts]


def test_a_new_blog_is_opened_and_holds_what_the_file_says(tmp_path: Path) -> None:
    report = _import(tmp_path, EARLY)
    assert (report.slug, report.added, report.skipped, report.warnings) == ("bridge", 2, 0, [])
    described = tail.blog("bridge").description
    assert described is not None
    assert (described.title, described.standfirst, described.zone) == ("The bridge", "Rain all night.", "Europe/Paris")
    assert _shown() == [
        ("2022-02-02T08:15:00.000Z", "Bridge creaks", "People heard it."),
        ("2022-02-02T13:05:00.000Z", "Bridge shut", "Until Friday.\n\nThe mayor said so."),
    ]
    head = tail.head("bridge")
    assert head is not None
    assert report.cursor == head.cursor


def test_the_same_file_again_adds_nothing(tmp_path: Path) -> None:
    first = _import(tmp_path, EARLY)
    again = _import(tmp_path, EARLY)
    assert (again.added, again.skipped, again.cursor) == (0, 2, first.cursor)


def test_a_file_that_has_grown_adds_what_is_new(tmp_path: Path) -> None:
    _import(tmp_path, EARLY)
    report = _import(tmp_path, LATER)
    assert (report.added, report.skipped) == (1, 2)
    assert [headline for _, headline, _ in _shown()] == ["Bridge creaks", "Bridge shut", "Bridge falls"]


def test_an_entry_that_was_edited_or_retracted_since_is_not_imported_again(tmp_path: Path) -> None:
    _import(tmp_path, EARLY)
    creaks, shut = (post_id for _, _, post_id in tail.blog("bridge").order)
    do(EditPost(post=creaks, expected=1, headline="Bridge groans"), "bridge")
    do(RetractPost(post=shut, expected=1, reason="It was open.", takedown=True), "bridge")
    assert _import(tmp_path, EARLY).added == 0


def test_a_post_that_somebody_published_by_hand_is_not_doubled(tmp_path: Path) -> None:
    do(OpenBlog(title="The bridge", zone="Europe/Paris"), "bridge")
    body = {
        "type": "doc",
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": "People heard it."}]}],
    }
    do(PublishPost(post="byhand", headline="Bridge creaks", body=body, at="2022-02-02T08:15:00Z"), "bridge")
    report = _import(tmp_path, EARLY, title=None)
    assert (report.added, report.skipped) == (1, 1)


def test_an_entry_that_the_file_holds_twice_is_two_posts(tmp_path: Path) -> None:
    text = "14:05\nBridge shut\nUntil Friday.\n\n" * 2
    assert _import(tmp_path, text).added == 2
    assert _import(tmp_path, text).added == 0


def test_equal_times_stand_as_in_the_file(tmp_path: Path) -> None:
    _import(tmp_path, "12:00\nThird\nA.\n\n11:00\nSecond\nB.\n\n11:00\nFirst\nC.\n")
    assert [headline for _, headline, _ in _shown()] == ["First", "Second", "Third"]


def test_the_blog_s_own_zone_is_used_when_none_is_given(tmp_path: Path) -> None:
    do(OpenBlog(title="The bridge", zone="Asia/Tokyo"), "bridge")
    _import(tmp_path, EARLY, zone=None)
    assert moment(_shown()[0][0]).hour == 0


def test_a_new_blog_without_a_zone_is_told_of(tmp_path: Path) -> None:
    report = _import(tmp_path, EARLY, zone=None)
    assert [w.line for w in report.warnings] == [3]
    assert _import(tmp_path, EARLY, zone=None).warnings == []


@pytest.mark.parametrize(
    ("text", "options", "error"),
    [
        (EARLY, {"title": None}, Invalid),
        (EARLY, {"into": "Not A Slug"}, Invalid),
        (EARLY, {"zone": "Europe/Nowhere"}, Invalid),
        (EARLY, {"format": "docx"}, Invalid),
        (EARLY, {"format": "jsonl"}, TranscriptError),
        ("No label here.\n", {}, TranscriptError),
        (b"14:05\nA\0B\n", {}, TranscriptError),
        (EARLY + "09:00\nA headline\n" + "word " * 20_000, {}, TranscriptError),
        ("long " * 3_000 + "\n" + EARLY, {}, TranscriptError),
    ],
)
def test_a_refused_import_leaves_nothing(
    tmp_path: Path, text: str | bytes, options: dict[str, Any], error: type
) -> None:
    with pytest.raises(error):
        _import(tmp_path, text, **options)
    assert tail.heads() == {}


def test_a_post_over_the_limits_is_named_by_its_line(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match="line 11: the entry '09:00'"):
        _import(tmp_path, EARLY + "09:00\nA headline\n" + "word " * 20_000)


def test_a_reporter_may_not_import(tmp_path: Path) -> None:
    with pytest.raises(Forbidden):
        _import(tmp_path, EARLY, actor=Actor("token:1", "reporter"))
    assert tail.heads() == {}


def test_fifty_megabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 50 * 1024 * 1024)
    tracemalloc.start()
    with pytest.raises(TranscriptError, match=r"50\.0 MiB"):
        import_file(path, into="bridge", actor=EDITOR, title="The bridge")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8 * 1024 * 1024


def test_the_seed_twice(tmp_path: Path) -> None:
    if not SEED.is_file():
        pytest.skip("the seed transcript is not beside this checkout")
    first = _import(tmp_path, SEED.read_bytes())
    assert (first.added, first.skipped, len(first.warnings)) == (11, 0, 1)
    assert _import(tmp_path, SEED.read_bytes()).added == 0
    given = {line for line in SEED.read_text("utf-8").splitlines() if line and not line.startswith("- ")}
    described = tail.blog("bridge").description
    assert described is not None
    shown = set(described.standfirst.split("\n\n"))
    for _, headline, text in _shown():
        shown |= {headline, *text.split("\n\n")}
    assert shown == given

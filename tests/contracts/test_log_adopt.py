"""Taking over a log from elsewhere; on every store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dateline.blog.changes import Change, CloseBlog, EditPost, ReviseSummary
from dateline.errors import Busy, Conflict, LogError
from dateline.log import tail
from dateline.log.adopt import adopt
from dateline.log.append import append, committed
from dateline.log.chain import START, link
from dateline.log.verify import verify
from tests.support.logs import EDITOR, at_once, opened, published, taken_down
from tests.support.stores import empty

SLUG = "harbour-fire"
EPOCH = "0badcafe"


@pytest.fixture(autouse=True)
def log(store: str) -> list[Change]:
    """A log from elsewhere: this store is empty again."""
    opened(zone="Europe/Paris")
    published("a", happened_at="2026-05-04T09:00:00+02:00", sources=["Port authority"])
    published("b")
    append(SLUG, EditPost(post="b", expected=1, headline="Newer"), actor=EDITOR)
    append(SLUG, ReviseSummary(sentences=[{"text": "It burns.", "posts": ["a"]}]), actor=EDITOR)
    append(SLUG, CloseBlog(), actor=EDITOR)
    changes = tail.after(SLUG, 0)
    empty()
    return changes


def relinked(log: list[Change]) -> list[Change]:
    """What somebody makes who alters a log and computes the chain anew."""
    digest, made = START, []
    for change in log:
        made.append(link(digest, change))
        digest = made[-1].digest
    return made


def with_body(log: list[Change], seq: int, **members: Any) -> list[Change]:
    return relinked([replace(c, body={**(c.body or {}), **members}) if c.seq == seq else c for c in log])


def test_a_log_is_the_same_in_another_house(log: list[Change]) -> None:
    told: list[tuple[str, int]] = []
    hook = lambda slug, seq: told.append((slug, seq))  # noqa: E731
    committed.append(hook)
    try:
        assert adopt(SLUG, EPOCH, log) is True
        assert adopt(SLUG, EPOCH, log) is False
    finally:
        committed.remove(hook)
    assert told == [(SLUG, 6)]
    assert tail.after(SLUG, 0) == log
    assert tail.head(SLUG) == tail.HeadInfo(EPOCH, 6, log[-1].digest)
    assert verify(SLUG).digest == log[-1].digest


def test_a_log_taken_over_by_many_at_once_is_stored_once(log: list[Change]) -> None:
    results = at_once([lambda: adopt(SLUG, EPOCH, log)] * 8)
    assert results.count(True) == 1
    assert all(r is True or r is False or isinstance(r, Busy) for r in results)
    assert tail.after(SLUG, 0) == log
    verify(SLUG)


def test_a_log_of_which_the_first_part_is_here_is_continued(log: list[Change]) -> None:
    assert adopt(SLUG, EPOCH, log[:3])
    assert adopt(SLUG, "00000001", log)
    assert adopt(SLUG, EPOCH, log[:2]) is False
    assert tail.after(SLUG, 0) == log
    assert tail.head(SLUG) == tail.HeadInfo(EPOCH, 6, log[-1].digest)
    verify(SLUG)


def test_a_log_with_another_history_is_refused(log: list[Change]) -> None:
    opened()
    published("a")
    before = tail.after(SLUG, 0)
    for other in (log, log[:1]):
        with pytest.raises(Conflict):
            adopt(SLUG, EPOCH, other)
    assert tail.after(SLUG, 0) == before


def test_a_takedown_elsewhere_erases_here_too(log: list[Change]) -> None:
    adopt(SLUG, EPOCH, log)
    taken_down("b", expected=2)
    erased = tail.after(SLUG, 0)
    empty()
    whole = [*log, erased[-1]]
    assert adopt(SLUG, EPOCH, log)
    assert adopt(SLUG, EPOCH, erased)
    assert tail.after(SLUG, 0) == erased
    assert verify(SLUG).erased == [3, 4]
    # A copy from before the takedown does not bring the text back, neither here nor in an empty house.
    assert adopt(SLUG, EPOCH, whole) is False
    assert adopt(SLUG, EPOCH, log) is False
    assert tail.after(SLUG, 0) == erased
    empty()
    assert adopt(SLUG, EPOCH, whole)
    assert tail.after(SLUG, 0) == erased


@pytest.mark.parametrize(
    ("seq", "alter"),
    [
        (2, lambda log: [log[0], *log[2:]]),
        (2, lambda log: [log[0], log[2], log[1], *log[3:]]),
        (3, lambda log: [*log[:2], replace(log[2], at="2026-01-01T00:00:00.000Z"), *log[3:]]),
        (3, lambda log: [*log[:2], replace(log[2], body={**(log[2].body or {}), "headline": "Other"}), *log[3:]]),
        (3, lambda log: [*log[:2], replace(log[2], body=None), *log[3:]]),
        (4, lambda log: [*log[:3], replace(log[3], digest=START), *log[4:]]),
        (0, lambda log: []),
        (0, lambda log: log[1:]),
        (2, lambda log: with_body(log, 2, body={"type": "doc", "content": [{"type": "script"}]})),
        (2, lambda log: with_body(log, 2, headline="\x00")),
        (2, lambda log: with_body(log, 2, headline=7)),
        (2, lambda log: with_body(log, 2, id="other")),
        (2, lambda log: with_body(log, 2, revision=True)),
        (2, lambda log: with_body(log, 2, at="yesterday")),
        (2, lambda log: with_body(log, 2, sources=[{"name": "x", "url": "javascript:alert(1)"}])),
        (2, lambda log: with_body(log, 2, corrections=[{"at": "2026-01-01T00:00:00.000Z"}])),
        (2, lambda log: with_body(log, 2, retraction={"at": "", "reason": "x", "takedown": False})),
        (1, lambda log: with_body(log, 1, zone="Mars/Olympus")),
        (1, lambda log: with_body(log, 1, slug="other")),
        (5, lambda log: with_body(log, 5, sentences=[{"text": "x"}])),
        (2, lambda log: relinked([log[0], replace(log[1], kind="post.exploded"), *log[2:]])),
        (2, lambda log: relinked([log[0], replace(log[1], actor="a\nb"), *log[2:]])),
        (6, lambda log: relinked([*log[:5], replace(log[5], subject="a")])),
    ],
)
def test_a_log_that_is_not_sound_is_refused_by_change(
    log: list[Change], seq: int, alter: Callable[[list[Change]], list[Change]]
) -> None:
    with pytest.raises(LogError) as caught:
        adopt(SLUG, EPOCH, alter(log))
    assert caught.value.seq == seq
    assert tail.heads() == {}


@pytest.mark.parametrize("epoch", ["", "1.2", "0BADCAFE", "0badcafe0"])
def test_an_epoch_out_of_shape_is_refused(log: list[Change], epoch: str) -> None:
    with pytest.raises(LogError):
        adopt(SLUG, epoch, log)


def test_what_a_newer_version_wrote_is_kept(log: list[Change]) -> None:
    newer = with_body(log[:5], 2, mood={"of": "the day", "é": [1, 2.5, None]})
    assert adopt(SLUG, EPOCH, newer)
    append(SLUG, EditPost(post="a", expected=1, headline="Edited here"), actor=EDITOR)
    edited = tail.newest(SLUG, "a")
    assert edited is not None and edited.body is not None
    assert edited.body["mood"] == {"of": "the day", "é": [1, 2.5, None]}
    verify(SLUG)

"""The digest chain by itself."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.blog.changes import Change
from dateline.errors import LogError
from dateline.log.chain import START, Walk, canonical, link

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(st.characters(codec="utf-8"))
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=3)
    ),
    max_leaves=8,
)
bodies = st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=8), json_values, max_size=4)
words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)


@st.composite
def logs(draw: st.DrawFn) -> list[Change]:
    digest, log = START, []
    for seq in range(1, draw(st.integers(1, 6)) + 1):
        change = Change(seq, draw(words), draw(words), draw(words), draw(words), draw(bodies))
        log.append(link(digest, change))
        digest = log[-1].digest
    return log


def walk(log: list[Change]) -> Walk:
    taken = Walk()
    for change in log:
        taken.step(change, None if change.body is None else canonical(change.body))
    taken.end()
    return taken


@given(json_values)
def test_canonical_json_is_json_and_has_one_form(value: Any) -> None:
    assert json.loads(canonical(value)) == value
    assert canonical(json.loads(canonical(value))) == canonical(value)


@pytest.mark.parametrize("value", [{"x": "\ud800"}, {"x": float("nan")}, {"x": float("inf")}, {"x": object()}])
def test_what_cannot_be_written_is_refused(value: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        canonical(value)


def test_the_digests_of_a_known_log() -> None:
    """Written out with nothing but hashlib, so that a change of the format cannot go unnoticed."""
    body = b'{"headline":"Caf\xc3\xa9","revision":1}'
    body_hash = hashlib.sha256(body).hexdigest()
    first = hashlib.sha256(b"").hexdigest()
    covered = f'[1,"post.published","a","2026-05-04T12:00:00.000Z","cli:anna","{body_hash}"]'
    change = Change(
        1, "post.published", "a", "2026-05-04T12:00:00.000Z", "cli:anna", {"revision": 1, "headline": "Café"}
    )
    assert link(first, change).body_hash == body_hash
    assert link(first, change).digest == hashlib.sha256((first + covered).encode()).hexdigest()


@given(logs())
def test_a_log_verifies(log: list[Change]) -> None:
    assert (walk(log).seq, walk(log).digest) == (len(log), log[-1].digest)


@given(logs(), st.data())
def test_any_alteration_is_named(log: list[Change], data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(log) - 1))
    column = data.draw(st.sampled_from(["kind", "subject", "at", "actor", "body", "body_hash", "digest"]))
    value: Any = data.draw(bodies if column == "body" else words)
    new: dict[str, Any] = {column: value}
    altered = replace(log[i], **new)
    if column == "body" and canonical(value) == canonical(log[i].body):
        return
    if altered == log[i] and column != "body":
        return
    with pytest.raises(LogError) as caught:
        walk([*log[:i], altered, *log[i + 1 :]])
    assert caught.value.seq == i + 1


@given(logs(), st.data())
def test_a_change_left_out_is_named(log: list[Change], data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(log) - 1))
    rest = [*log[:i], *log[i + 1 :]]
    if i == len(log) - 1:
        assert walk(rest).seq == i  # the end can only be missed by who knows the head
        return
    with pytest.raises(LogError) as caught:
        walk(rest)
    assert caught.value.seq == i + 1


def taken_down_log() -> list[Change]:
    takedown = {"headline": "", "retraction": {"takedown": True, "reason": "x", "at": ""}}
    changes = [
        Change(1, "post.published", "a", "", "", {"headline": "The name"}),
        Change(2, "post.published", "b", "", "", {"headline": "Other"}),
        Change(3, "post.edited", "a", "", "", {"headline": "The full name"}),
        Change(4, "post.retracted", "a", "", "", takedown),
    ]
    log: list[Change] = []
    for change in changes:
        log.append(link(log[-1].digest if log else START, change))
    return log


def test_a_takedown_explains_the_bodies_that_are_gone() -> None:
    log = taken_down_log()
    erased = [replace(c, body=None) if c.seq in (1, 3) else c for c in log]
    assert list(walk(erased).erased) == [1, 3]
    assert walk(erased).digest == walk(log).digest


@pytest.mark.parametrize("gone", [2, 4])
def test_a_takedown_explains_nothing_else(gone: int) -> None:
    erased = [replace(c, body=None) if c.seq == gone else c for c in taken_down_log()]
    with pytest.raises(LogError) as caught:
        walk(erased)
    assert caught.value.seq == gone


def test_a_retraction_that_is_no_takedown_explains_nothing() -> None:
    log = taken_down_log()
    retraction = replace(log[3], body={"retraction": {"takedown": False}})
    log = [replace(log[0], body=None), *log[1:3], link(log[2].digest, retraction)]
    with pytest.raises(LogError) as caught:
        walk(log)
    assert caught.value.seq == 1

"""The record that a site hands out: sound, it verifies with what is withheld; altered anywhere, it is named."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.blog.changes import Change, Json, ReopenBlog
from dateline.errors import TranscriptError, Unknown
from dateline.log.chain import START, link
from dateline.typeset import record
from dateline.wire import public_log
from dateline.wire.public_log import PublicLog
from tests.typeset.story import EPOCH, Story


def chained(changes: list[Change]) -> list[Change]:
    """The changes with their digests, and with the bodies erased that takedowns erase."""
    digest, found = START, []
    for change in changes:
        found.append(link(digest, change))
        digest = found[-1].digest
    gone = {c.subject: c.seq for c in found if c.kind == "post.retracted" and (c.body or {})["retraction"]["takedown"]}
    return [replace(c, body=None) if c.seq < gone.get(c.subject, 0) else c for c in found]


def eventful() -> Story:
    story = (
        Story(slug="quay").open().publish("a", "One", "Text.").publish("b", "Gossip", "Gossip.").publish("c", "Name")
    )
    story.summarise(("Gossip.", ["b"])).summarise(("One.", ["a"])).correct("a", "Two.", "Other text.")
    return story.retract("b", "Not so.").retract("c", "A minor.", takedown=True).publish("d", "More").close()


def dumped(changes: list[Change]) -> bytes:
    return record.log(changes, "quay", EPOCH)


def read(raw: bytes) -> PublicLog:
    return public_log.read(io.BytesIO(raw))


CHANGES = chained(eventful().changes)
RAW = dumped(CHANGES)


def named(found: list[public_log.Finding]) -> list[int]:
    return [finding.seq for finding in found]


def test_a_sound_record_verifies_and_tells_what_it_withholds_and_why() -> None:
    assert b"Gossip" not in RAW and b"Name" not in RAW
    faults, explained = public_log.check(read(RAW))
    assert faults == []
    assert named(explained) == [3, 4, 5, 8]
    assert {finding.seq: finding.what for finding in explained}[
        4
    ] == "its text was erased, since change 9 took the post down"
    assert public_log.compare(read(RAW), read(RAW)) == []


def test_what_became_of_a_kept_copy_openly_is_no_silent_change() -> None:
    earlier = read(dumped(CHANGES[:7]))
    assert earlier.changes[2].body is not None  # the copy still holds what was retracted since
    assert public_log.compare(read(RAW), earlier) == []


def altered(line: int, /, **members: object) -> bytes:
    lines = [json.loads(one) for one in RAW.splitlines()]
    lines[line] |= members
    return b"\n".join(json.dumps(one).encode() for one in lines)


def relinked(change: Callable[[Change], Change | None]) -> list[Change]:
    """A history rewritten by somebody who knows how: every digest is computed anew."""
    kept = [new for old in eventful().changes if (new := change(old)) is not None]
    return chained([replace(c, seq=seq) for seq, c in enumerate(kept, 1)])


@given(
    st.integers(1, len(CHANGES)), st.sampled_from(["kind", "subject", "at", "actor", "body_hash", "digest"]), st.data()
)
def test_any_column_altered_is_found(seq: int, name: str, data: st.DataObject) -> None:
    value = str(getattr(CHANGES[seq - 1], name))
    place = data.draw(st.integers(0, len(value) - 1))
    raw = altered(seq, **{name: value[:place] + chr(ord(value[place]) ^ 1) + value[place + 1 :]})
    assert named(public_log.check(read(raw))[0]) in ([seq], [seq + 1])


def test_an_altered_text_is_found() -> None:
    body: Json = json.loads(json.dumps(CHANGES[1].body))
    body["headline"] = "Ons"
    faults, _ = public_log.check(read(altered(2, body=body)))
    assert (faults[0].seq, faults[0].kind, faults[0].post) == (2, "post.published", "a")
    assert "hash differs" in faults[0].what


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"body": None}, "nothing in the record explains it"),
        ({"body": None, "withheld": "retracted"}, "nothing in the record explains it"),
        ({"body": None, "withheld": "removed"}, "nothing in the record explains it"),
        ({"body": None, "withheld": "unpublished"}, "nothing in the record explains it"),
    ],
)
def test_a_text_withheld_for_no_reason_is_found(members: Json, why: str) -> None:
    faults, _ = public_log.check(read(altered(2, **members)))
    assert named(faults) == [2] and why in faults[0].what


def test_a_record_cut_short_is_found() -> None:
    faults, _ = public_log.check(read(b"\n".join(RAW.splitlines()[:-1])))
    assert "its first line tells of 11 changes" in faults[0].what


def test_a_history_rewritten_with_fresh_digests_is_found_by_the_copy() -> None:
    def reworded(change: Change) -> Change:
        body = json.loads(json.dumps(change.body))
        if change.subject == "a":
            body["headline"] = "Another headline"
        return replace(change, body=body)

    rewritten = dumped(relinked(reworded))
    assert public_log.check(read(rewritten))[0] == []
    found = public_log.compare(read(rewritten), read(RAW))
    assert [(finding.seq, finding.post) for finding in found] == [(2, "a"), (7, "a")]
    assert found[0].what == "it was recorded otherwise: body_hash, body differ from the copy"


def test_a_dropped_change_is_found_by_the_copy() -> None:
    dropped = dumped(relinked(lambda change: None if change.kind == "post.corrected" else change))
    found = public_log.compare(read(dropped), read(RAW))
    assert found[0].seq == 7 and found[-1].what == "it is in the copy, and no longer in the record"


def test_a_text_that_was_handed_out_cannot_become_one_that_was_never_public() -> None:
    drafted = Story(slug="quay").open(state="draft").publish("a", "One").edit("a", "Two")
    drafted.do(ReopenBlog())
    raw = dumped(chained(drafted.changes))
    faults, explained = public_log.check(read(raw))
    assert (faults, named(explained)) == ([], [1, 2])
    copy = read(raw)
    copy.changes[1] = replace(copy.changes[1], body={"id": "a"})
    assert named(public_log.compare(read(raw), copy)) == [2]


def test_another_blogs_copy_is_no_copy() -> None:
    other = read(RAW)
    other.slug = "pier"
    assert "the copy is of 'pier'" in public_log.compare(read(RAW), other)[0].what


def test_a_blog_that_was_never_public_has_no_record() -> None:
    with pytest.raises(Unknown):
        dumped(chained(Story(slug="quay").open(state="draft").changes))


def hostile() -> Iterator[bytes]:
    yield b""
    yield b"[]"
    yield b"<html>"
    yield b"{}"
    yield b'{"dateline":1,"slug":"quay","epoch":"e","seq":1,"digest":"d"}\n{"seq":1}'
    yield b"[" * 100_000
    yield RAW + b'{"seq":12}'
    yield altered(3, withheld="because")
    yield altered(2, withheld="retracted")


@pytest.mark.parametrize("raw", list(hostile()), ids=range(9))
def test_what_is_no_record_is_refused_with_its_line(raw: bytes) -> None:
    with pytest.raises(TranscriptError):
        read(raw)

"""Whatever is sent: a problem that names the field and nothing stored, never a 500."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desk.conftest import Newsroom, furnish
from tests.support.database import empty


@pytest.fixture(scope="module")
def newsroom(data: Path) -> Newsroom:
    """One for all of these tests, since none of them may store anything in `fire`."""
    empty()
    return furnish()


def deep(levels: int) -> bytes:
    return b"[" * levels + b"]" * levels


UNREADABLE = {
    "nothing but a brace": b"{",
    "two values": b"{} {}",
    "not UTF-8": b'{"headline": "\xff"}',
    "UTF-16": '{"headline": "x"}'.encode("utf-16"),
    "NaN": b'{"headline": NaN}',
    "Infinity": b'{"headline": -Infinity}',
    "a number of 5,000 digits": b'{"headline": ' + b"9" * 5000 + b"}",
}


@pytest.mark.parametrize("raw", UNREADABLE.values(), ids=list(UNREADABLE))
def test_what_is_no_json_is_400(newsroom: Newsroom, raw: bytes) -> None:
    refused(newsroom, 400, raw=raw)


@pytest.mark.parametrize("levels", [101, 500, 1_000, 100_000])
@pytest.mark.parametrize("shape", ['{"body": %s}', '{"sources": %s}', '{"extra": %s}', "%s"])
def test_json_nested_too_deep_is_refused(newsroom: Newsroom, levels: int, shape: str) -> None:
    assert refused(newsroom, 422, raw=shape.encode() % deep(levels))["field"] == "request"


@pytest.mark.parametrize("sent", [[], "text", 5, True, None, [{"headline": "x"}]])
def test_json_that_is_no_object_is_refused(newsroom: Newsroom, sent: Any) -> None:
    problem = refused(newsroom, 422, raw=json.dumps(sent).encode())
    assert problem["field"] == "request"


@pytest.mark.parametrize("raw", [b"", b" "])
def test_an_empty_request_is_refused(newsroom: Newsroom, raw: bytes) -> None:
    refused(newsroom, 422 if not raw else 400, raw=raw)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "text/json"]
)
def test_another_content_type_is_415(newsroom: Newsroom, kind: str) -> None:
    refused(newsroom, 415, raw=b'{"headline": "x"}', content_type=kind)


def test_the_content_type_may_name_its_encoding(newsroom: Newsroom) -> None:
    kind = "application/json; charset=utf-8"
    assert newsroom.editor.ask("POST", "/blogs/quay/posts", {"headline": "é"}, content_type=kind).status == 201


@pytest.mark.parametrize("length", [256 * 1024 + 1, 3_000_000])
def test_a_request_over_the_limit_is_413(newsroom: Newsroom, length: int) -> None:
    refused(newsroom, 413, raw=b'{"headline": "%s"}' % (b"x" * length))


FIELDS = [
    ({"headline": 5}, "headline"),
    ({"headline": None}, "headline"),
    ({"headline": ["x"]}, "headline"),
    ({"headline": "x\x00"}, "headline"),
    ({"headline": "\u202egnp.exe"}, "headline"),
    ({"headline": "\ud800"}, "headline"),
    ({}, "body"),
    ({"headline": " "}, "body"),
    ({"body": None}, "body"),
    ({"body": 5}, "body"),
    ({"body": ["x"]}, "body"),
    ({"body": "x\x00"}, "body"),
    ({"body": "\ud800"}, "body"),
    ({"body": "a\u202eb"}, "body"),
    ({"body": "[x](javascript:alert(1))"}, "body"),
    ({"body": "<script>alert(1)</script>", "format": "html"}, "body"),
    ({"body": '<a href="javascript:alert(1)">x</a>', "format": "html"}, "body"),
    ({"body": {"type": "x"}}, "body.type"),
    ({"body": {"type": "doc", "content": [{"type": "marquee"}]}}, "body.content[0].type"),
    (
        {
            "body": {
                "type": "doc",
                "content": [
                    {
                        "type": "paragraph",
                        "content": [
                            {
                                "type": "text",
                                "text": "x",
                                "marks": [{"type": "link", "attrs": {"href": "javascript:alert(1)"}}],
                            }
                        ],
                    }
                ],
            }
        },
        "body.content[0].content[0].marks[0].attrs.href",
    ),
    ({"body": {"type": "doc"}, "format": "markdown"}, "format"),
    ({"body": "x", "format": "document"}, "format"),
    ({"body": "x", "format": "docx"}, "format"),
    ({"headline": "x", "byline": {"a": 1}}, "byline"),
    ({"headline": "x", "at": "yesterday"}, "at"),
    ({"headline": "x", "at": "2026-05-04T21:30:00"}, "at"),
    ({"headline": "x", "at": 1777900000}, "at"),
    ({"headline": "x", "at": "9999-12-31T23:59:59-23:59"}, "at"),
    ({"headline": "x", "happened_at": "0000-00-00"}, "happened_at"),
    ({"headline": "x", "key": "true"}, "key"),
    ({"headline": "x", "pinned": 1}, "pinned"),
    ({"headline": "x", "standing": "certain"}, "standing"),
    ({"headline": "x", "sources": "x"}, "sources"),
    ({"headline": "x", "sources": [{"name": "a"}, {"url": "x"}]}, "sources[1].url"),
    ({"headline": "x", "sources": [{"name": "a", "url": "javascript:1"}]}, "sources[0].url"),
    ({"headline": "x", "sources": [{"name": "a", "key": 1}]}, "sources[0]"),
    ({"headline": "x", "title": "y"}, "title"),
    ({"headline": "x", "id": "mine"}, "id"),
    ({"headline": "x", "revision": 1}, "revision"),
]


@pytest.mark.parametrize(("sent", "field"), FIELDS, ids=[f"{f}-{i}" for i, (_, f) in enumerate(FIELDS)])
def test_a_field_that_breaks_a_rule_is_named(newsroom: Newsroom, sent: Any, field: str) -> None:
    assert refused(newsroom, 422, raw=json.dumps(sent).encode())["field"] == field


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"headline": "x" * 301}, "headline"),
        ({"body": "x " * 40_000}, "body"),
        ({"byline": "x" * 201}, "byline"),
        ({"at": "9" * 400}, "at"),
    ],
)
def test_a_text_over_its_limit_is_413_and_named(newsroom: Newsroom, sent: Any, field: str) -> None:
    named = refused(newsroom, 413, raw=json.dumps({"headline": "x", **sent}).encode())["field"]
    assert named == field or named.startswith(f"{field}.")


@pytest.mark.parametrize("name", ["\x00", "\ud800", "é", "", "a.b", "x" * 10_000, "__proto__"])
def test_an_unknown_member_is_refused_whatever_its_name(newsroom: Newsroom, name: str) -> None:
    refused(newsroom, 422, raw=json.dumps({"headline": "x", name: 1}).encode())


OTHERS = [
    ("POST", "/blogs", {"title": "T"}, "slug"),
    ("POST", "/blogs", {"slug": "flood"}, "title"),
    ("POST", "/blogs", {"slug": "Flood!", "title": "T"}, "slug"),
    ("POST", "/blogs", {"slug": "api", "title": "T"}, "slug"),
    ("POST", "/blogs", {"slug": "x\x00", "title": "T"}, "slug"),
    ("POST", "/blogs", {"slug": "\ud800", "title": "T"}, "slug"),
    ("POST", "/blogs", {"slug": "flood", "title": "T", "zone": "Mars/Base"}, "zone"),
    ("POST", "/blogs", {"slug": "flood", "title": "T", "zone": "../../etc/passwd"}, "zone"),
    ("POST", "/blogs", {"slug": "flood", "title": "T", "language": "klingon!"}, "language"),
    ("POST", "/blogs", {"slug": "flood", "title": "T", "state": "closed"}, "state"),
    ("PATCH", "/blogs/fire", {"title": ""}, "title"),
    ("PATCH", "/blogs/fire", {"title": None}, "title"),
    ("PATCH", "/blogs/fire", {"slug": "other"}, "slug"),
    ("PATCH", "/blogs/fire", {"state": "draft"}, "state"),
    ("PUT", "{post}", {"headline": None}, "headline"),
    ("PUT", "{post}", {"key": True}, "key"),
    ("PUT", "{post}", {"headline": "", "body": ""}, "body"),
    ("POST", "{post}/corrections", {"headline": "x"}, "note"),
    ("POST", "{post}/corrections", {"note": " "}, "note"),
    ("POST", "{post}/retraction", {}, "reason"),
    ("POST", "{post}/retraction", {"reason": ""}, "reason"),
    ("POST", "{post}/retraction", {"reason": "x", "takedown": "yes"}, "takedown"),
    ("PUT", "{post}/flags", {"key": None}, "key"),
    ("PUT", "{post}/flags", {"important": True}, "important"),
    ("PUT", "/blogs/fire/summary", {}, "sentences"),
    ("PUT", "/blogs/fire/summary", {"sentences": {}}, "sentences"),
    ("PUT", "/blogs/fire/summary", {"sentences": ["x"]}, "sentences[0]"),
    ("PUT", "/blogs/fire/summary", {"sentences": [{"text": "x", "posts": ["nosuch"]}]}, "sentences[0].posts[0]"),
    ("PUT", "/blogs/fire/summary", {"sentences": [{"text": "x", "posts": [None]}]}, "id"),
    ("PUT", "/blogs/fire/summary", {"sentences": [{"text": "x", "posts": ["\ud800"]}]}, "id"),
]


@pytest.mark.parametrize(("method", "path", "sent", "field"), OTHERS)
def test_every_deed_names_the_field(newsroom: Newsroom, method: str, path: str, sent: Any, field: str) -> None:
    where = path.replace("{post}", f"/blogs/fire/posts/{newsroom.post['id']}")
    before = newsroom.editor.get("/blogs/fire").json["cursor"]
    reply = newsroom.editor.ask(method, where, sent, if_match='"1"')
    assert reply.status == 422 and reply.is_problem, reply.raw.content
    assert reply.json["field"] == field
    assert newsroom.editor.get("/blogs/fire").json["cursor"] == before


def refused(newsroom: Newsroom, status: int, raw: bytes, **headers: str) -> Any:
    """The problem, after making sure that nothing was stored."""
    before = newsroom.editor.get("/blogs/fire").json["cursor"]
    reply = newsroom.editor.ask("POST", "/blogs/fire/posts", None, raw, **headers)
    assert reply.status == status, reply.raw.content
    assert reply.is_problem and reply.json["status"] == status and reply.json["detail"]
    assert newsroom.editor.get("/blogs/fire").json["cursor"] == before
    return reply.json


ANY_TEXT = st.text() | st.text(st.characters(categories=["Cs", "Cc", "Mn"]))
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=12,
)
MEMBERS = ["headline", "body", "format", "byline", "at", "happened_at", "key", "pinned", "standing", "sources"]
NEAR_JSON = st.dictionaries(st.sampled_from(MEMBERS), ANY_JSON, max_size=5)


@settings(max_examples=60, deadline=None)
@given(sent=ANY_JSON | NEAR_JSON, method=st.sampled_from(["POST", "PUT"]))
def test_no_json_whatever_makes_a_500(newsroom: Newsroom, sent: Any, method: str) -> None:
    path = "/blogs/quay/posts" + (f"/{newsroom.draft_post['id']}" if method == "PUT" else "")
    reply = newsroom.editor.ask(method, path, sent, if_match='"1"')
    assert reply.status < 500, reply.raw.content
    assert reply.status < 300 or reply.is_problem


@settings(max_examples=50, deadline=None)
@given(raw=st.binary(max_size=200))
def test_no_bytes_whatever_make_a_500(newsroom: Newsroom, raw: bytes) -> None:
    assert newsroom.editor.ask("POST", "/blogs/fire/posts", None, raw).status < 500

"""The body document itself: what is taken, in which form, and what is refused by which name."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings

from dateline.blog.body import EMPTY, from_text, to_html, to_markdown, to_text, validate
from dateline.errors import Invalid, TooLarge

from .body_documents import CANONICAL, JSON, SENT

Json = dict[str, Any]


def doc(*blocks: Any) -> Json:
    return {"type": "doc", "content": list(blocks)}


def text(words: str, *marks: Any) -> Json:
    return {"type": "text", "text": words, "marks": list(marks)} if marks else {"type": "text", "text": words}


def para(*pieces: Any) -> Json:
    return {"type": "paragraph", "content": list(pieces)}


STRONG = {"type": "strong"}
EM = {"type": "em"}
BREAK = {"type": "hard_break"}


@given(SENT)
def test_the_canonical_form_of_a_canonical_document_is_itself(sent: Json) -> None:
    once = validate(sent)
    assert validate(once) == once
    assert json.loads(json.dumps(once)) == once


@settings(max_examples=150)
@given(JSON)
def test_any_json_is_a_canonical_document_or_refused(value: Any) -> None:
    try:
        assert validate(validate(value)) == validate(value)
    except (Invalid, TooLarge) as refusal:
        json.dumps(refusal.problem(), ensure_ascii=False).encode()
        assert refusal.members["field"].startswith("body")


@settings(max_examples=120)
@given(JSON)
def test_whatever_is_on_the_record_can_be_read(value: Any) -> None:
    for render in (to_html, to_text, to_markdown):
        assert isinstance(render(value), str)
        assert isinstance(render({"type": "doc", "content": [value, value]}), str)


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        (para(text("a  \n b ")), [para(text("a b"))]),
        (para(text("e"), text("\u0301")), [para(text("é"))]),
        (para(text("a", EM, STRONG)), [para(text("a", STRONG, EM))]),
        (para(text("bold ", STRONG), text("word")), [para(text("bold", STRONG), text(" word"))]),
        (para(BREAK, text("a"), BREAK), [para(text("a"))]),
        (para(text("a "), {"type": "hard_break", "marks": [STRONG]}, text(" b")), [para(text("a"), BREAK, text("b"))]),
        (para(text("\u00a0"), BREAK), []),
        (
            {"type": "heading", "content": [text("h")]},
            [{"type": "heading", "attrs": {"level": 2}, "content": [text("h")]}],
        ),
        ({"type": "bullet_list", "content": [{"type": "list_item", "content": [para()]}]}, []),
    ],
)
def test_one_form_for_one_reading(sent: Json, stored: list[Json]) -> None:
    assert validate(doc(sent)) == doc(*stored)


def test_an_image_and_an_embed_get_what_was_not_said() -> None:
    stored = validate(doc({"type": "image", "attrs": {"src": "/media/a.jpg"}}, {"type": "rule"}))
    assert stored["content"][0]["attrs"] == {
        **{"src": "/media/a.jpg", "alt": "", "caption": "", "credit": ""},
        **{"width": None, "height": None},
    }
    assert validate(doc()) == EMPTY == from_text("  \n\n ")


def link(href: object) -> Json:
    return {"type": "link", "attrs": {"href": href}}


REFUSED: list[tuple[Any, str]] = [
    (None, "body"),
    ([], "body"),
    ({}, "body.type"),
    ({"type": "paragraph"}, "body.type"),
    (doc({"type": "script", "content": []}), "body.content[0].type"),
    (doc(para(), {"type": "list_item", "content": [para()]}), "body.content[1].type"),
    (doc(para(text("a"), {"type": "image"})), "body.content[0].content[1].type"),
    (doc({"type": "paragraph", "content": "a"}), "body.content[0].content"),
    (doc({"type": "paragraph", "style": "x"}), "body.content[0]"),
    (doc({"type": "paragraph", "attrs": {"onclick": "x"}}), "body.content[0].attrs"),
    (doc({"type": "heading", "attrs": {"level": 1}}), "body.content[0].attrs.level"),
    (doc({"type": "heading", "attrs": {"level": True}}), "body.content[0].attrs.level"),
    (doc({"type": "bullet_list", "content": []}), "body.content[0].content"),
    (doc({"type": "rule", "content": [para()]}), "body.content[0].content"),
    (doc({"type": "image", "attrs": {}}), "body.content[0].attrs.src"),
    (doc({"type": "image", "attrs": {"src": "/media/../desk"}}), "body.content[0].attrs.src"),
    (doc({"type": "image", "attrs": {"src": "data:image/png;base64,AA"}}), "body.content[0].attrs.src"),
    (doc({"type": "embed", "attrs": {"url": "/a"}}), "body.content[0].attrs.url"),
    (doc({"type": "quote", "attrs": {"speaker": "A"}, "content": [para()]}), "body.content[0].content"),
    (doc(para(text("a", {"type": "blink"}))), "body.content[0].content[0].marks[0].type"),
    (doc(para(text("a", STRONG, STRONG))), "body.content[0].content[0].marks[1]"),
    (doc(para(text("a", {"type": "link"}))), "body.content[0].content[0].marks[0].attrs.href"),
    (doc(para(text("a\x00b"))), "body.content[0].content[0].text"),
    (doc(para(text("a\u202eb"))), "body.content[0].content[0].text"),
    (doc(para(text("\ud800"))), "body.content[0].content[0].text"),
    (doc({"type": "quote", "attrs": {"role": "\u202a"}, "content": [para(text("a"))]}), "body.content[0].attrs.role"),
]


@pytest.mark.parametrize(("sent", "field"), REFUSED)
def test_a_refusal_names_the_place(sent: Any, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        validate(sent)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:x",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://x.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil",
        "https:/\\evil",
        "https://x.example\\@evil.example",
        "/a\\b",
        "http://",
        "https:///a",
        "http://[",
        "http://a.example:99999/",
        "mailto:",
        "#top",
        "#p-",
        "relative.html",
        "",
        " ",
        "blob:https://x",
        "https://x\u00a0.example",
        7,
        None,
        ["https://x.example"],
        "https://x.example/" + "a" * 3000,
    ],
)
def test_an_address_that_no_link_may_have_is_refused(href: object) -> None:
    with pytest.raises(Invalid) as refusal:
        validate(doc(para(text("a", link(href)))))
    assert refusal.value.field == "body.content[0].content[0].marks[0].attrs.href"


@pytest.mark.parametrize(
    "href", ["https://x.example/é?a=b#c", "HTTP://x.example", "mailto:a@b.example", "/a/b", "/", "#p-0aZ_-"]
)
def test_an_address_that_a_link_may_have_is_kept(href: str) -> None:
    stored = validate(doc(para(text("a", link(href)))))
    assert stored["content"][0]["content"][0]["marks"][0]["attrs"]["href"] == href.replace("HTTP", "http")
    assert "<a " in to_html(stored)


def nested(levels: int) -> Json:
    inner: Json = para(text("deep"))
    for _ in range(levels):
        inner = {"type": "bullet_list", "content": [{"type": "list_item", "content": [inner]}]}
    return doc(inner)


def test_depth_is_bounded_and_counted_without_recursion() -> None:
    assert "deep" in to_html(validate(nested(15)))
    for levels in (16, 10_000):  # ten times as deep as Python calls itself
        with pytest.raises(Invalid):
            validate(nested(levels))
        for render in (to_html, to_text, to_markdown):
            assert "deep" in render(nested(levels))


def test_a_bomb_in_an_attribute_is_refused_too() -> None:
    bomb: Any = []
    for _ in range(100_000):
        bomb = [bomb]
    for sent in (
        bomb,
        doc(bomb),
        doc({"type": "image", "attrs": {"src": bomb}}),
        doc({"type": "paragraph", "x": bomb}),
    ):
        with pytest.raises(Invalid):
            validate(sent)


def test_size_is_bounded_in_bytes_and_parts() -> None:
    assert validate(doc(para(text("é" * 32 * 1024))))
    with pytest.raises(TooLarge):
        validate(doc(para(text("é" * 32 * 1024), text("a"))))
    with pytest.raises(TooLarge):
        validate(doc(*[{"type": "rule"}] * 10_001))


def test_combining_marks_cost_no_quadratic_time() -> None:
    marks = "\u0315\u0300"
    started = time.process_time()
    for pieces in ([text("a" + marks * 8_000)], [text(marks * 10)] * 800):
        with pytest.raises(Invalid, match="combining"):
            validate(doc(para(*pieces)))
    assert time.process_time() - started < 1


def test_a_block_of_a_newer_version_leaves_its_words() -> None:
    newer = doc(
        {
            "type": "poll",
            "attrs": {"title": "Who wins?"},
            "content": [{"type": "choice", "content": [text("Red <b>")]}],
        },
        para({"type": "mention", "content": [text("Ann")]}, text(" says", {"type": "blink"})),
    )
    assert to_html(newer) == "<p>Who wins? Red &lt;b&gt;</p><p>Ann says</p>"
    assert to_text(newer) == "Who wins? Red <b>\n\nAnn says"


def test_plain_text_reads_well() -> None:
    stored = validate(
        doc(
            para(text("One"), BREAK, text("two", STRONG)),
            {"type": "quote", "attrs": {"speaker": "Ann", "role": "mayor"}, "content": [para(text("“No.”"))]},
            {
                "type": "ordered_list",
                "attrs": {"start": 3},
                "content": [{"type": "list_item", "content": [para(text("x")), para(text("y"))]}],
            },
            {"type": "image", "attrs": {"src": "/media/a.jpg", "caption": "A square", "credit": "Bo"}},
        )
    )
    assert to_text(stored) == "One\ntwo\n\n“No.”\n— Ann, mayor\n\n3. x\n   y\n\nA square (Bo)"


@given(CANONICAL)
def test_plain_text_keeps_every_word(stored: Json) -> None:
    def words(node: Json) -> list[str]:
        return [*node.get("text", "").split()] + [w for child in node.get("content", []) for w in words(child)]

    squeezed = "".join(to_text(stored).split())
    assert all(word in squeezed for word in words(stored))


def test_text_from_a_terminal() -> None:
    assert from_text("a\r\nb\r\n\r\n\r\nc") == doc(para(text("a"), BREAK, text("b")), para(text("c")))
    with pytest.raises(Invalid, match="body"):
        from_text(b"bytes")


def test_no_level_of_headings_is_skipped() -> None:
    levels = [4, 4, 2, 4, 3]
    sent = [{"type": "heading", "attrs": {"level": n}, "content": [{"type": "text", "text": "Part"}]} for n in levels]
    stored = validate({"type": "doc", "content": sent})
    assert [block["attrs"]["level"] for block in stored["content"]] == [2, 3, 2, 3, 3]

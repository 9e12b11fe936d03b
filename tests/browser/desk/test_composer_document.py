"""The editor's document and the server's are one: what one accepts the other does, and both read the same words."""

from __future__ import annotations

from typing import Any
from unicodedata import normalize

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.blog.body import to_text, validate
from dateline.errors import DatelineError
from tests.blog.body_documents import CANONICAL, SENT
from tests.browser.desk.composing import Composing

Json = dict[str, Any]

THROUGH = """async (load, ...docs) => {
  const { readDocument, writeDocument } = await load('composer/schema.js');
  return docs.map((doc) => writeDocument(readDocument(doc)));
}"""
TEXT = """async (load, ...docs) => {
  const { readDocument } = await load('composer/schema.js');
  const { plainText } = await load('composer/text.js');
  return docs.map((doc) => {
    const node = readDocument(doc);
    const { text, length, range } = plainText(node);
    const shown = [];
    for (let i = 0; i < length; i++) {
      const at = range(i, i + 1);
      shown.push(at ? node.textBetween(at.from, at.to) : null);
    }
    return [text, shown];
  });
}"""
ACCEPTS = """async (load, docs) => {
  const { readDocument } = await load('composer/schema.js');
  return Object.fromEntries(Object.entries(docs).map(([name, doc]) => {
    try {
      readDocument(doc);
      return [name, true];
    } catch (error) {
      if (error instanceof RangeError) return [name, false];
      throw error;
    }
  }));
}"""


@settings(max_examples=20, derandomize=True)
@given(docs=st.lists(CANONICAL, min_size=1, max_size=8))
def test_a_stored_body_comes_through_the_editor_node_for_node(desk_page: Composing, docs: list[Json]) -> None:
    assert desk_page.run(THROUGH, *docs) == docs


@settings(max_examples=20, derandomize=True)
@given(docs=st.lists(SENT, min_size=1, max_size=8))
def test_the_editor_reads_the_words_that_the_server_reads(desk_page: Composing, docs: list[Json]) -> None:
    for doc, (text, shown) in zip(docs, desk_page.run(TEXT, *docs), strict=True):
        assert text == to_text(validate(doc))
        # Both count characters, not UTF-16 units, and each stands where the text has it.
        for said, there in zip(text, shown, strict=True):
            one, other = normalize("NFD", said), normalize("NFD", there or "")
            assert said in " \n" or one.startswith(other) or one in other


def _doc(*blocks: Json) -> Json:
    return {"type": "doc", "content": list(blocks)}


def _paragraph(*content: Json) -> Json:
    return {"type": "paragraph", "content": list(content)}


def _text(*marks: Json) -> Json:
    return {"type": "text", "text": "word", "marks": list(marks)}


def _image(**attrs: Any) -> Json:
    return {"type": "image", "attrs": {"src": "/media/ab/c.jpg", **attrs}}


def _list(*held: Json) -> Json:
    return {"type": "ordered_list", "content": [{"type": "list_item", "content": list(held)}]}


ITEM = {"type": "list_item", "content": [_paragraph(_text())]}
DOCUMENTS = {
    "a paragraph": _doc(_paragraph(_text())),
    "every mark": _doc(_paragraph(_text(*({"type": m} for m in ("strong", "em", "strike", "code"))))),
    "a link": _doc(_paragraph(_text({"type": "link", "attrs": {"href": "https://a.example/"}}))),
    "a post's link": _doc(_paragraph(_text({"type": "link", "attrs": {"href": "#p-0a1b"}}))),
    "a script's link": _doc(_paragraph(_text({"type": "link", "attrs": {"href": "javascript:alert(1)"}}))),
    "a backslash in a link": _doc(_paragraph(_text({"type": "link", "attrs": {"href": "https://a.example\\b"}}))),
    "a link without an address": _doc(_paragraph(_text({"type": "link"}))),
    "an unknown mark": _doc(_paragraph(_text({"type": "underline"}))),
    "an unknown block": _doc({"type": "video"}),
    "a heading of level 2": _doc({"type": "heading", "attrs": {"level": 2}, "content": [_text()]}),
    "a heading of level 1": _doc({"type": "heading", "attrs": {"level": 1}, "content": [_text()]}),
    "a heading of level 5": _doc({"type": "heading", "attrs": {"level": 5}, "content": [_text()]}),
    "a heading's level in words": _doc({"type": "heading", "attrs": {"level": "2"}, "content": [_text()]}),
    "a block in a paragraph": _doc(_paragraph(_paragraph(_text()))),
    "text without a block": _doc(_text()),
    "a list": _doc({"type": "bullet_list", "content": [ITEM]}),
    "a list without an item": _doc({"type": "bullet_list", "content": []}),
    "a list of paragraphs": _doc({"type": "bullet_list", "content": [_paragraph(_text())]}),
    "a list in a list": _doc(
        {
            "type": "ordered_list",
            "content": [{"type": "list_item", "content": [{"type": "bullet_list", "content": [ITEM]}]}],
        }
    ),
    "a list from 0": _doc({"type": "ordered_list", "attrs": {"start": 0}, "content": [ITEM]}),
    "a list from -1": _doc({"type": "ordered_list", "attrs": {"start": -1}, "content": [ITEM]}),
    "a heading in an item": _doc(
        {
            "type": "bullet_list",
            "content": [{"type": "list_item", "content": [{"type": "heading", "content": [_text()]}]}],
        }
    ),
    "an item on its own": _doc(ITEM),
    "a quote": _doc({"type": "quote", "attrs": {"speaker": "Ada", "role": ""}, "content": [_paragraph(_text())]}),
    "a quote of a list": _doc({"type": "quote", "content": [{"type": "bullet_list", "content": [ITEM]}]}),
    "a speaker who is a number": _doc({"type": "quote", "attrs": {"speaker": 7}, "content": [_paragraph(_text())]}),
    "a picture": _doc(_image(alt="A bridge", width=3, height=4)),
    "a picture without an address": _doc({"type": "image"}),
    "a picture from elsewhere on disk": _doc(_image(src="/etc/passwd")),
    "a picture of no width": _doc(_image(width=0)),
    "a gallery": _doc({"type": "gallery", "content": [_image()]}),
    "a gallery without a picture": _doc({"type": "gallery", "content": []}),
    "a gallery of words": _doc({"type": "gallery", "content": [_paragraph(_text())]}),
    "an embed": _doc({"type": "embed", "attrs": {"url": "https://v.example/1"}}),
    "an embed of mail": _doc({"type": "embed", "attrs": {"url": "mailto:a@b.example"}}),
    "a table": _doc(
        {"type": "table", "content": [{"type": "table_row", "content": [{"type": "table_cell", "content": [_text()]}]}]}
    ),
    "a table without a row": _doc({"type": "table", "content": []}),
    "a rule": _doc({"type": "rule"}),
    "a rule with words": _doc({"type": "rule", "content": [_text()]}),
    "another document": {"type": "paragraph", "content": [_text()]},
}


def test_what_the_server_refuses_the_editor_refuses(desk_page: Composing) -> None:
    assert desk_page.run(ACCEPTS, DOCUMENTS) == {name: _is_accepted(doc) for name, doc in DOCUMENTS.items()}


def _is_accepted(doc: Json) -> bool:
    try:
        validate(doc)
    except DatelineError:
        return False
    return True

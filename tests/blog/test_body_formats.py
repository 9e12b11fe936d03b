"""Markdown and HTML to the body document and back."""

from __future__ import annotations

import contextlib
import gc
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dateline.blog.body import from_html, from_markdown, from_text, to_html, to_markdown, to_text, validate
from dateline.errors import Invalid, TooLarge

from .body_documents import CANONICAL, TEXTS

Json = dict[str, Any]


def blocks(stored: Json) -> list[Json]:
    found: list[Json] = stored["content"]
    return found


def words(*said: str) -> list[Json]:
    return [{"type": "text", "text": word} for word in said]


def para(*said: str) -> Json:
    return {"type": "paragraph", "content": words(*said)}


@settings(max_examples=30)
@given(CANONICAL)
def test_html_reads_back_as_the_same_document(stored: Json) -> None:
    # An embed without a title shows its address, so a title that is that address reads back as none.
    assume(all(block.get("attrs", {}).get("title") not in ("v.example/w", "t.example") for block in blocks(stored)))
    assert from_html(to_html(stored)) == stored


def sayable(node: Json) -> bool:
    """Whether Markdown can say it (see to_markdown)."""
    attrs, content = node.get("attrs", {}), node.get("content", [])
    kind = node["type"]
    if attrs.get("title") or attrs.get("credit") or attrs.get("width") or attrs.get("height"):
        return False
    if kind == "gallery" and len(content) < 2:
        return False
    if kind in ("heading", "table_header", "table_cell") and {"type": "hard_break"} in content:
        return False
    if kind == "table":
        first, *others = ([cell["type"] for cell in row["content"]] for row in content)
        if set(first) != {"table_header"} or any(row != ["table_cell"] * len(first) for row in others):
            return False
    if kind in ("paragraph", "heading", "table_header", "table_cell") and not _plainly_marked(content):
        return False
    return all(sayable(child) for child in content)


def _plainly_marked(content: list[Json]) -> bool:
    """Marks that begin and end with a letter, beside a space or at the end of a line."""
    for left, right in zip([None, *content], [*content, None], strict=True):
        one, other = ((side or {}).get("marks", []) for side in (left, right))
        if one != other:
            before, after = (left or {}).get("text", " ")[-1], (right or {}).get("text", " ")[0]
            if not all(c == " " or c.isalnum() for c in (before, after)) or " " not in (before, after):
                return False
    return not _crossing(content)


def _crossing(content: list[Json]) -> bool:
    """Whether one mark ends within another that began later."""
    runs: list[tuple[int, int]] = []
    opened: dict[str, int] = {}
    for place, piece in enumerate([*content, {}]):
        marks = [repr(mark) for mark in piece.get("marks", [])]
        runs += [(opened.pop(mark), place) for mark in list(opened) if mark not in marks]
        opened |= {mark: place for mark in marks if mark not in opened}
    return any(a < c < b < d for a, b in runs for c, d in runs)


@settings(max_examples=50)
@given(CANONICAL)
def test_markdown_reads_back_as_the_same_document(stored: Json) -> None:
    # Anew canonical, for without one block a heading may be left that skips a level.
    said = validate({"type": "doc", "content": [block for block in blocks(stored) if sayable(block)]})
    assert from_markdown(to_markdown(said)) == said


@settings(max_examples=30)
@given(CANONICAL)
def test_markdown_never_fails_on_what_it_cannot_say(stored: Json) -> None:
    from_markdown(to_markdown(stored))


@settings(max_examples=30)
@given(st.one_of(st.text(max_size=60), st.lists(TEXTS, max_size=6).map("\n".join)))
def test_any_text_is_a_document_or_refused(text: str) -> None:
    for read in (from_text, from_markdown, from_html):
        try:
            stored = read(text)
        except Invalid as refusal:
            assert refusal.field.startswith("body")
        else:
            assert validate(stored) == stored
            to_text(stored)


@given(TEXTS)
def test_plain_text_is_kept_by_every_way_in(text: str) -> None:
    stored = from_text(text)
    assert from_markdown(to_markdown(stored)) == stored
    assert from_html(to_html(stored)) == stored


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("one\ntwo", [para("one two")]),
        ("<b>not</b> html", [para("<b>not</b> html")]),
        (
            "# A\n\n#### B",
            [{"type": "heading", "attrs": {"level": n}, "content": words(w)} for n, w in ((2, "A"), (3, "B"))],
        ),
        ("https://v.example/x?a=1&b", [{"type": "embed", "attrs": {"url": "https://v.example/x?a=1&b", "title": ""}}]),
        (
            "> No.\n> — Ann Smith, mayor of X, Y",
            [{"type": "quote", "attrs": {"speaker": "Ann Smith", "role": "mayor of X, Y"}, "content": [para("No.")]}],
        ),
        (
            "> No.\n>\n> -- *Ann*",
            [{"type": "quote", "attrs": {"speaker": "Ann", "role": ""}, "content": [para("No.")]}],
        ),
        ("> — Ann", [{"type": "quote", "attrs": {"speaker": "", "role": ""}, "content": [para("— Ann")]}]),
        (
            "- a\n\n  ```\n  b\n  ```",
            [
                {
                    "type": "bullet_list",
                    "content": [
                        {
                            "type": "list_item",
                            "content": [
                                para("a"),
                                {
                                    "type": "paragraph",
                                    "content": [{"type": "text", "text": "b", "marks": [{"type": "code"}]}],
                                },
                            ],
                        }
                    ],
                }
            ],
        ),
        (
            "a ![alt](/media/x.png) b",
            [
                para("a"),
                {
                    "type": "image",
                    "attrs": {
                        "src": "/media/x.png",
                        "alt": "alt",
                        "caption": "",
                        "credit": "",
                        "width": None,
                        "height": None,
                    },
                },
                para("b"),
            ],
        ),
        (
            "- ![alt](/media/x.png)",
            [{"type": "bullet_list", "content": [{"type": "list_item", "content": [para("alt")]}]}],
        ),
    ],
)
def test_markdown(markdown: str, expected: list[Json]) -> None:
    assert blocks(from_markdown(markdown)) == expected


WORD = """<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]>
<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times"'>&nbsp;&nbsp; </span>
</span></span><![endif]>One</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>1.</span>Two</p>"""
DOCS = (
    '<b style="font-weight: normal" id="docs-internal-guid-1"><p><span style="font-weight:700">Bold</span> not</p></b>'
)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("loose<p>a<p>b<div>c</div>d", [para(w) for w in ("loose", "a", "b", "c", "d")]),
        ("<custom-x onclick=a()>a</custom-x><form><button>b</button></form>", [para("a"), para("b")]),
        ("<p style=color:red onmouseover=x()>a<style>p{}</style><svg><text>s</text></svg></p>", [para("a")]),
        ("<h1>A</h1>", [{"type": "heading", "attrs": {"level": 2}, "content": words("A")}]),
        (
            "<p>a <img src=/media/b.png alt=B width=10 height=5%> c",
            [
                para("a"),
                {
                    "type": "image",
                    "attrs": {
                        "src": "/media/b.png",
                        "alt": "B",
                        "caption": "",
                        "credit": "",
                        "width": 10,
                        "height": None,
                    },
                },
                para("c"),
            ],
        ),
        (
            "<blockquote>No.<footer>— Ann, mayor</footer></blockquote>",
            [{"type": "quote", "attrs": {"speaker": "Ann", "role": "mayor"}, "content": [para("No.")]}],
        ),
        (
            "<iframe src=https://v.example/1 title=V></iframe>",
            [{"type": "embed", "attrs": {"url": "https://v.example/1", "title": "V"}}],
        ),
        ("<p>a<a href=#_ftn1>[1]</a>", [para("a[1]")]),
        (
            WORD,
            [
                {
                    "type": "bullet_list",
                    "content": [
                        {
                            "type": "list_item",
                            "content": [
                                para("One"),
                                {
                                    "type": "ordered_list",
                                    "attrs": {"start": 1},
                                    "content": [{"type": "list_item", "content": [para("Two")]}],
                                },
                            ],
                        }
                    ],
                }
            ],
        ),
        (
            DOCS,
            [
                {
                    "type": "paragraph",
                    "content": [{"type": "text", "text": "Bold", "marks": [{"type": "strong"}]}, *words(" not")],
                }
            ],
        ),
        (
            '<p><img alt="a <b c" src="/media/d.png"> e',
            [
                {
                    "type": "image",
                    "attrs": {
                        "src": "/media/d.png",
                        "alt": "a <b c",
                        "caption": "",
                        "credit": "",
                        "width": None,
                        "height": None,
                    },
                },
                para("e"),
            ],
        ),
        (
            "<table><caption>C<tr><td>a<p>b<td></table>",
            [
                para("C"),
                {
                    "type": "table",
                    "content": [
                        {
                            "type": "table_row",
                            "content": [
                                {"type": "table_cell", "content": [*words("a"), {"type": "hard_break"}, *words("b")]},
                                {"type": "table_cell", "content": []},
                            ],
                        }
                    ],
                },
            ],
        ),
    ],
)
def test_html(html: str, expected: list[Json]) -> None:
    assert blocks(from_html(html)) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<p>a<ScRiPt src=//x>",
        "<a href=javascript:x>a</a>",
        "<A HREF='JAVA&#115;cript:x'>a</a>",
        "<a href=' javascript:x'>",
        "<a\thref=javascript&colon;x>",
        "<img src=data:image/png;base64,AA>",
        "<a href=tel:1>",
        "<a href=x.html>",
        "<iframe src=javascript:x>",
        "<table><script>x",
        "<a href=//x.example>",
        "&#x202e;",
        "<p>&#0;\x00",
    ],
)
def test_html_that_is_refused(html: str) -> None:
    with pytest.raises(Invalid) as refusal:
        from_html(html, "post.body")
    assert refusal.value.field.startswith("post.body")


@pytest.mark.parametrize(
    "markdown",
    [
        "[a](javascript:x)",
        "[a](JAVASCRIPT&colon;x)",
        "[a]: vbscript:x\n\n[a]",
        "<javascript:x>",
        "![a](data:image/png;base64,AA)",
        "[a](<java\tscript:x>)",
        "> x\n> — [Ann](javascript:x)",
        "a\u202e",
        "&#x202e;",
        "> " * 200 + "a",
        "[a](relative)",
        "[![a](javascript:x)](https://x.example)",
    ],
)
def test_markdown_that_is_refused(markdown: str) -> None:
    with pytest.raises(Invalid) as refusal:
        from_markdown(markdown, "post.body")
    assert refusal.value.field.startswith("post.body")


def timed(read: Callable[[str], Json], source: str) -> float:
    gc.collect()
    gc.disable()  # its rounds fall by chance into one of two measurements that are compared
    started = time.process_time()
    with contextlib.suppress(Invalid, TooLarge):
        read(source)
    took = time.process_time() - started
    gc.enable()
    return took


MARKDOWN_BOMBS = [
    "[",
    "![",
    "*",
    "*a ",
    "**a*",
    "*a_",
    "~~a",
    "`",
    "`` ` ",
    "<",
    "<!--",
    "[a](",
    "[a](<",
    "[a][",
    "[]",
    "&",
    "> ",
    "- ",
    "- a\n",
    "1. ",
    "\\\n",
    "|",
    "|a\n|-\n",
    "[a]: b\n",
    "a\n=\n",
    " ",
    "\t",
    "_a",
    "![a](b",
    "](",
    "<a",
    "https://",
    "\u00e9\u0301",
]
HTML_BOMBS = [
    "<",
    "<!--",
    "<!",
    "<?",
    "<b",
    "<b>",
    "<b id=1><p>",
    "<b>x<p>",
    '<i a=">',
    "<a href=x>",
    "<div>",
    "<ul><li>",
    "<table>",
    "<td>",
    "<p>",
    "</p>",
    "&",
    "&amp",
    "<svg>",
    "<math>",
    "<br>",
    "<blockquote>",
    "<a ",
    "<![CDATA[",
    "<p class=MsoListParagraph>1. ",
    "<b x='<b y'>",
    "<select>",
    "<template>",
    "<b><i><s><em><strong><u><code><p>",
]


@pytest.mark.parametrize("shape", MARKDOWN_BOMBS)
def test_markdown_is_read_in_linear_time(shape: str) -> None:
    _assert_linear(from_markdown, shape)


@pytest.mark.parametrize("shape", HTML_BOMBS)
def test_the_largest_html_is_read_in_bounded_time(shape: str) -> None:
    """The parser's time is not linear in elements within elements, which is why their number is bounded."""
    assert timed(from_html, shape * (256 * 1024 // len(shape))) < 3
    assert timed(from_html, shape * min(256 * 1024 // len(shape), 16_000 // max(shape.count("<"), 1))) < 3


def test_marks_left_open_do_not_multiply() -> None:
    for left_open in ("<b id={}>", "<b id={} <>", "<B\tid={}>", "<b/id={}>"):
        marks = "".join(left_open.format(n) for n in range(1500))
        assert timed(from_html, f"<p>{marks}</p>" + "<p>x</p>" * 3000) < 1


def _assert_linear(read: Callable[[str], Json], shape: str) -> None:
    """Four times as much takes about four times as long, not sixteen; a fifth of a second is too short to compare."""
    quarter, whole = (shape * (size // len(shape.encode())) for size in (16 * 1024, 64 * 1024))
    took = timed(read, whole)
    assert took < 0.2 or took < 9 * timed(read, quarter)
    assert took < 3

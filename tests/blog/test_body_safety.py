"""What people have tried to get into pages, through every door of the body document, and what stands in the page."""

from __future__ import annotations

import timeit
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.blog.body import from_html, from_markdown, from_text, to_html, validate
from dateline.errors import Invalid

from .body_documents import CANONICAL

Json = dict[str, Any]

TAGS = {
    *[
        "p",
        "h3",
        "h4",
        "h5",
        "ul",
        "ol",
        "li",
        "hr",
        "br",
        "blockquote",
        "div",
        "a",
        "strong",
        "em",
        "s",
        "code",
        "figure",
        "figcaption",
        "b",
        "bdi",
        "small",
        "img",
        "table",
        "tbody",
        "tr",
        "th",
        "td",
    ]
}
ATTRIBUTES = {
    *[
        "dir",
        "href",
        "rel",
        "src",
        "alt",
        "width",
        "height",
        "loading",
        "decoding",
        "start",
        "class",
        "tabindex",
        "role",
        "aria-label",
    ]
}
CLASSES = {"quote", "image", "gallery", "embed", "table"}

SHAPES = [
    "<script>alert(1)</script>",
    "<ScRiPt >alert(1)</sCrIpT>",
    "<script/src=//x.example/a.js>",
    "<<script>alert(1)//<</script>",
    "</script><script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>",
    "<script\x0b>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<img src="/media/a.png" onerror="alert(1)">',
    '<img src="/media/a.png" onload=alert(1) alt="a">',
    "<img src=`javascript:alert(1)`>",
    '<img """><script>alert(1)</script>">',
    '<img src="javascript:alert(1)">',
    "<img srcset='x 1x' src=/media/a.png onpointerover=alert(1)>",
    "<image href=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:alert(1)'><text y=20>x</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<math><a xlink:href=javascript:alert(1)>x</a></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<html onmouseover=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src=https://v.example onload=alert(1)></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<applet code=x></applet>",
    "<link rel=stylesheet href=javascript:alert(1)>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=javascript:alert(1)//>",
    "<style>@import'//x.example/a.css';</style>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<p style=width:expression(alert(1))>x</p>",
    "<div class='gallery' onclick=alert(1)>x</div>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='jav&#x09;ascript:alert(1)'>x</a>",
    "<a href='jav&#x0A;ascript:alert(1)'>x</a>",
    "<a href=' &#14; javascript:alert(1)'>x</a>",
    "<a href='javascript&colon;alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='https://x.example' onclick=alert(1) onfocus=alert(1) autofocus tabindex=1>x</a>",
    "<a href='https://x.example\" onclick=alert(1) x=\"'>x</a>",
    "<a href=https://x.example target=_blank ping=//y.example>x</a>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<form action=javascript:alert(1)><input type=submit></form>",
    "<input onfocus=alert(1) autofocus>",
    "<select onchange=alert(1)><option>x</select>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<textarea></textarea><script>alert(1)</script>",
    "<title><img src=x onerror=alert(1)></title>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<b><p title='</b><img src=x onerror=alert(1)>'>x",
    "<b <img src=x onerror=alert(1)>>x",
    "<custom-element onanimationend=alert(1) style=animation:x>x</custom-element>",
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1) 'title')",
    "[x](<java&Tab;script:alert(1)>)",
    "[x]: javascript:alert(1)\n\n[x]",
    "![x](javascript:alert(1))",
    '![x" onerror="alert(1)](/media/a.png)',
    "![x](/media/a.png 'a\" onload=\"alert(1)')",
    '[x](https://x.example/"onmouseover="alert(1))',
    "<javascript:alert(1)>",
    "> x\n> — <img src=x onerror=alert(1)>, <script>",
    "`<script>alert(1)</script>`",
    "```\n</code><script>alert(1)</script>\n```",
    "| <img src=x onerror=alert(1)> |\n|---|\n| </td><script>alert(1)</script> |",
    'javascript:alert(1)//"><script>alert(1)</script>',
    'https://x.example/"><script>alert(1)</script>',
    "' onclick=alert(1) x='",
    '" autofocus onfocus=alert(1) x="',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    "{{constructor.constructor('alert(1)')()}}",
    "\u2028<script>alert(1)</script>",
    "＜script＞alert(1)＜/script＞",
]


class _Inspector(HTMLParser):
    """Fails on anything that a body's HTML may not hold."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        for name, value in attrs:
            assert name in ATTRIBUTES
            if name in ("href", "src"):
                assert value is not None
                assert value.startswith(("https://", "http://", "mailto:", "#p-")) or (
                    value[0] == "/" and value[1:2] not in ("/", "\\")
                )
            if name == "class":
                assert value in CLASSES

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)


def inspect(html: str) -> str:
    inspector = _Inspector()
    inspector.feed(html)
    inspector.close()
    return html


def stored_unchecked(shape: str) -> Json:
    """A document with the shape wherever a string can stand, as a hand in the database could leave it."""
    marks = [
        {"type": "link", "attrs": {"href": shape}},
        {"type": shape},
        {"type": "strong", "attrs": {"onclick": shape}},
    ]
    words = {"type": "text", "text": shape, "marks": marks}
    para = {
        "type": "paragraph",
        "attrs": {"class": shape, "dir": shape},
        "content": [words, {"type": shape, "text": shape}],
    }
    said = {
        "src": shape,
        "url": shape,
        "alt": shape,
        "caption": shape,
        "credit": shape,
        "title": shape,
        "speaker": shape,
        "role": shape,
        "width": shape,
        "height": shape,
        "start": shape,
        "level": shape,
    }
    good = said | {"src": "/media/a.png", "url": "https://x.example", "width": 1, "height": 2}
    holds = [
        para,
        {"type": "list_item", "content": [para]},
        {"type": "table_row", "content": [{"type": "table_cell", "content": [words]}]},
    ]
    kinds = [
        "heading",
        "bullet_list",
        "ordered_list",
        "quote",
        "image",
        "gallery",
        "embed",
        "table",
        "rule",
        shape,
        "script",
    ]
    return {
        "type": "doc",
        "content": [{"type": kind, "attrs": a, "content": holds} for kind in kinds for a in (said, good)],
    }


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_runs_by_any_way_in(shape: str) -> None:
    for read in (from_html, from_markdown, from_text):
        try:
            stored = read(shape)
        except Invalid as refusal:
            assert refusal.field.startswith("body")
        else:
            inspect(to_html(stored))
    inspect(to_html(stored_unchecked(shape)))
    inspect(to_html(stored_unchecked("https://x.example/" + shape)))


def test_the_inspector_sees_what_it_is_for() -> None:
    for html in ("<script>", "<p onclick=x>", "<a href=javascript:x>", "<a href=//x>", "<!-- x -->", "<p class=x>"):
        with pytest.raises(AssertionError):
            inspect(html)
    assert len(SHAPES) > 60


@given(st.lists(st.sampled_from(SHAPES), min_size=1, max_size=3).map("".join))
def test_nothing_runs_in_company_either(shape: str) -> None:
    inspect(to_html(stored_unchecked(shape)))


def test_the_sanitiser_stands_behind_the_renderer() -> None:
    """An address of the right shape that only a reader of the URL standard knows to be none."""
    words = {"type": "text", "text": "a", "marks": [{"type": "link", "attrs": {"href": "https://x.example:99999/"}}]}
    html = to_html({"type": "doc", "content": [{"type": "paragraph", "content": [words]}]})
    assert html == '<p><a rel="noopener noreferrer">a</a></p>'


@given(CANONICAL)
def test_every_document_passes_the_inspection(stored: Json) -> None:
    inspect(to_html(stored))


@given(CANONICAL)
def test_the_sanitiser_takes_nothing_from_what_was_checked(stored: Json) -> None:
    """Each picture, link and embed that was stored is on the page."""
    html = to_html(stored)
    sources = [b for b in _all(stored) if b["type"] == "image"]
    assert html.count(" src=") == len(sources)
    linked = {mark["attrs"]["href"] for b in _all(stored) for mark in b.get("marks", []) if mark["type"] == "link"}
    assert (" href=" in html) == bool(linked or [b for b in _all(stored) if b["type"] == "embed"])


def _all(node: Json) -> list[Json]:
    return [node, *(inner for child in node.get("content", []) for inner in _all(child))]


def test_a_kilobyte_is_rendered_quickly() -> None:
    stored = validate(
        from_markdown(
            "A **strong** word and [a link](https://x.example/a?b=1&c=2) in a sentence of some length.\n\n" * 11
        )
    )
    assert len(str(stored)) > 1024
    assert min(timeit.repeat(lambda: to_html(stored), number=20, repeat=5)) / 20 < 0.002

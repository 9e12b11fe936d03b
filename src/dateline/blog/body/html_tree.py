"""HTML of any origin -> a small tree of the elements that a body can make something of.

The browsers' own parser (through nh3) makes it well-formed first, so that no reading of broken HTML is ours, and the
standard library's reader, which takes quadratic time on broken HTML, never meets any.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from dateline.blog.body.schema import MAX_TEXT
from dateline.blog.body.urls import check_link, check_picture
from dateline.blog.text import check_characters
from dateline.errors import Invalid, TooLarge

# Word writes some thirty bytes of HTML around each word.
MAX_SOURCE = 4 * MAX_TEXT
_DEEPEST = 200
# Elements that lie in each other cost the parser the square of their number, some half a second at this one.
_MAX_TAGS = 16_000
# Making HTML well-formed repeats the marks that it leaves open; honest HTML hardly grows.
_MAX_CLEANED = 2 * MAX_SOURCE

BLOCKS = frozenset(
    (
        *("address", "article", "aside", "body", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset"),
        *(
            "figcaption",
            "figure",
            "footer",
            "form",
            "header",
            "html",
            "legend",
            "main",
            "nav",
            "p",
            "section",
            "summary",
        ),
    )
)
# The formatting elements of the HTML standard: each one left open is repeated in every later paragraph.
_FORMATTING = frozenset(("b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"))
_KEPT = frozenset(
    (
        *("a", "blockquote", "br", "caption", "cite", "del", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "iframe", "img"),
        *("ins", "kbd", "li", "ol", "pre", "q", "samp", "span"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_DROPPED = {"script", "style", "svg", "math", "template", "noscript"}

_CLEANER = nh3.Cleaner(
    tags=set(BLOCKS | _FORMATTING | _KEPT),
    clean_content_tags=_DROPPED,
    attributes={
        "*": {"class", "style"},
        "a": {"href"},
        "img": {"src", "alt", "width", "height"},
        "iframe": {"src", "title"},
        "ol": {"start"},
    },
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)

# Sees scripts and addresses as a browser would, whatever their scheme: under another name the cleaner lets them pass.
_DISGUISE = re.compile("(?i)href|src")
_WITNESS = nh3.Cleaner(
    tags={"a", "img", "iframe", "script"},
    clean_content_tags=set(),
    attributes={"a": {"data-href"}, "img": {"data-src"}, "iframe": {"data-src"}},
    link_rel=None,
)


@dataclass(slots=True)
class Element:
    """One element; its children are elements and strings."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def elements(self) -> list[Element]:
        return [child for child in self.children if isinstance(child, Element)]

    def text(self) -> str:
        """All text in it, with a line end for each `br`."""
        own = "\n" if self.tag == "br" else ""
        return own + "".join(child if isinstance(child, str) else child.text() for child in self.children)


def parse_html(html: object, path: str) -> Element:
    """The tree of HTML of at most 256 KiB. Raises Invalid for a script, or for an address with another scheme than
    a body may hold, and TooLarge."""
    source = check_characters(html, path)
    if len(source.encode()) > MAX_SOURCE:
        raise TooLarge(f"{path}: at most {MAX_SOURCE} bytes of HTML are read", field=path)
    if source.count("<") > _MAX_TAGS:
        raise TooLarge(f"{path}: at most {_MAX_TAGS} elements are read", field=path)
    source = _bare_formatting(source)
    _feed(_Refusing(path), _WITNESS.clean(_DISGUISE.sub(r"data-\g<0>", source)), path)
    planting = _Planting(path)
    _feed(planting, _CLEANER.clean(source), path)
    return planting.root


def _bare_formatting(source: str) -> str:
    """`source` without the attributes of formatting elements.

    The parser repeats open formatting elements in every paragraph, without bound when their attributes differ: some
    50 KB of HTML would take gigabytes. Without attributes it keeps three of a kind at most.
    """
    first, *pieces = source.split("<")
    bare = [first]
    for piece in pieces:
        inside, closed, rest = piece.partition(">")
        name = inside.split(None, 1)[0].split("/", 1)[0].lower() if inside and inside[0].isalpha() else ""
        if name not in _FORMATTING:
            bare.append("<" + piece)
        elif not closed or inside.count('"') % 2 or inside.count("'") % 2:
            # Not a whole element: taken as text, so that nothing after it is lost.
            bare.append("&lt;" + piece)
        else:
            # Google Docs wraps all it copies in a bold element that says it is not bold.
            light = "font-weight:normal" in inside.replace(" ", "").lower()
            bare.append(f"<{'span' if light else name}>{rest}")
    return "".join(bare)


def _feed(parser: HTMLParser, html: str, path: str) -> None:
    if len(html) > _MAX_CLEANED:
        raise TooLarge(f"{path}: too many elements are left open in this HTML", field=path)
    parser.feed(html)
    parser.close()


class _Refusing(HTMLParser):
    """Raises for what a body must not hold, rather than to leave it out unsaid."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            raise Invalid(self.path, "holds a script; take it out")
        for name, value in attrs:
            address = (value or "").strip()
            if name == "data-src" and address:
                check_picture(address, self.path)
            # Word's footnotes and tables of contents point into a page that is not this one.
            if name == "data-href" and address and (not address.startswith("#") or address.startswith("#p-")):
                check_link(address, self.path)


class _Planting(HTMLParser):
    """Builds the tree. The HTML is well-formed: every end has its start."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.root = Element("body")
        self.stack = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(element)
        if tag not in ("br", "hr", "img"):
            self.stack.append(element)
        if len(self.stack) > _DEEPEST:
            raise Invalid(self.path, f"elements lie deeper than {_DEEPEST} levels within each other")

    def handle_endtag(self, tag: str) -> None:
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)

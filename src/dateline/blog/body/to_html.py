"""Body document -> HTML for readers' pages.

Our own renderer, everything escaped, then a sanitiser that lets through exactly what the renderer makes: a mistake in
one of the two is not yet a hole. Documents of newer versions are rendered as far as they are understood.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import nh3

from dateline.blog.body.marked import marked
from dateline.blog.body.schema import MAX_DEPTH
from dateline.blog.body.stored import attribute, children_of, number, text_of, type_of, words_of
from dateline.blog.body.urls import is_picture, is_web, label
from dateline.blog.changes import Json
from dateline.blog.direction import holds, lies, runs

_WAYS = {"dir": {"ltr", "rtl"}}
_REL = "noopener noreferrer"
_EMBED_REL = "noopener noreferrer nofollow ugc"

_WALL = nh3.Cleaner(
    tags={
        *("p", "h3", "h4", "h5", "ul", "ol", "li", "hr", "br", "blockquote", "div", "a", "strong", "em", "s", "code"),
        *("figure", "figcaption", "b", "bdi", "small", "img", "table", "tbody", "tr", "th", "td"),
    },
    attributes={
        "a": {"href"},
        "img": {"src", "alt", "width", "height"},
        "ol": {"start"},
        "div": {"aria-label"},
    },
    tag_attribute_values={
        **dict.fromkeys(("p", "h3", "h4", "h5", "li", "blockquote", "figcaption", "th", "td"), _WAYS),
        "a": {"rel": {_REL, _EMBED_REL}},
        "img": {"loading": {"lazy"}, "decoding": {"async"}},
        "div": {"tabindex": {"0"}, "role": {"group"}},
    },
    allowed_classes={
        "p": {"embed"},
        "div": {"gallery", "table"},
        "figure": {"quote", "image"},
    },
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)

_TAGS = {"link": "a", "strong": "strong", "em": "em", "strike": "s", "code": "code"}
_LONGEST_TABLE_LABEL = 100
_ONE_WAY = ""  # the direction of a body that has no other in it, as most: its blocks need not be looked at


def to_html(doc: Json, base: str = "ltr") -> str:
    """The body as HTML, safe to put into a page. Takes any JSON value and never raises: a record is always readable.

    `base` is the direction of what it is put into, `ltr` or `rtl`: a block that runs the other way says so.
    """
    if base == "ltr" and not holds(words_of(doc), "rtl"):
        base = _ONE_WAY
    # A lone surrogate cannot have passed validation, but a page must come out of whatever is on the record.
    return _WALL.clean(_blocks(doc, 1, base).encode("utf-8", "replace").decode())


def _blocks(node: Any, depth: int, base: str) -> str:
    return "".join(_block(child, depth, base) for child in children_of(node))


def _block(node: Any, depth: int, base: str) -> str:
    render = _RENDERERS.get(type_of(node), _unknown)
    return _unknown(node, depth, base) if depth > MAX_DEPTH else render(node, depth, base)


def _unknown(node: Any, _depth: int, base: str) -> str:
    words = words_of(node)
    return _told("p", words, escape(words), base) if words else ""


def _paragraph(node: Any, _depth: int, base: str) -> str:
    return _told("p", words_of(node), _inline(node, base), base)


def _heading(node: Any, _depth: int, base: str) -> str:
    level = number(node, "level")
    # One down: the post's own headline is an h2.
    tag = f"h{level + 1}" if level in (2, 3, 4) else "h3"
    return _told(tag, words_of(node), _inline(node, base), base)


def _list(node: Any, depth: int, base: str) -> str:
    items = "".join(_told("li", words_of(item), _item(item, depth + 1, base), base) for item in children_of(node))
    if type_of(node) == "bullet_list":
        return f"<ul>{items}</ul>"
    start = number(node, "start")
    return f"<ol>{items}</ol>" if start in (1, None) else f'<ol start="{start}">{items}</ol>'


def _item(node: Any, depth: int, base: str) -> str:
    if type_of(node) != "list_item":
        return escape(words_of(node))
    first, *others = children_of(node) or [None]
    if type_of(first) == "paragraph" and all(type_of(other) != "paragraph" for other in others):
        return _inline(first, base) + "".join(_block(other, depth + 1, base) for other in others)
    return _blocks(node, depth + 1, base)


def _quote(node: Any, depth: int, base: str) -> str:
    speaker, role = escape(attribute(node, "speaker")), escape(attribute(node, "role"))
    who = ", ".join(part for part in (f"<b>{speaker}</b>" if speaker else "", role) if part)
    caption = _told("figcaption", f"{speaker} {role}", who, base) if who else ""
    return f'<figure class="quote"><blockquote>{_blocks(node, depth + 1, base)}</blockquote>{caption}</figure>'


def _image(node: Any, depth: int, base: str) -> str:
    src = attribute(node, "src")
    if not is_picture(src):
        return _unknown(node, depth, base)
    sides = "".join(f' {side}="{number(node, side)}"' for side in ("width", "height") if number(node, side))
    caption, credit = escape(attribute(node, "caption")), escape(attribute(node, "credit"))
    below = " ".join(part for part in (caption, f"<small>{credit}</small>" if credit else "") if part)
    return (
        f'<figure class="image"><img src="{escape(src)}" alt="{escape(attribute(node, "alt"))}"{sides}'
        ' loading="lazy" decoding="async">'
        + (_told("figcaption", f"{caption} {credit}", below, base) if below else "")
        + "</figure>"
    )


def _gallery(node: Any, depth: int, base: str) -> str:
    return f'<div class="gallery">{_blocks(node, depth + 1, base)}</div>'


def _embed(node: Any, depth: int, base: str) -> str:
    url = attribute(node, "url")
    if not is_web(url):
        return _unknown(node, depth, base)
    title = attribute(node, "title") or label(url)
    return f'<p class="embed"><a href="{escape(url)}" rel="{_EMBED_REL}">{escape(title)}</a></p>'


def _table(node: Any, _depth: int, base: str) -> str:
    rows = children_of(node)
    # The words of its first row name a table in every language; a fixed word would name it in one.
    named = escape(words_of(rows[0] if rows else None)[:_LONGEST_TABLE_LABEL])
    html = "".join(f"<tr>{''.join(_cell(cell, base) for cell in children_of(row))}</tr>" for row in rows)
    return (
        f'<div class="table" tabindex="0" role="group" aria-label="{named}"><table><tbody>{html}</tbody></table></div>'
    )


def _cell(node: Any, base: str) -> str:
    tag = "th" if type_of(node) == "table_header" else "td"
    return _told(tag, words_of(node), _inline(node, base), base)


def _rule(_node: Any, _depth: int, _base: str) -> str:
    return "<hr>"


def _told(tag: str, words: str, html: str, base: str) -> str:
    """A block with `words` in it, as `html`."""
    way = lies(words, base) if base else base
    return f"<{tag}>{html}</{tag}>" if way == base else f'<{tag} dir="{way}">{html}</{tag}>'


def _inline(node: Any, base: str) -> str:
    piece = _apart if base and lies(words_of(node), base) == "ltr" else _piece
    return marked(node, _opening, _closing, piece)


def _piece(node: Any, _marks: list[Json]) -> str:
    if type_of(node) == "hard_break":
        return "<br>"
    return escape(text_of(node) if type_of(node) == "text" else words_of(node), quote=False)


def _apart(node: Any, marks: list[Json]) -> str:
    """Of a line that runs to the right: words in it that run to the left, each kept apart from what comes after."""
    if type_of(node) != "text" or not holds(text_of(node), "rtl"):
        return _piece(node, marks)
    pieces = ((escape(text, quote=False), apart) for text, apart in runs(text_of(node)))
    return "".join(f"<bdi>{text}</bdi>" if apart else text for text, apart in pieces)


def _opening(mark: Json) -> str:
    if type_of(mark) != "link":
        return f"<{_TAGS[type_of(mark)]}>"
    return f'<a href="{escape(attribute(mark, "href"))}" rel="{_REL}">'


def _closing(mark: Json) -> str:
    return f"</{_TAGS[type_of(mark)]}>"


_RENDERERS: dict[str, Callable[[Any, int, str], str]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bullet_list": _list,
    "ordered_list": _list,
    "quote": _quote,
    "image": _image,
    "gallery": _gallery,
    "embed": _embed,
    "table": _table,
    "rule": _rule,
}

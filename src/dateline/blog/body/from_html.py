"""HTML, pasted by people or sent by programs -> body document.

Elements that a body has no block for leave their words. What must not be there is refused by name (html_tree).
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.blog.body.build import (
    as_line,
    as_list_item,
    as_paragraphs,
    code_lines,
    hard_break,
    mark_list,
    paragraph,
    text_node,
)
from dateline.blog.body.html_tree import BLOCKS, Element, parse_html
from dateline.blog.body.urls import is_link, is_web, label
from dateline.blog.body.validate import validate
from dateline.blog.body.word import ListParagraph, is_list_paragraph, take_sign, with_lists
from dateline.blog.changes import Json
from dateline.blog.text import collapse

_MARKS = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "cite"), "em"),
    **dict.fromkeys(("s", "strike", "del"), "strike"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
}
_STYLES = (
    ("strong", ("font-weight:bold", "font-weight:600", "font-weight:700", "font-weight:800", "font-weight:900")),
    ("em", ("font-style:italic",)),
    ("strike", ("text-decoration:line-through", "text-decoration-line:line-through")),
)
_DASHES = "—–-― "


def from_html(html: object, field: str = "body") -> Json:
    """The canonical body document of HTML of at most 256 KiB.

    Raises Invalid (a script, an address with another scheme than a body may hold, control characters) or TooLarge.
    """
    tree = parse_html(html, field)
    return validate({"type": "doc", "content": _blocks(tree.children, [])}, field)


def _blocks(nodes: list[Element | str], marks: list[Json]) -> list[Json]:
    flow = _Flow()
    flow.walk(nodes, marks)
    flow.end_paragraph()
    return with_lists(flow.found)


class _Flow:
    """Blocks in the order of the page; loose words between them become paragraphs."""

    def __init__(self) -> None:
        self.found: list[Json | ListParagraph] = []
        self.words: list[Json] = []

    def walk(self, nodes: list[Element | str], marks: list[Json]) -> None:
        for node in nodes:
            if isinstance(node, str):
                self.words.append(text_node(node, mark_list(marks)))
            elif node.tag == "br":
                self.words.append(hard_break())
            elif (made := _made(node, marks)) is not None:
                self.end_paragraph()
                self.found += made
            elif node.tag in BLOCKS:
                self.end_paragraph()
                self.walk(node.children, marks)
                self.end_paragraph()
            else:
                self.walk(node.children, [*marks, *_marks(node)])

    def end_paragraph(self) -> None:
        if any(word.get("text", "").strip() for word in self.words):
            self.found.append(paragraph(self.words))
        self.words = []


def _made(node: Element, marks: list[Json]) -> Sequence[Json | ListParagraph] | None:
    """The blocks that an element stands for; None for one that only holds words."""
    match node.tag:
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            # As to_html writes them: one down from the level that is stored.
            level = min(max(int(node.tag[1]) - 1, 2), 4)
            return [{"type": "heading", "attrs": {"level": level}, "content": _line(node, marks)}]
        case "ul" | "ol":
            return _list(node, marks)
        case "figure":
            return _figure(node, marks)
        case "img":
            return _image(node)
        case "iframe":
            return _embed(node.attrs.get("src", ""), node.attrs.get("title", ""))
        case "blockquote":
            return _quote(node, marks)
        case "table":
            return _table(node, marks)
        case "hr":
            return [{"type": "rule"}]
        case "pre":
            return [paragraph(code_lines(node.text()))]
        case "p" | "div":
            return _classed(node, marks)
        case _:
            return None


def _classed(node: Element, marks: list[Json]) -> Sequence[Json | ListParagraph] | None:
    """What Word and to_html say by the class of a paragraph or a division."""
    kind = node.attrs.get("class")
    if is_list_paragraph(node):
        sign = take_sign(node)
        return [ListParagraph(node, sign, _line(node, marks))]
    if node.tag == "p" and kind == "embed":
        links = [child for child in node.elements() if child.tag == "a"]
        return _embed(links[0].attrs.get("href", ""), links[0].text()) if links else None
    if node.tag == "div" and kind == "gallery":
        blocks = _blocks(node.children, marks)
        only_pictures = blocks and all(block["type"] == "image" for block in blocks)
        return [{"type": "gallery", "content": blocks}] if only_pictures else blocks
    return None


def _marks(node: Element) -> list[Json]:
    if node.tag == "a":
        href = node.attrs.get("href", "")
        return [{"type": "link", "attrs": {"href": href}}] if is_link(href.strip()) else []
    if node.tag in _MARKS:
        return [{"type": _MARKS[node.tag]}]
    style = node.attrs.get("style", "").replace(" ", "").lower()
    return [{"type": mark} for mark, signs in _STYLES if any(sign in style for sign in signs)]


def _line(node: Element, marks: list[Json]) -> list[Json]:
    return as_line(_blocks(node.children, marks))


def _plain(nodes: list[Element | str]) -> str:
    return collapse(Element("span", children=nodes).text()).strip()


def _list(node: Element, marks: list[Json]) -> list[Json]:
    items: list[Json] = []
    for child in node.children:
        blocks = _blocks(child.children if isinstance(child, Element) and child.tag == "li" else [child], marks)
        # Google Docs and Word put an inner list beside the item that it belongs to.
        if isinstance(child, Element) and child.tag in ("ul", "ol") and items:
            items[-1]["content"] += blocks
        elif blocks:
            items.append(as_list_item(blocks))
    if not items:
        return []
    if node.tag == "ul":
        return [{"type": "bullet_list", "content": items}]
    start = node.attrs.get("start", "")
    number = int(start) if start.isascii() and start.isdigit() and len(start) < 10 else 1
    return [{"type": "ordered_list", "attrs": {"start": number}, "content": items}]


def _figure(node: Element, marks: list[Json]) -> list[Json]:
    captions = [child for child in node.elements() if child.tag == "figcaption"]
    blocks = _blocks([child for child in node.children if child not in captions[:1]], marks)
    if not captions:
        return blocks
    if len(blocks) == 1 and blocks[0]["type"] == "image":
        caption, credit = _parted(captions[0], ("small", "cite"))
        blocks[0]["attrs"].update(caption=caption, credit=credit)
        return blocks
    if len(blocks) == 1 and blocks[0]["type"] == "quote":
        role, speaker = _parted(captions[0], ("b", "strong", "cite"))
        blocks[0]["attrs"].update(speaker=speaker, role=role.removeprefix(",").strip() if speaker else role)
        return blocks
    return blocks + _blocks(captions[0].children, marks)


def _parted(caption: Element, tags: tuple[str, ...]) -> tuple[str, str]:
    """What a caption says outside and inside of its first element of these."""
    inner = next((child for child in caption.elements() if child.tag in tags), None)
    outer = [child for child in caption.children if child is not inner]
    return _plain(outer), _plain([inner]) if inner else ""


def _image(node: Element) -> list[Json]:
    alt = collapse(node.attrs.get("alt", "")).strip()
    if not node.attrs.get("src", "").strip():
        return [paragraph([text_node(alt, [])])]
    sides = {side: _side(node.attrs.get(side, "")) for side in ("width", "height")}
    return [{"type": "image", "attrs": {"src": node.attrs["src"], "alt": alt, **sides}}]


def _side(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 and int(value) else None


def _embed(url: str, title: str) -> list[Json]:
    url, title = url.strip(), collapse(title).strip()
    if not is_web(url):
        return [paragraph([text_node(title, [])])]
    return [{"type": "embed", "attrs": {"url": url, "title": "" if title == label(url) else title}}]


def _quote(node: Element, marks: list[Json]) -> list[Json]:
    said, speaker, role = node.children, "", ""
    elements = node.elements()
    if elements and elements[-1].tag in ("footer", "cite"):
        said = [child for child in said if child is not elements[-1]]
        speaker, _, role = _plain([elements[-1]]).lstrip(_DASHES).partition(",")
    paragraphs = as_paragraphs(_blocks(said, marks))
    if not paragraphs:
        return as_paragraphs(_blocks(node.children, marks))
    return [{"type": "quote", "attrs": {"speaker": speaker, "role": role.strip()}, "content": paragraphs}]


def _table(node: Element, marks: list[Json]) -> list[Json]:
    before: list[Json] = []
    rows: list[Json] = []
    for part in node.elements():
        if part.tag == "caption":
            before += _blocks(part.children, marks)
        for row in part.elements() if part.tag in ("thead", "tbody", "tfoot") else []:
            cells = [
                {"type": "table_header" if cell.tag == "th" else "table_cell", "content": _line(cell, marks)}
                for cell in row.elements()
            ]
            rows += [{"type": "table_row", "content": cells}] if cells else []
    return [*before, {"type": "table", "content": rows}] if rows else before

"""Markdown -> body document.

CommonMark with tables and struck-out words; HTML in it is text. Beyond CommonMark: a quote whose last line is
`— Speaker, role` has a speaker and a role, a paragraph that is only an address is an embed, a paragraph of several
pictures is a gallery.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

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
from dateline.blog.body.schema import MAX_TEXT
from dateline.blog.body.urls import check_link, check_picture, is_web
from dateline.blog.body.validate import validate
from dateline.blog.changes import Json
from dateline.blog.text import check_characters
from dateline.errors import Invalid, TooLarge

# Escapes make the source of a body longer than its text.
MAX_SOURCE = 2 * MAX_TEXT

# The parser passes over what lies deeper, so _tree refuses it: nothing may be lost without a word. No body is as deep,
# and what a text of brackets alone costs grows with this number.
_NESTING = 40

# Each bracket left open is looked at again from every one around it: three seconds of work for 128 KiB of them.
_MAX_BRACKETS = 8_000

_MARKS = {"strong": "strong", "em": "em", "s": "strike"}
_DASHES = ("—", "–", "--")


class _Markdown(MarkdownIt):
    """Hands every address on as it was written: a bad one is refused here, not shown as text or encoded anew."""

    def validateLink(self, url: str) -> bool:
        return True

    def normalizeLink(self, url: str) -> str:
        return url


_PARSER = _Markdown("commonmark", {"html": False, "maxNesting": _NESTING}).enable(["table", "strikethrough"])


@dataclass(slots=True)
class _Node:
    """A block of Markdown: its opening token and what lies in it."""

    token: Token | None
    children: list[_Node] = field(default_factory=list)

    @property
    def type(self) -> str:
        return self.token.type.removesuffix("_open") if self.token else "root"


def from_markdown(text: object, field: str = "body") -> Json:
    """The canonical body document of Markdown of at most 128 KiB. Raises Invalid (a link with another scheme than
    http, https or mailto, control characters, nesting too deep) or TooLarge."""
    source = check_characters(text, field)
    if len(source.encode()) > MAX_SOURCE:
        raise TooLarge(f"{field}: at most {MAX_SOURCE} bytes of Markdown are read", field=field)
    if source.count("[") > _MAX_BRACKETS:
        raise TooLarge(f"{field}: at most {_MAX_BRACKETS} brackets are read", field=field)
    references: dict[str, Any] = {}
    nodes = _tree(_PARSER.parse(source, references), field)
    return validate({"type": "doc", "content": _Reader(field, references).blocks(nodes)}, field)


def _tree(tokens: list[Token], field: str) -> list[_Node]:
    stack = [_Node(None)]
    for token in tokens:
        if token.level >= _NESTING - 1:
            raise Invalid(field, "lists or quotes lie too deep within each other")
        if token.nesting < 0:
            stack.pop()
            continue
        node = _Node(token)
        stack[-1].children.append(node)
        if token.nesting > 0:
            stack.append(node)
    return stack[0].children


class _Reader:
    """Turns blocks of Markdown into ours. `field` is what refusals name: the source has no finer paths."""

    def __init__(self, field: str, references: dict[str, Any]) -> None:
        self.field = field
        self.references = references

    def blocks(self, nodes: list[_Node]) -> list[Json]:
        found: list[Json] = []
        for node in nodes:
            match node.type:
                case "paragraph":
                    found += self._paragraph(node.children[0].token)
                case "heading":
                    level = min(max(int(node.token.tag[1]) if node.token else 2, 2), 4)
                    content = self._words(node)
                    found.append({"type": "heading", "attrs": {"level": level}, "content": content})
                case "bullet_list" | "ordered_list":
                    found.append(self._list(node))
                case "blockquote":
                    found += self._quote(node)
                case "table":
                    found.append({"type": "table", "content": self._rows(node)})
                case "hr":
                    found.append({"type": "rule"})
                case _ if node.token:
                    found.append(paragraph(code_lines(node.token.content)))
        return found

    def _paragraph(self, inline: Token | None) -> list[Json]:
        if inline is None:
            return []
        url = inline.content
        if is_web(url) and not any(c.isspace() or c in "<>\\" for c in url):
            return [{"type": "embed", "attrs": {"url": url}}]
        found: list[Json] = []
        words: list[Json] = []
        pieces = self._inline(inline)
        for piece in pieces:
            if piece["type"] == "image":
                found += [paragraph(words), piece]
                words = []
            else:
                words.append(piece)
        found.append(paragraph(words))
        pictures = [block for block in found if block["type"] == "image"]
        only_pictures = all(not p.get("text", "").strip() for p in pieces)
        if only_pictures and len(pictures) > 1:
            return [{"type": "gallery", "content": pictures}]
        return found

    def _list(self, node: _Node) -> Json:
        items = [as_list_item(self.blocks(item.children)) for item in node.children]
        block: Json = {"type": node.type, "content": items}
        if node.token and node.type == "ordered_list":
            block["attrs"] = {"start": int(node.token.attrs.get("start", 1))}
        return block

    def _quote(self, node: _Node) -> list[Json]:
        said, speaker, role = node.children, "", ""
        last: list[Json] = []
        if said and said[-1].type == "paragraph" and (inline := said[-1].children[0].token):
            head, _, line = inline.content.rpartition("\n")
            dash = next((d for d in _DASHES if line.startswith(d)), "")
            if dash and (head or len(said) > 1):
                speaker, _, role = line.removeprefix(dash).partition(",")
                said = said[:-1]
                # A backslash or spaces before the last line made it a new line, and it has gone.
                last = [paragraph(self._line(head.rstrip("\\ ")))]
        attributes = {"speaker": self._plain(speaker), "role": self._plain(role)}
        paragraphs = as_paragraphs(self.blocks(said)) + last
        return [{"type": "quote", "attrs": attributes, "content": paragraphs}] if paragraphs else []

    def _line(self, source: str) -> list[Json]:
        return as_line(self._paragraph(_PARSER.parseInline(source, self.references)[0]))

    def _plain(self, source: str) -> str:
        return "".join(piece.get("text", " ") for piece in self._line(source.strip()))

    def _rows(self, table: _Node) -> list[Json]:
        rows: list[Json] = []
        for row in (row for part in table.children for row in part.children):
            cells = [
                {"type": "table_header" if cell.type == "th" else "table_cell", "content": self._words(cell)}
                for cell in row.children
            ]
            rows.append({"type": "table_row", "content": cells})
        return rows

    def _words(self, node: _Node) -> list[Json]:
        """Inline nodes where no picture can stand: its description stands for it."""
        return as_line(self._paragraph(node.children[0].token)) if node.children else []

    def _inline(self, inline: Token) -> list[Json]:
        pieces: list[Json] = []
        marks: list[Json] = []
        for token in inline.children or []:
            if token.type == "image":
                pieces.append(self._picture(token))
            elif token.type == "hardbreak":
                pieces.append(hard_break())
            elif token.type == "softbreak":
                pieces.append(text_node(" ", mark_list(marks)))
            elif token.type == "code_inline":
                pieces.append(text_node(token.content, mark_list([*marks, {"type": "code"}])))
            elif token.type == "link_open":
                href = check_link(token.attrs.get("href", ""), self.field)
                marks.append({"type": "link", "attrs": {"href": href}})
            elif token.nesting > 0:
                marks.append({"type": _MARKS[token.type.removesuffix("_open")]})
            elif token.nesting < 0:
                marks.pop()
            else:
                pieces.append(text_node(token.content, mark_list(marks)))
        return pieces

    def _picture(self, token: Token) -> Json:
        src = check_picture(token.attrs.get("src", ""), self.field)
        alt = "".join(" " if child.type.endswith("break") else child.content for child in token.children or [])
        return {"type": "image", "attrs": {"src": src, "alt": alt, "caption": str(token.attrs.get("title", ""))}}

"""Body document -> Markdown that from_markdown reads back.

What Markdown has no words for is lost: marks that change within a word or beside punctuation, the title of an embed,
the size of a picture (its credit joins the caption), a gallery of one, a table without a row of headings or with rows
of unequal length, line breaks in headings and cells.
"""

from __future__ import annotations

import re
from typing import Any

from dateline.blog.body.marked import marked
from dateline.blog.body.schema import MAX_DEPTH
from dateline.blog.body.stored import attribute, children_of, number, text_of, type_of, words_of
from dateline.blog.changes import Json

_ANYWHERE = re.compile(r"[\\`*_\[\]<>&|~]")
# What begins a heading, a list, a rule or a table at the beginning of a line.
_LINE_START = re.compile(r"(?m)^([#+\-=:]|[0-9]{1,9}(?=[.)]))")
_SPACES = re.compile(r"[^\S \n]")
_SIGNS = {"strong": "**", "em": "*", "strike": "~~", "code": ""}
_LISTS = ("bullet_list", "ordered_list")


def to_markdown(doc: Json) -> str:
    """The body as Markdown. Takes any JSON value and never raises."""
    markdown = _blocks(children_of(doc), 1)
    return markdown + "\n" if markdown else ""


def _blocks(nodes: list[Any], depth: int) -> str:
    parts: list[str] = []
    turn = False
    for place, node in enumerate(nodes):
        # Two lists in a row are one, unless their signs differ.
        turn = not turn and place > 0 and type_of(node) in _LISTS and type_of(node) == type_of(nodes[place - 1])
        parts.append(_list(node, depth, turn) if type_of(node) in _LISTS else _block(node, depth))
    return "\n\n".join(part for part in parts if part)


def _block(node: Any, depth: int) -> str:
    if depth > MAX_DEPTH:
        return _escaped(words_of(node))
    match type_of(node):
        case "paragraph":
            return _words(node)
        case "heading":
            return "#" * (number(node, "level") or 2) + " " + _one_line(node)
        case "quote":
            return _quote(node, depth)
        case "image":
            return _image(node)
        case "gallery":
            return "\n".join(_image(child) for child in children_of(node))
        case "embed":
            return attribute(node, "url")
        case "table":
            return _table(node)
        case "rule":
            return "---"
        case _:
            return _escaped(words_of(node))


def _list(node: Any, depth: int, turn: bool) -> str:
    if depth > MAX_DEPTH:
        return _escaped(words_of(node))
    items: list[str] = []
    first = number(node, "start")
    for place, item in enumerate(children_of(node)):
        count = min((1 if first is None else first) + place, 999_999_999)
        sign = ("* " if turn else "- ") if type_of(node) == "bullet_list" else f"{count}{')' if turn else '.'} "
        items.append(sign + _indented(_blocks(children_of(item), depth + 2), " " * len(sign)))
    return "\n".join(items)


def _indented(text: str, by: str) -> str:
    first, *others = text.split("\n")
    return "\n".join([first, *(by + line if line else line for line in others)])


def _quote(node: Any, depth: int) -> str:
    # A dash at the beginning of a quote's last line would make it the speaker's.
    said = re.sub(r"(?m)^[—–]", lambda dash: f"&#{ord(dash.group())};", _blocks(children_of(node), depth + 1))
    speaker, role = (_inner_escaped(attribute(node, name)) for name in ("speaker", "role"))
    speaker = speaker.replace(",", "&#44;")
    who = f"— {speaker}, {role}" if role else f"— {speaker}" if speaker else ""
    lines = (f"{said}\n\n{who}" if who else said).split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _image(node: Any) -> str:
    caption, credit = attribute(node, "caption"), attribute(node, "credit")
    title = f"{caption} ({credit})" if caption and credit else caption or credit
    below = ' "' + _inner_escaped(title).replace('"', '\\"') + '"' if title else ""
    return f"![{_inner_escaped(attribute(node, 'alt'))}]({_destination(attribute(node, 'src'))}{below})"


def _table(node: Any) -> str:
    rows = [
        [_one_line(cell).replace("\\|", "|").replace("|", "\\|") for cell in children_of(row)]
        for row in children_of(node)
    ]
    width = max((len(row) for row in rows), default=0)
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
    return "\n".join([*lines[:1], "|" + "---|" * width, *lines[1:]])


def _one_line(node: Any) -> str:
    return _words(node).replace("\\\n", " ")


def _words(node: Any) -> str:
    return _starts_escaped(marked(node, _opening, _closing, _piece))


def _opening(mark: Json) -> str:
    return "[" if type_of(mark) == "link" else _SIGNS[type_of(mark)]


def _closing(mark: Json) -> str:
    return f"]({_destination(attribute(mark, 'href'))})" if type_of(mark) == "link" else _SIGNS[type_of(mark)]


def _piece(node: Any, marks: list[Json]) -> str:
    if type_of(node) == "hard_break":
        return "\\\n"
    text = text_of(node) or words_of(node)
    if any(type_of(mark) == "code" for mark in marks):
        return _code(text)
    text = _inner_escaped(text)
    # A link would follow the one, a heading's end the other.
    return text[:-1] + "\\" + text[-1] if text.endswith(("!", "#")) else text


def _code(text: str) -> str:
    runs = {len(run) for run in re.findall("`+", text)}
    fence = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _escaped(text: str) -> str:
    return _starts_escaped(_inner_escaped(text))


def _inner_escaped(text: str) -> str:
    # White space that is not plain would be trimmed at the ends of a line, so it is spelt out.
    text = _SPACES.sub(lambda space: f"&#{ord(space.group())};", _ANYWHERE.sub(r"\\\g<0>", text))
    return text.replace("://", "\\://")


def _starts_escaped(text: str) -> str:
    return _LINE_START.sub(lambda start: _start_escaped(start.group()), text)


def _start_escaped(start: str) -> str:
    return start + "\\" if start.isdigit() else "\\" + start


def _destination(url: str) -> str:
    url = url.replace("&", "&amp;") if ";" in url else url
    return f"<{url}>" if any(c in url for c in "()") else url

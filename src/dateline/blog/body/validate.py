"""Any JSON value -> the canonical body document, or a refusal that names the place."""

from __future__ import annotations

from typing import Any

from dateline.blog.body.inline import canonical_inline
from dateline.blog.body.schema import KINDS, MARKS, MAX_DEPTH, MAX_NODES, MAX_TEXT, REQUIRED, Attribute
from dateline.blog.changes import Json
from dateline.blog.text import clean_characters, shown
from dateline.errors import Invalid, TooLarge

# The canonical document without a word. Never changed: documents are values.
EMPTY: Json = {"type": "doc", "content": []}

_INLINE = ("text", "hard_break")


def validate(doc: object, field: str = "body") -> Json:
    """The canonical form of a body document; `doc` may be any JSON value.

    Canonical: NFC, white space made single, neighbouring texts with equal marks joined, defaults filled, blocks without
    a word dropped, no level of headings skipped. Two documents that read the same are then equal, so that saving one
    unchanged changes nothing.

    Raises Invalid with the exact path (`body.content[2].attrs.href`), or TooLarge.
    """
    node = _Reading().node(doc, field, ("doc",), 0)
    return EMPTY if node is None else _stepped(node)


def _stepped(doc: Json) -> Json:
    """Headings go down one level at a time (HTML Living Standard, 4.3.11): whoever moves by headings misses no step."""
    above = 1
    for block in doc["content"]:
        if block["type"] == "heading":
            above = block["attrs"]["level"] = min(block["attrs"]["level"], above + 1)
    return doc


class _Reading:
    """One pass over a document, counting what it holds."""

    def __init__(self) -> None:
        self.bytes = 0
        self.nodes = 0

    def node(self, value: object, path: str, allowed: tuple[str, ...], depth: int) -> Json | None:
        """The canonical block, None for one that holds nothing to read."""
        name, source = self._kind(value, path, allowed, depth)
        kind = KINDS[name]
        _refuse_others(source, ("type", "attrs", "content"), path)
        node: Json = {"type": name}
        attributes = self._attributes(source.get("attrs"), kind.attributes, f"{path}.attrs")
        if attributes:
            node["attrs"] = attributes
        children = _array(source, "content", path)
        if kind.inline:
            pieces = [self._inline(c, f"{path}.content[{i}]", depth + 1) for i, c in enumerate(children)]
            node["content"] = canonical_inline(pieces, f"{path}.content")
            return node if name.startswith("table_") or _has_words(node["content"]) else None
        if not kind.holds:
            if children:
                raise Invalid(f"{path}.content", f"a block of type '{name}' holds no others")
            return node
        if not children and name != "doc":
            raise Invalid(f"{path}.content", f"a block of type '{name}' must hold at least one {kind.holds[0]}")
        found = [self.node(c, f"{path}.content[{i}]", kind.holds, depth + 1) for i, c in enumerate(children)]
        node["content"] = [child for child in found if child is not None]
        if node["content"]:
            return node
        # A list whose last item was emptied is tidied away, but not a name without the words that it said.
        if any(attributes.get(spoken) for spoken in ("speaker", "role")):
            raise Invalid(f"{path}.content", "a quote needs its words")
        return None

    def _kind(self, value: object, path: str, allowed: tuple[str, ...], depth: int) -> tuple[str, Json]:
        if not isinstance(value, dict):
            raise Invalid(path, "must be an object")
        if depth > MAX_DEPTH:
            raise Invalid(path, f"lies deeper than {MAX_DEPTH} levels")
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise TooLarge(f"{path}: a body may have at most {MAX_NODES} parts", field=path)
        name = value.get("type")
        if not isinstance(name, str):
            raise Invalid(f"{path}.type", "must be a string")
        if name not in allowed:
            known = "is not known" if name not in KINDS and name not in _INLINE else "cannot stand here"
            raise Invalid(f"{path}.type", f"the type {shown(name)} {known}; {', '.join(allowed)} can stand here")
        return name, value

    def _inline(self, value: object, path: str, depth: int) -> Json:
        name, source = self._kind(value, path, _INLINE, depth)
        if name == "hard_break":
            # ProseMirror puts marks on a break typed within strong words; they show nowhere.
            _refuse_others(source, ("type", "marks"), path)
            self._marks(source, path)
            return {"type": "hard_break"}
        _refuse_others(source, ("type", "text", "marks"), path)
        text = clean_characters(source.get("text"), f"{path}.text")
        self._count(text, path)
        return {"type": "text", "text": text, "marks": self._marks(source, path)}

    def _marks(self, source: Json, path: str) -> list[Json]:
        marks: dict[str, Json] = {}
        for i, mark in enumerate(_array(source, "marks", path)):
            here = f"{path}.marks[{i}]"
            if not isinstance(mark, dict):
                raise Invalid(here, "must be an object")
            name = mark.get("type")
            if not isinstance(name, str) or name not in MARKS:
                raise Invalid(f"{here}.type", f"must be one of {', '.join(MARKS)}")
            if name in marks:
                raise Invalid(here, f"the mark '{name}' stands twice on one text")
            _refuse_others(mark, ("type", "attrs"), here)
            attributes = self._attributes(mark.get("attrs"), MARKS[name], f"{here}.attrs")
            marks[name] = {"type": name, "attrs": attributes} if attributes else {"type": name}
        return [marks[name] for name in MARKS if name in marks]

    def _attributes(self, value: object, known: dict[str, Attribute], path: str) -> Json:
        given = {} if value is None else value
        if not isinstance(given, dict):
            raise Invalid(path, "must be an object")
        _refuse_others(given, tuple(known), path)
        attributes: Json = {}
        for name, attribute in known.items():
            if name in given:
                attributes[name] = attribute.check(given[name], f"{path}.{name}")
            elif attribute.default is REQUIRED:
                raise Invalid(f"{path}.{name}", "is missing")
            else:
                attributes[name] = attribute.default
            if isinstance(attributes[name], str):
                self._count(attributes[name], path)
        return attributes

    def _count(self, text: str, path: str) -> None:
        self.bytes += len(text.encode())
        if self.bytes > MAX_TEXT:
            raise TooLarge(f"{path}: a body may hold at most {MAX_TEXT} bytes of text", field=path)


def _array(source: Json, name: str, path: str) -> list[Any]:
    value = source.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise Invalid(f"{path}.{name}", "must be an array")
    return value


def _refuse_others(source: Json, known: tuple[str, ...], path: str) -> None:
    for name in source:
        if name not in known:
            raise Invalid(path, f"has a member {shown(str(name))} that is not known here")


def _has_words(content: list[Json]) -> bool:
    return any(piece["type"] == "text" and not piece["text"].isspace() for piece in content)

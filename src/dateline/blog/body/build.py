"""The small pieces that every reader of a foreign format makes. They are not canonical: validate makes them so."""

from __future__ import annotations

from dateline.blog.changes import Json

_PART_OF_LIST = ("paragraph", "bullet_list", "ordered_list")


def text_node(text: str, marks: list[Json]) -> Json:
    return {"type": "text", "text": text, "marks": marks}


def hard_break() -> Json:
    return {"type": "hard_break"}


def paragraph(content: list[Json]) -> Json:
    return {"type": "paragraph", "content": content}


def mark_list(open_marks: list[Json]) -> list[Json]:
    """Each mark once, the innermost of its type: words may lie in strong within strong."""
    return list({mark["type"]: mark for mark in open_marks}.values())


def code_lines(text: str) -> list[Json]:
    """Program text, or whatever else its writer laid out in lines, as words marked as code with breaks."""
    content: list[Json] = []
    for line in text.strip("\n").split("\n"):
        content += [hard_break(), text_node(line, [{"type": "code"}])]
    return content


def as_paragraphs(blocks: list[Json]) -> list[Json]:
    """The words of blocks where only paragraphs can stand: pictures and embeds leave their words, rules nothing."""
    found: list[Json] = []
    for block in blocks:
        attrs, content = block.get("attrs", {}), block.get("content", [])
        match block["type"]:
            case "paragraph" | "heading" | "table_header" | "table_cell":
                found.append(paragraph(content))
            case "image":
                words = (attrs.get(name, "") for name in ("alt", "caption", "credit"))
                found += [paragraph([text_node(word, [])]) for word in dict.fromkeys(words) if word]
            case "embed":
                link = {"type": "link", "attrs": {"href": attrs["url"]}}
                found.append(paragraph([text_node(attrs.get("title") or attrs["url"], [link])]))
            case _:
                found += as_paragraphs(content)
                who = ", ".join(attrs[name] for name in ("speaker", "role") if attrs.get(name))
                found += [paragraph([text_node(f"— {who}", [])])] if who else []
    return found


def as_list_item(blocks: list[Json]) -> Json:
    """A list item with the words of blocks, lists in it staying lists."""
    content: list[Json] = []
    for block in blocks:
        content += [block] if block["type"] in _PART_OF_LIST else as_paragraphs([block])
    return {"type": "list_item", "content": content or [paragraph([])]}


def as_line(blocks: list[Json]) -> list[Json]:
    """The words of blocks where no block can stand, with a break for each new one."""
    content: list[Json] = []
    for block in as_paragraphs(blocks):
        content += [hard_break(), *block["content"]]
    return content

"""Body documents made at random: what a newsroom could send, and what nobody should."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from dateline.blog.body import validate

Json = dict[str, Any]

CHARACTERS = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\u202a\u202b\u202c\u202d\u202e\ufffe\uffff"
)
TRICKY = st.sampled_from(
    [
        "<",
        ">",
        "&",
        '"',
        "'",
        "&amp;",
        "<b>",
        "</p>",
        "*",
        "_",
        "`",
        "[",
        "](",
        "|",
        "~~",
        "#",
        "1.",
        "- ",
        "— ",
        "!",
        "\\",
        ":",
        "://",
        "\u00a0",
        "\u200f",
        "\u2067",
        "\u0301",
        "e\u0301",
        "\u0338",
        " ",
        "  ",
        "\n",
        "\t",
        "https://a.example/",
        "שלום",
        "—",
        ",",
    ]
)
TEXTS = st.lists(st.one_of(st.text(CHARACTERS, max_size=8), TRICKY, st.just("word")), max_size=5).map("".join)
LABELS = st.one_of(st.just(""), TEXTS)
LINKS = st.sampled_from(
    [
        "https://news.example/a?b=1&c=(2)",
        "http://x.example",
        "mailto:desk@news.example",
        "/about",
        "#p-0a1b",
        "https://x.example/ü#f",
        "https://x.example/a b",
        "https://x.example/?a=1&copy;=2",
    ]
)
PICTURES = st.sampled_from(["/media/ab/c.jpg", "https://img.example/1.png?w=2&h=3"])
SIDES = st.one_of(st.none(), st.integers(1, 9999))


@st.composite
def marks(draw: st.DrawFn) -> list[Json]:
    names = draw(st.lists(st.sampled_from(["link", "strong", "em", "strike", "code"]), unique=True, max_size=3))
    return [{"type": n, "attrs": {"href": draw(LINKS)}} if n == "link" else {"type": n} for n in names]


@st.composite
def _text(draw: st.DrawFn) -> Json:
    return {"type": "text", "text": draw(TEXTS), "marks": draw(marks())}


def _block(kind: str, content: st.SearchStrategy[Any], **attrs: st.SearchStrategy[Any]) -> st.SearchStrategy[Json]:
    parts: dict[str, st.SearchStrategy[Any]] = {"type": st.just(kind), "content": content}
    if attrs:
        parts["attrs"] = st.fixed_dictionaries(attrs)
    return st.fixed_dictionaries(parts)


def _some(kind: st.SearchStrategy[Json]) -> st.SearchStrategy[list[Json]]:
    return st.lists(kind, min_size=1, max_size=3)


INLINE = st.lists(st.one_of(_text(), _text(), st.just({"type": "hard_break"})), max_size=6)
PARAGRAPH = _block("paragraph", INLINE)
ITEMS = st.recursive(
    _block("list_item", _some(PARAGRAPH)),
    lambda inner: _block(
        "list_item",
        _some(
            st.one_of(
                PARAGRAPH,
                _block("bullet_list", _some(inner)),
                _block("ordered_list", _some(inner), start=st.integers(0, 99)),
            )
        ),
    ),
    max_leaves=5,
)
IMAGE = _block("image", st.just([]), src=PICTURES, alt=LABELS, caption=LABELS, credit=LABELS, width=SIDES, height=SIDES)
SAID = _block("paragraph", INLINE.map(lambda pieces: [*pieces, {"type": "text", "text": "said"}]))
CELLS = st.one_of(_block("table_header", INLINE), _block("table_cell", INLINE))
BLOCKS = st.one_of(
    PARAGRAPH,
    _block("heading", INLINE, level=st.integers(2, 4)),
    _block("bullet_list", _some(ITEMS)),
    _block("ordered_list", _some(ITEMS), start=st.integers(0, 2_000)),
    _block("quote", _some(SAID), speaker=LABELS, role=LABELS),
    IMAGE,
    _block("gallery", _some(IMAGE)),
    _block(
        "embed", st.just([]), url=st.sampled_from(["https://v.example/w?x=1&y=2", "http://t.example"]), title=LABELS
    ),
    _block("table", _some(_block("table_row", _some(CELLS)))),
    st.just({"type": "rule"}),
)
SENT: st.SearchStrategy[Json] = st.builds(
    lambda blocks: {"type": "doc", "content": blocks}, st.lists(BLOCKS, max_size=5)
)
CANONICAL: st.SearchStrategy[Json] = SENT.map(validate)

# Any JSON, the members that a document has among its keys, lone surrogates and control characters among its texts.
_NAMES = st.sampled_from(["type", "content", "attrs", "marks", "text", "href", "src", "level"])
_WORDS = st.sampled_from(
    ["doc", "paragraph", "text", "image", "table", "link", "bullet_list", "list_item", "\ud800", "\x00", "\u202e"]
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=4), _WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.one_of(_NAMES, st.text(max_size=3)), inner, max_size=4)
    ),
    max_leaves=20,
)

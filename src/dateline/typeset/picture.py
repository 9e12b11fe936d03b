"""The picture of a blog that has none, 1200 x 630: site, title, place, date and whether it is live, in its colours.

What is drawn changes when the blog is retitled, moved or ended and not with every post: the day of its beginning stands
on it rather than the time of the newest post, for which every site that shows the blog would fetch a picture a minute.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

from dateline.blog.fold import Blog
from dateline.typeset import choice, clock, palette, words
from dateline.typeset.excerpt import shorten
from dateline.typeset.language import direction
from dateline.typeset.site import Site

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
COLOURS = ("paper", "ink", "soft", "live", "on-live", "nameplate", "on-nameplate")
_EDGE = 64
_SIZES = (96, 84, 74, 66, 58, 50)
_LINES = 4
_LEADING = 1.22
_MIDDLE, _ROOM = 332, 350  # pixels: where the title stands, and how high it may be
_TITLE = 120  # characters; a longer one is cut as in every other preview
_UNWRITTEN = "\U0010fffe"  # a character that no font has, to see how this one shows that


@dataclass(frozen=True)
class Card:
    """What is on the picture: no more than this decides its bytes."""

    site: str
    title: str
    below: str
    live: str
    is_rtl: bool
    colours: tuple[str, ...]  # in the order of COLOURS

    @cached_property
    def version(self) -> str:
        """Eight hexadecimal digits, others for any other picture."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:8]


def card(blog: Blog, site: Site) -> Card:
    described = choice.described(blog)
    day = clock.of(described, site.language).date(choice.began(blog))
    return Card(
        site=shorten(site.name, 60),
        title=shorten(described.title, _TITLE),
        below=" · ".join(part for part in (shorten(described.place, 40), day) if part),
        live=words.of(described.language, site.language).LIVE if described.state == "live" else "",
        is_rtl=direction(described.language) == "rtl",
        colours=tuple(palette.colour(name) for name in COLOURS),
    )


def draw(card: Card) -> bytes:
    """The picture as PNG. Takes some 80 ms of a core: not for the event loop, and for one thread at a time."""
    # Pillow is loaded with the first picture: a server that draws none need not carry it.
    from PIL import Image, ImageDraw

    paper, ink, soft, live, on_live, nameplate, on_nameplate = card.colours
    image = Image.new("RGB", (WIDTH, HEIGHT), paper)
    pen = ImageDraw.Draw(image)
    way = ("rtl" if card.is_rtl else "ltr") if _shapes() else None

    def write(at: tuple[float, float], text: str, size: int, fill: str) -> None:
        """The middle of the line's beginning is at (pixels from the edge at which lines begin, pixels from the top)."""
        x, anchor = (WIDTH - at[0], "rm") if card.is_rtl else (at[0], "lm")
        pen.text((x, at[1]), text, font=_font(size), fill=fill, anchor=anchor, direction=way)

    pen.rectangle((0, 0, WIDTH, 121), fill=nameplate)
    write((_EDGE, 74), _written(card.site, 40), 40, on_nameplate)
    margin = _EDGE if nameplate == paper else 0  # a band goes from side to side, and so does the rule below it
    pen.rectangle((margin, 122, WIDTH - margin, 126), fill=ink)
    pen.rectangle((margin, 131, WIDTH - margin, 132), fill=ink)
    size, lines = _fitted(_written(card.title, _SIZES[0]) or _written(card.site, _SIZES[0]))
    for i, line in enumerate(lines):
        write((_EDGE, _MIDDLE + (i - (len(lines) - 1) / 2) * size * _LEADING), line, size, ink)
    x = float(_EDGE)
    if badge := _written(card.live.upper(), 34):
        width = _font(34).getlength(badge) + 74
        left, dot = (WIDTH - x - width, WIDTH - x - 38) if card.is_rtl else (x, x + 20)
        pen.rounded_rectangle((left, 536, left + width, 592), 6, fill=live)
        pen.ellipse((dot, 555, dot + 18, 573), fill=on_live)
        write((x + 54, 564), badge, 34, on_live)
        x += width + 28
    write((x, 564), _written(card.below, 34), 34, soft)
    sink = BytesIO()
    image.quantize(64).save(sink, "PNG", optimize=True)
    return sink.getvalue()


def _fitted(text: str) -> tuple[int, list[str]]:
    """The largest size at which the text fits in four lines, and these; the smallest cuts what is left."""
    for size in _SIZES:
        lines = _wrapped(text, size)
        if len(lines) * size * _LEADING <= _ROOM and len(lines) <= _LINES:
            return size, lines
    last = lines[_LINES - 1]
    return size, [*lines[: _LINES - 1], (last.rpartition(" ")[0] or last[:-1]) + "…"]


def _wrapped(text: str, size: int) -> list[str]:
    """Lines no wider than the picture; a word that is wider by itself is broken where it must be."""
    font, most = _font(size), WIDTH - 2 * _EDGE
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if font.getlength(longer) <= most:
            line = longer
            continue
        rest = word
        if line:
            lines.append(line)
        while font.getlength(rest) > most:
            fits = next(n for n in range(len(rest) - 1, 0, -1) if n == 1 or font.getlength(rest[:n]) <= most)
            lines.append(rest[:fits])
            rest = rest[fits:]
        line = rest
    return [*lines, line] if line else lines


def _written(text: str, size: int) -> str:
    """The text without the characters that the font lacks; nothing when those are many, or it cannot be shaped."""
    font = _font(size)
    lacking = bytes(font.getmask(_UNWRITTEN))
    kept = "".join(c for c in text if c.isspace() or bytes(font.getmask(c)) != lacking)
    if len(text) - len(kept) > len(text) / 8 or (not _shapes() and any("\u0590" <= c <= "\u08ff" for c in kept)):
        return ""
    return " ".join(kept.split())


def _shapes() -> bool:
    """Whether letters can be joined and ordered as Arabic and Hebrew want it: Raqm, and FriBiDi on this machine."""
    from PIL import features

    return bool(features.check("raqm") and features.check("fribidi"))


@lru_cache(16)
def _font(size: int) -> FreeTypeFont:
    from PIL import ImageFont

    layout = ImageFont.Layout.RAQM if _shapes() else ImageFont.Layout.BASIC
    return ImageFont.truetype(BytesIO(_source()), size, layout_engine=layout)


@lru_cache(1)
def _source() -> bytes:
    return files(__package__).joinpath("fonts", "card.ttf").read_bytes()

"""The newsroom's logo: looked at, drawn anew as a PNG of our own, and kept as a file in the data directory."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from dateline.errors import Invalid

LIMIT = 150 * 1024  # bytes sent; a request holds 256 KiB
_PIXELS = 4_000_000  # before decoding: a small file can unfold into a very large picture
_HEIGHT, _WIDTH = 160, 800  # pixels kept: twice what any page shows
_FOLDER = "newsroom"
_FORMATS = ("PNG", "JPEG", "WEBP")  # no SVG: it is a document with scripts


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG and the size at which a page shows it."""

    body: bytes
    width: int
    height: int


def keep(data: Path, sent: bytes) -> str:
    """Store a picture; its file's name. Raises Invalid for what is none, or too large."""
    if len(sent) > LIMIT:
        raise Invalid("logo", f"is larger than {LIMIT // 1024} KiB")
    try:
        with Image.open(BytesIO(sent), formats=_FORMATS) as picture:
            if picture.width * picture.height > _PIXELS:
                raise Invalid("logo", "has more than 4 million pixels")
            drawn = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise Invalid("logo", "is no picture as PNG, JPEG or WebP") from None
    drawn.thumbnail((_WIDTH, _HEIGHT))
    made = BytesIO()
    drawn.save(made, "PNG", optimize=True)  # drawn anew, so that nothing else that the file held is served
    name = f"logo-{hashlib.sha256(made.getvalue()).hexdigest()[:16]}.png"
    folder = data / _FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    beside = folder / f"{name}.part"
    beside.write_bytes(made.getvalue())
    beside.replace(folder / name)
    return name


@lru_cache(4)
def read(data: Path, name: str) -> Picture | None:
    """What is stored under this name; None when the file is gone, as after a restore that left it out."""
    try:
        body = (data / _FOLDER / name).read_bytes()
        with Image.open(BytesIO(body), formats=("PNG",)) as picture:
            width, height = picture.size
    except (OSError, UnidentifiedImageError):
        return None
    return Picture(body, -(-width // 2), -(-height // 2))

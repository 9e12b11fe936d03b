"""The desk's words in other languages than English: a gettext catalog each in `desk/locale/`, read as text.

Django wants catalogs compiled. A file that a build has to make is missing from every plain checkout, so they are
compiled in memory, once for each process that serves.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation import trans_real

FOLDER = Path(__file__).parent.parent / "locale"


@cache
def codes() -> tuple[str, ...]:
    """The languages that there are catalogs of: `("ar", "fr")`."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.po")))


@cache
def read(code: str) -> Catalog:
    """One of `codes()`."""
    return read_po(BytesIO((FOLDER / f"{code}.po").read_bytes()), locale=code, abort_invalid=True)


@cache
def install() -> None:
    """Let Django translate by them, before its own catalogs and those of installed apps."""
    for code in codes():
        compiled = BytesIO()
        write_mo(compiled, read(code))
        compiled.seek(0)
        trans_real.translation(code).merge(GNUTranslations(compiled))

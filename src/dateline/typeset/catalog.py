"""The languages that Dateline speaks, read from `locale/`: a gettext catalog each, and English, which needs none."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from dateline.typeset.plural import Plural

Word = str | Plural | dict[str, str]

ENGLISH = "en"
# A bare tag names no country, and the calendars and clocks of two countries differ. Where CLDR would take the United
# States for `en`, Dateline takes the day before the month and 24 hours: `en-US` is there for who wants the other.
_COUNTRIES = {ENGLISH: "en_GB"}


def languages() -> list[str]:
    """`["ar", "de", "en", …]`."""
    return sorted((ENGLISH, *(code.replace("_", "-") for code in _codes())))


def spoken(*tags: str) -> str:
    """The first of these BCP 47 tags that there are words for, shortened to what there is: `fr` of `fr-CA`; `en`."""
    known = languages()
    for tag in tags:
        parts = tag.split("-")
        for end in range(len(parts), 0, -1):
            if (shorter := "-".join(parts[:end]).lower()) in known:
                return shorter
    return ENGLISH


def locale(tag: str, code: str) -> Locale:
    """CLDR's rules for dates and numbers of the language `code`, those of the tag's country where it names one."""
    try:
        found = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        found = None
    if found is None or found.language != code.partition("-")[0] or tag == code:
        return Locale.parse(_COUNTRIES.get(code, code.replace("-", "_")))
    return found


def translated(code: str, name: str, english: Word, of: Locale) -> Word:
    """A word in the language `code`: its entry has the English as its msgid and the name as its context (`NAME.key` for
    those that have keys). The English itself where a catalog lacks it."""
    if isinstance(english, dict):
        return {key: _message(code, f"{name}.{key}", text) for key, text in english.items()}
    if isinstance(english, str):
        return _message(code, name, english)
    entry = read(code).get((english.forms["one"], english.forms["other"]), context=name)
    forms = entry.string if entry and isinstance(entry.string, tuple) else ()
    return Plural(*forms, locale=of) if forms and all(forms) else english


def _message(code: str, context: str, english: str) -> str:
    entry = read(code).get(english, context=context)
    return str(entry.string) if entry and entry.string else english


@cache
def read(code: str) -> Catalog:
    """The catalog of a language of `languages()` other than English."""
    source = files(__package__).joinpath("locale", f"{code.replace('-', '_')}.po")
    return read_po(BytesIO(source.read_bytes()), locale=code.replace("-", "_"), abort_invalid=True)


@cache
def _codes() -> tuple[str, ...]:
    folder = files(__package__).joinpath("locale")
    return tuple(entry.name[:-3] for entry in folder.iterdir() if entry.name.endswith(".po"))

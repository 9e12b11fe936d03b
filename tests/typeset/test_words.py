"""Dateline's own words: none without a translation, none with another's place-holders, no other words on a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from gettext import c2py
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from dateline.typeset import catalog, words
from dateline.typeset.plural import Plural
from dateline.typeset.words import ENGLISH, Words

LANGUAGES = [code for code in catalog.languages() if code != "en"]
TEMPLATES = Path(str(files("dateline.typeset").joinpath("templates")))
HOLDER = re.compile(r"\{(\w*)\}")


class Entry(NamedTuple):
    """A word with the name that it stands under in the catalogs."""

    name: str
    english: str | tuple[str, str]


def entries() -> list[Entry]:
    found = []
    for name, word in ENGLISH.items():
        if isinstance(word, Plural):
            found.append(Entry(name, (word.forms["one"], word.forms["other"])))
        elif isinstance(word, dict):
            found += [Entry(f"{name}.{key}", text) for key, text in word.items()]
        else:
            found.append(Entry(name, word))
    return found


def forms(language: str, entry: Entry) -> list[str]:
    """What a catalog says for it; empty where it says nothing."""
    message = catalog.read(language).get(entry.english, context=entry.name)
    said = message.string if message else ""
    return [said] if isinstance(said, str) else list(said or ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_has_a_translation_and_every_translation_a_word(language: str) -> None:
    assert [entry.name for entry in entries() if not all(forms(language, entry))] == []
    known = set(entries())
    left = [(m.context, m.id) for m in catalog.read(language) if m.id and (m.context, m.id) not in known]
    assert left == [], "run scripts/catalogs"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_place_holders_of_the_english(language: str) -> None:
    for entry in entries():
        english = {name for text in _several(entry.english) for name in HOLDER.findall(text)}
        told = [set(HOLDER.findall(text)) for text in forms(language, entry)]
        assert set.union(*told) == english, (entry.name, told)
        for number, names in zip(_numbers(language, len(told)), told, strict=True):
            # A form for one number alone may say it in a word; a form for several must show which.
            assert names == english or (len(number) == 1 and names == english - {"n"}), (entry.name, number, names)


def _several(text: str | tuple[str, str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


def _numbers(language: str, count: int) -> list[set[int]]:
    """Which of the numbers from 1 to 200 each form is for; 0 is for nothing that is counted here."""
    rule = c2py(_rule(language)) if count > 1 else lambda _n: 0
    found: list[set[int]] = [set() for _ in range(count)]
    for n in range(1, 201):
        found[rule(n)].add(n)
    return [numbers or {0} for numbers in found]


def _rule(language: str) -> str:
    return catalog.read(language).plural_expr


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogs_own_rule_for_plurals_is_that_of_cldr(language: str) -> None:
    """Its forms are read in CLDR's order; a translator's program goes by the rule in the head of the file."""
    rule, locale = c2py(_rule(language)), Locale.parse(language)
    plural = words.of(language).NEW_COUNT
    names = list(plural.forms)
    assert [names[rule(n)] for n in range(500)] == [locale.plural_form(n) for n in range(500)]


def test_arabic_counts_in_six_ways() -> None:
    count = words.of("ar").INDEX_COUNT
    assert len({count(n) for n in (0, 1, 2, 3, 11, 100)}) == 6
    assert count(1) == "تحديث واحد" and count(3) == "3 تحديثات" and count(11) == "11 تحديثًا"
    assert words.of("de").INDEX_COUNT(1200) == "1.200 Meldungen"
    assert words.of("en").NEW_COUNT.json == '{"one":"1 new update","other":"{n} new updates"}'


def _no_bare_space(text: str) -> bool:
    return not re.search(r"(?<![\u00a0\u202f])[;!?]|(?<!\u00a0):(?! ?//)|« (?!\u00a0)|[\"']", text)


def _german(text: str) -> bool:
    return not re.search(r"[\"'«»]|”", text) and text.count("„") == text.count("“")


def _spanish(text: str) -> bool:
    return not re.search(r"[\"'“”]", text) and text.count("?") == text.count("¿") and text.count("!") == text.count("¡")


def _arabic(text: str) -> bool:
    return not re.search(r"[,;?\"'“”]", text)


@pytest.mark.parametrize(
    ("language", "is_set_well"), [("fr", _no_bare_space), ("de", _german), ("es", _spanish), ("ar", _arabic)]
)
def test_the_signs_are_those_of_the_language(language: str, is_set_well: Callable[[str], bool]) -> None:
    wrong = [text for entry in entries() for text in forms(language, entry) if not is_set_well(HOLDER.sub("x", text))]
    assert wrong == []


class Visible(HTMLParser):
    """The text of a template that a reader would see, and the attributes that are read out to her."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._within: list[str] = []
        source = re.sub(r"\{% block body_attributes %\}.*?\{% endblock %\}", "", source, flags=re.DOTALL)
        source = re.sub(r"(</?)\{\{.*?\}\}", r"\1x", source)  # an element named by a variable
        self.feed(re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", source, flags=re.DOTALL))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = ("title", "alt", "aria-label", "placeholder", "label", "aria-description", "aria-roledescription")
        self.found += [value for name, value in attrs if value and name in told]
        self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self._within and self._within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"code", "kbd"} & {*self._within}:  # commands and keys are the same in every language
            self.found.append(data)


@pytest.mark.parametrize("template", sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.*")))
def test_a_template_says_nothing_of_its_own(template: str) -> None:
    said = Visible((TEMPLATES / template).read_text()).found
    assert [text for text in said if any(map(str.isalpha, text)) and text.strip() != "Dateline"] == []


@pytest.mark.parametrize(
    ("tag", "site", "language"),
    [
        ("fr-CA", "de", "fr"),
        ("FR", "de", "fr"),
        ("nb", "de", "de"),
        ("nb", "de-AT", "de"),
        ("nb", "sv", "en"),
        ("ar-EG", "en", "ar"),
        ("fr-x-harbour", "en", "fr"),
        ("en-GB-oed", "fr", "en"),
        ("", "", "en"),
    ],
)
def test_a_language_falls_back_to_its_wider_one_then_to_the_sites_then_to_english(
    tag: str, site: str, language: str
) -> None:
    found = words.of(tag, site)
    assert language == found.LANGUAGE


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_tag_is_without_words(tag: str, site: str) -> None:
    assert words.of(tag, site).LANGUAGE in catalog.languages()


def test_words_beside_a_text_of_another_language_say_which_they_are_of() -> None:
    assert words.of("en-GB").SPOKEN == 'dir="ltr"'
    assert words.of("he").SPOKEN == 'dir="ltr" lang="en"'
    assert words.of("ar").SPOKEN == 'dir="rtl"'


def test_a_name_is_isolated_only_where_it_is_written_the_other_way() -> None:
    assert words.of("en").isolated("Skarvik") == "Skarvik"
    assert words.of("en").isolated("דנה") == "\u2068דנה\u2069"
    assert words.of("ar").isolated("سكارفيك 24") == "سكارفيك 24"
    assert words.of("ar").isolated("Skarvik") == "\u2068Skarvik\u2069"


def test_too_few_forms_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        Plural("a", "b", "c", locale=Locale("ar"))


def test_the_browser_is_told_to_write_the_same_figures() -> None:
    assert words.of("en").TAG == "en-GB-u-nu-latn"
    assert words.of("ar-EG").TAG == "ar-EG-u-nu-latn"


def test_english_is_what_the_class_says() -> None:
    assert {name: getattr(words.of("en"), name) for name in ENGLISH} == {n: getattr(Words, n) for n in ENGLISH}

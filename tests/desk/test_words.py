"""The desk's languages: nothing that people read is left without a translation, and each is spoken to in hers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message as Entry
from django.conf import settings
from django.utils import translation

from dateline.desk import words
from dateline.desk.language import catalogs, refusals, times
from dateline.desk.people.models import Person
from dateline.errors import Conflict, Invalid, Refusal, Unknown
from tests.desk import strings
from tests.desk.staff import at_work, browser, quick_logins
from tests.desk.strings import DESK, Message

_NAMED = re.compile(r"%\(\w+\)s|%%|\{\w*\}|</?[a-z]\w*")
_COMMENT = re.compile(r"(?s)/\*.*?\*/|(?m:(?<![:'\"`])//.*$)")
_LITERAL = re.compile(r"'((?:[^'\\\n]|\\.)*)'|\"((?:[^\"\\\n]|\\.)*)\"|`((?:[^`\\]|\\.)*)`")
# A sentence, or its beginning: nothing that a script hands to a browser looks like it.
_SAID = re.compile(r"^[A-Z][a-z]+(?:[ …:!?.,]|$).*|.*\w \w+ \w+ \w+[ .].*")
# Keys by the names that browsers give them, and names out of the web's own standards.
_NAMES = re.compile(
    r"(Arrow(Up|Down|Left|Right)|Alt|Backspace|Control|Delete|End|Enter|Escape|Home|Meta|Page(Up|Down)|Shift|Tab|Space|"
    r"Accept|Mod|Content-Type|Idempotency-Key|If-Match|Dateline-Person|Retry-After|Location|Background|Drop)(-\w+)*"
)


@pytest.fixture(autouse=True)
def installed() -> None:
    catalogs.install()


def entries(code: str) -> Iterator[tuple[Message, Entry | None]]:
    catalog = catalogs.read(code)
    for message in strings.messages():
        id_ = (message.text, message.plural) if message.plural else message.text
        yield message, catalog.get(id_, context=message.context or None)


def texts(entry: Entry) -> list[str]:
    return [entry.string] if isinstance(entry.string, str) else list(entry.string or ())


def test_every_language_of_the_desk_has_a_catalog() -> None:
    assert {code for code, _ in settings.LANGUAGES} == {"en", *catalogs.codes()}


@pytest.mark.parametrize("code", catalogs.codes())
def test_every_string_is_translated(code: str) -> None:
    missing = [m.text for m, entry in entries(code) if entry is None or not texts(entry) or not all(texts(entry))]
    assert not missing, f"{len(missing)} strings; scripts/desk-catalogs lists them: {missing[:5]}"


@pytest.mark.parametrize("code", catalogs.codes())
def test_a_translation_has_the_places_of_its_string(code: str) -> None:
    """A plural may say the number in words; nothing else may leave out what it is about, or name what is not there."""
    for message, entry in entries(code):
        if entry is None:
            continue
        wanted = set(_NAMED.findall(message.text)) | set(_NAMED.findall(message.plural))
        for text in texts(entry):
            found = set(_NAMED.findall(text))
            assert found <= wanted, (message.text, text)
            assert message.plural or found == wanted, (message.text, text)


@pytest.mark.parametrize("code", catalogs.codes())
def test_a_catalog_holds_nothing_that_is_not_said(code: str) -> None:
    said = {(m.context or None, (m.text, m.plural) if m.plural else m.text) for m in strings.messages()}
    held = {(entry.context, entry.id) for entry in catalogs.read(code) if entry.id}
    assert held <= said


@pytest.mark.parametrize("path", strings.templates(), ids=lambda path: path.name)
def test_a_template_says_nothing_of_its_own(path: Path) -> None:
    assert strings.literals(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", strings.scripts(), ids=lambda path: str(path.relative_to(DESK / "static")))
def test_a_script_says_nothing_of_its_own(path: Path) -> None:
    script = _COMMENT.sub("", path.read_text("utf-8"))
    literals = ["".join(found) for found in _LITERAL.findall(script)]
    assert [text for text in literals if _SAID.match(text) and not _NAMES.fullmatch(text)] == []


def test_a_script_asks_for_no_word_that_is_not_there() -> None:
    held = set(words.live())
    for path in strings.scripts():
        asked = set(re.findall(r"\bwords\.([a-z][a-z_]+)\b", _COMMENT.sub("", path.read_text("utf-8"))))
        assert asked <= held, path.name


def test_an_extractor_finds_what_is_not_translated() -> None:
    assert strings.literals("<p>Hello {{ name }}</p>") == ["Hello ."]
    assert strings.literals('<input placeholder="Your name">') == ["Your name"]
    assert (
        strings.literals('{% blocktranslate %}Hello{% endblocktranslate %} <b title="{% translate "x" %}">{{ y }}</b>')
        == []
    )


def test_a_person_is_spoken_to_in_her_language_and_others_in_their_browsers(clean_database: Path) -> None:
    with quick_logins():
        rae = at_work("Rae")
        page = "/desk/newsroom/me"
        asked = {"accept-language": "ar, fr;q=0.5"}
        assert '<html lang="ar" dir="rtl">' in rae.browser.get(page, headers=asked).content.decode()
        Person.objects.update(language="fr")
        reply = rae.browser.get(page, headers=asked)
        assert '<html lang="fr" dir="ltr">' in reply.content.decode()
        assert reply["Content-Language"] == "fr" and "Accept-Language" in reply["Vary"]
        assert (
            '<html lang="en"'
            in browser().get("/desk/account/login/", headers={"accept-language": "xx"}).content.decode()
        )


@pytest.mark.parametrize(
    ("refusal", "french"),
    [
        (Unknown("There is no blog 'harbour'."), "Il n’y a pas de direct «\u00a0harbour\u00a0»."),
        (Invalid("title", "must not be empty"), "title: ne doit pas être vide"),
        (Conflict("'harbour' is live already."), "«\u00a0harbour\u00a0» est déjà en direct."),
    ],
)
def test_a_refusal_is_said_in_ones_language_with_what_it_quotes(refusal: Refusal, french: str) -> None:
    with translation.override("fr"):
        said = refusals.detail(refusal)
    assert said == french
    assert refusals.title(refusal) == refusal.title  # English, where nothing else was asked for


def test_what_a_refusal_quotes_is_no_pattern() -> None:
    with translation.override("fr"):
        said = refusals.detail(Unknown("There is no blog '{0}{1} is live already.'."))
    assert said == "Il n’y a pas de direct «\u00a0{0}{1} is live already.\u00a0»."


def test_a_sentence_that_no_catalog_has_is_said_as_it_is() -> None:
    with translation.override("fr"):
        assert refusals.detail(Refusal("Of this nobody has thought")) == "Of this nobody has thought"


@pytest.mark.parametrize(
    ("stamp", "told"),
    [
        ("2026-05-04T14:38:00.000Z", "16:38"),
        ("2026-05-03T14:38:00.000Z", "3 mai, 16:38"),
        ("2025-05-04T14:38:00.000Z", "4 mai 2025"),
    ],
)
def test_a_time_is_as_long_as_it_has_to_be(stamp: str, told: str) -> None:
    from dateline.blog.changes import moment

    with translation.override("fr"):
        assert times.told(stamp, "Europe/Paris", moment("2026-05-04T20:00:00.000Z")) == told

"""Text that people send, made fit to store: NFC, no control characters, no bidi overrides.

Everything here takes any JSON value and gives a string or raises Invalid or TooLarge, in time linear in its length.
"""

from __future__ import annotations

import re
import unicodedata

from dateline.errors import Invalid, TooLarge

# What no text may hold: C0 and C1 but the white space among them, DEL, bidi embeddings and overrides (they reorder text
# beyond their own line; isolates and marks, which cannot, are allowed), surrogates, and the two that XML feeds forbid.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\ud800-\udfff\ufffe\uffff]")

# No-break spaces are not in here: French and Swiss typography needs them kept.
_SPACE = re.compile("[ \t\n\r\x85\u2028\u2029]+")

# CPython sorts a run of combining marks by insertion, in quadratic time. Unicode's stream-safe format (UAX #15) allows
# runs of 30 at most, and no script's spelling comes near it. Texts too short for the sort to cost anything are
# not counted.
_LONGEST_MARK_RUN = 30
_UNCOUNTED = 1024


def check_characters(value: object, field: str) -> str:
    """`value` untouched; Invalid, naming `field`, when it is not a string or holds a character that no text may hold.

    For HTML and Markdown, whose words are composed only when they are out of it: NFC makes one sign, not equal, of the
    `>` that ends an element and a slash above it.
    """
    if not isinstance(value, str):
        raise Invalid(field, "must be a string")
    if refused := _REFUSED.search(value):
        code = f"U+{ord(refused.group()):04X}"
        raise Invalid(field, f"holds the control character {code} at position {refused.start() + 1}; remove it")
    return value


def clean_characters(value: object, field: str) -> str:
    """`value` in NFC, its white space untouched. Raises as check_characters does."""
    value = check_characters(value, field)
    if value.isascii():
        return value
    if len(value) > _UNCOUNTED:
        _check_mark_runs(value, field)
    return unicodedata.normalize("NFC", value)


def shown(text: str) -> str:
    """`text` for a refusal's detail: short, in quotes, without the characters that it may be refused for."""
    safe = _REFUSED.sub("\ufffd", text)
    return f"'{safe[:60]}…'" if len(safe) > 60 else f"'{safe}'"


def collapse(text: str) -> str:
    """`text` with each run of white space made one space, its ends kept."""
    return _SPACE.sub(" ", text)


def clean_line(value: object, field: str, limit: int, required: bool = False) -> str:
    """One line of at most `limit` characters, trimmed, each run of white space made one space.

    Raises Invalid (not a string, a forbidden character, nothing to read though `required`) or TooLarge.
    """
    return _checked(collapse(clean_characters(value, field)).strip(), field, limit, required)


def clean_text(value: object, field: str, limit: int, required: bool = False) -> str:
    """Paragraphs parted by one blank line, of at most `limit` characters in all; a line break inside one is kept.

    Lines are trimmed and their white space is made single. Raises as clean_line does.
    """
    lines = [collapse(line).strip() for line in clean_characters(value, field).splitlines()]
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return _checked("\n\n".join("\n".join(p) for p in paragraphs if p), field, limit, required)


def _checked(text: str, field: str, limit: int, required: bool) -> str:
    if len(text) > limit:
        raise TooLarge(f"{field}: {len(text)} characters; at most {limit} are allowed", field=field)
    if required and all(unicodedata.category(c)[0] in "CZ" for c in text):
        raise Invalid(field, "must not be empty")
    return text


def _check_mark_runs(text: str, field: str) -> None:
    run = 0
    for position, character in enumerate(text):
        run = run + 1 if unicodedata.combining(character) else 0
        if run > _LONGEST_MARK_RUN:
            raise Invalid(field, f"more than {_LONGEST_MARK_RUN} combining marks in a row at position {position + 1}")

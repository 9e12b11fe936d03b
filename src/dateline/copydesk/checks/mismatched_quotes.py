"""Quotation marks that do not go together: “ closed by ", one that is never closed, one that closes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from dateline.copydesk.ledger import Ledger
from dateline.copydesk.listed import listed
from dateline.copydesk.model import Facts, Finding, Line, PostText
from dateline.copydesk.spans import finding

_BEFORE = frozenset(" \t\u00a0\u202f([{—–-/…‘'“\"«„:")
_DOUBLE = frozenset('"“”„«»')
_SINGLE = frozenset("‘’'")
# „…“ German, „…” Polish, ”…” Swedish, «…» and »…«.
_PARTNERS = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "”": "”"}
_ELIDED = listed("tis twas til till em n cause bout round cos tween neath do")

_UNCLOSED, _UNOPENED = " opens a quotation that nothing closes.", " closes a quotation that nothing opens."

Fault = tuple[int, int, str, str | None]  # from, to, why, fix


def check(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Finding]:
    lines = [line for line in (post.headline, *post.paragraphs) if line is not None]
    found: list[tuple[Line, Fault]] = []
    for line, following in zip_longest(lines, lines[1:]):
        goes_on = following.text.lstrip()[:1] if following is not None else ""
        faults = list(_doubles(line.text, goes_on))
        faults += [
            fault for fault in _singles(line.text, goes_on) if not any(a <= fault[0] < b for a, b, _, _ in faults)
        ]
        # Opened in one paragraph and closed in a later one, as a statement is that is given whole.
        if found and faults and found[-1][1][2].endswith(_UNCLOSED) and faults[0][2].endswith(_UNOPENED):
            found.pop()
            faults = faults[1:]
        found += [(line, fault) for fault in faults]
    for line, (start, end, why, fix) in found:
        yield finding(post, (line.start + start, line.start + end), "mismatched-quotes", why, fix=fix)


def _doubles(text: str, goes_on: str) -> Iterator[Fault]:
    """`goes_on`: how the next paragraph begins; a quotation over several is opened anew in each, closed in the last."""
    opened, nested = -1, False
    for at, sign in enumerate(text):
        if sign not in _DOUBLE:
            continue
        fresh = _is_fresh(text, at)
        if opened < 0:
            opened = at if fresh else -1
            if not fresh:
                yield from _stray(text, at)
        elif fresh and sign == text[opened]:
            yield opened, at, f"{sign} opens a quotation that is not closed before the next one.", None
            opened = at
        elif fresh:
            nested = True
        elif nested and sign not in _PARTNERS[text[opened]]:
            nested = False
        else:
            if sign not in _PARTNERS[text[opened]]:
                yield opened, at + 1, f"{text[opened]} is closed by {sign}.", _paired(text[opened : at + 1])
            opened, nested = -1, False
    if opened >= 0 and goes_on != text[opened]:
        yield opened, len(text), text[opened] + _UNCLOSED, None


def _stray(text: str, at: int) -> Iterator[Fault]:
    """A mark that ends a quotation where none is open; a straight one behind a number measures inches."""
    if (text[at] == '"' and text[at - 1].isdigit()) or (text[at] not in "«»" and (at == 0 or text[at - 1].isspace())):
        return
    start = _single_before(text, at)
    if start >= 0:
        yield start, at + 1, f"{text[start]} is closed by {text[at]}.", f"‘{text[start + 1 : at]}’"
    else:
        yield at, at + 1, text[at] + _UNOPENED, None


def _is_fresh(text: str, at: int) -> bool:
    """Whether a mark stands where a quotation begins."""
    before, after = text[at - 1] if at else " ", text[at + 1] if at + 1 < len(text) else " "
    if text[at] in "«»":  # French sets a space inside; German turns them round
        return before in _BEFORE and (after.isalnum() or (text[at] == "«" and after.isspace()))
    return before in _BEFORE and not after.isspace() and not (before in "“\"‘'«„" and after in ",.;:)!?")


def _single_before(text: str, at: int) -> int:
    """A single mark that begins a quotation and is not closed before `at`; -1 if there is none."""
    start = max(text.rfind(" ‘", 0, at) + 1, 0 if text[0] == "‘" else -1)
    return start if text[start] == "‘" and "’" not in text[start:at] else -1


def _paired(quoted: str) -> str | None:
    """The same words between marks that match; None where marks inside them leave a choice."""
    first, inner, last = quoted[0], quoted[1:-1], quoted[-1]
    if _DOUBLE & set(inner):
        return None
    if first == '"':
        return f"“{inner}”" if last == "”" else None
    return first + inner + _PARTNERS[first][0]


def _singles(text: str, goes_on: str) -> Iterator[Fault]:
    """Single marks that surely open a quotation and have nothing behind them that might close it."""
    closers = [at for at, sign in enumerate(text) if sign in "’'" and at and _may_close(text, at)]
    curly = [at for at in closers if text[at] == "’"]
    for at, sign in enumerate(text):
        if sign not in "‘'" or not _is_fresh(text, at) or _elided(text, at):
            continue
        last = closers[-1] if closers else -1
        if last <= at + 1:
            if goes_on != sign:
                yield at, len(text), sign + _UNCLOSED, None
            return
        if sign == "‘" and not (curly and curly[-1] > at) and text[last - 1] not in "sS":
            yield at, last + 1, f"‘ is closed by {text[last]}.", f"‘{text[at + 1 : last]}’"
            return


def _may_close(text: str, at: int) -> bool:
    return not text[at - 1].isspace() and not text[at + 1 : at + 2].isalnum()


def _elided(text: str, at: int) -> bool:
    word = text[at + 1 : at + 9].replace("’", " ").replace("'", " ").split(" ")[0].lower().strip(".,;:!?")
    return word[:1].isdigit() or word in _ELIDED

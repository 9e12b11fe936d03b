"""Quotation marks that do not go together: “ closed by ", one that is never closed, one that closes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.copydesk.ledger import Ledger
from dateline.copydesk.listed import listed
from dateline.copydesk.model import Facts, Finding, PostText
from dateline.copydesk.spans import finding

_BEFORE = frozenset(" \t\u00a0\u202f([{—–-/…‘'“\"«„:")
_DOUBLE = frozenset('"“”„«»')
_SINGLE = frozenset("‘’'")
# „…“ German, „…” Polish, ”…” Swedish, «…» and »…«.
_PARTNERS = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "”": "”"}
_ELIDED = listed("tis twas til till em n cause bout round cos tween neath")

Fault = tuple[int, int, str, str | None]  # from, to, why, fix


def check(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Finding]:
    lines = [line for line in (post.headline, *post.paragraphs) if line is not None]
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        # A quotation over several paragraphs is opened anew in each and closed only in the last.
        resumed = following is not None and following.text.lstrip()[:1] in _PARTNERS.keys() | _SINGLE
        faults = list(_doubles(line.text, resumed))
        taken = [(start, end) for start, end, _, _ in faults]
        faults += [f for f in _singles(line.text, resumed) if not any(a <= f[0] < b for a, b in taken)]
        for start, end, why, fix in faults:
            yield finding(post, (line.start + start, line.start + end), "mismatched-quotes", why, fix=fix)


def _doubles(text: str, resumed: bool) -> Iterator[Fault]:
    opened = -1
    nested = False
    for at, sign in enumerate(text):
        if sign not in _DOUBLE:
            continue
        fresh, ends = _fresh(text, at), _ends(text, at)
        if opened < 0:
            if fresh:
                opened = at
            elif ends and not (sign == '"' and text[at - 1].isdigit()):  # inches
                start = _single_before(text, at)
                if start >= 0:
                    yield start, at + 1, f"{text[start]} is closed by {sign}.", f"‘{text[start + 1 : at]}’"
                else:
                    yield at, at + 1, f"{sign} closes a quotation that nothing opens.", None
        elif fresh and sign == text[opened]:
            yield opened, at, f"{sign} opens a quotation that is not closed before the next one.", None
            opened = at
        elif fresh:
            nested = True
        elif nested:
            nested = sign in _PARTNERS[text[opened]]
            opened = -1 if nested else opened
            nested = False
        else:
            if sign not in _PARTNERS[text[opened]] and ends:
                yield opened, at + 1, f"{text[opened]} is closed by {sign}.", _paired(text[opened + 1 : at], sign)
            opened = -1
    if opened >= 0 and not resumed:
        yield opened, len(text), f"{text[opened]} opens a quotation that nothing closes.", None


def _fresh(text: str, at: int) -> bool:
    """Whether a mark stands where a quotation begins."""
    before, after = text[at - 1] if at else " ", text[at + 1] if at + 1 < len(text) else " "
    return before in _BEFORE and not after.isspace() and not (before in "“\"‘'«„" and after in ",.;:)!?")


def _ends(text: str, at: int) -> bool:
    return at > 0 and not text[at - 1].isspace()


def _single_before(text: str, at: int) -> int:
    """A single mark that begins a quotation and is not closed before `at`; -1 if there is none."""
    start = max(text.rfind(" ‘", 0, at) + 1, 0 if text[0] == "‘" else -1)
    return start if text[start] == "‘" and "’" not in text[start:at] else -1


def _paired(inner: str, sign: str) -> str | None:
    if '"' in inner or "“" in inner:
        return None
    return f"“{inner}”" if sign in '"”' else None


def _singles(text: str, resumed: bool) -> Iterator[Fault]:
    """Single marks that surely open a quotation and have nothing behind them that might close it."""
    closers = [at for at, sign in enumerate(text) if sign in "’'" and at and _may_close(text, at)]
    curly = [at for at in closers if text[at] == "’"]
    for at, sign in enumerate(text):
        if sign not in "‘'" or not _fresh(text, at) or _elided(text, at):
            continue
        last = closers[-1] if closers else -1
        if last <= at + 1:
            if not resumed:
                yield at, len(text), f"{sign} opens a quotation that nothing closes.", None
            return
        if sign == "‘" and not (curly and curly[-1] > at) and text[last - 1] not in "sS":
            yield at, last + 1, f"‘ is closed by {text[last]}.", f"‘{text[at + 1 : last]}’"
            return


def _may_close(text: str, at: int) -> bool:
    return not text[at - 1].isspace() and not text[at + 1 : at + 2].isalnum()


def _elided(text: str, at: int) -> bool:
    word = text[at + 1 : at + 9].replace("’", " ").replace("'", " ").split(" ")[0].lower().strip(".,;:!?")
    return word[:1].isdigit() or word in _ELIDED

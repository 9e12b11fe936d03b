"""A person or a body in the headline of which the post says nothing.

People are recognised by any form of their name and by their office ("the Russian president"). Where the post leaves
open who "he", "the minister" or "the company" is, there is no finding. Places are left out: a headline says "in Paris"
where the post names a square.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import pairwise

from dateline.copydesk import gazetteer
from dateline.copydesk.capitals import bare
from dateline.copydesk.english import is_known
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.listed import listed
from dateline.copydesk.model import Facts, Finding, PostText
from dateline.copydesk.names import NameUse, countries
from dateline.copydesk.roles import is_role
from dateline.copydesk.sentences import words
from dateline.copydesk.spans import finding

_GENERIC = listed(
    "company club party agency firm bank airline government union ministry organisation organization alliance bloc",
    "watchdog regulator charity broadcaster newspaper force department carrier operator owner group institute body",
)
_BEFORE_PLACES = listed("in at near from to off across outside for of around over toward towards via into through")
_PRONOUNS = listed("he she his her him")
_ALIKE = 0.7  # of a misspelt name's letters: checks/name_variant.py speaks of it


def check(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Finding]:
    if post.headline is None or not post.paragraphs or not post.language.lower().startswith("en"):
        return
    uses = ledger.names.read(post)
    inside = [use for use in uses if use.start < post.headline.end and use.end > post.headline.start]
    body = _Body(post, [use for use in uses if use not in inside], ledger)
    for use in inside:
        if _certain(use, ledger, post) and not body.speaks_of(use):
            why = f"The headline names {use.text}; the post does not."
            yield finding(post, (use.start, use.end), "headline-claim", why, tier="ask")


def _certain(use: NameUse, ledger: Ledger, post: PostText) -> bool:
    """Whether the headline's word is a name for sure: by its own evidence, the lists, another post, its spelling."""
    if use.kind == "person":
        return ledger.names.sure(use.name)
    if use.kind == "organisation":
        return gazetteer.kind(use.text) is not None or ledger.names.known(use.name, post.id)
    if use.kind or use.opens or ledger.names.known(use.name, post.id):
        return False  # a story's own subject may go without saying
    return _surname_like(use.text) and not _placed(use, post)


def _surname_like(text: str) -> bool:
    """Whether a single capitalised word can be nothing but a name: no dictionary has it in small letters."""
    single = len(text) > 3 and text.isalpha() and text[1:].islower()
    return single and not is_known(text.lower()) and gazetteer.country(text) is None


def _placed(use: NameUse, post: PostText) -> bool:
    """Whether the word in front says that it is a place, or the headline capitalises every word."""
    assert post.headline is not None
    before = post.headline.text[: use.start - post.headline.start].split()
    small = sum(word[0].islower() and len(word) > 3 for word in post.headline.text.split())
    return small == 0 or (bool(before) and before[-1].lower() in _BEFORE_PLACES)


class _Body:
    """What a post's paragraphs name, by every way of naming."""

    def __init__(self, post: PostText, uses: list[NameUse], ledger: Ledger) -> None:
        self._names = ledger.names
        self._forms = {use.name for use in uses} | {use.text for use in uses}
        self._people = {use.name for use in uses if use.kind == "person"}
        tokens = [[word for word, _, _ in words(line.text)] for line in post.paragraphs]
        self._words = {bare(word).lower() for line in tokens for word in line}
        self._capitals = {bare(word).lower() for line in tokens for word in line if word[0].isupper()}
        self._offices = [
            line[max(0, i - 3) : i + 1] for line in tokens for i, word in enumerate(line) if is_role(word.lower())
        ]
        self._definite = {head.lower() for line in tokens for the, head in pairwise(line) if the in ("The", "the")}

    def speaks_of(self, use: NameUse) -> bool:
        """Whether a person or a body is named, or may be meant by a word that is not understood."""
        parts = [bare(part).lower() for part in use.text.split()]
        if use.name in self._forms or use.text in self._forms or all(part in self._words for part in parts):
            return True
        if any(self._alike(part) for part in parts if len(part) > 3):
            return True
        if use.kind == "person":
            return self._by_office(use.name) or (not self._people and bool(_PRONOUNS & self._words))
        return bool(_GENERIC & self._definite) or self._initials(use.text)

    def _alike(self, part: str) -> bool:
        near = (word for word in self._capitals if word[0] == part[0] and abs(len(word) - len(part)) < 4)
        return any(word.startswith(part) or SequenceMatcher(None, word, part).ratio() >= _ALIKE for word in near)

    def _by_office(self, name: str) -> bool:
        """Whether some office in the text is, or may be, this person's: "the Russian president"."""
        for phrase in self._offices:
            head, modifiers = phrase[-1].lower(), countries(" ".join(phrase))
            holders = self._names.holders(head, modifiers)
            definite = any(word.lower() == "the" for word in phrase)
            if name in holders or (definite and not holders and not self._people):
                return True
        return False

    def _initials(self, text: str) -> bool:
        """Whether the body spells out the headline's initials."""
        initials = text.replace(".", "").lower()
        return text.isupper() and any(
            "".join(part[0] for part in name.split() if part[0].isupper()).lower() == initials for name in self._forms
        )

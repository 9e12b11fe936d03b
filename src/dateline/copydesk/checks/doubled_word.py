"""A word written twice: "to to"."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from dateline.copydesk.english import is_known
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.listed import listed
from dateline.copydesk.model import Facts, Finding, Line, PostText
from dateline.copydesk.spans import finding
from dateline.copydesk.vocabulary import Token, lines_of

# Right twice in good prose: "that that", "had had", "gave her her phone", "very very"; songs, sounds and pleas.
_EN = listed(
    "that had her you it's very really so too much many more far long big no yes never now there again well bye ha hey",
    "knock tick blah yeah ok okay please go stop run who do is none way old dear hush aye night hear please boo chop",
    "pretty goody tut beep oh ah aha hip rah cha choo win wee bling poo mm hmm uh um",
)
# Articles that are relative pronouns too ("die, die die Wahl"), and reflexives.
_RIGHT = {
    "en": _EN,
    "de": listed("die der das den dem sie ihr wir sehr ja nein doch nie so es zu ganz viel vor an"),
    "fr": listed("nous vous oui non très trop si bien jamais plus tout encore en de la le les"),
}


def check(post: PostText, facts: Facts, ledger: Ledger) -> Iterable[Finding]:
    language = post.language.partition("-")[0].lower()
    right, english = _RIGHT.get(language), language == "en"
    if right is None:
        return
    for line, tokens in zip(filter(None, (post.headline, *post.paragraphs)), lines_of(post), strict=True):
        for i, (one, two) in enumerate(pairwise(tokens)):
            if not _is_same(line, one, two) or one.text.lower() in right or _is_third(tokens, i):
                continue
            # What no dictionary has may be a word that is made by doubling (boda boda).
            if english and not is_known(two.text):
                continue
            why = f"“{two.text}” stands here twice in a row."
            yield finding(post, (one.start, two.end), "doubled-word", why, fix=one.text)


def _is_same(line: Line, one: Token, two: Token) -> bool:
    """Whether a word stands beside itself. Two capitals are a name (Duran Duran), a small word and a capital are two
    sentences' words.
    """
    gap = line.text[one.end - line.start : two.start - line.start]
    behind = line.text[two.end - line.start : two.end - line.start + 1]
    alike = one.text.lower() == two.text.lower() and one.text.isalpha() and not two.text[0].isupper()
    return alike and gap.isspace() and behind not in ("'", "’", "-")


def _is_third(tokens: list[Token], i: int) -> bool:
    """Whether the word stands three times in a row, as it is meant to: ho ho ho."""
    beside = (*tokens[max(0, i - 1) : i], *tokens[i + 2 : i + 3])
    return any(other.text.lower() == tokens[i].text.lower() for other in beside)

"""A word written twice: "to to"."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from dateline.copydesk.english import is_known
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.listed import listed
from dateline.copydesk.model import Facts, Finding, PostText
from dateline.copydesk.spans import finding
from dateline.copydesk.vocabulary import lines_of

# Right twice in good prose: "that that", "had had", "gave her her phone", "very very"; songs, sounds and pleas.
_EN = listed(
    "that had her you it's very really so too much many more far long big no yes never now there again well bye ha hey",
    "knock tick blah yeah ok okay please go stop run who do is none way old dear hush aye night hear please boo chop",
    "pretty goody tut beep oh ah aha hip rah cha choo win wee mm hmm uh um",
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
        for one, two in pairwise(tokens):
            gap = line.text[one.end - line.start : two.start - line.start]
            behind = line.text[two.end - line.start : two.end - line.start + 1]
            same = one.text.lower() == two.text.lower() and gap.isspace() and behind not in ("'", "’", "-")
            # What no dictionary has may be a word that is made by doubling (boda boda).
            # Two capitals are a name (Duran Duran); a small word first and a capital second are two sentences' words.
            if (
                not same
                or (english and not is_known(two.text))
                or two.text[0].isupper()
                or not one.text.isalpha()
                or one.text.lower() in right
            ):
                continue
            yield finding(
                post,
                (one.start, two.end),
                "doubled-word",
                f"“{two.text}” stands here twice in a row.",
                fix=one.text,
            )

"""From a phrase to a person: "he", "the minister", "Ruiz's office", "the statement".

Resolved against the post first and the blog's names second. Two who fit equally well are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.copydesk.gazetteer import country
from dateline.copydesk.listed import listed
from dateline.copydesk.names import Names, NameUse, countries
from dateline.copydesk.quotes.cues import SAY
from dateline.copydesk.quotes.phrases import Mention, clause_opens, ending_at, ending_before
from dateline.copydesk.quotes.tokens import Sentence
from dateline.copydesk.roles import HONORIFICS, PERSONS, UNNAMED, is_role

_BACK, _REACH = 4, 16  # paragraphs and sentences that a pronoun reaches back over
_MALE = listed(
    "man boy father brother son husband uncle widower spokesman chairman king prince grandfather congressman"
)
_FEMALE = listed("woman girl mother sister daughter wife aunt widow spokeswoman chairwoman queen princess grandmother")
_ANYONE = "one"
# Offices of which a story has several.
_MANY = listed("spokesman spokeswoman spokesperson official officer president director secretary")
# A second word for somebody just named, rather than a new person.
_AGAIN = listed(
    "star player striker winger midfielder defender goalkeeper forward newcomer defendant singer actor actress",
    "champion skipper quarterback rookie veteran",
)
_STATED = listed("statement letter email e-mail tweet post memo message report")


@dataclass(frozen=True, slots=True)
class Speaker:
    """`name`: the full name, or the words for one who has none; None when no rule is sure."""

    name: str | None
    role: str | None = None
    person: bool = False
    named: bool = True
    pronoun: str | None = None


@dataclass(slots=True)
class Scene:
    """Who has been mentioned and who has spoken in a post, sentence by sentence."""

    post: str
    names: Names
    sentences: Sequence[Sentence]
    _spoken: list[tuple[int, Speaker]] = field(default_factory=list)
    _by_sentence: dict[int, Speaker] = field(default_factory=dict)
    _stated: Speaker | None = None

    def spoke(self, at: int, speaker: Speaker) -> None:
        """Keep who spoke in sentence `at`."""
        self._spoken.append((at, speaker))
        self._by_sentence[at] = speaker

    def issuer(self, at: int) -> Speaker | None:
        """Who put out the statement that sentence `at` names: "his office said in a statement".

        "The statement" is theirs from here on.
        """
        tokens = self.sentences[at].tokens
        for i, token in enumerate(tokens):
            stated = i > 1 and token.low in _STATED and token.quote is None
            if not stated or tokens[i - 1].low in ("the", "this"):
                continue
            if not any(before.low in ("in", "by", "via") for before in tokens[max(0, i - 4) : i]):
                continue
            for v in range(i - 2, 0, -1):
                if tokens[v].low in SAY and tokens[v].name is None and (subject := ending_before(tokens, v)):
                    found = self.resolve(at, subject)
                    self._stated = found if found.name is not None else self._stated
                    return found
        return None

    def resolve(self, at: int, mention: Mention) -> Speaker:
        """Who is meant by a phrase of sentence `at`."""
        if mention.kind == "name" and mention.name is not None:
            return self._by_name(mention.name, mention)
        if mention.kind == "pronoun":
            return self._by_pronoun(at, mention)
        if mention.owner is not None:
            return self._by_owner(at, mention)
        if mention.kind == "paper":
            if mention.definite and self._stated is not None and mention.head in _STATED:
                return self._stated
            return Speaker(mention.text, named=False)
        if mention.definite and mention.kind == "role":
            return self._by_role(at, mention)
        if mention.definite and mention.kind == "body":
            return Speaker(mention.text)
        return Speaker(mention.text, named=False, person=mention.kind == "role")

    def _by_name(self, use: NameUse, mention: Mention) -> Speaker:
        if use.kind == "person" or (use.kind == "" and " " not in mention.text):
            name = use.name if use.kind else self.names.near(use.name) or use.name
            role = use.role if use.role.rstrip(".").lower() not in HONORIFICS else ""
            role = role or self.names.role(name)
            return Speaker(name, role or None, person=True, pronoun=self.names.pronoun(name))
        return Speaker(mention.text)

    def _by_owner(self, at: int, mention: Mention) -> Speaker:
        owner = mention.owner
        if isinstance(owner, NameUse):
            name: str | None = owner.name
        else:
            pronoun = {"his": "he", "her": "she"}.get(str(owner), "they")
            held = self._by_pronoun(at, Mention(mention.start, mention.start, "pronoun", pronoun, pronoun))
            name = held.name if pronoun != "they" else None
        if name is None:
            return Speaker(mention.text, named=False)
        noun = mention.text.split(" ", 1)[-1] if isinstance(owner, str) else self._behind_owner(mention)
        return Speaker(f"{name}'s {noun}", person=mention.kind == "role")

    @staticmethod
    def _behind_owner(mention: Mention) -> str:
        text = mention.text.replace("’", "'")
        return text.split("'s ", 1)[-1] if "'s " in text else text.split("' ", 1)[-1]

    def _by_role(self, at: int, mention: Mention) -> Speaker:
        """The chancellor: the one in this post who is called so, else the only one in the blog."""
        holder = self._holder(mention)
        if holder is not None:
            return self._person(holder)
        if mention.head in UNNAMED or mention.head in _MANY:
            for _, speaker in reversed(self._spoken):
                if speaker.name is not None and mention.head in speaker.name.split():
                    return speaker
        pronoun = "he" if mention.head in _MALE else "she" if mention.head in _FEMALE else _ANYONE
        if mention.head.endswith("-year-old") or mention.head in _AGAIN or country(mention.head.title()):
            return self._last_person(at, pronoun, mention.start)
        return Speaker(mention.text, named=False, person=True)

    def _holder(self, mention: Mention) -> str | None:
        if mention.head not in PERSONS:
            return None
        modifiers = countries(mention.text)
        words = mention.text.lower().split()
        exact = " ".join(words[-2:]) if words[-1] == mention.head else mention.head
        for head in dict.fromkeys((exact, mention.head)):
            here = self.names.holders(head, modifiers, self.post)
            if here:
                return here[0] if len(here) == 1 else None
            everywhere = self.names.holders(head, modifiers)
            if len(everywhere) == 1 and (head != mention.head or modifiers or head not in _MANY):
                return everywhere[0]
        return None

    def _person(self, name: str) -> Speaker:
        return Speaker(name, self.names.role(name) or None, person=True, pronoun=self.names.pronoun(name))

    def _by_pronoun(self, at: int, mention: Mention) -> Speaker:
        if mention.head in ("it", "they"):
            for where, speaker in reversed(self._spoken):
                if self.sentences[at].paragraph - self.sentences[where].paragraph > 1:
                    break
                if not speaker.person and speaker.name is not None:
                    return speaker
                if mention.head == "they" and speaker.pronoun == "they":
                    return speaker
                break
            return self._body_before(at) if mention.head == "it" else Speaker(None)
        return self._last_person(at, mention.head, mention.start)

    def _body_before(self, at: int) -> Speaker:
        """The body that this sentence or the one before begins with: "Skylark has ceased trading, it said"."""
        for back in (at, at - 1):
            if back >= 0 and self.sentences[back].paragraph == self.sentences[at].paragraph:
                found = next((t for t in self.sentences[back].tokens[:2] if t.name is not None), None)
                if found is not None and found.name is not None and found.name.kind != "person":
                    return Speaker(found.name.name)
        return Speaker(None)

    def _last_person(self, at: int, pronoun: str, end: int) -> Speaker:
        """Whom a pronoun at token `end` of sentence `at` can stand for: who spoke or acted last."""
        fallback: set[str] = set()
        paragraph = self.sentences[at].paragraph
        for back in range(at, max(-1, at - _REACH), -1):
            if paragraph - self.sentences[back].paragraph > _BACK:
                break
            speaker = self._by_sentence.get(back)
            fits = speaker is not None and speaker.person and self._fits(speaker.pronoun, pronoun)
            if back != at and speaker is not None and fits:
                rivals = fallback - {speaker.name}  # mentioned since, if only as objects
                return speaker if not rivals or back + 1 == at else Speaker(None)
            subjects, others = self._people(back, end if back == at else None, pronoun)
            if subjects:
                return self._person(subjects[0])
            if not fallback:
                fallback = set(others)
        return self._person(fallback.pop()) if len(fallback) == 1 else Speaker(None)

    @staticmethod
    def _fits(own: str | None, pronoun: str) -> bool:
        return own is None or pronoun == _ANYONE or own in ("they", pronoun)

    def _people(self, at: int, end: int | None, pronoun: str) -> tuple[list[str], list[str]]:
        """People in sentence `at` (its tokens up to `end`): those who are its subjects, and the others."""
        tokens = self.sentences[at].tokens
        subjects: list[str] = []
        others: list[str] = []
        for i, token in enumerate(tokens[:end]):
            use = token.name
            if (
                use is None
                or use.kind != "person"
                or not self.names.sure(use.name)
                or not self._fits(self.names.pronoun(use.name), pronoun)
            ):
                continue
            verb = i + 1
            subject = False
            if not use.possessive and verb < len(tokens) and tokens[verb].quote is None:
                if tokens[verb].text == ",":
                    closing = next(
                        (k for k in range(verb + 1, min(len(tokens), verb + 14)) if tokens[k].text == ","), None
                    )
                    verb = closing + 1 if closing is not None else verb + 1
                start = i
                while start > 0 and not clause_opens(tokens, start) and i - start < 7:
                    start -= 1
                if verb < len(tokens) and not tokens[verb].mark and clause_opens(tokens, start):
                    found = ending_before(tokens, verb)
                    subject = found is not None and found.name is use
            (subjects if subject else others).append(use.name)
        if (
            not subjects
            and end is None
            and (office := self._office(at)) is not None
            and self._fits(office.pronoun, pronoun)
        ):
            subjects = [office.name] if office.name is not None else []
        return list(dict.fromkeys(subjects)), list(dict.fromkeys(others))

    def _office(self, at: int) -> Speaker | None:
        """Who a sentence is about that begins with an office: "The chancellor has begun."."""
        tokens = self.sentences[at].tokens
        if tokens[0].low != "the":
            return None
        for k in range(1, min(6, len(tokens) - 1)):
            if tokens[k].name is None and is_role(tokens[k].stem) and not is_role(tokens[k + 1].stem):
                found = ending_at(tokens, k) if tokens[k + 1].name is None else None
                holder = self._holder(found) if found is not None and found.start == 0 else None
                return self._person(holder) if holder is not None else None
        return None

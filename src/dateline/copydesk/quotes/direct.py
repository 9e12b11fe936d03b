"""Quoted passages in a post's paragraphs, each with its speaker where a rule is sure of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from dateline.copydesk.model import PostText, Quote
from dateline.copydesk.names import Names
from dateline.copydesk.quotes.channels import channel
from dateline.copydesk.quotes.cues import PARTICIPLES, SAY
from dateline.copydesk.quotes.governors import Governor, governor, titled
from dateline.copydesk.quotes.marks import Quoted
from dateline.copydesk.quotes.phrases import Mention, ending_before
from dateline.copydesk.quotes.speakers import Scene, Speaker
from dateline.copydesk.quotes.tokens import Sentence
from dateline.copydesk.sentences import words

_TITLE = 8  # words; a longer one behind "the film" is what somebody says in it
_NEAR = 3  # tokens between a verb and a capitalised phrase that it gives to somebody
_SCARE = 3  # words; so few without a speaker are a manner of speaking


@dataclass(frozen=True, slots=True)
class _Said:
    speaker: Speaker
    cue: str | None
    channel: str | None


def direct(post: PostText, names: Names, passages: Sequence[Quoted], sentences: Sequence[Sentence]) -> list[Quote]:
    """The passages as quotes. A title, a nickname, a short phrase that nobody says is none."""
    scene = Scene(post.id, names, sentences)
    said = _Reader(scene, passages).read()
    found = []
    for i, passage in enumerate(passages):
        held = said.get(i)
        if held is None:
            continue
        found.append(
            Quote(
                post.id,
                passage.start,
                passage.end,
                passage.text,
                "direct",
                held.speaker.name,
                held.speaker.role,
                held.cue,
                held.channel,
            )
        )
    return found


class _Reader:
    """Goes through a post once, sentence by sentence, carrying who spoke last."""

    def __init__(self, scene: Scene, passages: Sequence[Quoted]) -> None:
        self.scene = scene
        self.passages = passages
        self.said: dict[int, _Said] = {}
        self._last: _Said | None = None  # who may go on in the next sentence
        self._last_at = (-1, -1)  # their paragraph and passage
        self._handed: _Said | None = None  # "Ruiz said:" at a paragraph's end
        self._reported: tuple[int, _Said] | None = None  # the sentence before this one, if somebody speaks in it

    def read(self) -> dict[int, _Said]:
        for at, sentence in enumerate(self.scene.sentences):
            positions = sentence.quotes
            for q in positions:
                self._passage(at, sentence, q)
            if not positions:
                self._plain(at, sentence)
        return self.said

    def _passage(self, at: int, sentence: Sentence, q: int) -> None:
        index = sentence.tokens[q].quote
        assert index is not None
        passage = self.passages[index]
        whole = _whole(passage.text)
        if titled(sentence.tokens, q) and (_headed(passage.text) or (not whole and len(words(passage.text)) <= _TITLE)):
            return
        found = governor(sentence.tokens, q, whole)
        named = _headed(passage.text) and passage.text[-1].isalnum()
        if named and (found is None or abs(q - found.verb) > _NEAR):
            return  # a work's name in somebody's sentence: Ruiz said that “Gull” was late
        held = self._from(at, sentence, found) if found is not None else self._carried(at, sentence, whole)
        if held is None and whole and sentence.bare:
            held = self._announced(at)
        if held is None:
            if len(words(passage.text)) > _SCARE and not _headed(passage.text):
                self.said[index] = _Said(Speaker(None), None, None)
                self._last = None
            return
        self.said[index] = held
        self._last, self._last_at, self._handed = held, (sentence.paragraph, index), None

    def _from(self, at: int, sentence: Sentence, found: Governor) -> _Said:
        speaker = self.scene.resolve(at, found.subject)
        way = channel(sentence.tokens, found.verb)
        last = self._last
        if way is None and found.subject.kind == "paper":
            way = f"in a {found.subject.head}"
        if way is None and last is not None and last.speaker.name == speaker.name and last.channel is not None:
            way = last.channel if sentence.paragraph - self._last_at[0] <= 1 else None
        self.scene.spoke(at, speaker)
        issuer = self.scene.issuer(at)
        if issuer is not None and issuer.name is not None and way is not None and issuer.name != speaker.name:
            way = f"via {issuer.name}, {way}"
        return _Said(speaker, found.cue, way)

    def _carried(self, at: int, sentence: Sentence, whole: bool) -> _Said | None:
        """The last speaker going on: in the next sentence, or in the next paragraph where that is all quotation."""
        if not whole or not sentence.bare:
            return None
        paragraph = sentence.paragraph
        last = self._last
        if last is not None and self._last_at[0] == paragraph:
            return _Said(last.speaker, None, last.channel)
        if self._reported is not None and self._reported[0] == at - 1:
            same = self.scene.sentences[at - 1].paragraph == paragraph
            return self._reported[1] if same else None
        opens = at == 0 or self.scene.sentences[at - 1].paragraph != paragraph
        if not opens:
            return None
        if self._handed is not None:
            return self._handed
        if last is None or self._last_at[0] != paragraph - 1:
            return None
        goes_on = self.passages[self._last_at[1]].goes_on
        rest = takewhile(lambda s: s.paragraph == paragraph, islice(self.scene.sentences, at, None))
        alone = all(s.bare for s in rest)
        ended = at > 0 and bool(self.scene.sentences[at - 1].quotes)
        return _Said(last.speaker, None, last.channel) if goes_on or (alone and ended) else None

    def _announced(self, at: int) -> _Said | None:
        """`“Good morning.” Judge Oyelaran said.`: the stop is inside the marks, the speaker behind them."""
        if at + 1 >= len(self.scene.sentences):
            return None
        following = self.scene.sentences[at + 1]
        if following.paragraph != self.scene.sentences[at].paragraph:
            return None
        for v, token in enumerate(following.tokens[:12]):
            if token.low in SAY and token.low not in PARTICIPLES and v > 0:
                subject = ending_before(following.tokens, v)
                rest = following.tokens[v + 1 :]
                short = len(rest) <= 6 and not any(t.quote is not None for t in rest)
                if subject is not None and subject.start == 0 and short and not any(t.low == "that" for t in rest):
                    return self._from(at + 1, following, Governor(v, token.low, subject))
        return None

    def _plain(self, at: int, sentence: Sentence) -> None:
        """A sentence without quotation: whom it makes speak is who "he" will be; a colon hands over."""
        subject = _speaking(sentence)
        paragraph = sentence.paragraph
        ends = at + 1 >= len(self.scene.sentences) or self.scene.sentences[at + 1].paragraph != paragraph
        if subject is None:
            if self._last is not None and self._last_at[0] == paragraph and _mentions_person(sentence):
                self._last = None
            return
        verb, mention = subject
        speaker = self.scene.resolve(at, mention)
        self.scene.spoke(at, speaker)
        self.scene.issuer(at)
        if self._last is not None and speaker.name != self._last.speaker.name:
            self._last = None
        if speaker.person and speaker.name is not None:
            self._reported = (at, _Said(speaker, sentence.tokens[verb].low, channel(sentence.tokens, verb)))
        if ends and sentence.tokens[-1].text == ":":
            self._handed = _Said(speaker, sentence.tokens[verb].low, channel(sentence.tokens, verb))


def _speaking(sentence: Sentence) -> tuple[int, Mention] | None:
    for v, token in enumerate(sentence.tokens):
        if token.name is None and token.low in SAY and token.low not in PARTICIPLES and v > 0:
            subject = ending_before(sentence.tokens, v)
            if subject is not None:
                return v, subject
    return None


def _mentions_person(sentence: Sentence) -> bool:
    return any(token.name is not None and token.name.kind == "person" for token in sentence.tokens)


def _headed(text: str) -> bool:
    """Whether a passage is capitalised as titles are."""
    return all(word[0].isupper() or not word[0].isalpha() or len(word) < 4 for word, _, _ in words(text))


def _whole(text: str) -> bool:
    """Whether a passage is a sentence of its own, not a fragment of somebody else's."""
    first = next((c for c in text if c.isalnum()), "")
    count = len(words(text))
    return (first.isupper() or first.isdigit() or text[:1] in "…[.") and (count >= 4 or text[-1] in ",.?!…—–")

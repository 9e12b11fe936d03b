"""Quotes in a headline: whose they are, by the body they are taken from, else by the headline's own words."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.copydesk.model import PostText, Quote
from dateline.copydesk.names import Names, NameUse
from dateline.copydesk.quotes.governors import governor, titled
from dateline.copydesk.quotes.marks import quoted
from dateline.copydesk.quotes.phrases import Mention, ending_at
from dateline.copydesk.quotes.speakers import Scene, Speaker
from dateline.copydesk.quotes.tokens import Sentence, read
from dateline.copydesk.quotes.wording import within, words_of


def headline(post: PostText, names: Names, uses: Sequence[NameUse], body: Sequence[Quote]) -> list[Quote]:
    """The headline's quotes in order; a title or a nickname is none unless somebody in the body says it."""
    if post.headline is None:
        return []
    passages = quoted([post.headline])
    if not passages:
        return []
    own = [use for use in uses if use.end <= post.headline.end and use.start >= post.headline.start]
    sentences = read([post.headline], passages, own)
    scene = Scene(post.id, names, sentences)
    found = []
    for i, passage in enumerate(passages):
        source = next((quote for quote in body if within(passage.text, quote.text)), None)
        at, q = next((at, q) for at, s in enumerate(sentences) for q in s.quotes if s.tokens[q].quote == i)
        if source is None and titled(sentences[at].tokens, q):
            continue
        speaker, cue = _speaker(scene, at, q)
        if source is not None and source.speaker is not None:
            speaker = Speaker(source.speaker, source.role)
        elif speaker.name is None or not names.sure(speaker.name):
            speaker = _shared(passage.text, body) or Speaker(None)
        found.append(
            Quote(
                post.id,
                passage.start,
                passage.end,
                passage.text,
                "headline",
                speaker.name,
                speaker.role,
                cue,
                source.channel if source is not None else None,
            )
        )
    return found


def _speaker(scene: Scene, at: int, q: int) -> tuple[Speaker, str | None]:
    sentence = scene.sentences[at]
    named = _beside_colon(sentence, q)
    if named is not None:
        return scene.resolve(at, named), None
    found = governor(sentence.tokens, q, direct=q == 0)
    if found is None:
        return Speaker(None), None
    return scene.resolve(at, found.subject), found.cue


def _beside_colon(sentence: Sentence, q: int) -> Mention | None:
    """`Ruiz: ‘…’` and `‘…’: Ruiz speaks`."""
    tokens = sentence.tokens
    colon = next((k for k, token in enumerate(tokens) if token.text == ":" and token.quote is None), None)
    if colon is None or colon == 0:
        return None
    if q > colon:
        first = next((k for k in range(colon) if tokens[k].name is not None), None)
        return ending_at(tokens, first) if first is not None and first == colon - 1 else _to(sentence, first)
    if colon + 1 < len(tokens) and tokens[colon + 1].name is not None and q == colon - 1:
        return ending_at(tokens, colon + 1)
    return None


def _to(sentence: Sentence, first: int | None) -> Mention | None:
    """`Ruiz to voters: ‘…’`."""
    if first is None or first + 1 >= len(sentence.tokens) or sentence.tokens[first + 1].low not in ("to", "on"):
        return None
    return ending_at(sentence.tokens, first)


def _shared(text: str, body: Sequence[Quote]) -> Speaker | None:
    """The one speaker in the body who uses most of the words."""
    own = set(words_of(text))
    speakers = {
        quote.speaker: quote for quote in body if quote.speaker and 2 * len(own & set(words_of(quote.text))) > len(own)
    }
    if len(speakers) != 1:
        return None
    (quote,) = speakers.values()
    return Speaker(quote.speaker, quote.role)

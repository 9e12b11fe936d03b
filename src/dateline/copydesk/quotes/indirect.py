"""What is reported of somebody without quotation: "The ministry said the bridge was safe"."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.copydesk.listed import listed
from dateline.copydesk.model import PostText, Quote
from dateline.copydesk.names import Names
from dateline.copydesk.quotes.channels import channel
from dateline.copydesk.quotes.cues import HEARER, PARTICIPLES, SAY
from dateline.copydesk.quotes.phrases import Mention, Tokens, beginning_after, clause_opens, ending_before
from dateline.copydesk.quotes.speakers import Scene
from dateline.copydesk.quotes.tokens import Sentence

# Verbs that report as often as they do something else are left out: abstain.
_SURE = (SAY - HEARER) - listed(
    "read reads reading posted posts shot laughed sighed shrugged repeated repeating continued thought feels believes",
    "agreed ordered proposed requested ruled estimates reported reports lied quoted texted emailed chanted asked asks",
    "observed observes noted ruling demanded demands",
)
_ACTS = listed(
    "condemned condemns denounced denounces welcomed welcomes criticised criticized slammed slams praised",
    "praises hailed hails mocked ridiculed accused accuses blamed blames rejected rejects dismissed dismisses",
    "demanded demands voiced voices expressed expresses apologised apologized thanked defended defends warned",
    "warns urged urges",
)
_LEADS = listed("in on at throughout after during since under with for by as before until despite when while if")
_CUT = listed("adding saying calling describing citing referring")


def indirect(post: PostText, names: Names, sentences: Sequence[Sentence]) -> list[Quote]:
    """Reported speech, a span each: the words reported, or for what is done with words ("condemned") the deed."""
    scene = Scene(post.id, names, sentences)
    offsets = {line.start: line for line in post.paragraphs}
    lines = sorted(offsets)
    found: list[Quote] = []
    for at, sentence in enumerate(sentences):
        line = offsets[lines[sentence.paragraph]]
        for start, end, verb, subject in _reports(sentence.tokens):
            begin, stop = sentence.tokens[start].start, sentence.tokens[end - 1].end
            if stop <= begin:
                continue
            speaker = scene.resolve(at, subject)
            scene.spoke(at, speaker)
            scene.issuer(at)
            cue = sentence.tokens[verb].low if verb >= 0 else "according to"
            text = line.text[begin - line.start : stop - line.start]
            way = channel(sentence.tokens, verb)
            found.append(Quote(post.id, begin, stop, text, "indirect", speaker.name, speaker.role, cue, way))
    return found


def _reports(tokens: Tokens) -> list[tuple[int, int, int, Mention]]:
    """(first token, behind the last, verb, subject) of every report in a sentence."""
    found: list[tuple[int, int, int, Mention]] = []
    for v, token in enumerate(tokens):
        if token.name is not None or token.mark or token.quote is not None:
            continue
        if token.low == "according" and v + 2 < len(tokens) and tokens[v + 1].low == "to":
            subject = beginning_after(tokens, v + 1)
            if subject is not None and v > 3 and tokens[v - 1].text == "," and not _quotes(tokens[:v]):
                found.append((0, v - 1, -1, subject))
            continue
        if token.low in _SURE | _ACTS and token.low not in PARTICIPLES:
            subject = ending_before(tokens, v)
            if subject is None or (subject.kind == "pronoun" and subject.head == "it" and v > 3):
                continue
            report = _report(tokens, v, subject)
            if report is not None:
                found.append((*report, v, subject))
    return found


def _report(tokens: Tokens, v: int, subject: Mention) -> tuple[int, int] | None:
    after = v + 1
    if subject.start > 2 and tokens[subject.start - 1].text == "," and _ends_clause(tokens, v):
        if tokens[0].low in _LEADS and v + 1 < len(tokens) and tokens[v + 1].text == ",":
            end = _end(tokens, v + 2)
            return (v + 2, end) if end - v > 4 else None  # "In May, the mayor said, the bridge was safe"
        return None if _quotes(tokens[: subject.start]) else (0, subject.start - 1)
    if not clause_opens(tokens, subject.start) and subject.kind != "name":
        return None
    end = _end(tokens, after)
    if tokens[v].low in _ACTS - SAY:
        return (v, end) if end - v > 2 else None
    if after < len(tokens) and tokens[after].low == "that":
        after += 1
    elif after < len(tokens) and (
        tokens[after].mark or tokens[after].low in ("of", "on", "in", "at", "to", "so", "by")
    ):
        return None
    if end - after < 3 or tokens[after].quote is not None:
        return None
    return after, end


def _ends_clause(tokens: Tokens, v: int) -> bool:
    if v + 1 >= len(tokens):
        return True
    after = tokens[v + 1]
    return after.mark or (after.quote is None and after.low in ("on", "in", "at", "during", "late", "early", "after"))


def _end(tokens: Tokens, start: int) -> int:
    """Behind the last token of what is reported: the sentence's end, or where another verb takes over."""
    for i in range(start, len(tokens)):
        token = tokens[i]
        if token.text in (";", "–", "—") or (token.text == "," and i + 1 < len(tokens) and tokens[i + 1].low in _CUT):
            return i
    end = len(tokens)
    while end > start and tokens[end - 1].mark:
        end -= 1
    return end


def _quotes(tokens: Tokens) -> bool:
    """Whether what is reported is all quotation already."""
    return sum(token.quote is None and not token.mark for token in tokens) < 3

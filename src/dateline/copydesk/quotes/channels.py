"""Through whom or on what occasion words were spoken: "in an interview with ZDF", "told reporters in Tolo"."""

from __future__ import annotations

from dateline.copydesk.listed import listed
from dateline.copydesk.quotes.cues import HEARER
from dateline.copydesk.quotes.phrases import Tokens

_NOUNS = listed(
    "interpreter translator mastodon bluesky threads tiktok youtube linkedin whatsapp ceremony argument arguments",
    "statement interview briefing conference speech address remarks comments letter email e-mail memo message",
    "tweet post video broadcast interviews article op-ed column testimony hearing debate rally session meeting",
    "call phone telephone podcast programme program show report filing note press appearance telegram facebook",
    "twitter instagram x television radio tv announcement release update webcast livestream blog statements",
    "news tweets posts sermon toast affidavit complaint indictment ruling opinion parliament court communique",
    "communiqué",
)
_OPEN = listed("in at during on via by through")
_TAIL = listed(
    "with to on at carried by published released issued broadcast quoted from for in of posted after the a an his her"
)
_STOP = listed("and but that while after before as when who which referring adding saying calling describing")
# What may follow an occasion; another noun makes it another thing: "the phone conversation", "an interview panel".
_BEHIND = (
    _TAIL
    | _STOP
    | listed(
        "between before during monday tuesday wednesday thursday friday saturday sunday today yesterday late early via"
    )
)


def channel(tokens: Tokens, verb: int) -> str | None:
    """The channel named in a sentence, the nearest behind the verb first; None if it names none."""
    if 0 <= verb < len(tokens) - 1 and tokens[verb].low in HEARER:
        hearer = tokens[verb + 1]
        if (
            hearer.quote is None
            and not hearer.mark
            and hearer.low not in ("him", "her", "them", "me", "us", "it", "that")
        ):
            return _phrase(tokens, verb)
    starts = [*range(verb + 1, len(tokens)), *range(max(verb, 0))]
    for i in starts:
        if tokens[i].name is None and tokens[i].low in _OPEN and _occasion(tokens, i):
            return _phrase(tokens, i)
    return None


def _occasion(tokens: Tokens, i: int) -> bool:
    """Whether a preposition begins an occasion: "in a" … "statement", within five words."""
    for k in range(i + 1, min(len(tokens), i + 6)):
        token = tokens[k]
        if token.quote is not None or token.mark:
            return False
        if token.low in _NOUNS:
            after = tokens[k + 1] if k + 1 < len(tokens) else None
            if after is None or after.mark or after.quote is not None or after.name is not None:
                return True
            if after.low not in _NOUNS:
                return after.low in _BEHIND
        if token.low in _OPEN or token.low in _STOP:
            return False
    return False


def _phrase(tokens: Tokens, i: int) -> str:
    end = i + 1
    while end < len(tokens) and end - i < 12:
        token = tokens[end]
        if token.quote is not None or token.mark or (token.name is None and token.low in _STOP):
            break
        end += 1
    words = [token.text + "'s" * (token.name is not None and token.name.possessive) for token in tokens[i:end]]
    while len(words) > 1 and words[-1].lower() in _TAIL:
        words.pop()
    return " ".join(words)

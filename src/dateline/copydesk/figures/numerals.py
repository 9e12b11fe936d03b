"""Numbers as news copy writes them, read as intervals: `nearly 5,000`, `several dozen`, `$2.5bn`, `10 to 15`.

An exact number has equal bounds. "About" is a tenth either way; "nearly" a tenth below; "more than" and "at least" run
to just below the next round number, and `open_ended` says that they bound the value from below only. English.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.copydesk.lexemes import Lexeme
from dateline.copydesk.listed import listed, ordered

_SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_ONES = ordered(_SMALL, "seventeen eighteen nineteen")
_TENS = {word: 10 * i + 20 for word, i in ordered("twenty thirty forty fifty sixty seventy eighty ninety").items()}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_GLUED = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_MANY = {"dozens": 24.0, "scores": 40.0, "hundreds": 200.0, "thousands": 2e3, "millions": 2e6, "billions": 2e9}
MONEY = {"$": "dollars", "£": "pounds", "€": "euros", "¥": "yen", "₹": "rupees"}
SHARES = frozenset((*MONEY.values(), "per cent", "percent"))  # units that every number of their kind writes out
_PERCENT = {"%": "per cent", "percent": "percent"}
_MEASURES = listed(
    "km kilometres kilometers miles mile metres meters feet ft inches cm mm yards acres hectares kg tonnes",
    "tons litres liters gallons barrels mph kph knots megawatts mw gigawatts gw degrees c f celsius fahrenheit",
    "pounds dollars euros yen rupees roubles rubles yuan francs kronor kroner",
)
_GLUED_UNITS = {"c": "degrees", "f": "degrees", "p": "pence"}
_SPEEDS = {"km": "km/h", "kilometres": "km/h", "miles": "mph"}
# Longest first: "up to" before "to". Each with the name that a Figure's `qualifier` carries.
_BELOW = ("nearly", "almost", "just under", "close to", "approaching", "just short of")
_ABOUT = ("about", "around", "roughly", "some", "approximately", "an estimated", "circa", "estimated", "more or less")
_OVER_PLAIN = (
    "more than",
    "at least",
    "over",
    "upwards of",
    "no fewer than",
    "no less than",
    "in excess of",
    "well over",
)
_OVER = (*_OVER_PLAIN, "just over", "a minimum of")
_UNDER = ("up to", "as many as", "fewer than", "less than", "under", "below", "at most", "no more than", "a maximum of")
_MORE = ("another", "a further", "an additional", "additional", "further", "an extra", "extra")
_QUALIFIERS = (*_BELOW, *_ABOUT, *_OVER, *_UNDER, *_MORE, "only", "just", "exactly", "a total of")
_BY_LENGTH = {size: frozenset(words for words in _QUALIFIERS if len(words.split()) == size) for size in (4, 3, 2, 1)}
# The words that a number may begin with.
WORDS = frozenset((*_ONES, *_TENS, *_MANY, "half", "a", "an", "several", "tens"))
# No numeral of a news story is longer; a text of digits only costs a look at each.
_LONGEST = 18


@dataclass(frozen=True, slots=True)
class Number:
    """Lexemes [start, end); `value` as written. `unit` where the number brings its own: money, per cent, a measure."""

    start: int
    end: int
    value: float
    low: float
    high: float
    qualifier: str | None = None
    unit: str | None = None
    additive: bool = False
    words: bool = False


def open_ended(qualifier: str | None) -> bool:
    """Whether the number was given as a lower bound."""
    return qualifier in _OVER


def stated(low: float, high: float, qualifier: str | None) -> float:
    """The number that was written, out of the bounds that it was read as: 5,000 of `nearly 5,000`."""
    if qualifier in _BELOW or qualifier in _UNDER:
        return high
    return (low + high) / 2 if qualifier in _ABOUT else low


def read(lexemes: list[Lexeme], at: int) -> Number | None:
    """The number whose first numeral stands there, with the qualifier before it. None for ordinals and other words."""
    number = _vague(lexemes, at) or _money(lexemes, at) or _plain(lexemes, at)
    if number is None:
        return None
    number = _ranged(lexemes, number)
    number = number if number.unit else _measured(lexemes, number)
    return _qualified(lexemes, number)


def _low(lexemes: list[Lexeme], at: int) -> str:
    return lexemes[at].low if 0 <= at < len(lexemes) else ""


def _exact(start: int, end: int, value: float, unit: str | None = None, words: bool = False) -> Number:
    return Number(start, end, value, value, value, None, unit, False, words)


def _plain(lexemes: list[Lexeme], at: int) -> Number | None:
    """`2,100`, `3.5 million`, `2m`, `twenty-five`, `two hundred and fifty`, `half a million`, `a dozen`."""
    low = _low(lexemes, at)
    if low[:1].isdigit():
        return _digits(lexemes, at)
    if low == "half" and _low(lexemes, at + 1) == "a" and _low(lexemes, at + 2) in ("million", "billion", "dozen"):
        value = 6 if _low(lexemes, at + 2) == "dozen" else _SCALES[_low(lexemes, at + 2)] / 2
        return _exact(at, at + 3, value, words=True)
    if low in ("a", "an") and _low(lexemes, at + 1) in ("dozen", "hundred", "thousand", "million", "billion"):
        value = _SCALES.get(_low(lexemes, at + 1), 12)
        return _exact(at, at + 2, value, words=True)
    return _worded(lexemes, at)


def _digits(lexemes: list[Lexeme], at: int) -> Number | None:
    low = lexemes[at].low
    numeral = low.rstrip("abcdefghijklmnopqrstuvwxyz")
    suffix = low[len(numeral) :]
    value = _value(numeral)
    if value is None:
        return None
    if suffix in _GLUED:
        return _exact(at, at + 1, value * _GLUED[suffix])
    if suffix and suffix not in _MEASURES and suffix not in _GLUED_UNITS:
        return None
    if suffix:
        hourly = suffix == "km" and (_low(lexemes, at + 1), _low(lexemes, at + 2)) == ("/", "h")
        return (
            _exact(at, at + 3, value, "km/h") if hourly else _exact(at, at + 1, value, _GLUED_UNITS.get(suffix, suffix))
        )
    scale = _SCALES.get(_low(lexemes, at + 1)) or {"bn": 1e9, "m": 1e6, "dozen": 12}.get(_low(lexemes, at + 1))
    return _exact(at, at + 2, value * scale) if scale else _exact(at, at + 1, value)


def _value(numeral: str) -> float | None:
    if not numeral or len(numeral) > _LONGEST or not numeral.isascii():
        return None
    whole, _, fraction = numeral.partition(".")
    groups = whole.split(",")
    if len(groups) > 1 and (not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:])):
        return None
    digits = "".join(groups)
    if not digits.isdigit() or (fraction and not fraction.isdigit()):
        return None
    return float(f"{digits}.{fraction or 0}")


def _worded(lexemes: list[Lexeme], at: int) -> Number | None:
    total, current, end = 0.0, 0.0, at
    while end < len(lexemes):
        low = lexemes[end].low
        small = _small(low)
        if small is not None and current % 100 == 0:
            current += small
        elif low == "hundred" and 0 < current < 100:
            current *= 100
        elif low in _SCALES and low != "hundred" and current:
            total, current = total + current * _SCALES[low], 0.0
        elif not (low == "and" and (current >= 100 or (total and not current)) and _small(_low(lexemes, end + 1))):
            break
        end += 1
    return _exact(at, end, total + current, words=True) if end > at else None


def _small(low: str) -> int | None:
    """Below a hundred: `seven`, `forty`, `twenty-five`."""
    if low in _ONES or low in _TENS:
        return _ONES.get(low) or _TENS.get(low)
    tens, dash, ones = low.partition("-")
    return _TENS[tens] + _ONES[ones] if dash and tens in _TENS and 0 < _ONES.get(ones, 0) < 10 else None


def _vague(lexemes: list[Lexeme], at: int) -> Number | None:
    """`several hundred`, `a few thousand`, `dozens of`, `tens of thousands of`, `hundreds of thousands of`."""
    low, end = _low(lexemes, at), at + 1
    few = low == "a" and _low(lexemes, at + 1) == "few"
    if low == "several" or few:
        scale = _SCALES.get(_low(lexemes, end + few)) or (12 if _low(lexemes, end + few) == "dozen" else None)
        if scale is None:
            return None
        high = scale * (5 if few else 10) - (0 if few else 1)
        return Number(at, end + few + 1, 2 * scale, 2 * scale, high, "a few" if few else "several", words=True)
    if low == "tens" and _low(lexemes, end) == "of" and _low(lexemes, end + 1) in ("thousands", "millions"):
        floor, end = 10 * _MANY[_low(lexemes, end + 1)], end + 2
    elif low in _MANY:
        floor = _MANY[low]
        if low in ("hundreds", "dozens") and _low(lexemes, end) == "of" and _low(lexemes, end + 1) in _MANY:
            floor, end = floor * _MANY[_low(lexemes, end + 1)] / 2, end + 2
    else:
        return None
    if _low(lexemes, end) != "of":
        return None
    words = " ".join(lexeme.low for lexeme in lexemes[at : end + 1])
    high = 99.0 if floor < 100 else floor * 5 - 1
    return Number(at, end + 1, floor, floor, high, words, words=True)


def _money(lexemes: list[Lexeme], at: int) -> Number | None:
    unit = MONEY.get(_low(lexemes, at))
    number = _digits(lexemes, at + 1) if unit and _low(lexemes, at + 1)[:1].isdigit() else None
    return replace(number, start=at, unit=unit) if number else None


def _ranged(lexemes: list[Lexeme], number: Number) -> Number:
    """`between 20 and 30`, `20 to 30`, `10–15`: the second number carries the scale and the unit of both."""
    link = _low(lexemes, number.end)
    between = link == "and" and _low(lexemes, number.start - 1) == "between"
    if not (between or link in ("to", "-", "–")) or number.low != number.high:
        return number
    second = _money(lexemes, number.end + 1) or _plain(lexemes, number.end + 1)
    if second is None or second.value <= number.value:
        return number
    value = number.value
    for scale in (1e3, 1e6, 1e9):
        if second.value >= scale and value < 1000 <= second.value and value * scale < second.value:
            value *= scale
            break
    unit = second.unit or number.unit
    start = number.start - between
    return Number(start, second.end, value, value, second.value, "between" if between else "to", unit)


def _measured(lexemes: list[Lexeme], number: Number) -> Number:
    """The unit of measure behind the number: `45%`, `45 per cent`, `140 km/h`, `3 percentage points`."""
    here = _low(lexemes, number.end)
    behind = _low(lexemes, number.end + 1)
    if here in _PERCENT:
        return replace(number, end=number.end + 1, unit=_PERCENT[here])
    if here == "per" and behind == "cent":
        return replace(number, end=number.end + 2, unit="per cent")
    if here in ("percentage", "basis") and behind in ("points", "point"):
        return replace(number, end=number.end + 2, unit=f"{here} points")
    if here in ("square", "cubic", "nautical") and behind in _MEASURES:
        return replace(number, end=number.end + 2, unit=f"{here} {behind}")
    if here not in _MEASURES:
        return number
    hourly = here in _SPEEDS and (behind, _low(lexemes, number.end + 2)) in (
        ("/", "h"),
        ("an", "hour"),
        ("per", "hour"),
    )
    if hourly:
        return replace(number, end=number.end + 3, unit=_SPEEDS[here])
    return replace(number, end=number.end + 1, unit=here)


def _qualified(lexemes: list[Lexeme], number: Number) -> Number:
    number = replace(number, additive=_adds(lexemes, number))
    for size, known in _BY_LENGTH.items():
        begin = number.start - size
        words = " ".join(lexeme.low for lexeme in lexemes[begin : number.start]) if begin >= 0 else ""
        if words in known:
            return _bounded(replace(number, start=begin), words)
    return number


def _adds(lexemes: list[Lexeme], number: Number) -> bool:
    before = {_low(lexemes, number.start - 1), _low(lexemes, number.start - 2)}
    return bool(before & {"another", "further", "additional", "extra"}) or _low(lexemes, number.end) in (
        "more",
        "other",
    )


def _bounded(number: Number, words: str) -> Number:
    if number.low != number.high:
        return replace(number, qualifier=number.qualifier or words)
    value, low, high = number.value, number.low, number.high
    if words in _BELOW:
        low = 0.9 * value
    elif words in _ABOUT:
        low, high = 0.9 * value, 1.1 * value
    elif words in _OVER:
        high = value + _step(value)
    elif words in _UNDER:
        low = 0.0
    return replace(number, low=low, high=high, qualifier=words)


def _step(value: float) -> float:
    """How far it is to just before the next round number: from 17,000 to 17,999, from 25 to 25.9."""
    step = 1.0
    while value and value % (step * 10) == 0:
        step *= 10
    return step - 1 if step > 1 else 0.9

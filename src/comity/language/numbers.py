"""Numbers as they are written: digits with any thousands separators, words, fractions, scales.

Plural number nouns that stand for an unknown number ("millions", "dozens", "hundreds of thousands", "several hundred")
have the noun's own value and are at least that: the quantity says "over". Fractions of something ("a third of exports",
"two-thirds") are percentages; "half a million" is a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SMALL_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS_NAMES = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL_NAMES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)
UNITS: dict[str, int] = {word: value for value, word in enumerate(_SMALL_NUMBERS.split())}
TENS: dict[str, int] = {word: 10 * value for value, word in enumerate(_TENS_NAMES.split(), start=2)}
SCALES: dict[str, float] = {
    "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9, "trillion": 1e12,
    "lakhs": 1e5, "crores": 1e7, "mln": 1e6, "mn": 1e6, "bln": 1e9, "bn": 1e9, "trn": 1e12, "tn": 1e12,
    "m": 1e6, "k": 1e3, "b": 1e9, "dozen": 12, "score": 20,
    "tens": 10, "dozens": 12, "scores": 20, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9,
    "trillions": 1e12,
}  # fmt: skip
ORDINALS: dict[str, int] = {word: value for value, word in enumerate(_ORDINAL_NAMES.split(), start=1)} | {
    "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80,
    "ninetieth": 90, "hundredth": 100,
}  # fmt: skip
FOLD = {word: float(value) for word, value in {**UNITS, **TENS, "hundred": 100, "thousand": 1000}.items() if value > 1}
MULTIPLES: dict[str, float] = {
    **dict.fromkeys(("double", "doubles", "doubled", "doubling"), 2.0),
    **dict.fromkeys(("triple", "triples", "tripled", "tripling", "treble", "trebles", "trebled", "trebling"), 3.0),
    **dict.fromkeys(("quadruple", "quadruples", "quadrupled", "quadrupling"), 4.0),
    **dict.fromkeys(("quintuple", "quintupled", "quintupling"), 5.0),
    **dict.fromkeys(("halve", "halves", "halved", "halving"), 0.5),
}
_VULGAR = {"¼": 0.25, "½": 0.5, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875}
_PARTS = {
    "half": 1 / 2, "halves": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4,
    "fourth": 1 / 4, "fourths": 1 / 4, "fifth": 1 / 5, "fifths": 1 / 5, "sixth": 1 / 6, "sixths": 1 / 6,
    "eighth": 1 / 8, "eighths": 1 / 8, "tenth": 1 / 10, "tenths": 1 / 10,
}  # fmt: skip

NUMBER_WORDS = (
    frozenset(UNITS) | frozenset(TENS) | frozenset(ORDINALS) | frozenset(MULTIPLES) | frozenset(_PARTS)
    | frozenset(word for word in SCALES if len(word) > 1) | frozenset(word + "fold" for word in FOLD)
    | frozenset(_VULGAR)
    | frozenset({"manifold", "twice", "thrice"})
)  # fmt: skip

_TEN = "|".join(TENS)
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_SMALL = rf"(?:(?:{_TEN})(?:[-\s](?:{_ONES}))?|" + "|".join(sorted(UNITS, key=len, reverse=True)) + ")"
_BIG = "hundred|thousand|lakhs?|million|crores?|billion|trillion|dozen|mln|mn|bln|bn|trn"
_PLURAL = "hundreds|thousands|millions|billions|trillions|lakhs|crores|dozens|tens|scores"
DIGITS = (
    r"(?:\d{1,3},\d{1,2}(?=\s+(?:million|billion|trillion|mln|bln|per\s?cent|pct)\b)|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:,\d{2})+,\d{3}(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d+[-\s]\d{1,2}/\d{1,2}(?!\d)|\d{1,2}/\d{1,2}(?![\d/])|\d+(?:\.\d+)?(?:\s?[¼½¾⅓⅔⅛⅜⅝⅞])?|[¼½¾⅓⅔⅛⅜⅝⅞]|(?<![.\w])\.\d+)"
)
# The number itself. Groups: digits, words, plural (an indefinite plural), fraction.
NUMBER = re.compile(
    rf"(?P<digits>{DIGITS})(?:(?P<glued>bn|mn|m|k|b|tn|trn|mln|bln)(?![\w'’])|(?P<scales>(?:[\s-]+(?i:{_BIG}|tn|billions|millions)(?!\w))*))"
    rf"|(?<!\w)(?i:(?P<fraction>(?:(?:a|an|one|two|three|four|five|six|seven|nine)[\s-]+(?:half|thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|tenths?)|half)"
    rf"(?=\s+(?:of|the|its|their|his|our|all|more|less|fewer|higher|lower|above|below|from|to|in|since|last|this|between|during|over|are|is|was|were|have|has|had|will|come|came|go|went)\b"
    rf"|\s*$|[\s-]+majority|\s*[,.;)])|(?:one|two|three|four|nine)\s+in\s+(?:every\s+)?(?:three|four|five|six|seven|eight|ten|twenty)(?=\s+[A-Za-z])))"
    rf"|(?i:(?P<plural>(?:(?:several|a\s+few|few|many|some)\s+(?:{_BIG})(?:\s+(?:{_BIG}))*|(?:{_PLURAL})(?:\s+of\s+(?:{_PLURAL}))*))(?!\w))"
    rf"|(?i:(?P<halfscale>half[\s-]+an?[\s-]+(?:{_BIG}))(?!\w))"
    rf"|(?i:(?P<words>(?:(?:an?|one)\s+and\s+a\s+half|an?(?=[\s-]+(?:{_BIG})\b)|{_SMALL}|(?:hundred|thousand|dozen)(?=\s+\w))(?![\w'’])"
    rf"(?:\s+and\s+a\s+(?:half|quarter)\b)?(?:[\s-]+(?:{_BIG})(?!\w))*(?:(?:\s*,)?(?:\s+and)?[\s]+(?:{_SMALL})(?:[\s-]+(?:{_BIG}))*(?!\w))*))",
)

_COMMA = re.compile(r"\d{1,3},\d{1,2}")
_NO_SHARE = re.compile(
    r"(?i)(?:(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|day|week|month|year))\s+and"
    r"|\w+ern|\b(?:first|second|latter|other|upper|lower|per))\s+\Z"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from the text: value fully scaled, `scaled` when a scale word was part of it."""

    value: float
    scale: float
    indefinite: bool = False
    fraction: bool = False


def read_number(match: re.Match[str]) -> Number | None:
    """The value of a NUMBER match; None when the words make no number ("two, three")."""
    if match["digits"]:
        scale = 1.0
        tail = match["glued"] or match["scales"] or ""
        for word in re.findall(r"[^\W\d_]+", tail.lower()):
            scale *= SCALES[word]
        value = _digits(match["digits"])
        # twelve digits: 531.29 billion is 531290000000 and not a hair less
        return None if value is None else Number(float(f"{value * scale:.12g}"), scale)
    if match["fraction"]:
        words = re.split(r"[\s-]+", match["fraction"].lower())
        if "in" in words:  # "one in five"
            return Number(round(100 * UNITS[words[0]] / UNITS.get(words[-1], 20), 2), 1.0, fraction=True)
        count = UNITS.get(words[0], 1) if len(words) > 1 else 1
        return Number(round(100 * count * _PARTS[words[-1]], 2), 1.0, fraction=True)
    if match["plural"]:
        value = 1.0
        for word in re.findall(r"[a-z]+", match["plural"].lower()):
            value *= SCALES.get(word, 1.0)
        return Number(value, value, indefinite=True)
    if match["halfscale"]:
        scale = SCALES[re.split(r"[\s-]+", match["halfscale"].lower())[-1]]
        return Number(scale / 2, scale)
    return _words(match["words"])


def no_share(text: str, match: re.Match[str]) -> bool:
    """Whether a fraction is no share of anything: "six and a half", "the northern half", "the second half"."""
    if " in " in match.group():
        return False
    if re.match(r"\s+of\s+\d", text[match.end() : match.end() + 6]):
        return True  # "a second cable of 500 MW and a third of 700 MW"
    return _NO_SHARE.search(text[max(0, match.start() - 12) : match.start()]) is not None


def _digits(text: str) -> float | None:
    text = text.strip()
    if text[-1] in _VULGAR:
        return (float(text[:-1].strip()) if text[:-1].strip() else 0.0) + _VULGAR[text[-1]]
    if "/" in text:
        whole, _, rest = re.sub(r"[-\s]+", "-", text).rpartition("-")
        above, _, below = rest.partition("/")
        return None if int(below) == 0 else (int(whole) if whole else 0) + int(above) / int(below)
    if _COMMA.fullmatch(text):
        return float(text.replace(",", "."))  # "1,5 million", as the continent writes it
    plain = re.sub(r"[,\s\u00a0\u202f\u2009]", "", text)
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    return float(plain)


def _words(text: str) -> Number | None:
    """Two hundred and fifty thousand; one and a half million; a dozen."""
    total, part, scale, last = 0.0, 0.0, 1.0, 1e18
    words = re.findall(r"[a-z]+", text.lower())
    at = 0
    while at < len(words):
        word = words[at]
        if word == "and" and words[at : at + 3] in (["and", "a", "half"], ["and", "a", "quarter"]):
            part += 0.5 if words[at + 2] == "half" else 0.25
            at += 3
            continue
        if word in ("a", "an"):
            part += 1
        elif word in UNITS or word in TENS:
            number = UNITS.get(word, TENS.get(word, 0))
            if part and (part % 100 and (number >= 10 or part % 10)):
                return None
            part += number
        elif word in SCALES:
            scale = SCALES[word]
            part = part or 1.0
            if word in ("hundred", "dozen"):
                part *= scale
            elif scale < last:
                total, part, last = total + part * scale, 0.0, scale
            else:
                total, part = (total + part) * scale, 0.0
        elif word != "and":
            return None
        at += 1
    return Number(total + part, scale)


def fold(word: str) -> float | None:
    """The factor of "twofold", "twentyfold", "hundredfold"; None for other words."""
    return FOLD.get(word[:-4].rstrip("-")) if word.endswith("fold") else None

"""Parts of a thread that sentences speak of by number or order: units of a plant, phases, batches, tranches."""

from __future__ import annotations

import re

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NTH = {name: number for number, name in enumerate((*_ORDINALS, "eleventh", "twelfth"), 1)}
_CARDINALS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTS = {name: number for number, name in enumerate(_CARDINALS, 2)}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_NOUN = (
    r"(?P<noun>units?|reactors?|blocks?|lines?|strings?|phases?|stages?|batch(?:es)?|tranches?|sections?|lots?|series"
    r"|regiments?|squadrons?|batter(?:y|ies)|ships?|frigates?|submarines?|aircraft|deliver(?:y|ies)|consignments?|satellites?)"
)
_ORDER = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d{1,2}(?:st|nd|rd|th))"
_BETWEEN = r"(?:power |nuclear |reactor |main |new |production |more |remaining |\d[\d,]*[- ]?(?:MW|megawatts?) )*"
_ORDERED = re.compile(rf"\b(?P<nths>{_ORDER}(?:(?:, | and | to |, and ){_ORDER})*) {_BETWEEN}{_NOUN}\b", re.IGNORECASE)
_FIGURE = r"(?:\d{1,2}|[IVX]{1,4})"
_NUMBERED = re.compile(
    rf"\b{_NOUN} (?:nos?\.? ?|numbers? )?(?P<numbers>{_FIGURE}(?:(?:, | and | to |, and | ?[-–&] ?){_FIGURE})*)\b"
    r"(?! (?:per ?cent|percent|million|billion|MW|megawatts?|km|years?))",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"\b(?P<count>{'|'.join(_CARDINALS)}|\d{{1,2}}) (?:of (?:the |its |their )?\w+ )?{_BETWEEN}{_NOUN}\b",
    re.IGNORECASE,
)


def part_of(quote: str, near: int) -> str:
    """The part of a thread that a quote names nearest to a character: `unit 1`, `units 3, 4`, `2 units`, or empty."""
    found = [
        (abs(match.start() - near), order, _label(match))
        for order, pattern in enumerate((_NUMBERED, _ORDERED, _COUNTED))
        for match in pattern.finditer(quote)
    ]
    named = [one for one in found if one[1] < 2 and one[2]] or [one for one in found if one[2]]
    return min(named)[2] if named else ""


def _label(match: re.Match[str]) -> str:
    groups = match.groupdict()
    noun = _single(groups["noun"].casefold())
    if groups.get("count"):
        word = groups["count"].casefold()
        return f"{_COUNTS.get(word) or word} {_plural(noun)}"
    written = groups.get("numbers") or groups.get("nths") or ""
    ends = [_number(word) for word in re.findall(r"[^\W_]+", written) if word.casefold() not in ("and", "to")]
    if not ends or 0 in ends:
        return ""
    if len(ends) == 2 and re.search(r" to |[-–]", written) and ends[0] < ends[1]:
        ends = list(range(ends[0], ends[1] + 1))
    numbers = ", ".join(str(number) for number in sorted(set(ends)))
    return f"{noun if len(set(ends)) == 1 else _plural(noun)} {numbers}"


def _number(word: str) -> int:
    plain = word.casefold()
    digits = re.match(r"\d+", plain)
    return int(digits.group()) if digits else _NTH.get(plain) or _ROMAN.get(plain) or 0


def _single(noun: str) -> str:
    for plural, single in (("batches", "batch"), ("ies", "y"), ("series", "series"), ("aircraft", "aircraft")):
        if noun.endswith(plural):
            return noun[: -len(plural)] + single
    return noun.removesuffix("s")


def _plural(noun: str) -> str:
    if noun in ("series", "aircraft"):
        return noun
    return noun[:-1] + "ies" if noun.endswith("y") else noun + ("es" if noun.endswith("ch") else "s")

"""Parts of a thread that sentences speak of by number or order: units of a plant, phases, batches, tranches."""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.language.numbers import ORDINALS, UNITS

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_NOUN = (
    r"(?P<noun>units?|reactors?|blocks?|lines?|strings?|phases?|stages?|batch(?:es)?|tranches?|sections?|lots?|series"
    r"|regiments?|squadrons?|batter(?:y|ies)|ships?|frigates?|submarines?|aircraft|deliver(?:y|ies)|consignments?"
    r"|satellites?)"
)
_SAME = ("series", "aircraft")  # in the singular and in the plural
_AND = r"(?:, | and | to |, and )"
_NTH = rf"(?:{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
_FIGURE = r"(?:\d{1,2}|[IVX]{1,4})"
_BETWEEN = r"(?:power |nuclear |reactor |main |new |production |more |remaining |\d[\d,]*[- ]?(?:MW|megawatts?) )*"
_ORDERED = re.compile(rf"\b(?P<nths>{_NTH}(?:{_AND}{_NTH})*) {_BETWEEN}{_NOUN}\b", re.IGNORECASE)
_NUMBERED = re.compile(
    rf"\b{_NOUN} (?:nos?\.? ?|numbers? )?(?P<numbers>{_FIGURE}(?:(?:{_AND}| ?[-–&] ?){_FIGURE})*)\b"
    r"(?! (?:per ?cent|percent|million|billion|MW|megawatts?|km|years?))",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"\b(?P<count>{'|'.join(word for word, value in UNITS.items() if value > 1)}|\d{{1,2}})"
    rf" (?:of (?:the |its |their )?\w+ )?{_BETWEEN}{_NOUN}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """Parts of one sort: those with these numbers ("units 3, 4"), or so many of them ("2 units")."""

    noun: str
    numbers: tuple[int, ...] = ()
    count: int = 0

    def __str__(self) -> str:
        if not self.numbers:
            return f"{self.count} {_plural(self.noun)}"
        noun = self.noun if len(self.numbers) == 1 else _plural(self.noun)
        return f"{noun} {', '.join(map(str, self.numbers))}"

    def covers(self, other: Part) -> bool:
        """Whether what is said of this part holds for another: "units 1, 2" covers "unit 1"."""
        return self.noun == other.noun and bool(other.numbers) and set(other.numbers) <= set(self.numbers)


def part_of(quote: str, near: int) -> Part | None:
    """The part that a quote names nearest to a character; one with a number before one that is only counted."""
    found = [
        (pattern is _COUNTED, abs(match.start() - near), part)
        for pattern in (_NUMBERED, _ORDERED, _COUNTED)
        for match in pattern.finditer(quote)
        if (part := _part(match)) is not None
    ]
    return min(found)[2] if found else None


def _part(match: re.Match[str]) -> Part | None:
    groups = match.groupdict()
    noun = _single(groups["noun"].casefold())
    if groups.get("count"):
        word = groups["count"].casefold()
        return Part(noun, count=int(word) if word.isdigit() else UNITS[word])
    written = groups.get("numbers") or groups.get("nths") or ""
    ends = [_number(word) for word in re.findall(r"[^\W_]+", written) if word.casefold() not in ("and", "to")]
    if 0 in ends:
        return None
    if len(ends) == 2 and re.search(r" to |[-–]", written) and ends[0] < ends[1]:
        ends = list(range(ends[0], ends[1] + 1))
    return Part(noun, tuple(sorted(set(ends))))


def _number(word: str) -> int:
    """The number that a word is, or 0."""
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else ORDINALS.get(word.casefold()) or _ROMAN.get(word.casefold()) or 0


def _single(noun: str) -> str:
    if noun in _SAME:
        return noun
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun.removesuffix("es") if noun.endswith("ches") and noun != "tranches" else noun.removesuffix("s")


def _plural(noun: str) -> str:
    if noun in _SAME:
        return noun
    return noun[:-1] + "ies" if noun.endswith("y") else noun + ("es" if noun.endswith("ch") else "s")

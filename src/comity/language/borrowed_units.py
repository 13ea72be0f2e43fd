"""Units and scales that a number takes from beside it: an editor's brackets, a second number, a glued "m"."""

from __future__ import annotations

import re

from comity.language.analysis import Sentence
from comity.language.numbers import NUMBER, SCALES, Number, read_number
from comity.language.unit_words import unit_patterns
from comity.records.units import Unit, UnitKind

_BRACKET = re.compile(r"(?i)\s*\(\s*(?P<scale>(?:mln|million|bln|billion|thousand|trillion)(?=\s))?")
_AND = re.compile(r"\s+and\s+(?=[\w$€£¥₹])")


def metres_unit(
    match: re.Match[str], number: Number, sign: tuple[Unit, int] | None, after: tuple[Unit, int, int] | None
) -> tuple[Number, tuple[Unit, int, int] | None]:
    """ "500m" is metres, "$500m" and "500m euros" are millions."""
    if match["glued"] == "m" and sign is None and (after is None or after[0].kind is not UnitKind.CURRENCY):
        unit = unit_patterns().by_code["m"]
        return Number(number.value / 1e6, 1.0), (unit, match.end() - 1, match.end())
    return number, after


def bracketed_unit(
    text: str, match: re.Match[str], number: Number, limit: int
) -> tuple[Number, tuple[Unit, int, int] | None]:
    """ "15.8 (mln barrels per day)": an editor's brackets hold the scale and the unit of the number before them."""
    found = _BRACKET.match(text, match.end(), limit)
    if found is None:
        return number, None
    scale = SCALES[found["scale"].lower()] if found["scale"] else 1.0
    after = unit_patterns().find_after(text, found.end(), limit)
    if after is None or text[after[2] : after[2] + 1] != ")":
        return number, None
    return Number(float(f"{number.value * scale:.12g}"), scale), after


def shared_unit(
    text: str, sentence: Sentence, match: re.Match[str], number: Number
) -> tuple[Number, tuple[Unit, int, int] | None]:
    """ "178 and 210 mln tonnes": the first number has the scale and the unit of the second."""
    joint = _AND.match(text, match.end(), sentence.end)
    second = NUMBER.match(text, joint.end(), sentence.end) if joint else None
    if second is None or not second["digits"] or re.fullmatch(r"(?:19|20)\d\d", match["digits"]):
        return number, None
    other = read_number(second)
    after = unit_patterns().find_after(text, second.end(), sentence.end)
    if other is None or (after is None and (other.scale == 1.0 or text[match.start() - 1] == "-")):
        return number, None
    if after is not None and after[0].kind in (UnitKind.COUNT, UnitKind.TIME, UnitKind.PEOPLE):
        return number, None
    return Number(float(f"{number.value * other.scale:.12g}"), other.scale), after

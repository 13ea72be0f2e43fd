"""Cells become numbers, and words beside them become scales and units."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from comity.records.units import UnitKind, units

_NOTHING = frozenset(
    {"", "-", "--", "–", "—", ".", "..", "...", "…", ":", "na", "n.a", "n.a.", "n/a", "n.d.", "nan", "null", "none"}
    | {"n. a.", "not available", "#n/a", "#na"}
)
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f'’]")
_PLAIN = re.compile(r"\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?|\.\d+", re.ASCII | re.IGNORECASE)
# 1,234,567 and the Indian 12,34,567; with spaces likewise
_GROUPED = {
    sign: re.compile(rf"[1-9]\d{{0,2}}(?:[{sign}]\d{{3}})+|[1-9]\d?(?:[{sign}]\d{{2}})+[{sign}]\d{{3}}")
    for sign in ",. "
}
_MINUS = str.maketrans({"−": "-", "‒": "-", "–": "-", "﹣": "-", "－": "-"})


def number(text: str, *, decimal: str | None = None) -> float | None:
    """The number in a cell; None for a cell that says there is none ("", "n.a.", "NA", "-", "..", "…").

    Thousands are grouped by commas, dots, spaces or apostrophes, in threes or as in India (12,34,567); a number in
    brackets, or with any minus sign, is negative; a percent sign is left out. `decimal` is the decimal sign of the
    column, "." or ",", where it is known (see `decimal_sign`); otherwise "1,234" and "1,234.5" are read as English and
    "1,5", "1.234,5" and "1.234.567" as continental. Raises ValueError for anything else.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_MINUS).strip()
    if plain.casefold() in _NOTHING:
        return None
    body = plain.removesuffix("%").strip()
    negative = False
    if body.startswith("(") and body.endswith(")"):
        negative, body = True, body[1:-1].strip()
    elif body[:1] in ("-", "+"):
        negative, body = body[0] == "-", body[1:].strip()
    value = _value(body, decimal)
    if value is None or value == float("inf"):
        raise ValueError(f"{text!r} is no number")
    return -value if negative and value else value


def decimal_sign(texts: Iterable[str]) -> str | None:
    """The decimal sign that the cells of a column prove, "." or ","; None where every cell reads alike with both.

    Raises ValueError where some prove the one and some the other.
    """
    proof: dict[str, str] = {}
    for text in texts:
        body = _SPACES.sub("", unicodedata.normalize("NFKC", text)).strip("()%+-−")
        if "," not in body and "." not in body:
            continue
        read = {sign for sign in ".," if _value(body, sign) is not None}
        if len(read) == 1:
            proof.setdefault(read.pop(), text)
    if len(proof) == 2:
        raise ValueError(f"{proof['.']!r} has a decimal point and {proof[',']!r} a decimal comma: write all alike")
    return next(iter(proof), None)


def _value(body: str, decimal: str | None) -> float | None:
    """The value of an unsigned number, or None."""
    if _PLAIN.fullmatch(body) and decimal != ",":
        return float(body)
    spaced = _SPACES.sub(" ", body)
    for sign in (decimal,) if decimal else (".", ","):
        whole, found, part = spaced.rpartition(sign) if spaced.count(sign) == 1 else (spaced, "", "")
        if found and (not part.isdecimal() or not part.isascii()):
            continue
        group = next((other for other in ",. " if other in whole), "")
        if group == sign or (group and not _GROUPED[group].fullmatch(whole)):
            continue
        digits = whole.replace(group, "") if group else whole
        if digits.isdecimal() and digits.isascii():
            return float(f"{digits}.{part}" if part else digits)
    return None


_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "thousands": 1e3,
    "thsd": 1e3,
    "ths": 1e3,
    "'000": 1e3,
    "000s": 1e3,
    "000": 1e3,
    "lakh": 1e5,
    "lakhs": 1e5,
    "lac": 1e5,
    "lacs": 1e5,
    "million": 1e6,
    "millions": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "mio": 1e6,
    "mill": 1e6,
    "crore": 1e7,
    "crores": 1e7,
    "cr": 1e7,
    "billion": 1e9,
    "billions": 1e9,
    "bn": 1e9,
    "bln": 1e9,
    "mrd": 1e9,
    "mld": 1e9,
    "trillion": 1e12,
    "trillions": 1e12,
    "tn": 1e12,
    "trn": 1e12,
}
_WORD = re.compile(r"'?\d+s?|[^\W\d_]+")


def scale_of(words: str) -> float:
    """What one of the named is worth: "US$ million" 1e6, "Rs. crore" 1e7, "lakh" 1e5, "'000 tonnes" 1e3; 1 for none.

    Scales that follow each other multiply: "lakh crore" is 1e12.
    """
    scale = 1.0
    for word in _WORD.findall(words.casefold().replace("’", "'")):
        scale *= _SCALES.get(word, 1.0)
    return scale


# The unit quantity codes of customs: India's ministry of commerce, and UN Comtrade's names of units.
_CUSTOMS = {
    "KGS": ("tonnes", 1e-3),
    "KG": ("tonnes", 1e-3),
    "KILOGRAM": ("tonnes", 1e-3),
    "KILOGRAMS": ("tonnes", 1e-3),
    "TON": ("tonnes", 1.0),
    "TONS": ("tonnes", 1.0),
    "TNE": ("tonnes", 1.0),
    "MTS": ("tonnes", 1.0),
    "MT": ("tonnes", 1.0),
    "TONNE": ("tonnes", 1.0),
    "TONNES": ("tonnes", 1.0),
    "GMS": ("tonnes", 1e-6),
    "GRM": ("tonnes", 1e-6),
    "QTL": ("tonnes", 0.1),
}


def tonnes(unit: str) -> float | None:
    """How many tonnes one of a customs unit is ("KGS" 0.001, "TON" 1); None for what is no weight ("NOS", "LTR")."""
    known = _CUSTOMS.get(unit.strip().rstrip(".").upper())
    return known[1] if known else None


@cache
def _named() -> tuple[tuple[re.Pattern[str], str], ...]:
    """How units are called, the longest first: names in any case, codes and symbols as they are written."""
    names: dict[tuple[str, bool], str] = {}
    for unit in units().values():
        for name in unit.names:
            names.setdefault((name, False), unit.id)
        for name in (*unit.codes, *unit.before):
            names.setdefault((name, True), unit.id)
    longest = sorted(names, key=lambda key: (-len(key[0]), key))
    return tuple((_pattern(name, exact), names[name, exact]) for name, exact in longest)


def _pattern(name: str, exact: bool) -> re.Pattern[str]:
    before = r"(?<![^\W\d_])" if name[0].isalpha() else ""
    after = r"(?![^\W\d_])" if name[-1].isalpha() else ""
    return re.compile(before + re.escape(name) + after, 0 if exact else re.IGNORECASE)


@cache
def measure_of(words: str) -> tuple[str | None, float]:
    """The unit that words name, and the scale of the values: "US$ million" is USD and 1e6, "thousand reactors" is
    reactors and 1e3.

    A unit is one of the codebook, that with the longest name where there are several, or else the words without their
    scale; codes of currencies may be in any case (`usd_million`). None where nothing is left.
    """
    plain = " ".join(words.replace("_", " ").split())
    if plain in units():
        return plain, 1.0
    for pattern, unit in _named():
        if match := pattern.search(plain):
            return unit, scale_of(f"{plain[: match.start()]} {plain[match.end() :]}")
    lower = {unit.id.casefold(): unit.id for unit in units().values() if unit.kind is UnitKind.CURRENCY}
    for word in plain.casefold().split():
        if word in lower:
            return lower[word], scale_of(plain)
    noun = " ".join(word for word in plain.split() if word.casefold().strip("(),.") not in _SCALES)
    return noun or None, scale_of(plain)


def unit_of(words: str) -> str | None:
    """The unit of the codebook that words name ("US$ million" USD, "Rs. crore" INR), or None."""
    unit = measure_of(words)[0]
    return unit if unit in units() else None

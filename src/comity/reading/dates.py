"""The date on which a text says it was published: full dates only, in the forms that headers and datelines use.

A date that can be read two ways (03/04/2024) is no date: unknown stays unknown.
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
_MONTH_WORD = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in _MONTHS).replace(
    "sep(?:tember)?", "sept?(?:ember)?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME = (
    r"(?:(?:\s*[,|·T-]\s*|\s+)(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?"
    r"\s*(?:Z|[+-]\d{2}:?\d{2}|(?:GMT|UTC|IST|MSK|ET|EST|EDT|CET|CEST|BST)(?:[+-]\d{1,2}(?::?\d{2})?)?)?"
    r"(?:\s+by\s+[\w ]{2,40})?)?"
)
FULL_DATE = (
    rf"(?:{_WEEKDAY}(?:"
    r"(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?(?P<m2>{_MONTH_WORD})\.?,?[ -](?P<y2>\d{{4}})"
    rf"|(?P<m3>{_MONTH_WORD})\.? (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y3>\d{{4}})"
    r"|(?P<a4>\d{1,2})[./-](?P<b4>\d{1,2})[./-](?P<y4>\d{4})"
    r"))(?!\d)"
)
_LONGEST = 120  # characters of a date with weekday, time and office
_ONLY_DATE = re.compile(rf"\s*{FULL_DATE}{_TIME}\s*\.?\s*", re.IGNORECASE)


def parse_date(text: str) -> date | None:
    """The day a string names, if it is nothing but one full date (a weekday or a time beside it may stand).

    Reads `2024-11-11`, `2024-11-11T10:00:00Z`, `11 November 2024`, `Nov. 11, 2024`, `11.11.2024`; a numeric date with
    the year last is read only where day and month cannot be mistaken for one another.
    """
    found = _ONLY_DATE.fullmatch(text) if len(text) <= _LONGEST else None
    return matched_date(found) if found else None


def matched_date(found: re.Match[str]) -> date | None:
    """The day of a match of FULL_DATE, or None where there is no such day or two."""
    part = found.groupdict()
    if part["y1"]:
        return _day(part["y1"], int(part["m1"]), part["d1"])
    for form in ("2", "3"):
        if part[f"y{form}"]:
            return _day(part[f"y{form}"], _MONTH[part[f"m{form}"][:3].casefold()], part[f"d{form}"])
    first, second = int(part["a4"]), int(part["b4"])
    # ISO 8601 apart, a dotted date has the day first wherever it is in use (CLDR); slashes and hyphens differ.
    dotted = found.group(0).count(".") >= 2
    if first > 12 or first == second or dotted:
        return _day(part["y4"], second, first)
    if second > 12:
        return _day(part["y4"], first, second)
    return None


def _day(year: str, month: int, day: str | int) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None

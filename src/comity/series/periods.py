"""Words for periods become first and last days: calendar and fiscal years, parts of years, quarters, months, days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from comity.records import Frequency

APRIL = 4

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NAME = "|".join((*_LONG, *_MONTHS, "sept"))
_YEAR = r"(?:1[5-9]|20|21)\d\d"
_DASH = r"\s*(?:-|to|till|until)\s*"


class Period(NamedTuple):
    """A period: first and last day (both included), what it is, and whether it is only a part of that."""

    start: date
    end: date
    frequency: Frequency
    partial: bool


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_FISCAL = rf"(?P<year>{_YEAR})\s*[-/]\s*(?P<next>{_YEAR}|\d\d)"
_SPAN = rf"(?P<first>{_NAME})\.?{_DASH}(?P<last>{_NAME})\.?"
_FORMS = tuple(
    (name, _compiled(pattern))
    for name, pattern in (
        ("year", rf"(?P<year>{_YEAR})(?:\.0)?"),
        ("day", rf"(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?:[ T]00:00(?::00)?)?"),
        ("day", rf"(?P<day>\d\d?)[\s-](?P<name>{_NAME})\.?[\s-](?P<year>{_YEAR})"),
        ("day", rf"(?P<name>{_NAME})\.?\s(?P<day>\d\d?),\s?(?P<year>{_YEAR})"),
        ("quarter", rf"(?P<year>{_YEAR})[\s-]?Q(?P<part>[1-4])"),
        ("quarter", rf"Q(?P<part>[1-4])[\s/-]?(?P<year>{_YEAR})"),
        ("half", rf"(?P<year>{_YEAR})[\s-]?[HS](?P<part>[12])"),
        ("half", rf"[HS](?P<part>[12])[\s/-]?(?P<year>{_YEAR})"),
        ("month", rf"(?P<year>{_YEAR})M(?P<month>\d\d?)"),
        ("month", rf"(?P<year>{_YEAR})(?P<month>0[1-9]|1[0-2])"),
        ("month", rf"(?P<name>{_NAME})\.?[\s,/-]*(?P<year>{_YEAR}|\d\d)"),
        ("month", rf"(?P<year>{_YEAR})[\s-](?P<name>{_NAME})\.?"),
        ("ending", rf"FY[\s']*(?P<year>{_YEAR}|\d\d)"),
        ("fiscal", rf"(?:FY\s*)?{_FISCAL}"),
        ("fiscal part", rf"(?:FY\s*)?{_FISCAL}\s*,?\s*\(?\s*{_SPAN}\s*\)?"),
        ("fiscal part", rf"{_SPAN},?\s*(?:FY\s*)?\(?\s*{_FISCAL}\s*\)?"),
        ("part", rf"(?P<year>{_YEAR})\s*\(?\s*{_SPAN}\s*\)?"),
        ("part", rf"{_SPAN},?\s*(?P<year>{_YEAR})"),
    )
)


def period(text: str, *, fiscal_start: int | None = None, months: bool = False) -> Period:
    """The period that words name.

    "2019", "2019Q3", "H1 2019", "2019-03", "201903", "2019M03", "Mar 2019", "2019-03-15"; "2017-2018", "2017-18" and
    "FY2018" (named, as in India and the United States, by the year in which it ends) are fiscal years;
    "2022-2023(Apr-Aug)" and "Jan-Jun 2023" are parts of a year. `fiscal_start` is the month that fiscal years begin
    in; April, as in India, where it is not given. "2011-12" may be a fiscal year or December 2011: it is the former
    where `fiscal_start` is given, the latter where `months` says that the column holds months, and is refused
    otherwise. Raises ValueError.
    """
    plain = " ".join(text.translate(_DASHES).split())
    for kind, pattern in _FORMS:
        found = pattern.fullmatch(plain)
        if found is not None:
            return _period(kind, found.groupdict(), plain, fiscal_start, months)
    raise ValueError(f"{text!r} is no period that is understood; write 2019, 2019-2020, 2019Q3, Mar 2019 or 2019-03-15")


_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


def _period(kind: str, told: dict[str, str], text: str, fiscal_start: int | None, months: bool) -> Period:
    year = _year(told["year"])
    if kind == "year":
        return _whole(year, 1, 12, Frequency.YEAR)
    if kind == "day":
        day = date(year, _month(told), int(told["day"]))
        return Period(day, day, Frequency.DAY, False)
    if kind == "quarter":
        return _whole(year, 3 * int(told["part"]) - 2, 3, Frequency.QUARTER)
    if kind == "half":
        return _whole(year, 6 * int(told["part"]) - 5, 6, Frequency.HALF)
    if kind == "month":
        return _whole(year, _month(told), 1, Frequency.MONTH)
    begins = APRIL if fiscal_start is None else fiscal_start
    if kind == "ending":
        return _whole(year if begins == 1 else year - 1, begins, 12, Frequency.FISCAL_YEAR)
    if kind == "part":
        return _part(year, 1, told, Frequency.YEAR)
    following = told["next"]
    if kind == "fiscal" and len(following) == 2 and not text.upper().startswith("FY"):
        reading = _month_or_year(year, int(following), text, fiscal_start, months)
        if reading is not None:
            return reading
    if (year + 1) % 10 ** len(following) != int(following):
        raise ValueError(f"{text!r} is longer than a year; give the value of each year")
    if kind == "fiscal":
        return _whole(year, begins, 12, Frequency.FISCAL_YEAR)
    return _part(year, begins, told, Frequency.FISCAL_YEAR)


def _month_or_year(year: int, following: int, text: str, fiscal_start: int | None, months: bool) -> Period | None:
    """The month that `2019-03` is, or None where it is a fiscal year."""
    consecutive = (year + 1) % 100 == following
    if not 1 <= following <= 12 or (consecutive and fiscal_start is not None and not months):
        return None
    if consecutive and not months:
        raise ValueError(
            f"{text!r} may be a month or a fiscal year; write {year}-{year + 1} for the year,"
            f" {_MONTHS[following - 1].title()} {year} for the month"
        )
    return _whole(year, following, 1, Frequency.MONTH)


def _year(text: str) -> int:
    """A year of two digits is of the hundred years from 1970."""
    year = int(text)
    return year if len(text) == 4 else year + (1900 if year >= 70 else 2000)


def _month(told: dict[str, str]) -> int:
    if told.get("name"):
        return _MONTHS.index(told["name"][:3].casefold()) + 1
    return int(told["month"])


def _ends(year: int, month: int, count: int) -> date:
    """The last day of the period of `count` months from a month."""
    years, at = divmod(month + count - 2, 12)
    return date(year + years, at + 1, monthrange(year + years, at + 1)[1])


def of_days(start: date, end: date, frequency: Frequency | None = None) -> Period:
    """The period from one day to another, both included.

    Without a frequency it is the whole day, month, quarter, half, year or fiscal year that it is; with one it may be a
    part of that. Raises ValueError.
    """
    if end < start:
        raise ValueError(f"it ends on {end}, before it starts on {start}")
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    whole = start.day == 1 and (end + timedelta(days=1)).day == 1
    found = Frequency.DAY if start == end else _WHOLE.get((months, start.month)) if whole else None
    if frequency is None:
        if found is None:
            raise ValueError(f"{start} to {end} is no whole month, quarter, half or year; say of which it is a part")
        return Period(start, end, found, False)
    if found is frequency or (found is Frequency.YEAR and frequency is Frequency.FISCAL_YEAR):
        return Period(start, end, frequency, False)
    if months > _LONGEST[frequency] or found in (Frequency.DAY, Frequency.FISCAL_YEAR):
        raise ValueError(f"{start} to {end} is no part of a {frequency.value.replace('_', ' ')}")
    return Period(start, end, frequency, True)


_WHOLE = {
    **{(12, month): Frequency.FISCAL_YEAR for month in range(2, 13)},
    **{(1, month): Frequency.MONTH for month in range(1, 13)},
    **{(3, month): Frequency.QUARTER for month in (1, 4, 7, 10)},
    **{(6, month): Frequency.HALF for month in (1, 7)},
    (12, 1): Frequency.YEAR,
}
_LONGEST = {
    Frequency.DAY: 0,
    Frequency.MONTH: 1,
    Frequency.QUARTER: 3,
    Frequency.HALF: 6,
    Frequency.YEAR: 12,
    Frequency.FISCAL_YEAR: 12,
}


def _whole(year: int, month: int, count: int, frequency: Frequency) -> Period:
    return Period(date(year, month, 1), _ends(year, month, count), frequency, False)


def _part(year: int, begins: int, told: dict[str, str], frequency: Frequency) -> Period:
    """Months of a year that begins in the month `begins`; those before it are of the following calendar year."""
    first, last = (_MONTHS.index(told[end][:3].casefold()) + 1 for end in ("first", "last"))
    count = (last - first) % 12 + 1
    if (first - begins) % 12 + count > 12:
        raise ValueError(f"{told['first']} to {told['last']} is no part of one year from {_LONG[begins - 1].title()}")
    starts = year + (first < begins)
    return Period(date(starts, first, 1), _ends(starts, first, count), frequency, count < 12)

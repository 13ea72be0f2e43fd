"""Calendar arithmetic: stretches of days of every precision, and their resolution against the publication day.

Weeks run from Monday to Sunday (ISO 8601). A fiscal year is the calendar year that names it, unless it names two
("FY 2023-24"): it is then April to March, as in India, Japan and the United Kingdom. Seasons are the northern
meteorological ones. "Early", "mid" and "late" are thirds: of a year four months each, of a decade 4, 3 and 3 years,
of a month ten days each. All periods include both their first and their last day.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from comity.records import Period, Precision

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def day(value: date) -> Period:
    """One day."""
    return Period(value, value, Precision.DAY)


def month(year: int, number: int) -> Period:
    """A calendar month; `number` may lie outside 1..12 and then counts into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Period(date(year, number, 1), date(year, number, monthrange(year, number)[1]), Precision.MONTH)


def months(year: int, first: int, count: int, precision: Precision) -> Period:
    """`count` calendar months from month `first` of `year`."""
    return Period(month(year, first).start, month(year, first + count - 1).end, precision)


def year_(number: int) -> Period:
    """A calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31), Precision.YEAR)


def years(first: int, last: int, precision: Precision = Precision.RANGE) -> Period:
    """The calendar years from first to last, both included."""
    return Period(date(first, 1, 1), date(last, 12, 31), precision)


def quarter(year: int, number: int) -> Period:
    """A calendar quarter, 1..4 (or beyond, into other years)."""
    return months(year, 3 * number - 2, 3, Precision.QUARTER)


def half(year: int, number: int) -> Period:
    """The first or the second half of a calendar year."""
    return months(year, 6 * number - 5, 6, Precision.HALF)


def week_of(value: date) -> Period:
    """The week, Monday to Sunday, that a day lies in."""
    monday = value - timedelta(days=value.weekday())
    return Period(monday, monday + timedelta(days=6), Precision.WEEK)


def season(year: int, name: str) -> Period:
    """A northern season; a winter is named after the year of its December."""
    return months(year, SEASONS[name], 3, Precision.RANGE)


def decade(first: int) -> Period:
    """The ten years from `first` ("the 1960s")."""
    return years(first, first + 9, Precision.DECADE)


def century(number: int) -> Period:
    """The nth century in common use: the 19th is 1800 to 1899."""
    return years(100 * (number - 1) or 1, 100 * number - 1, Precision.CENTURY)


def fiscal(first: int, last: int | None) -> Period:
    """A fiscal year by its name: one year is taken as the calendar year, two as April to March."""
    if last is None:
        return year_(first)
    return Period(date(first, 4, 1), date(last, 3, 31), Precision.YEAR)


def unit_at(value: date, unit: str, shift: int) -> Period:
    """The day, week, month, quarter, year, decade or century `shift` units after the one that `value` lies in."""
    if unit == "day":
        return day(value + timedelta(days=shift))
    if unit == "week":
        return week_of(value + timedelta(weeks=shift))
    if unit == "month":
        return month(value.year, value.month + shift)
    if unit == "quarter":
        return quarter(value.year, (value.month + 2) // 3 + shift)
    if unit == "year":
        return year_(value.year + shift)
    if unit == "decade":
        return decade(value.year // 10 * 10 + 10 * shift)
    return century(value.year // 100 + 1 + shift)


def moved(value: date, unit: str, count: int) -> date:
    """`value` moved by a number of units, to the same day of the month where that month has one."""
    if unit in ("day", "week"):
        return value + timedelta(days=count * (7 if unit == "week" else 1))
    span = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit] * count
    target = month(value.year, value.month + span)
    assert target.start is not None and target.end is not None
    return target.start.replace(day=min(value.day, target.end.day))


def part(period: Period, which: str) -> Period:
    """The early, mid or late third of a period, or its beginning or end (its first or last month, day of a week)."""
    start, end = period.start, period.end
    if start is None or end is None:
        return period
    if which in ("end", "beginning", "start"):
        last = which == "end"
        if period.precision in (Precision.MONTH, Precision.WEEK, Precision.DAY):
            return (
                Period(end - timedelta(days=6), end, Precision.WEEK)
                if last
                else Period(start, start + timedelta(days=6), Precision.WEEK)
            )
        if period.precision in (Precision.DECADE, Precision.CENTURY):
            return year_(end.year if last else start.year)
        return month(end.year, end.month) if last else month(start.year, start.month)
    at = {"early": 0, "mid": 1, "middle": 1, "late": 2}[which]
    if period.precision is Precision.YEAR:
        return months(start.year, start.month + 4 * at, 4, Precision.RANGE)
    if period.precision is Precision.DECADE:
        first, last_year = ((0, 3), (4, 6), (7, 9))[at]
        return years(start.year + first, start.year + last_year)
    if period.precision is Precision.CENTURY:
        first, last_year = ((0, 33), (34, 66), (67, 99))[at]
        return years(start.year + first, start.year + last_year)
    if period.precision is Precision.MONTH:
        first, last_day = ((1, 10), (11, 20), (21, end.day))[at]
        return Period(start.replace(day=first), start.replace(day=last_day), Precision.RANGE)
    third = (end - start + timedelta(days=1)) // 3
    return Period(start + at * third, end if at == 2 else start + (at + 1) * third - timedelta(days=1), Precision.RANGE)


def joined(first: Period, last: Period) -> Period | None:
    """From the start of one to the end of the other; None when that runs backwards."""
    if first.start is None or last.end is None or last.end < first.start:
        return None
    same_year = first.start.year == last.end.year
    precision = Precision.RANGE
    if first.precision is last.precision is Precision.HALF and same_year:
        precision = Precision.YEAR
    return Period(first.start, last.end, precision)


def nearest(published: date, candidates: list[Period], past: float, future: float) -> Period | None:
    """The candidate nearest to the publication day, distances before it weighted by `past`, after it by `future`."""

    def distance(period: Period) -> float:
        assert period.start is not None and period.end is not None
        if period.start <= published <= period.end:
            return 0.0
        if period.end < published:
            return past * (published - period.end).days
        return future * (period.start - published).days

    return min(candidates, key=distance, default=None)

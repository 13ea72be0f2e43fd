"""Stretches of days: those that a claim speaks of, and those that a series has.

A series has a grid: its periods begin on certain days of the year (1 January, or 1 April for fiscal years as in India).
A stretch that begins and ends on the grid is answered by the series itself; a calendar year that is asked of fiscal
years is answered by its two neighbours, each a reading of its own.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from comity.checking.measured import Measured, Value
from comity.checking.rules import rules
from comity.records import Flag, Frequency, Period

_DAY = timedelta(days=1)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_STEP = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.HALF: 6, Frequency.YEAR: 12, Frequency.FISCAL_YEAR: 12}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    @property
    def months(self) -> int | None:
        """How many whole months it is long, or None where it is not."""
        count = (self.end + _DAY).year * 12 + (self.end + _DAY).month - self.start.year * 12 - self.start.month
        return count if count > 0 and moved(self.start, count) == self.end + _DAY else None

    @property
    def years(self) -> int | None:
        """How many whole years it is long, or None where it is not."""
        months = self.months
        return months // 12 if months and months % 12 == 0 else None

    def shifted(self, months: int) -> Span:
        """The same stretch so many months later, or earlier."""
        return Span(moved(self.start, months), moved(self.end + _DAY, months) - _DAY)

    def first(self, months: int) -> Span:
        """Its first months."""
        return Span(self.start, moved(self.start, months) - _DAY)

    def last(self, months: int) -> Span:
        """Its last months."""
        return Span(moved(self.end + _DAY, -months), self.end)

    def overlap(self, other: Span) -> int:
        """How many days both have."""
        return max(0, (min(self.end, other.end) - max(self.start, other.start)).days + 1)

    def __str__(self) -> str:
        """As people call it: `2023`, `2017 to 2021`, `2018-19` for a fiscal year; any other as `days`."""
        start, end, years = self.start, self.end, self.years
        if not years or start.day != 1 or start.month == 1:
            return self.days
        first, last = f"{start.year}-{(start.year + 1) % 100:02d}", f"{end.year - 1}-{end.year % 100:02d}"
        return first if years == 1 else f"{first} to {last}"

    @property
    def days(self) -> str:
        """By its months or days: `April 2018 to March 2019`, `August 2022`, `2024-03-01`; whole years as such."""
        start, end = self.start, self.end
        if start == end:
            return start.isoformat()
        if start.day != 1 or (end + _DAY).day != 1:
            return f"{start} to {end}"
        if (start.month, end.month) == (1, 12):
            return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
        if (start.year, start.month) == (end.year, end.month):
            return f"{_MONTHS[start.month - 1]} {start.year}"
        same = f" {start.year}" if start.year != end.year else ""
        return f"{_MONTHS[start.month - 1]}{same} to {_MONTHS[end.month - 1]} {end.year}"


def moved(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month where it is shorter."""
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def calendar_year(year: int) -> Span:
    """1 January to 31 December."""
    return Span(date(year, 1, 1), date(year, 12, 31))


def closed(period: Period | None) -> Span | None:
    """The stretch of a period that has both ends, or None."""
    if period is None or period.start is None or period.end is None:
        return None
    return Span(period.start, period.end)


def span_of(value: Value) -> Span:
    """The days of a measured value."""
    return Span(value.start, value.end)


def is_whole(value: Value) -> bool:
    """Whether it stands for a whole period of its series."""
    return Flag.PARTIAL not in value.flags


@dataclass(frozen=True, slots=True)
class Grid:
    """On which days of the year the periods of a series begin: every `step` months from that of `month`."""

    month: int
    step: int

    @classmethod
    def of(cls, measured: Measured) -> Grid:
        """The grid of a series; of fiscal years the month in which most of them begin. A list of a day has years."""
        whole = [value for value in measured.values if is_whole(value)]
        starts = Counter(value.start.month for value in whole or measured.values)
        fiscal = measured.frequency is Frequency.FISCAL_YEAR and starts
        month = max(starts, key=lambda one: (starts[one], -one)) if fiscal else 1
        return cls(month, _STEP.get(measured.frequency, 12))

    def has(self, span: Span) -> bool:
        """Whether a stretch begins and ends where periods do."""
        return self._begins(span.start) and self._begins(span.end + _DAY)

    def _begins(self, day: date) -> bool:
        return day.day == 1 and (day.month - self.month) % self.step == 0

    def year_of(self, day: date) -> Span:
        """The year of the grid that a day lies in."""
        start = date(day.year if day.month >= self.month else day.year - 1, self.month, 1)
        return Span(start, moved(start, 12) - _DAY)

    def ended_before(self, day: date) -> Span:
        """The last year of the grid that had ended before a day."""
        return self.year_of(day).shifted(-12)

    @property
    def is_fiscal(self) -> bool:
        """Whether its years are not the calendar's."""
        return self.month != 1


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A stretch of a series that stands for one that it does not have: so many months later; `share` of its days."""

    months: int
    share: float
    note: str


def neighbours(grid: Grid, asked: Span) -> list[Neighbour]:
    """The two stretches of whole years that may stand for one which begins in another month, the nearest first.

    Empty where the grid has the stretch, and where it is not one of whole years.
    """
    if grid.has(asked) or not asked.years or asked.start.day != 1:
        return []
    later = (grid.month - asked.start.month) % 12
    found = []
    for months in (later, later - 12):
        span = asked.shifted(months)
        share = span.overlap(asked) / ((asked.end - asked.start).days + 1)
        found.append(Neighbour(months, share, f"{span} in place of {asked}"))
    return sorted(found, key=lambda one: -one.share)


def full(measured: Measured, span: Span) -> bool:
    """Whether a series has all of a stretch."""
    return not gaps(measured, span)


def gaps(measured: Measured, span: Span) -> list[Span]:
    """The days of a stretch for which a series has no whole value, as stretches."""
    exact = any(span_of(value) == span for value in measured.values)
    if exact:
        return []
    missing: list[Span] = []
    day = span.start
    for value in tiles(measured, span):
        if value.start > day:
            missing.append(Span(day, value.start - _DAY))
        day = value.end + _DAY
    if day <= span.end:
        missing.append(Span(day, span.end))
    return missing


def tiles(measured: Measured, span: Span) -> list[Value]:
    """The values that lie in a stretch one after another, partial ones left out; or the one that is just as long."""
    exact = [value for value in measured.values if span_of(value) == span]
    if exact:
        return exact[:1]
    found: list[Value] = []
    for value in measured.values:
        inside = span.start <= value.start and value.end <= span.end and is_whole(value)
        if inside and (not found or value.start > found[-1].end):
            found.append(value)
    return found


def known_years(measured: Measured, published: date | None) -> list[Span]:
    """The years that a claim without a period may speak of, the likeliest first.

    The last that had ended when it was published; where the series has none, the one before that, if not too long ago;
    and where the last ended only lately, both. Of a text without a day, the last year that the series has.
    """
    grid = Grid.of(measured)
    if published is None:
        ends = [value for value in measured.values if is_whole(value)]
        years = [grid.year_of(value.end) for value in reversed(ends)]
        return [year for year in years if full(measured, year)][:1] or [grid.year_of(ends[-1].end)] if ends else []
    last = grid.ended_before(published)
    before = last.shifted(-12)
    rule = rules().periods
    allowed = before.end >= moved(published, -rule["known_months"])
    if full(measured, last):
        fresh = last.end >= moved(published, -rule["lag_months"])
        return [last, before] if fresh and allowed and full(measured, before) else [last]
    return [before] if allowed and full(measured, before) else [last]


def extent(measured: Measured) -> str:
    """Until when a series goes, in words: "ends in August 2022 (of its last year it has April to August 2022 only)"."""
    wholes = [value for value in measured.values if is_whole(value)]
    last = measured.values[-1]
    months_end = (last.end + _DAY).day == 1 and measured.frequency is not Frequency.DAY
    text = f"ends in {_MONTHS[last.end.month - 1]} {last.end.year}" if months_end else f"ends on {last.end}"
    if not is_whole(last):
        return f"{text} (of its last year it has {span_of(last)} only)"
    if wholes and not full(measured, Span(wholes[0].start, wholes[-1].end)):
        return f"{text}, with gaps before"
    return text

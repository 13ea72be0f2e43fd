"""Fiscal years as texts name them: "FY22" by the year that it ends or begins in, "first half of 2021-22"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from comity.checking.measured import Measured
from comity.checking.periods import Grid, Span, closed
from comity.records import Figure, Period, Precision

_NAMED = re.compile(r"\b(?:f\.?\s?y\.?|fiscal|financial\s+year)\b|\bfy(?=\s?['’]?\d)", re.IGNORECASE)
_ENDS_IN_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\Z")
_GOES_ON = r"\s?[-–/]\s?(?P<next>(?:19|20)?\d\d)(?!\d)"
_APRIL = 4


def variants(figure: Figure, measured: Measured) -> Iterator[tuple[Figure, str]]:
    """The figure for a series of fiscal years: where it says "FY22", with the year that ends in 2022, and with the one
    that begins in it; each with how it was read. As it is everywhere else."""
    grid = Grid.of(measured)
    if not grid.is_fiscal or not any(_is_named(one) for one in (figure.period, figure.baseline)):
        yield figure, ""
        return
    for back, words in ((12, "ends"), (0, "begins")):
        period, baseline = (_on(grid, one, back) for one in (figure.period, figure.baseline))
        yield (
            replace(figure, period=period, baseline=baseline),
            f"the fiscal year that {words} in the year of its name",
        )


def _is_named(period: Period | None) -> bool:
    """Whether a period is a fiscal year that is named by a single calendar year."""
    span = closed(period)
    if period is None or span is None or _NAMED.search(period.text) is None:
        return False
    return span.years == 1 and span.start.month == 1


def _on(grid: Grid, period: Period | None, back: int) -> Period | None:
    if period is None or period.start is None or not _is_named(period):
        return period
    start = date(period.start.year, grid.month, 1)
    span = Span(start, start).first(12).shifted(-back)
    return Period(span.start, span.end, Precision.YEAR, period.text)


def continued(figure: Figure) -> Figure:
    """The figure with a period that was read from a part of a fiscal year's name: "first half of 2021" of "2021-22"."""
    return replace(figure, period=_whole(figure, figure.period), baseline=_whole(figure, figure.baseline))


def _whole(figure: Figure, period: Period | None) -> Period | None:
    span = closed(period)
    if period is None or span is None:
        return period
    named = _ENDS_IN_YEAR.search(period.text)
    after = re.search(re.escape(period.text) + _GOES_ON, figure.quote) if named else None
    if named is None or after is None or (int(named["year"]) + 1) % 100 != int(after["next"]) % 100:
        return period
    year = Span(date(int(named["year"]), _APRIL, 1), date(int(named["year"]), _APRIL, 1)).first(12)
    text = after[0]
    if period.precision is Precision.YEAR:
        return Period(year.start, year.end, Precision.YEAR, text)
    if period.precision in (Precision.HALF, Precision.QUARTER):
        span = span.shifted(_APRIL - 1)  # the first half of a fiscal year begins in April
    elif span.overlap(year) == 0 or span.start < year.start:
        span = span.shifted(12)  # "January-March 2021-22" is of 2022, "April-March 2021-22" ends in 2022
    return Period(span.start, span.end, period.precision, text)

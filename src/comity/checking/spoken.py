"""What a figure says of when: its period in whole years or months, and the small words that turn it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeGuard

from comity.checking.measured import Measured
from comity.checking.periods import Span, calendar_year, closed, known_years
from comity.records import Figure, Period, Precision

_FROM = re.compile(r"\bfrom\s+(?:just\s+|only\s+|a\s+mere\s+)?$", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|at)\s+(?:just\s+|only\s+)?$", re.IGNORECASE)
_STRETCH = re.compile(r"\s*(?:from\b.*\b(?:to|till|until|through)|between\b.*\band)\b", re.IGNORECASE | re.DOTALL)
_YEAR_DAYS = 365.25
FINE = frozenset({Precision.DAY, Precision.WEEK})
"""Periods that are too short for statistics: the day is that of the telling."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to compare: the stretch `end`, of a change with `base`. `note` says how the words were read."""

    end: Span
    base: Span | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why the words name no stretch of days that a series could answer for."""

    why: str


def says_from(figure: Figure) -> bool:
    """Whether the number is what something moved from."""
    return _FROM.search(_before(figure)) is not None


def says_to(figure: Figure) -> bool:
    """Whether the number is what something moved to."""
    return _TO.search(_before(figure)) is not None


def _before(figure: Figure) -> str:
    """The words of the sentence before the number."""
    return figure.quote[: figure.number.start - figure.start] if figure.number else ""


def not_ended(figure: Figure, span: Span) -> Unclear | None:
    if figure.published is not None and span.end >= figure.published:
        return Unclear(f"{span} had not ended when the text was published, on {figure.published}")
    return None


def is_since(figure: Figure, period: Period) -> bool:
    """Whether the word before a year is "since", though the year was read alone."""
    words = re.escape(" ".join(period.text.split()))
    quote = " ".join(figure.quote.split())
    return (
        bool(words)
        and re.search(rf"\bsince\s+(?:the\s+)?(?:fiscal\s+(?:year\s+)?)?{words}", quote, re.IGNORECASE) is not None
    )


def is_stretch(period: Period) -> bool:
    """Whether a period is one from a time to another: "from January to November", "between 2015 and 2018"."""
    span = closed(period)
    return span is not None and ((span.years or 0) > 1 or _STRETCH.match(period.text) is not None)


def is_until(period: Period | None) -> TypeGuard[Period]:
    """Whether a period says only until when: "by 2022"."""
    return period is not None and period.start is None and period.end is not None


def ending(period: Period) -> Span:
    """The year that ends with a period: of "by 2022" that year, of "by 2021-22" the fiscal one."""
    assert period.end is not None
    if (period.end + timedelta(days=1)).day != 1:
        return calendar_year(period.end.year)
    return Span(period.end, period.end).last(12)


def is_long(period: Period, span: Span) -> bool:
    """Whether a period is one of several years, or does not begin and end with months ("the past decade")."""
    if period.precision in FINE:
        return False
    return span.months is None or span.start.day != 1 or (span.years or 0) > 1


def in_whole_years(figure: Figure, measured: Measured, span: Span) -> Span | None:
    """A long stretch as whole years; one that is counted back from a day as the last full years before that day."""
    if span.months is not None and span.start.day == 1:
        return span
    count = round((span.end - span.start).days / _YEAR_DAYS)
    if not count:
        return None
    years = known_years(measured, min(span.end, figure.published or span.end))
    if not years:
        return None
    return Span(years[0].shifted(-12 * (count - 1)).start, years[0].end)

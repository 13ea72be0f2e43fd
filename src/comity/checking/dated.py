"""When a figure holds, where its own words do not say it and those around it do.

"More than half of the coal that India bought in 2021-22", "against 944 million a year earlier", "by the end of 2022 it
had received eight": only small fixed phrases are read, and only where the sentence leaves one year to take.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from comity.checking.measured import Claim, Kind
from comity.checking.periods import Span, closed
from comity.checking.rules import rules
from comity.language.numbers import UNITS
from comity.records import Figure, Nature, Period, Precision

YEAR = re.compile(
    r"(?<![\d$€£₹.,/-])(?P<first>(?:19|20)\d\d)(?:\s?[-–/]\s?(?P<last>(?:19|20)\d\d|\d\d))?"
    r"(?![\d%]|[.,]\d|-\w|\s?(?:MW|percent|per cent))"
)
_IN = re.compile(
    r"\b(?:in|during|for|of|over|through)\s+(?:the\s+)?(?:whole\s+(?:of\s+)?)?"
    r"(?:(?:financial|fiscal|calendar)\s+(?:year\s+)?|year\s+|fy\s*)?\Z",
    re.IGNORECASE,
)
_OTHER_DEED = re.compile(
    r"\b(?:signed|ordered|agreed|launched|founded|joined|opened|invaded|began|started|concluded|contracted|since)\s+"
    r"(?:\w+\s+)?(?:in|during)\s+\Z",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\A\W*(?:in\s+|during\s+)?(?:(?P<count>a|one|the|two|three|four|five|six|seven|eight|nine|ten)\s+years?\s+"
    r"(?:earlier|before|previously|(?P<later>later|on))\b(?!\s+last)|the\s+(?:previous|prior|preceding)\s+(?:fiscal\s+|financial\s+)?year\b)",
    re.IGNORECASE,
)
_APART = re.compile(
    r"(?:\A|[;:,]\s|\band\s)(?P<count>a|one|two|three|four|five|six|seven|eight|nine|ten)\s+years?\s+"
    r"(?P<way>earlier|before|later)\b[^;:]{0,60}\Z",
    re.IGNORECASE,
)
_UNTIL_END = re.compile(
    r"\b(?:by|until|till|through|up\s+to|before)\s+(?:the\s+)?(?:(?:end|close)\s+of\s+)?(?:december\s+)?\Z",
    re.IGNORECASE,
)
_HEDGES = r"(?:(?:just|only|about|around|some|nearly|almost|over|a\s+mere)\s+)*"
_FROM = re.compile(rf"\bfrom\s+{_HEDGES}\Z", re.IGNORECASE)
_TO_OTHER = re.compile(rf"\A\s+to\s+{_HEDGES}[$€£₹\d]")
_TO_BEFORE = re.compile(rf"\bto\s+{_HEDGES}[$€£₹\d][^;:]{{0,60}}\bfrom\s+{_HEDGES}\Z", re.IGNORECASE)
_MONTHS = re.compile(
    r"\bfirst\s+(?P<count>two|three|four|five|six|seven|eight|nine|ten|eleven)\s+months\s+of\s+(?:the\s+)?"
    r"(?:(?:financial|fiscal|calendar)\s+)?(?:year\s+)?\Z",
    re.IGNORECASE,
)
_CENTURY = 100
_APRIL = 4


def dated(figure: Figure, claim: Claim) -> Figure:
    """The figure with the period that the words around it give, where it has none, or one that is another's."""
    if figure.number is None or not claim.of:
        return figure
    flow = claim.of[0].nature is not Nature.STOCK
    if is_cumulative(claim):
        return _until(figure)
    if flow:
        figure = replace(figure, period=_months(figure))
    if claim.kind is Kind.LEVEL and flow:
        apart = year_apart(figure) or year_before(figure)
        if apart is not None:
            return replace(figure, period=apart)
    if flow and claim.kind in (Kind.LEVEL, Kind.SHARE) and figure.period is None and figure.baseline is None:
        return replace(figure, period=_only_year(figure))
    return figure


def is_cumulative(claim: Claim) -> bool:
    """Whether a claim counts what was handed over bit by bit, so that "by 2022" is all of it until then."""
    return all({key.split("/")[1] for key in one.series} <= rules().cumulative for one in claim.of)


def period_of(match: re.Match[str]) -> Period | None:
    """A calendar year, a fiscal year from April to March ("2019-20"), or a stretch of years ("2014-18")."""
    first = int(match["first"])
    if match["last"] is None:
        return Period(date(first, 1, 1), date(first, 12, 31), Precision.YEAR, match[0])
    last = int(match["last"])
    last = last if last >= _CENTURY else first // _CENTURY * _CENTURY + last
    last = last if last > first else last + _CENTURY
    if last - first == 1:
        return Period(date(first, _APRIL, 1), date(last, _APRIL, 1) - timedelta(days=1), Precision.YEAR, match[0])
    if last - first > _CENTURY // 2:
        return None
    return Period(date(first, 1, 1), date(last, 12, 31), Precision.RANGE, match[0])


def years_told(figure: Figure) -> list[tuple[Period, int]]:
    """The years of the sentence with where they begin, but for those within the number."""
    assert figure.number is not None
    start, end = figure.number.start - figure.start, figure.number.end - figure.start
    found = []
    for match in YEAR.finditer(figure.quote):
        period = None if match.start() < end and start < match.end() else period_of(match)
        if period is not None:
            found.append((period, match.start()))
    return found


def _only_year(figure: Figure) -> Period | None:
    """The one year that the sentence names as the time of something, if it names no other."""
    told = years_told(figure)
    if len({(one.start, one.end) for one, _ in told}) != 1:
        return None
    for period, at in told:
        lead = figure.quote[:at]
        if _IN.search(lead) and not _OTHER_DEED.search(lead):
            return period
    return None


def year_apart(figure: Figure) -> Period | None:
    """The year of "a year earlier", "in the previous year", "four years later", from the one that is named."""
    if figure.number is None:
        return None
    behind = figure.quote[figure.number.end - figure.start :]
    before = figure.quote[: figure.number.start - figure.start]
    found, way = _EARLIER.match(behind), -1
    if found is not None and found["later"]:
        way = 1
    if found is None:
        found = _APART.search(before)
        if found is None or YEAR.search(before[found.end("way") :]):
            return None
        way = 1 if found["way"].casefold() == "later" else -1
    count = (found["count"] or "a").casefold()
    years = UNITS.get(count, 1)
    told = years_told(figure)
    spans = {(one.start, one.end): one for one, _ in told}
    if len(spans) != 1 or any(at >= figure.number.end - figure.start for _, at in told):
        return None
    (year,) = spans.values()
    span = closed(year)
    if span is None or span.years != 1:
        return None
    moved = span.shifted(12 * way * years)
    words = found[0].strip(" ,;:")
    return Period(moved.start, moved.end, Precision.YEAR, words if way < 0 else f"{found['count']} years later")


def year_before(figure: Figure) -> Period | None:
    """The year that "in 2015 they fell from 3 billion to 2.3" moved from: the one before the only year that is told."""
    if figure.number is None:
        return None
    behind = figure.quote[figure.number.end - figure.start :]
    before = figure.quote[: figure.number.start - figure.start]
    told = {(one.start, one.end): one for one, _ in years_told(figure)}
    if len(told) != 1 or not _FROM.search(before) or not (_TO_OTHER.match(behind) or _TO_BEFORE.search(before)):
        return None
    (year,) = told.values()
    span = closed(year)
    if span is None or span.years != 1:
        return None
    earlier = span.shifted(-12)
    return Period(earlier.start, earlier.end, Precision.YEAR, f"before {year.text}")


def _months(figure: Figure) -> Period | None:
    """The period as "the first five months of 2022-23", where the words before its year say so."""
    period = figure.period
    span = closed(period)
    if period is None or span is None or span.years != 1:
        return period
    for year, at in years_told(figure):
        found = _MONTHS.search(figure.quote[:at])
        if found is not None and (year.start, year.end) == (span.start, span.end):
            part = span.first(UNITS[found["count"].casefold()])
            return Period(part.start, part.end, Precision.RANGE, f"{found[0].strip()} {year.text}")
    return period


def _until(figure: Figure) -> Figure:
    """Of what is handed over bit by bit: "by the end of 2022", "through 2023" as all until the end of that year."""
    period = figure.period
    span = closed(period)
    if period is None or span is None or (span.end.month, span.end.day) != (12, 31) or (span.years or 0) > 1:
        return figure
    place = figure.quote.find(str(span.end.year))
    if place < 0 or not _UNTIL_END.search(figure.quote[:place]):
        return figure
    whole = Span(span.end, span.end)
    return replace(figure, period=Period(None, whole.end, period.precision, period.text))

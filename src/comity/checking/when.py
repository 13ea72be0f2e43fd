"""Which year a change starts from and which it ends in, by the small words before the years of its sentence.

A figure brings its period and its baseline. Where one of the two is told in another clause ("Compared with 2019-20,
exports had grown thirtyfold by 2021-22", "three times the level of 2018-19"), the figure has one of them only; the
sentence has both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from comity.checking.dated import YEAR, dated, period_of, years_told
from comity.checking.fiscal import continued
from comity.checking.measured import Claim
from comity.checking.periods import Span, closed
from comity.checking.plans import CHANGES
from comity.checking.spoken import is_until
from comity.language.numbers import UNITS
from comity.records import Figure, Frequency, Period, Precision

_LEAD = r"\s+(?:the\s+)?(?:(?:whole|all)\s+of\s+)?(?:(?:financial|fiscal)\s+(?:year\s+)?|year\s+|fy\s*)?\Z"
_BASE = re.compile(
    r"(?:\bfrom|\bfrom\s+[$€£₹]?\d[\d.,]*\s*(?:[mbtr]\w*illion|bn|crore)?(?:\s*(?:TIV|MW|percent|per cent|%))?\s+in"
    r"|\bthan|\bthan\s+(?:in|that\s+of|those\s+of)|\bas\s+(?:in|that\s+of|those\s+of)"
    r"|\bcompared\s+(?:with|to)(?:\s+(?:that|those))?(?:\s+(?:of|in))?|\bagainst|\bversus|\bvs\.?|\bover|\brelative\s+to"
    r"|\b(?:levels?|that|those)\s+(?:of|in)|\bon)" + _LEAD,
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\b(?P<count>\d{1,2}|[a-z]+)[\s-]+(?:fiscal\s+|financial\s+)?years?\s+"
    r"(?:(?:up\s+)?to|until|till|through|end(?:ing|ed)(?:\s+(?:in|with))?|(?P<on>from|starting(?:\s+(?:in|with))?"
    r"|beginning(?:\s+(?:in|with))?))" + _LEAD,
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween" + _LEAD, re.IGNORECASE)
_AND = re.compile(r"\band" + _LEAD, re.IGNORECASE)
_SINCE = re.compile(r"\bsince" + _LEAD, re.IGNORECASE)
_NEAR = 40
_CENTURY = 100
_APRIL = 4


@dataclass(frozen=True, slots=True)
class _Told:
    """A year, or a stretch of years, in the sentence, with the words before it."""

    period: Period
    before: str


def told_when(figure: Figure, claim: Claim) -> Figure:
    """The figure of a change with its period and baseline, as the words before the years of its sentence give them.

    Only where the sentence names one year to start from and at most one other; otherwise the figure as it is.
    """
    figure = _counted(dated(_by_fiscal_years(continued(figure), claim), claim))
    if claim.kind not in CHANGES or figure.number is None:
        return figure
    told = _years(figure)
    if any(_SINCE.search(one.before) for one in told):
        return figure
    bases = [at for at, one in enumerate(told) if _BASE.search(one.before) or _opens_between(told, at)]
    others = [one.period for at, one in enumerate(told) if at not in bases]
    if not bases and len(others) == 2 and is_until(figure.period) and figure.baseline is None:
        until = figure.period.end
        earlier = [one for one in others if one.end is not None and until is not None and one.end < until]
        if len(earlier) == 1:  # "609 million in 2017, had tripled by 2022"
            return replace(figure, baseline=earlier[0])
    if len(bases) != 1 or len(others) > 1:
        return figure
    base = told[bases[0]].period
    start = figure.baseline if _within(figure.baseline, base) else base
    if others:
        return replace(figure, period=figure.period if _within(figure.period, others[0]) else others[0], baseline=start)
    spoken = figure.period if figure.period is not None and not _same(figure.period, base) else None
    return replace(figure, period=spoken, baseline=start)


def _counted(figure: Figure) -> Figure:
    """The figure with "the three years to 2020-21", or "three years from 2018-19", as the years that they are."""
    span = closed(figure.period)
    if figure.period is None or span is None or not span.years:
        return figure
    place = figure.quote.find(figure.period.text)
    found = _COUNT.search(figure.quote[max(0, place - 2 * _NEAR) : place]) if place >= 0 else None
    if found is None:
        return figure
    word = found["count"].casefold()
    count = int(word) if word.isdigit() else UNITS.get(word, 0)
    if not 1 < count <= _CENTURY:
        return figure
    months = 12 * (count - 1)
    span = Span(span.start, span.shifted(months).end) if found["on"] else Span(span.shifted(-months).start, span.end)
    text = f"{found[0].strip()} {figure.period.text}"
    return replace(figure, period=Period(span.start, span.end, Precision.RANGE, text))


def _by_fiscal_years(figure: Figure, claim: Claim) -> Figure:
    """The figure with "2018-19" as the fiscal year, where it was read as two years and the series are by such years."""
    if not claim.of or any(one.frequency is not Frequency.FISCAL_YEAR for one in claim.of):
        return figure
    return replace(figure, period=_fiscal(figure.period), baseline=_fiscal(figure.baseline))


def _fiscal(period: Period | None) -> Period | None:
    if period is None or period.precision is not Precision.RANGE:
        return period
    several = list(YEAR.finditer(period.text))
    years = [period_of(match) for match in several]
    if not years or not all(one is not None and one.start and one.start.month == _APRIL for one in years):
        return period
    first, last = years[0], years[-1]
    assert first is not None and last is not None
    precision = Precision.YEAR if len(years) == 1 else Precision.RANGE
    return Period(first.start, last.end, precision, period.text)


def _within(spoken: Period | None, year: Period) -> bool:
    """Whether the figure has a part of that year: "in the first half of 2023"."""
    if spoken is None or None in (spoken.start, spoken.end, year.start, year.end):
        return False
    return year.start <= spoken.start and spoken.end <= year.end  # type: ignore[operator]  # none of the four is None


def _opens_between(told: list[_Told], at: int) -> bool:
    """Whether a year is the first of "between 2014-18 and 2019-23"."""
    return bool(_BETWEEN.search(told[at].before)) and at + 1 < len(told) and bool(_AND.search(told[at + 1].before))


def _same(one: Period, other: Period) -> bool:
    return (one.start, one.end) == (other.start, other.end) or one.end is None


def _years(figure: Figure) -> list[_Told]:
    """The years of the sentence in text order, but for those within the number."""
    return [_Told(period, figure.quote[max(0, at - _NEAR) : at]) for period, at in years_told(figure)]

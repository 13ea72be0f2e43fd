"""Which stretches of days answer a claim of a change: the one at its end, and the one that it starts from."""

from __future__ import annotations

import re

from comity.checking.measured import Measured
from comity.checking.periods import Grid, Span, closed, known_years
from comity.checking.spoken import (
    FINE,
    Plan,
    Unclear,
    ending,
    in_whole_years,
    is_long,
    is_since,
    is_stretch,
    is_until,
    not_ended,
)
from comity.records import Figure, Nature, Period, Precision

_YEARS = re.compile(r"\byears?\s+(?:(?:up\s+)?to|until|till|through|end)", re.IGNORECASE)


def changes(figure: Figure, measured: Measured) -> list[Plan] | Unclear:
    period, baseline = figure.period, figure.baseline
    since = next(
        (one for one in (baseline, period) if one and one.start and (one.end is None or is_since(figure, one))), None
    )
    if since is not None:
        return _since(figure, measured, since)
    if period is None and baseline is not None and (is_until(baseline) or is_stretch(baseline)):
        period, baseline = baseline, None  # "from 2019-20 to 2021-22" is the stretch of the change, and no base
    base, span = closed(baseline), closed(period)
    if base is not None:
        return _from_base(figure, measured, base, span if span != base else None)
    if period is not None and span is None:
        return Unclear(f"“{period.text}” says until when it changed, and not from when")
    if period is None or span is None or period.precision in FINE:
        return [
            Plan(year, year.shifted(-12), f"{year}, the last full year known, against the year before")
            for year in known_years(measured, figure.published)
        ]
    if not is_long(period, span):
        return not_ended(figure, span) or _against_before(span)
    whole = in_whole_years(figure, measured, span)
    if whole is None or not whole.years:
        return Unclear(f"{span} does not begin and end with years")
    first, last = whole.first(12), whole.last(12)
    found = [Plan(last, first, f"from {first} to {last}")]
    if whole != span or _YEARS.search(period.text):  # "over the past decade": ten years back, or the first of ten
        found.insert(0, Plan(last, first.shifted(-12), f"from {first.shifted(-12)} to {last}"))
    return not_ended(figure, last) or found


def _against_before(span: Span) -> list[Plan]:
    """A year against the year before; a shorter stretch against the same of the year before, and the one before it."""
    earlier = span.shifted(-12)
    found = [Plan(span, earlier, f"{span} against {earlier}")]
    if span.months and span.months < 12:
        previous = span.shifted(-span.months)
        found.append(Plan(span, previous, f"{span} against {previous}"))
    return found


def _from_base(figure: Figure, measured: Measured, base: Span, end: Span | None) -> list[Plan] | Unclear:
    """From a named base to the period that is told, or to the last year that was known."""
    if end is None and is_until(figure.period):
        end = ending(figure.period)
    if base.years is None and base.months is None:
        base = Grid.of(measured).year_of(base.start)
    if end is None:
        length = base.months or 12
        if length % 12:
            return Unclear(f"the words compare with {base}, and do not say what")
        return [
            Plan(year, base, f"{year}, the last full year known, against {base}")
            for year in known_years(measured, figure.published)
            if year.start > base.start
        ] or Unclear(f"no full year after {base} had ended when the text was published")
    ended = not_ended(figure, end)
    if ended is not None:
        return ended
    if measured.nature is not Nature.STOCK and end.months != base.months:
        return Unclear(f"{end} and {base} are not of the same length")
    return [Plan(end, base, f"{end} against {base}")]


def _since(figure: Figure, measured: Measured, since: Period) -> list[Plan] | Unclear:
    """ "Since 2022": the last year before and the first year of it are both bases, for both are meant by it."""
    told = [
        ending(one) if is_until(one) else closed(one) for one in (figure.period, figure.baseline) if one is not since
    ]
    ends = [one for one in told if one] or known_years(measured, figure.published)
    start = since.start
    if start is None:
        return Unclear(f"“{since.text}” has no beginning")
    first = Span(start, start).first(12) if since.precision is Precision.YEAR else Grid.of(measured).year_of(start)
    when = str(start.year) if (start.month, start.day) == (1, 1) else f"{start}"
    bases = ((first.shifted(-12), f"the last year before {when}"), (first, f"the first year since {when}"))
    found = [
        Plan(end, base, f"{base} as the base, {role}; {end} as the end")
        for end in ends
        for base, role in bases
        if end.start > base.start
    ]
    return found or Unclear(f"no full year after the beginning of “{since.text}” had ended when the text was published")

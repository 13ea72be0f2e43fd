"""Which stretches of days answer a claim of a level: a sum over years, a share, how things stood on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from comity.checking.measured import Measured
from comity.checking.periods import Grid, Span, closed, known_years, moved
from comity.checking.rules import rules
from comity.checking.spoken import FINE, Plan, Unclear, ending, in_whole_years, is_long, not_ended, says_from, says_to
from comity.records import Figure, Flag, Frequency, Period


def stocks(figure: Figure, measured: Measured) -> list[Plan] | Unclear:
    """A level at a time: at the end of the period, or on the day of publication."""
    period, published = figure.period, figure.published
    span = closed(period)
    if span is not None and period is not None and is_long(period, span):
        span = span.first(12) if says_from(figure) and span.years else Span(span.end, span.end)
    elif span is None and period is not None and period.end is not None and (not published or period.end <= published):
        span = Span(period.end, period.end)
    if span is None and says_from(figure):
        return Unclear("the words say from which number it moved, and not when that was")
    if span is None or (published is not None and span.end > published):
        return _as_of(measured, published) or [Plan(Span(published, published))] if published else [_newest(measured)]
    if measured.frequency is Frequency.DAY and not any(
        span.start <= value.end <= span.end for value in measured.values
    ):
        return _as_of(measured, span.end) or [Plan(span)]
    return [Plan(span)]


def _newest(measured: Measured) -> Plan:
    day = measured.values[-1].end
    return Plan(Span(day, day), note=f"as of {day}, the newest")


def _as_of(measured: Measured, day: date) -> list[Plan]:
    """How things stood on a day: by the last value before it and by the first after it, the nearer first.

    What changed between the two may have changed before or after the day, so that both are readings; what the dates of
    a list do not prove comes after what they do.
    """
    rule = rules().periods
    before = [value for value in measured.values if moved(day, -rule["stock_older_months"]) <= value.end <= day]
    after = [value for value in measured.values if day < value.end <= moved(day, rule["stock_younger_months"])]
    found = [*before[-1:], *after[:1]]
    found.sort(key=lambda value: (Flag.ESTIMATE in value.flags, abs((value.end - day).days)))
    told = found[:1] if len({value.value for value in found}) == 1 else found
    return [Plan(Span(value.end, value.end), note=f"as of {value.end}") for value in told]


def flows(figure: Figure, measured: Measured) -> list[Plan] | Unclear:
    period = figure.period
    span = closed(period)
    if period is None or (span is not None and period.precision in FINE):
        if says_from(figure):
            return Unclear("the words say from which number it moved, and not when that was")
        return _undated(figure, measured)
    if period.end is None:
        return _since_sum(figure, measured, period)
    if span is None:
        year = ending(period)
        return not_ended(figure, year) or [_all_until(measured, year) or Plan(year)]
    if not is_long(period, span):
        return not_ended(figure, span) or [Plan(span)]
    whole = in_whole_years(figure, measured, span)
    if whole is None:
        return Unclear(f"{span} does not begin and end with months")
    if says_from(figure):
        return [Plan(whole.first(12), note=f"at the beginning, {whole.first(12)}")]
    if says_to(figure) or figure.direction:
        return [Plan(whole.last(12), note=f"at the end, {whole.last(12)}")]
    return not_ended(figure, whole) or [Plan(whole, note=f"{whole} together")]


def _undated(figure: Figure, measured: Measured) -> list[Plan]:
    years = known_years(measured, figure.published)
    told = f" on {figure.published}" if figure.published else ""
    found = [Plan(year, note=f"{year}, the last full year known{told}") for year in years[:1]]
    found += [Plan(year, note=f"{year}, the year before, whose statistics were known{told}") for year in years[1:]]
    until = _all_until(measured, years[0]) if years else None
    return [replace(until, note=f"{until.note}, since no time is named"), *found] if until else found


def _all_until(measured: Measured, year: Span) -> Plan | None:
    """All until the end of a year, of what is handed over bit by bit; None of anything else."""
    if not {key.split("/")[1] for key in measured.series} <= rules().cumulative:
        return None
    first = Grid.of(measured).year_of(measured.values[0].start)
    return Plan(Span(min(first.start, year.start), year.end), note=f"all until {year.end}")


def _since_sum(figure: Figure, measured: Measured, period: Period) -> list[Plan] | Unclear:
    """ "Since 2022 it has bought …": all that came since, or the last year of it."""
    years = [year for year in known_years(measured, figure.published) if period.start and year.end > period.start]
    if not years or period.start is None:
        return Unclear(f"no full year “{period.text}” had ended when the text was published")
    grid = Grid.of(measured)
    first = grid.year_of(period.start)
    if first.start < period.start and period.start.month - 1 + first.start.month > 12:
        first = first.shifted(12)
    return [
        Plan(Span(min(first.start, years[0].start), years[0].end), note=f"all “{period.text}” together"),
        Plan(years[0], note=f"{years[0]}, the last full year of those “{period.text}”"),
    ]

"""Where a claimed value lies on the series that decided its verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from comity.brief.model import Plot
from comity.brief.wording import value_of
from comity.checking.claims import claim_of
from comity.checking.measured import Claim, Kind, Measured
from comity.checking.store import SeriesStore
from comity.ledger import Ledger, Wanted
from comity.records import Figure, Observation, Release, Series, SeriesTable

Days = tuple[date, date]


class Plotting:
    """Makes the plots of verdicts from the series of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._store = SeriesStore(ledger)

    def plot(self, figure: Figure, body: Mapping[str, Any]) -> Plot | None:
        """The deciding series with the claimed value, or None where nothing was computed, or the series has changed."""
        reading = next(iter(body["readings"]), None)
        if reading is None or reading["computed"] is None:
            return None
        claim = claim_of(figure, self._store)
        found = _deciding(claim, tuple(reading["series"]))
        if found is None:
            return None
        measured, whole = found
        line = _share(measured, whole) if whole else [(one.start, one.end, one.value) for one in measured.values]
        if len(line) < 2:
            return None
        days = [
            (date.fromisoformat(one["start"]), date.fromisoformat(one["end"]))
            for one in reading["periods"]
            if one["series"] in measured.series
        ]
        title = f"{measured.label}, as a share of {whole.label}" if whole else measured.label
        table = self._table(measured, "percent" if whole else measured.unit, line)
        return Plot(title, (table,), _claimed(figure, claim, reading["claimed"], sorted(set(days)), table))

    def _table(self, measured: Measured, unit: str, line: Sequence[tuple[date, date, float]]) -> SeriesTable:
        """The line as a series, each value with its release."""
        tables = [table for key in measured.series for table in self._ledger.series_tables(Wanted(key=key))]
        releases: dict[Days, Release] = {
            (one.start, one.end): release
            for table in reversed(tables)
            for one, release in zip(table.observations, table.releases, strict=True)
        }
        flags = {(one.start, one.end): one.flags for one in measured.values}
        first = tables[0]
        series = replace(first.series, unit=unit, title=measured.label, frequency=measured.frequency)
        if unit == "percent":
            series = Series(
                series.provider, "computed", series.reporter, None, None, unit, series.frequency, series.title
            )
        return SeriesTable(
            series,
            tuple(Observation(start, end, value, flags[start, end]) for start, end, value in line),
            tuple(releases.get((start, end), first.releases[-1]) for start, end, _ in line),
        )


def _deciding(claim: Claim, keys: tuple[str, ...]) -> tuple[Measured, Measured | None] | None:
    """What the claim has that rests on these series, with its whole for a share."""
    for at, measured in enumerate(claim.of):
        whole = claim.wholes[at] if claim.wholes else None
        if tuple(dict.fromkeys((*measured.series, *(whole.series if whole else ())))) == keys:
            return measured, whole
    return None


def _share(part: Measured, whole: Measured) -> list[tuple[date, date, float]]:
    wholes = {(one.start, one.end): one.value for one in whole.values if one.value}
    return [
        (one.start, one.end, 100 * one.value / wholes[one.start, one.end])
        for one in part.values
        if (one.start, one.end) in wholes
    ]


def _claimed(
    figure: Figure, claim: Claim, value: float, days: Sequence[Days], table: SeriesTable
) -> tuple[Days | None, float, str] | None:
    """The claimed value on the scale of the line: itself, or what it makes of the base; None for sums of periods."""
    at = {(one.start, one.end): one.value for one in table.observations}
    if not days or any(one not in at for one in days):
        return None
    if claim.kind in (Kind.LEVEL, Kind.SHARE):
        return (days[-1], value, value_of(figure)) if len(days) == 1 else None
    if len(days) != 2:
        return None
    base = at[days[0]]
    if claim.kind is Kind.RATIO:
        falls = figure.direction == "down" and value > 1
        made = base / value if falls else base * value
    elif claim.kind is Kind.PERCENT_CHANGE:
        made = base * (1 + value / 100)
    else:
        made = base + value
    return days[1], made, value_of(figure)

"""Releases of statistics made by hand: series named in one line, with values by year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from comity.ledger import Ledger
from comity.records import Flag, Frequency, Observation, Release, Series

UNITS = {
    "vote-agreement": "percent",
    "votes-compared": "votes",
    "shared-igos": "organisations",
    "arms-imports": "TIV",
    "reactors-operational": "reactors",
    "import-quantity": "tonnes",
}


def add(
    ledger: Ledger,
    provider: str,
    vintage: str,
    told: Mapping[str, Mapping[int, float]],
    *,
    fiscal: bool = False,
    partial: frozenset[int] = frozenset(),
) -> None:
    """Add a release. A line is "imports IND RUS HS2709": indicator, reporter, partner, item; "-" stands for none.

    Years are calendar years, or fiscal ones from April; those of reactors are the last day of the year.
    """
    data = []
    for line, values in told.items():
        indicator, reporter, partner, item = line.split()
        stock = indicator.startswith(("reactors-", "capacity-"))
        frequency = Frequency.DAY if stock else Frequency.FISCAL_YEAR if fiscal else Frequency.YEAR
        unit = "obligations" if indicator.startswith("alliance-") else UNITS.get(indicator, "USD")
        series = Series(
            provider,
            indicator,
            reporter,
            None if partner == "-" else partner,
            None if item == "-" else item,
            unit,
            frequency,
        )
        data.append(
            (series, tuple(_observation(frequency, year, value, year in partial) for year, value in values.items()))
        )
    title = f"Statistics of {provider}"
    release = Release(
        provider,
        title,
        date.fromisoformat(vintage),
        title,
        "open",
        f"{provider}.csv",
        f"{provider} {vintage} {list(told)}",
    )
    ledger.add_release(release, data)


def _observation(frequency: Frequency, year: int, value: float, partial: bool) -> Observation:
    flags = (Flag.PARTIAL,) if partial else ()
    if frequency is Frequency.DAY:
        return Observation(date(year, 12, 31), date(year, 12, 31), value, flags)
    if frequency is Frequency.FISCAL_YEAR:
        end = date(year, 8, 31) if partial else date(year + 1, 3, 31)
        return Observation(date(year, 4, 1), end, value, flags)
    return Observation(date(year, 1, 1), date(year, 12, 31), value, flags)

"""Rows become series: the same thing said twice is counted, and two different things said of one period are refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

from comity.errors import InputError
from comity.records import Observation, Series

Refuse = Callable[[int, str], InputError]
"""Makes the error that names a row by its number, and says why it cannot be used."""

TWICE = "says what another row says"
"""Why a row is left out that `add` knew before."""


class Gathering:
    """The observations of a file, by series and day. `refuse` makes the error for a row that contradicts another."""

    def __init__(self, refuse: Refuse) -> None:
        self.skipped: Counter[str] = Counter()
        self.rows = 0
        self._refuse = refuse
        self._found: dict[Series, dict[tuple[date, date], tuple[Observation, int]]] = {}

    def add(self, series: Series, observation: Observation, row: int) -> bool:
        """Add what a row says; false where a row before it says the same.

        Raises InputError where another row says something else of the same period.
        """
        found = self._found.setdefault(series, {})
        days = (observation.start, observation.end)
        former = found.get(days)
        if former is None:
            found[days] = (observation, row)
            return True
        if former[0].value == observation.value:
            return False
        raise self._refuse(
            row,
            f"it says {observation.value:.15g} of {series.key} for {days[0]} to {days[1]}, and row {former[1]:,} says"
            f" {former[0].value:.15g}: keep the one that holds, and import again",
        )

    def data(self) -> list[tuple[Series, tuple[Observation, ...]]]:
        """Every series by its key, with its observations by day."""
        series = sorted(self._found, key=lambda one: one.key)
        return [(one, tuple(self._found[one][days][0] for days in sorted(self._found[one]))) for one in series]

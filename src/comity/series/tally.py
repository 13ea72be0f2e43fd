"""The series of India's trade as they grow from the rows of a table: checked, added up and never counted twice."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from math import fsum

from comity.actors.parties import country_name
from comity.records import Flag, Observation, Series
from comity.records.series import TOTAL, WORLD
from comity.records.units import units
from comity.series import names
from comity.series.cells import state_in
from comity.series.periods import Period
from comity.series.tables import File, Row, Sheet, refuse
from comity.series.values import measure_of, number

PROVIDER = "india-commerce"
INDIA = "IND"

NO_VALUE = "no value given"
SHARE = "a share, which follows from the rest"
NO_STATE = "a partner that is no state (unspecified, zones): counted in totals only"
INDIA_ITSELF = "India itself as the partner"

_HALF = 0.005  # the tables are rounded to two decimals
_UNIT_WORDS = re.compile(r"US\s?\$|USD|\bRs\b|₹|million|crore|lakh", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Money:
    """What one of the values of a column is worth: `scale` times `unit`."""

    unit: str
    scale: float

    @classmethod
    def of(cls, file: File, heading: str) -> Money:
        """The money that a heading names; US$ million, in which the Ministry publishes, where it names none."""
        unit, scale = measure_of(heading)
        if unit is not None and unit in units():
            return cls(unit, scale)
        if _UNIT_WORDS.search(heading):
            raise refuse(file, None, f"the heading {heading!r} names no currency; write US$ or Rs. into it")
        return cls("USD", 1e6)


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a table, with the label of its row."""

    row: Row
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class _Entry:
    observation: Observation
    row: Row | None


@dataclass(slots=True)
class Tally:
    """Series by what they measure, with the row that each observation comes from. `flow` is `imports` or `exports`."""

    file: File
    flow: str
    rows: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    _found: dict[Series, dict[Period, _Entry]] = field(default_factory=dict)

    def data(self) -> list[tuple[Series, tuple[Observation, ...]]]:
        """The series in the order of the file, their observations by day."""
        return [
            (series, tuple(entries[at].observation for at in sorted(entries)))
            for series, entries in self._found.items()
        ]

    def value(self, line: Line, sheet: Sheet, column: str = "the value") -> float | None:
        """The value of a line as published; None is counted as skipped. Raises ReadingError, also below zero."""
        try:
            value = number(line.text)
        except ValueError:
            why = f"{column} is {line.text!r}, which is no number; write it plainly or leave it empty"
            raise refuse(self.file, line.row, why, sheet=sheet) from None
        if value is not None and value < 0:
            raise refuse(self.file, line.row, f"{column} is negative ({line.text}); trade is not", sheet=sheet)
        return value

    def partner(self, line: Line) -> str | None:
        """The code of a line's country; None where a named rule leaves it out."""
        if names.not_a_state(line.label):
            self.skipped[NO_STATE] += 1
            return None
        code = state_in(self.file, line.row, line.label)
        if code == INDIA:
            self.skipped[INDIA_ITSELF] += 1
            return None
        return code

    def add(
        self,
        partner: str,
        item: str,
        period: Period,
        value: float,
        *,
        unit: str,
        row: Row | None = None,
        sheet: Sheet | None = None,
        rounded: bool = False,
        repeated: bool = False,
    ) -> None:
        """Add an observation; `unit` tonnes makes it a quantity. The same again is refused with both its rows, but for
        one that tables repeat (`repeated`), if it is of the same value."""
        indicator = f"{self.flow.removesuffix('s')}-quantity" if unit == "tonnes" else self.flow
        title = self._title(partner, item, unit)
        series = Series(PROVIDER, indicator, INDIA, partner, item, unit, period.frequency, title)
        flags = [Flag.PARTIAL] * period.partial + [Flag.ROUNDED] * rounded
        entry = _Entry(Observation(period.start, period.end, value, tuple(flags)), row)
        former = self._found.setdefault(series, {}).setdefault(period, entry)
        if former is entry or (repeated and former.observation.value == value):
            return
        first = f"row {former.row.number:,}" if former.row else "an earlier row"
        what = f"{country_name(partner)}, {item}, {period.start} to {period.end}"
        raise refuse(self.file, row, f"{what} stands in {first} already; keep one of them", sheet=sheet)

    def check(self, total: float, parts: list[float], row: Row, sheet: Sheet) -> None:
        """Raise ReadingError where the rows of a table do not add up to its total, within rounding."""
        sum_of = fsum(parts)
        if abs(sum_of - total) > _HALF * (len(parts) + 1) + 1e-9:
            raise refuse(
                self.file,
                row,
                f"it says that the total is {total:,.2f}, but the rows add up to {sum_of:,.2f}:"
                " a row is missing, doubled or changed; fetch the file again",
                sheet=sheet,
            )

    def _title(self, partner: str, item: str, unit: str) -> str:
        name = item.removeprefix("PC:").lower() if item.startswith("PC:") else f"HS {item[2:]}"
        of = "goods" if item == TOTAL else name
        towards = "from" if self.flow == "imports" else "to"
        whom = "all countries" if partner == WORLD else country_name(partner)
        return f"India's {self.flow} of {of} {towards} {whom}{', tonnes' if unit == 'tonnes' else ''}"

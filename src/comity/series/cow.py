"""Data by pair of states and year with the state numbers of the Correlates of War project (COW)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from comity.errors import ReadingError
from comity.records import Frequency, Observation, Series
from comity.records.series import indicators
from comity.series.cells import number_in
from comity.series.gathering import TWICE, Gathering
from comity.series.names import state
from comity.series.tables import File, Row, Table, each, header, refuse
from comity.series.values import number

PAIRS = (("ccode1", "ccode2"), ("stateA", "stateB"), ("mem1", "mem2"))
"""How the columns of the two states are called."""

_NO_CODE = "a state of the past that no series are kept of"
_MISSING = "no value"
_SAME = "a state with itself"


@cache
def states() -> Mapping[int, str]:
    """The codes of states by COW number, from `data/cow_states.csv`; "" for states of the past that have no code.

    A state that another carried on without a break has the code of that other, as in `names.state`.
    """
    text = (files("comity.series") / "data" / "cow_states.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), strict=True)
    return {int(row["number"]): state(row["code"]) if row["code"] else "" for row in rows}


def table_of(file: File, *columns: str) -> Table | None:
    """The table that has two states, a year and these columns; None where no sheet has it."""
    tables = (header(sheet, *pair, "year", *columns) for sheet in file.sheets for pair in PAIRS)
    return next((table for table in tables if table is not None), None)


def by_pair(file: File, table: Table, provider: str, columns: Mapping[str, str]) -> Gathering:
    """The series of a table, symmetric, by calendar year; `columns` maps the columns of values to indicators.

    A pair may stand in the table in both directions, as long as both say the same. Negative values are missing, as COW
    writes them. Raises ReadingError for a row that cannot be understood.
    """

    def contradicts(row: int, why: str) -> ReadingError:
        return refuse(file, row, why)

    found = Gathering(contradicts)
    pair = next(names for names in PAIRS if all(table.has(name) for name in names))
    for row in each(file, table):
        found.rows += 1
        year = _whole(file, row, table.get(row, "year"), "year")
        if not 1800 <= year <= 2200:
            raise refuse(file, row, f"{year} is no year that these data reach to; mend the column year")
        one, other = sorted(_state(file, row, table.get(row, name)) for name in pair)
        if not one:
            found.skipped[_NO_CODE] += 1
            continue
        if one == other:
            found.skipped[_SAME] += 1
            continue
        told = []
        for column, indicator in columns.items():
            value = number_in(file, table, row, column, decimal=".")
            if value is not None and value >= 0:
                series = Series(provider, indicator, one, other, None, indicators()[indicator].unit, Frequency.YEAR)
                observation = Observation(date(year, 1, 1), date(year, 12, 31), value)
                told.append(found.add(series, observation, row.number))
        if not told:
            found.skipped[_MISSING] += 1
        elif not any(told):
            found.skipped[TWICE] += 1
    return found


def _state(file: File, row: Row, text: str) -> str:
    known = _whole(file, row, text, "state number")
    if known not in states():
        raise refuse(file, row, f"{known} is no state number of the Correlates of War project")
    return states()[known]


def _whole(file: File, row: Row, text: str, what: str) -> int:
    """The number of `365` or `365.0`."""
    try:
        value = number(text, decimal=".")
    except ValueError:
        value = None
    if value is None or not value.is_integer():
        raise refuse(file, row, f"{text!r} is no {what}; give a whole number")
    return int(value)

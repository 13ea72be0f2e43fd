"""The World Bank's indicators, as downloaded from data.worldbank.org: one row a country, one column a year."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from comity.actors import tables as actors
from comity.errors import InputError, UnknownPartyError
from comity.records import Frequency, Observation, Series
from comity.records.series import WORLD, indicators
from comity.series.cells import table_of
from comity.series.gathering import TWICE, Gathering, Refuse
from comity.series.layout import Hints, Read
from comity.series.names import not_a_state, state
from comity.series.tables import File, Row, Table, each, header, refuse
from comity.series.values import number

_COUNTRY = ("Country Name", "Country Code")
_INDICATOR = (("Indicator Name", "Indicator Code"), ("Series Name", "Series Code"))
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)(?:\s*yr\s*(?P=year))?", re.IGNORECASE)
_OWN_NAMES = {
    "NY.GDP.MKTP.CD": "gdp",
    "NY.GDP.MKTP.KD.ZG": "gdp-growth",
    "SP.POP.TOTL": "population",
    "MS.MIL.XPND.CD": "military-spending",
    "MS.MIL.XPND.GD.ZS": "military-spending-share",
}
_ORGANISATIONS = {"WLD": WORLD, "EUU": "EU"}
_NO_STATES = {"CHI": "Channel Islands"}
_BRACKET = re.compile(r"\(([^()]+)\)$")
_KEPT_LINES = re.compile(r"Last Updated Date:?\s*(\d{4}-\d\d-\d\d)|Last Updated:\s*(\d\d)/(\d\d)/(\d{4})")


class WorldBank:
    """World Bank indicators."""

    name = "worldbank"
    title = "World Bank indicators, one column a year"

    def recognises(self, file: File) -> bool:
        return _table(file) is not None

    def read(self, file: File, hints: Hints) -> Read:
        found = _table(file) or (table_of(file, *_COUNTRY, *_INDICATOR[0]), _INDICATOR[0])
        table, (name, code) = found

        def refused(row: int, why: str) -> InputError:
            return refuse(file, row, why)

        years = _years(file, table)
        gathered = Gathering(refused)
        for row in each(file, table):
            if not any(row.cells[1:]):
                continue  # a note below the table
            if not table.get(row, code):
                raise refuse(file, row, f"it has no code of an indicator (column {code}); give it, or remove the row")
            gathered.rows += 1
            _add_row(table, row, years, (table.get(row, code), table.get(row, name)), gathered, refused)
        return _told(gathered, _updated(file))


LAYOUT = WorldBank()


def from_rows(rows: Iterable[Mapping[str, Any]], *, vintage: date | None = None) -> Read:
    """The series of rows with `economy` (a code), `series` (a code), `time` (2021 or YR2021) and `value`.

    `series_name` and `economy_name` may stand beside them. Raises InputError naming the row (from 1).
    """

    def refused(row: int, why: str) -> InputError:
        return InputError(f"row {row:,} of the answer of the World Bank: {why}")

    gathered = Gathering(refused)
    for at, row in enumerate(rows, start=1):
        gathered.rows += 1
        missing = [name for name in ("economy", "series", "time") if not row.get(name)]
        if missing:
            raise refused(at, f"it has no {' and no '.join(missing)}")
        year = _YEAR.fullmatch(str(row["time"]).removeprefix("YR"))
        if year is None:
            raise refused(at, f"{row['time']!r} is no year")
        cell = row.get("value")
        text = "" if cell is None or cell != cell else str(cell)  # NaN is how data frames write what is missing
        economy = (str(row["economy"]), str(row.get("economy_name") or row["economy"]))
        party, why = _party(*economy, at, refused)
        if party is None:
            gathered.skipped[why] += 1
        else:
            name = str(row.get("series_name") or row["series"])
            new = _add(gathered, refused, at, (str(row["series"]), name), party, int(year["year"]), text)
            if not new:
                gathered.skipped["no value" if new is None else TWICE] += 1
    return _told(gathered, vintage)


def _table(file: File) -> tuple[Table, tuple[str, str]] | None:
    found = ((header(sheet, *_COUNTRY, *pair), pair) for sheet in file.sheets for pair in _INDICATOR)
    return next(((table, pair) for table, pair in found if table is not None), None)


def _told(gathered: Gathering, vintage: date | None) -> Read:
    return Read(
        provider="worldbank",
        title="World Bank Open Data",
        data=gathered.data(),
        rows=gathered.rows,
        citation="World Bank, World Development Indicators",
        licence="CC BY 4.0",
        vintage=vintage,
        url="https://data.worldbank.org",
        skipped=gathered.skipped,
    )


def _years(file: File, table: Table) -> dict[int, str]:
    """The columns of years: `2021` or `2021 [YR2021]`, by year."""
    found = {int(year["year"]): name for name in table.columns if (year := _YEAR.fullmatch(name))}
    if not found:
        raise refuse(file, None, "no column is called by a year (1960, 1961, …); download the table with years across")
    return found


def _updated(file: File) -> date | None:
    """The day that a note line or the line below the table gives as that of the last update."""
    for sheet in file.sheets:
        for row in (*sheet.rows[:10], *sheet.rows[-10:]):
            found = _KEPT_LINES.search(" ".join(row.cells))
            if found:
                month, day, year = found[2], found[3], found[4]
                try:
                    return date.fromisoformat(found[1]) if found[1] else date(int(year), int(month), int(day))
                except ValueError:
                    return None
    return None


def _add_row(
    table: Table,
    row: Row,
    years: Mapping[int, str],
    indicator: tuple[str, str],
    gathered: Gathering,
    refused: Refuse,
) -> None:
    party, why = _party(table.get(row, "Country Code"), table.get(row, "Country Name"), row.number, refused)
    if party is None:
        gathered.skipped[why] += 1
        return
    told = [
        _add(gathered, refused, row.number, indicator, party, year, table.get(row, column))
        for year, column in years.items()
    ]
    if all(new is None for new in told):
        gathered.skipped["no value"] += 1
    elif not any(told):
        gathered.skipped[TWICE] += 1


def _add(
    gathered: Gathering,
    refused: Refuse,
    at: int,
    indicator: tuple[str, str],
    party: str,
    year: int,
    text: str,
) -> bool | None:
    """Add one value; None where there is none, false where another row says it too."""
    code, name = indicator
    try:
        value = number(text, decimal=".")
    except ValueError as problem:
        raise refused(at, f"{problem} ({code} of {party} in {year}); mend it, or leave it empty") from problem
    if value is None:
        return None
    own = _OWN_NAMES.get(code)
    unit = indicators()[own].unit if own else _unit(name)
    series = Series("worldbank", own or code, party, None, None, unit, Frequency.YEAR, name)
    return gathered.add(series, Observation(date(year, 1, 1), date(year, 12, 31), value), at)


def _unit(name: str) -> str:
    """The unit that a name ends with in brackets: "(current US$)" USD, "(% of GDP)" percent, "(years)" years.

    Dollars of another year's prices, or of purchasing power, are a unit of their own that is compared to no other.
    """
    bracket = _BRACKET.search(name)
    words = bracket[1] if bracket else ""
    if "%" in words:
        return "percent"
    return "USD" if words.casefold() == "current us$" else words or "units"


@cache
def _groups() -> frozenset[str]:
    """Groups of economies by region, income and lending, by the codes of the World Bank."""
    text = (files("comity.series") / "data" / "world_bank_groups.csv").read_text(encoding="utf-8")
    return frozenset(row["code"] for row in csv.DictReader(text.splitlines(), strict=True))


def _party(code: str, name: str, at: int, refused: Refuse) -> tuple[str | None, str]:
    """The code of an economy, or None with the named rule that leaves it out."""
    if code in _ORGANISATIONS:
        return _ORGANISATIONS[code], ""
    if code in actors.states():
        return state(code), ""
    if code in _groups():
        return None, "a group of economies"
    if code in _NO_STATES or not_a_state(name):
        return None, f"{name}: no state"
    try:
        return state(name), ""
    except UnknownPartyError as problem:
        raise refused(at, str(problem)) from problem

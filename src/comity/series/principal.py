"""India's trade by principal commodity and country: one table for a fiscal year, which its file's name says."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import fsum

from comity.records.series import TOTAL, WORLD
from comity.series.cells import number_in, period_in
from comity.series.periods import APRIL, Period
from comity.series.tables import File, Row, Sheet, Table, each, fold, refuse
from comity.series.tally import NO_VALUE, Line, Money, Tally
from comity.series.values import tonnes

COLUMNS = ("COMMODITY", "COUNTRY", "UNIT", "QUANTITY")

_YEAR_NAMED = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[-_/](?P<next>(?:19|20)?\d\d)(?!\d)"
    r"(?:[-_ (]*(?P<first>[a-z]{3})[-_ ](?P<last>[a-z]{3})(?![a-z]))?",
    re.IGNORECASE,
)


def year_named(file: File, sheet: Sheet, notes: str) -> Period:
    """The fiscal year that notes, or the name of the file or the sheet, give. Raises ReadingError for none or two."""
    found = set()
    for match in _YEAR_NAMED.finditer(notes):
        months = f"({match['first']}-{match['last']})" if match["first"] else ""
        found.add(period_in(file, None, f"{match['year']}-{match['next']}{months}", fiscal_start=APRIL))
    if len(found) != 1:
        why = "its name says two years; leave one" if found else "the table does not say its year"
        raise refuse(file, None, f"{why}: name the file after it, as in exports-2021-22.csv", sheet=sheet)
    return found.pop()


@cache
def _respelt() -> dict[str, str]:
    """Names of commodities that later tables spell otherwise: `data/principal_commodities.csv`."""
    text = files("comity.series").joinpath("data", "principal_commodities.csv").read_text(encoding="utf-8")
    return {row["spelling"]: row["name"] for row in csv.DictReader(text.splitlines())}


def item_of(commodity: str) -> str:
    """The item of a principal commodity: `PC:TEA`."""
    name = " ".join(commodity.upper().split())
    return f"PC:{_respelt().get(name, name)}"


@dataclass(frozen=True, slots=True)
class _Entry:
    row: Row
    partner: str | None
    value: float


def tabulate(tally: Tally, sheet: Sheet, table: Table, money: Money, heading: str, when: Period) -> None:
    """Add a table: each commodity by country and with all, and, where the table is complete, each country's total."""
    file = tally.file
    commodities: dict[str, list[_Entry]] = defaultdict(list)
    quantities: dict[str, list[tuple[_Entry, float | None]]] = defaultdict(list)
    total: tuple[Row, float] | None = None
    for row in each(file, table):
        tally.rows += 1
        line = Line(row, table.get(row, "COUNTRY"), table.get(row, heading))
        value = tally.value(line, sheet, heading)
        commodity = table.get(row, "COMMODITY")
        if fold(commodity) in ("total", "grandtotal"):
            if value is not None:
                total = row, value
            continue
        if not commodity:
            raise refuse(file, row, "the commodity is missing", sheet=sheet)
        if value is None:
            tally.skipped[NO_VALUE] += 1
            continue
        item = item_of(commodity)
        entry = _Entry(row, tally.partner(line), value)
        commodities[item].append(entry)
        weight = tonnes(table.get(row, "UNIT"))
        if weight is not None:
            quantity = number_in(file, table, row, "QUANTITY")
            quantities[item].append((entry, None if quantity is None else round(quantity * weight, 6)))

    for item, entries in commodities.items():
        for entry in entries:
            if entry.partner:
                tally.add(
                    entry.partner,
                    item,
                    when,
                    round(entry.value * money.scale, 2),
                    unit=money.unit,
                    row=entry.row,
                    sheet=sheet,
                    rounded=entry.value < 1,
                )
    for item, weighed in quantities.items():
        for entry, quantity in weighed:
            if entry.partner and quantity is not None:
                tally.add(entry.partner, item, when, quantity, unit="tonnes", row=entry.row, sheet=sheet)
    if total is None:
        return
    tally.check(total[1], [entry.value for entries in commodities.values() for entry in entries], total[0], sheet)
    tally.add(WORLD, TOTAL, when, round(total[1] * money.scale, 2), unit=money.unit, row=total[0], sheet=sheet)
    _sums(tally, commodities, quantities, money, when)


def _sums(
    tally: Tally,
    commodities: dict[str, list[_Entry]],
    quantities: dict[str, list[tuple[_Entry, float | None]]],
    money: Money,
    when: Period,
) -> None:
    """The sums of a complete table: of a commodity over all countries, and of a country over all commodities."""
    by_partner: dict[str, list[float]] = defaultdict(list)
    for item, entries in commodities.items():
        value = fsum(entry.value for entry in entries)
        tally.add(WORLD, item, when, round(value * money.scale, 2), unit=money.unit)
        for entry in entries:
            if entry.partner:
                by_partner[entry.partner].append(entry.value)
    for partner, values in by_partner.items():
        tally.add(partner, TOTAL, when, round(fsum(values) * money.scale, 2), unit=money.unit)
    for item, weighed in quantities.items():
        known = [quantity for _, quantity in weighed if quantity is not None]
        if len(known) == len(commodities[item]):
            tally.add(WORLD, item, when, round(fsum(known), 6), unit="tonnes")

"""SIPRI's trade register: who delivered which major arms to whom, when, and their trend-indicator value (TIV).

Source of the terms: SIPRI Arms Transfers Database, Sources and methods. One row is what one deal delivered in one year;
an older export has one row for a deal, with all its years in one cell.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from math import fsum

from comity.actors.parties import country_name
from comity.records import Flag, Frequency, Observation, Series
from comity.records.series import TOTAL, WORLD
from comity.series import names
from comity.series.cells import number_in, state_in, table_of
from comity.series.layout import Hints, Read
from comity.series.periods import period
from comity.series.tables import File, Row, Table, header, refuse

PROVIDER = "sipri"
_URL = "https://www.sipri.org/databases/armstransfers"
_LICENCE = "© SIPRI; may be quoted with the source, see the terms of use of sipri.org"
_NEW = ("Supplier", "Recipient", "Designation", "Numbers delivered", "Delivery year", "TIV delivery values")
_OLD = ("Supplier", "Recipient", "Weapon designation", "Number delivered", "SIPRI TIV of delivered weapons")
_OLD_YEARS = ("Year(s) of delivery", "Year(s) of deliveries")
_GENERATED = re.compile(r"generated:?\s*(?P<day>\d{1,2} [A-Za-z]+\.? \d{4})", re.IGNORECASE)
_RANGE = re.compile(r"year range '?(?P<first>\d{4})'? to '?(?P<last>\d{4})", re.IGNORECASE)
_FROM_ALL = re.compile(r"\bfrom all\b", re.IGNORECASE)
# SIPRI tells batches of one class of ship apart by dashes: "Talwar -", "Talwar --".
_VARIANT = re.compile(r"\s-+$")
_NAMED = 12

NON_STATE = "a party that is no state (marked * by SIPRI, or unknown)"
SEVERAL_YEARS = "deliveries of several years in one sum: export the register with one row for each year"
NOTHING = "no delivery identified"
ONE_STATE = "supplier and recipient are one state today"


@dataclass(frozen=True, slots=True)
class _Delivery:
    """What a row says was delivered. `years` are several in the older export only."""

    supplier: str
    recipient: str
    designation: str
    description: str
    category: str
    ordered: str
    number: float | None
    tiv: float | None
    years: tuple[int, ...]
    estimate: bool


@dataclass(slots=True)
class _Tally:
    """What was delivered in one year to one side of a series."""

    tiv: list[float] = field(default_factory=list)
    numbers: dict[str, list[float | None]] = field(default_factory=lambda: defaultdict(list))
    weights: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    estimate: bool = False

    def add(self, name: str, one: _Delivery) -> None:
        self.tiv.append(one.tiv or 0.0)
        self.numbers[name].append(one.number)
        self.weights[name] += one.tiv or 0.0
        self.estimate |= one.estimate


class _Register:
    """The register as a table: its years, and rows in either export."""

    def __init__(self, file: File) -> None:
        self.file = file
        old = next((table for sheet in file.sheets if (table := header(sheet, *_OLD))), None)
        self.old = old is not None and any(old.has(name) for name in _OLD_YEARS)
        self.table: Table = old if old is not None and self.old else table_of(file, *_NEW)
        notes = " ".join(cell for row in self.table.notes for cell in row.cells if cell)
        self.generated = _GENERATED.search(notes)
        self.range = _RANGE.search(notes)
        self.from_all = _FROM_ALL.search(notes) is not None
        self.skipped: Counter[str] = Counter()

    @property
    def vintage(self) -> date | None:
        """The day on which the file was generated."""
        return period(self.generated["day"]).start if self.generated else None

    def deliveries(self) -> Iterator[_Delivery]:
        """The rows, without those that a named rule leaves out."""
        for row in self.table.rows:
            found = self._delivery(row)
            if isinstance(found, str):
                self.skipped[found] += 1
            else:
                yield found

    def _delivery(self, row: Row) -> _Delivery | str:
        """What a row says, or the rule that leaves it out."""
        get = self.table.get
        sides = get(row, "Supplier"), get(row, "Recipient")
        if any(side.endswith("*") or names.not_a_state(side) for side in sides):
            return NON_STATE
        supplier, recipient = (state_in(self.file, row, side) for side in sides)
        tiv = self._number(row, "SIPRI TIV of delivered weapons" if self.old else "TIV delivery values")
        if tiv is None:
            return NOTHING
        if supplier == recipient:
            return ONE_STATE
        return _Delivery(
            supplier=supplier,
            recipient=recipient,
            designation=_VARIANT.sub("", get(row, "Weapon designation" if self.old else "Designation")),
            description=get(row, "Weapon description" if self.old else "Description"),
            category=get(row, "Armament category"),
            ordered=get(row, "Year of order" if self.old else "Order date"),
            number=self._number(row, "Number delivered" if self.old else "Numbers delivered"),
            tiv=tiv,
            years=self._years(row),
            estimate=self._estimated(row),
        )

    def _number(self, row: Row, column: str) -> float | None:
        value = number_in(self.file, self.table, row, column)
        if value is not None and value < 0:
            raise refuse(self.file, row, f"{column} is negative ({value:g}); the register knows no such thing")
        return value

    def _years(self, row: Row) -> tuple[int, ...]:
        text = self.table.get(row, "Delivery year")
        if self.old:
            text = next(self.table.get(row, name) for name in _OLD_YEARS if self.table.has(name))
        years = tuple(sorted({int(year) for year in re.findall(r"\b\d{4}\b", text)}))
        if not years or re.sub(r"[\d\s;,()?]", "", text) or (len(years) > 1 and not self.old):
            raise refuse(self.file, row, f"the year of delivery is {text!r}; write a year such as 2019")
        return years

    def _estimated(self, row: Row) -> bool:
        """ "Yes" under "... is estimate", or in the older export a "?" in the nameless column behind a number."""
        if self.old:
            return "?" in row.cells
        told = (self.table.get(row, f"{name} is estimate") for name in ("Numbers delivered", "Delivery year"))
        return any(text.casefold() in ("yes", "?") for text in told)


class Sipri:
    """The layout of SIPRI's trade register, as CSV from its website.

    For each recipient and supplier: `arms-imports` (the sum of the TIV of all deliveries, also by armament category,
    and from all suppliers in the file together where it was exported for all) and `arms-delivered` (numbers by
    designation). Where a pair is in the file at all, a year without deliveries is zero, from the first year of the
    range that the file says it covers to the newest year in which anything was delivered to anybody: the register
    lists every delivery that was identified, and the newest years of the range may not be published yet. Of a year in
    which the older export gives only a sum of several years, nothing is said.
    """

    name = "sipri"
    title = "SIPRI arms transfers, trade register"

    def recognises(self, file: File) -> bool:
        """By its columns, in the present export or the older one."""
        return any(header(sheet, *_NEW) or header(sheet, *_OLD) for sheet in file.sheets)

    def read(self, file: File, hints: Hints) -> Read:
        """See `Layout.read`."""
        register = _Register(file)
        told = list(register.deliveries())
        single = [one for one in told if len(one.years) == 1]
        if len(single) < len(told):
            register.skipped[SEVERAL_YEARS] = len(told) - len(single)
        newest = max((year for one in told for year in one.years), default=0)
        years = range(0)
        if register.range:
            years = range(int(register.range["first"]), min(int(register.range["last"]), newest) + 1)
        vintage = register.vintage
        day = f", data generated on {vintage.isoformat()}" if vintage else ""
        return Read(
            provider=PROVIDER,
            title="SIPRI arms transfers: trade register",
            data=[*_volumes(told, years, register.from_all), *_numbers(told, years)],
            rows=len(register.table.rows),
            citation=f"SIPRI Arms Transfers Database, Stockholm International Peace Research Institute{day}",
            licence=_LICENCE,
            vintage=vintage,
            url=_URL,
            skipped=register.skipped,
        )


LAYOUT = Sipri()

_Data = tuple[Series, tuple[Observation, ...]]


def _volumes(told: list[_Delivery], years: Iterable[int], all_suppliers: bool) -> Iterator[_Data]:
    """TIV by recipient and supplier, in all and by category, and from all suppliers together."""
    groups: dict[tuple[str, str, str], list[_Delivery]] = defaultdict(list)
    suppliers: dict[str, set[str]] = defaultdict(set)
    for one in told:
        suppliers[one.recipient].add(one.supplier)
        groups[one.recipient, one.supplier, TOTAL].append(one)
        if one.category:
            groups[one.recipient, one.supplier, one.category].append(one)
        if all_suppliers:
            groups[one.recipient, WORLD, TOTAL].append(one)
    for (recipient, supplier, item), deliveries in sorted(groups.items()):
        by = f"all {len(suppliers[recipient])} suppliers in the file" if supplier == WORLD else country_name(supplier)
        what = "Arms" if item == TOTAL else f"Arms ({item})"
        title = f"{what} delivered to {country_name(recipient)} by {by}, trend-indicator value"
        series = Series(PROVIDER, "arms-imports", recipient, supplier, item, "TIV", Frequency.YEAR, title)
        observations = []
        for year, tally in _by_year(deliveries, years):
            observations.append(_observation(year, round(fsum(tally.tiv), 6), tally.estimate, _named(tally, year)))
        yield series, tuple(observations)


def _numbers(told: list[_Delivery], years: Iterable[int]) -> Iterator[_Data]:
    """Weapons delivered by recipient, supplier and designation; nothing for a year in which a number is not known."""
    groups: dict[tuple[str, str, str], list[_Delivery]] = defaultdict(list)
    for one in told:
        groups[one.recipient, one.supplier, one.designation].append(one)
    for (recipient, supplier, item), deliveries in sorted(groups.items()):
        what = next((f"{item} ({one.description})" for one in deliveries if one.description), item)
        title = f"{what} delivered to {country_name(recipient)} by {country_name(supplier)}, number"
        series = Series(PROVIDER, "arms-delivered", recipient, supplier, item, "weapons", Frequency.YEAR, title)
        observations = []
        for year, tally in _by_year(deliveries, years):
            told_of = [number for found in tally.numbers.values() for number in found]
            known = [number for number in told_of if number is not None]
            if len(known) == len(told_of):
                orders = sorted({one.ordered for one in deliveries if year in one.years and one.ordered})
                items = (f"{what}, ordered in {' and '.join(orders)}",) if orders else ()
                observations.append(_observation(year, fsum(known), tally.estimate, items))
        yield series, tuple(observations)


def _by_year(deliveries: list[_Delivery], years: Iterable[int]) -> Iterator[tuple[int, _Tally]]:
    """What was delivered in each year, in all `years` and those of the deliveries, but for years known in sums only."""
    tallies: dict[int, _Tally] = {year: _Tally() for year in years}
    for one in deliveries:
        name = f"{one.designation} ({one.description})" if one.description else one.designation
        for year in one.years:
            tallies.setdefault(year, _Tally()).add(name, one)
    blurred = {year for one in deliveries if len(one.years) > 1 for year in one.years}
    yield from ((year, tally) for year, tally in sorted(tallies.items()) if year not in blurred)


def _named(tally: _Tally, year: int) -> tuple[str, ...]:
    """The weapons by name with their number, those of the greatest volume first."""
    ranked = sorted(tally.weights, key=lambda name: (-tally.weights[name], name))
    named = []
    for name in ranked[:_NAMED]:
        known = [number for number in tally.numbers[name] if number is not None]
        count = f"{fsum(known):g}" if len(known) == len(tally.numbers[name]) else "an unknown number"
        named.append(f"{name}: {count} in {year}")
    return (*named, f"and {len(ranked) - _NAMED} more designations") if len(ranked) > _NAMED else tuple(named)


def _observation(year: int, value: float, estimate: bool, items: tuple[str, ...]) -> Observation:
    flags = (Flag.ESTIMATE,) if estimate else ()
    return Observation(date(year, 1, 1), date(year, 12, 31), value, flags, items)

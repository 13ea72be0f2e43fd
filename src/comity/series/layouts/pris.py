"""Lists of nuclear reactors as made from the IAEA's Power Reactor Information System (PRIS): one row a unit.

Counts and capacities by plant and by state: as the list says on the day it was made, and at the end of each year before
it by the dates of the rows. Operation begins with commercial operation, as in these lists; PRIS itself counts a reactor
as operational from its first connection to the grid, so that its counts of a year may be higher by those in between.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from comity.records import Flag, Frequency, Observation, Series
from comity.series.cells import state_in, table_of
from comity.series.layout import Hints, Read
from comity.series.reactors import Standing, Unit, plants, rating
from comity.series.tables import File, Row, Table, each, header, refuse
from comity.series.values import number

_COLUMNS = {
    "name": ("Name", "Reactor", "Unit", "Reactor Name"),
    "status": ("Status", "Reactor Status"),
    "model": ("ReactorModel", "Model"),
    "started": ("ConstructionStartAt", "Construction Start Date", "Construction Start"),
    "began": ("OperationalFrom", "Commercial Operation Date", "Commercial Operation"),
    "ended": ("OperationalTo", "Permanent Shutdown Date", "Permanent Shutdown"),
    "net": ("Capacity", "Net Capacity", "Reference Unit Power"),
    "gross": ("Gross Capacity", "Gross Electrical Capacity"),
    "updated": ("LastUpdatedAt", "Last Updated"),
}
_STANDINGS = {
    "operational": Standing.OPERATIONAL,
    "in operation": Standing.OPERATIONAL,
    "under construction": Standing.UNDER_CONSTRUCTION,
    "planned": Standing.PLANNED,
    "suspended operation": Standing.SUSPENDED,
    "long-term shutdown": Standing.SUSPENDED,
    "suspended construction": Standing.SUSPENDED,
    "shutdown": Standing.SHUT_DOWN,
    "permanent shutdown": Standing.SHUT_DOWN,
    "decommissioning completed": Standing.SHUT_DOWN,
    "cancelled construction": None,
    "never commissioned": None,
    "never built": None,
    "unplanned": None,
    "unknown": None,
}
_AT_YEARS = (Standing.OPERATIONAL, Standing.UNDER_CONSTRUCTION, Standing.SHUT_DOWN)
_WITH_CAPACITY = (Standing.OPERATIONAL, Standing.UNDER_CONSTRUCTION)


class Pris:
    """Reactor lists."""

    name = "pris"
    title = "nuclear reactors as listed by the IAEA (PRIS)"

    def recognises(self, file: File) -> bool:
        return _table(file) is not None

    def read(self, file: File, hints: Hints) -> Read:
        table = _table(file) or table_of(file, "Name", "Country", "Status", "ConstructionStartAt")
        units: dict[tuple[str, str], Unit] = {}
        skipped: Counter[str] = Counter()
        for row in each(file, table):
            unit = _unit(file, table, row)
            if (unit.state, unit.name) in units:
                raise refuse(file, row, f"{unit.name} stands in the list twice; keep one of the rows")
            units[unit.state, unit.name] = unit
            if unit.standing is None:
                skipped[f"counted in no year: {unit.status.lower()}"] += 1
        newest = max((unit.updated for unit in units.values() if unit.updated), default=None)
        vintage = hints.vintage or newest
        if vintage is None:
            raise refuse(file, None, "no row says when it was last updated; give the day of the list with --vintage")
        return Read(
            provider="pris",
            title="Nuclear reactors (IAEA PRIS)",
            data=list(_series(units.values(), vintage)),
            rows=len(units),
            citation="International Atomic Energy Agency, Power Reactor Information System (PRIS), as listed",
            licence="IAEA terms of use: reuse with acknowledgement of the source; lists made from it may add a licence",
            vintage=vintage,
            url="https://pris.iaea.org",
            skipped=skipped,
            digest=None if vintage == newest else hashlib.sha256(f"{file.digest} {vintage}".encode()).hexdigest(),
        )


LAYOUT = Pris()


def _table(file: File) -> Table | None:
    return next(
        (
            found
            for sheet in file.sheets
            for name in _COLUMNS["name"]
            for status in _COLUMNS["status"]
            for started in _COLUMNS["started"]
            if (found := header(sheet, name, "Country", status, started)) is not None
        ),
        None,
    )


def _unit(file: File, table: Table, row: Row) -> Unit:
    cells = {
        field: next(filter(None, (table.get(row, name) for name in names)), "") for field, names in _COLUMNS.items()
    }
    if not cells["name"]:
        raise refuse(file, row, "it names no reactor; give its name, or remove the row")
    if cells["status"].casefold() not in _STANDINGS:
        known = ", ".join(_STANDINGS)
        raise refuse(file, row, f"the status {cells['status']!r} of {cells['name']} is none of: {known}")
    country = state_in(file, row, table.get(row, "Country") or table.get(row, "CountryCode"))
    days = {field: _day(file, row, cells[field]) for field in ("started", "began", "ended", "updated")}
    told = [day for day in (days["started"], days["began"], days["ended"]) if day is not None]
    if told != sorted(told):
        raise refuse(file, row, f"{cells['name']} is built, run and shut down in the wrong order; mend its dates")
    net, gross = (_power(file, row, cells["name"], cells[field]) for field in ("net", "gross"))
    return Unit(
        name=cells["name"],
        state=country,
        standing=_STANDINGS[cells["status"].casefold()],
        status=cells["status"],
        net=net,
        gross=gross if gross is not None else rating(cells["model"], net),
        rated=gross is None,
        **days,
    )


def _day(file: File, row: Row, text: str) -> date | None:
    """The day of `2015-05-24` or `2015-05-24T04:51:37+03:00`."""
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError as problem:
        raise refuse(file, row, f"{text!r} is no day; write it as 2015-05-24") from problem


def _power(file: File, row: Row, name: str, text: str) -> float | None:
    try:
        value = number(text)
    except ValueError as problem:
        raise refuse(file, row, f"the capacity of {name}: {problem}; give it in MW, or leave it empty") from problem
    if value is not None and value < 0:
        raise refuse(file, row, f"{name} cannot have {text} MW; mend the capacity, or leave it empty")
    return value


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """How the units of a group stood on a day. `proved` is false where dates leave some unit open."""

    day: date
    standings: dict[Standing, list[Unit]]
    proved: bool


def _series(units: Iterable[Unit], vintage: date) -> Iterator[tuple[Series, tuple[Observation, ...]]]:
    """The series of every state, and of every plant in it."""
    by_state: dict[str, list[Unit]] = {}
    for unit in units:
        by_state.setdefault(unit.state, []).append(unit)
    for country, all_of_it in sorted(by_state.items()):
        plant_of = plants(unit.name for unit in all_of_it)
        groups: dict[str | None, list[Unit]] = {None: all_of_it}
        for unit in all_of_it:
            groups.setdefault(plant_of[unit.name], []).append(unit)
        for item, members in groups.items():
            snapshots = list(_snapshots(sorted(members, key=_natural), vintage))
            for indicator, unit_of_it, found in chain(_counts(snapshots, vintage), _capacities(snapshots)):
                yield Series("pris", indicator, country, None, item, unit_of_it, Frequency.DAY), found


def _natural(unit: Unit) -> tuple[tuple[int, str], ...]:
    """Orders `Kaiga-2` before `Kaiga-10`."""
    parts = "".join(sign if sign.isdecimal() else f" {sign} " for sign in unit.name).split()
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in parts)


def _snapshots(units: list[Unit], vintage: date) -> Iterator[_Snapshot]:
    """The ends of the years since the first of the units was begun, and the day of the list."""
    first = min((unit.started.year for unit in units if unit.started), default=vintage.year)
    for year in range(first, vintage.year):
        day = date(year, 12, 31)
        standings: dict[Standing, list[Unit]] = {}
        proved = True
        for unit in units:
            standing, sure = unit.on(day)
            proved = proved and sure
            if standing is not None:
                standings.setdefault(standing, []).append(unit)
        yield _Snapshot(day, standings, proved)
    listed: dict[Standing, list[Unit]] = {}
    for unit in units:
        if unit.standing is not None:
            listed.setdefault(unit.standing, []).append(unit)
    yield _Snapshot(vintage, listed, True)


_Found = tuple[str, str, tuple[Observation, ...]]


def _counts(snapshots: list[_Snapshot], vintage: date) -> Iterator[_Found]:
    for standing in Standing:
        told = [one for one in snapshots if standing in _AT_YEARS or one.day == vintage]
        found = tuple(
            Observation(
                one.day,
                one.day,
                float(len(one.standings.get(standing, ()))),
                _flags(one),
                tuple(unit.told(standing) for unit in one.standings.get(standing, ())),
            )
            for one in told
        )
        yield f"reactors-{standing}", "reactors", found


def _capacities(snapshots: list[_Snapshot]) -> Iterator[_Found]:
    """Net, and gross on days on which there are units; neither where it is unknown for one of them."""
    for standing in _WITH_CAPACITY:
        net, gross = [], []
        for one in snapshots:
            units = one.standings.get(standing, [])
            total = _sum(unit.net for unit in units)
            if total is not None:
                told = tuple(unit.told(standing) for unit in units)
                net.append(Observation(one.day, one.day, total, _flags(one), told))
            total = _sum(unit.gross for unit in units)
            if total is not None and units:
                told = tuple(unit.told(standing, gross=True) for unit in units)
                rated = (Flag.RATED,) if any(unit.rated for unit in units) else ()
                gross.append(Observation(one.day, one.day, total, (*_flags(one), *rated), told))
        if net:
            yield f"capacity-net-{standing}", "MW", tuple(net)
        if gross:
            yield f"capacity-gross-{standing}", "MW", tuple(gross)


def _sum(values: Iterable[float | None]) -> float | None:
    told = list(values)
    known = [value for value in told if value is not None]
    return sum(known, 0.0) if len(known) == len(told) else None


def _flags(snapshot: _Snapshot) -> tuple[Flag, ...]:
    return () if snapshot.proved else (Flag.ESTIMATE,)

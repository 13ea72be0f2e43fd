"""Official statistics in the ledger: releases come in whole, every vintage is kept, and verdicts beside the figures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select

from comity.errors import InputError
from comity.ledger.schema import observations, records, releases, series, state, verdicts
from comity.records import Flag, Frequency, Observation, Release, Series, SeriesTable

_CHECKED = "checked"
_MANY = 500

Data = Iterable[tuple[Series, Sequence[Observation]]]
"""Series with their observations, as an importer reads them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which series are asked for; None leaves a field open, and a collection allows any of its codes."""

    provider: str | None = None
    indicator: str | Collection[str] | None = None
    reporter: str | Collection[str] | None = None
    partner: str | Collection[str] | None = None
    item: str | Collection[str] | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. `known`: the very same content was there before. `revised`: values that the newest release
    before it gave otherwise."""

    known: bool
    series: int = 0
    observations: int = 0
    revised: int = 0


@dataclass(frozen=True, slots=True)
class SeriesSummary:
    """A series with how many periods it has (of the newest vintage of each), its first and last day, and vintages."""

    series: Series
    periods: int
    first: date
    last: date
    vintages: int


def add_release(connection: Connection, release: Release, data: Data) -> Imported:
    """Add a release with its observations; the same content again changes nothing. See `Ledger.add_release`."""
    if connection.execute(select(releases.c.number).where(releases.c.digest == release.digest)).first():
        return Imported(known=True)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    values = {**release.to_json(), "vintage": release.vintage, "imported_at": now}
    number = mark(connection) + 1
    connection.execute(insert(releases).values(number=number, **values))
    told = [(one.key, one, found) for one, found in data]
    numbers = _numbers(connection, {key: one for key, one, _ in told})
    before = _newest_values(connection, set(numbers.values()))
    rows: dict[tuple[int, date, date], dict[str, Any]] = {}
    revised = 0
    for key, _, found in told:
        at = numbers[key]
        for observation in found:
            former = before.get((at, observation.start, observation.end))
            revised += former is not None and former != observation.value
            if (at, observation.start, observation.end) in rows:
                raise InputError(
                    f"{release.source} says two things of {key} for {observation.start} to {observation.end}:"
                    " remove one of the rows"
                )
            rows[(at, observation.start, observation.end)] = {
                "series": at,
                "start": observation.start,
                "end": observation.end,
                "release": number,
                "value": observation.value,
                "flags": " ".join(observation.flags),
                "items": list(observation.items) or None,
            }
    if rows:
        connection.execute(insert(observations), list(rows.values()))
    return Imported(known=False, series=len(numbers), observations=len(rows), revised=revised)


def _numbers(connection: Connection, by_key: Mapping[str, Series]) -> dict[str, int]:
    """The internal number of each series by its key, adding those that are new."""
    known = _known_numbers(connection, by_key)
    missing = [one.to_json() for key, one in by_key.items() if key not in known]
    if missing:
        connection.execute(insert(series), missing)
        known |= _known_numbers(connection, [one["key"] for one in missing])
    return known


def _known_numbers(connection: Connection, keys: Collection[str]) -> dict[str, int]:
    ordered = sorted(keys)
    found: dict[str, int] = {}
    for at in range(0, len(ordered), _MANY):
        statement = select(series.c.key, series.c.number).where(series.c.key.in_(ordered[at : at + _MANY]))
        found |= {row.key: row.number for row in connection.execute(statement)}
    return found


def _newest_values(connection: Connection, wanted: Collection[int]) -> dict[tuple[int, date, date], float]:
    """The newest value of each period of these series."""
    columns = (observations.c.series, observations.c.start, observations.c.end, observations.c.value)
    ordered = sorted(wanted)
    found: dict[tuple[int, date, date], float] = {}
    for at in range(0, len(ordered), _MANY):
        part = observations.c.series.in_(ordered[at : at + _MANY])
        for number, start, end, value in connection.execute(_in_order(select(*columns).join(releases).where(part))):
            found[number, start, end] = value
    return found


def _in_order(statement: Select[Any]) -> Select[Any]:
    """Oldest release first: by vintage, or where it is unknown by the day of import; then in the order of importing."""
    day = func.coalesce(releases.c.vintage, func.substr(releases.c.imported_at, 1, 10))
    return statement.order_by(day, releases.c.number)


def all_releases(connection: Connection) -> list[Release]:
    """Every release, oldest first."""
    return [_release(row) for row in connection.execute(_in_order(select(releases)))]


def summaries(connection: Connection, wanted: Wanted) -> Iterator[SeriesSummary]:
    """The series that are asked for, by key, with their extent."""
    periods = select(
        observations.c.series,
        func.count(func.distinct(observations.c.start.op("||")(observations.c.end))).label("periods"),
        func.min(observations.c.start).label("first"),
        func.max(observations.c.end).label("last"),
        func.count(func.distinct(observations.c.release)).label("vintages"),
    )
    if wanted != Wanted():
        periods = periods.where(observations.c.series.in_(_narrowed(select(series.c.number), wanted)))
    extent = periods.group_by(observations.c.series).subquery()
    statement = _narrowed(select(series, extent).join(extent, extent.c.series == series.c.number), wanted)
    for row in connection.execute(statement.order_by(series.c.key)):
        yield SeriesSummary(_series(row), row.periods, row.first, row.last, row.vintages)


def tables(connection: Connection, wanted: Wanted, *, until: date | None = None) -> Iterator[SeriesTable]:
    """The series that are asked for, by key, with the newest value of each period; `until`: of releases up to a day."""
    kept = {row.number: _release(row) for row in connection.execute(select(releases))}
    asked = _narrowed(select(series), wanted).subquery()
    statement = (
        select(observations, asked.c.key)
        .join(asked, asked.c.number == observations.c.series)
        .join(releases, releases.c.number == observations.c.release)
    )
    if until is not None:
        statement = statement.where((releases.c.vintage <= until) | releases.c.vintage.is_(None))
    newest: dict[str, dict[tuple[date, date], tuple[Observation, Release]]] = {}
    for row in connection.execute(_in_order(statement)):
        newest.setdefault(row.key, {})[(row.start, row.end)] = (_observation(row), kept[row.release])
    if not newest:
        return
    for row in connection.execute(_narrowed(select(series), wanted).order_by(series.c.key)):
        found = [pair for _, pair in sorted(newest.get(row.key, {}).items(), key=lambda item: item[0])]
        if found:
            yield SeriesTable(_series(row), tuple(one for one, _ in found), tuple(release for _, release in found))


def vintages(connection: Connection, key: str) -> list[tuple[Release, tuple[Observation, ...]]]:
    """What each release says of a series, oldest release first."""
    number = connection.execute(select(series.c.number).where(series.c.key == key)).scalar()
    kept: dict[int, tuple[Release, list[Observation]]] = {}
    for row in connection.execute(_in_order(select(releases))):
        kept[row.number] = (_release(row), [])
    statement = select(observations).where(observations.c.series == number).order_by(observations.c.start)
    for row in connection.execute(statement):
        kept[row.release][1].append(_observation(row))
    return [(release, tuple(found)) for release, found in kept.values() if found]


def mark(connection: Connection) -> int:
    """How many releases there are: what verdicts rest on."""
    return connection.execute(select(func.max(releases.c.number))).scalar() or 0


def replace_verdicts(connection: Connection, bodies: Mapping[str, dict[str, Any]], checked: str) -> None:
    """Put these verdicts (by id of the figure) in the place of the former ones, and remember what they rest on."""
    connection.execute(delete(verdicts))
    numbers: dict[str, int] = {}
    ids = sorted(bodies)
    for at in range(0, len(ids), _MANY):
        wanted = select(records.c.id, records.c.number).where(records.c.id.in_(ids[at : at + _MANY]))
        numbers |= {row.id: row.number for row in connection.execute(wanted)}
    rows = [{"record": numbers[one], "body": bodies[one]} for one in ids if one in numbers]
    if rows:
        connection.execute(insert(verdicts), rows)
    connection.execute(delete(state).where(state.c.key == _CHECKED))
    connection.execute(insert(state).values(key=_CHECKED, value=checked))


def checked(connection: Connection) -> str | None:
    """What the verdicts rest on, as `replace_verdicts` was told, or None."""
    return connection.execute(select(state.c.value).where(state.c.key == _CHECKED)).scalar()


def verdicts_of(connection: Connection, document: int | None = None) -> dict[str, dict[str, Any]]:
    """The kept verdicts by id of their figure, of all documents or of one (its internal number)."""
    statement = select(records.c.id, verdicts.c.body).join(records, records.c.number == verdicts.c.record)
    if document is not None:
        statement = statement.where(records.c.document == document)
    return {row.id: row.body for row in connection.execute(statement)}


def _narrowed(statement: Select[Any], wanted: Wanted) -> Select[Any]:
    for name in ("provider", "indicator", "reporter", "partner", "item", "key"):
        value = getattr(wanted, name)
        if isinstance(value, str):
            statement = statement.where(series.c[name] == value)
        elif value is not None:
            statement = statement.where(series.c[name].in_(sorted(value)))
    return statement


def _release(row: Row[Any]) -> Release:
    names = ("provider", "title", "vintage", "citation", "licence", "source", "digest", "url")
    return Release(**{name: getattr(row, name) for name in names})


def _series(row: Row[Any]) -> Series:
    return Series(
        provider=row.provider,
        indicator=row.indicator,
        reporter=row.reporter,
        partner=row.partner,
        item=row.item,
        unit=row.unit,
        frequency=Frequency(row.frequency),
        title=row.title,
    )


def _observation(row: Row[Any]) -> Observation:
    flags = tuple(Flag(flag) for flag in row.flags.split())
    return Observation(row.start, row.end, row.value, flags, tuple(row.items or ()))

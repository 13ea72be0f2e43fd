"""Overviews: per dyad how much the ledger holds, what happened in which year, and what is new since a look."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    CompoundSelect,
    Connection,
    Label,
    Row,
    Select,
    and_,
    case,
    extract,
    func,
    literal,
    null,
    or_,
    select,
)
from sqlalchemy.sql.elements import ColumnElement

from comity.ledger import rows
from comity.ledger.marks import Mark
from comity.ledger.schema import documents, links, parties, readings, records

_REAL = ("occurred", "ongoing", "historical")


@dataclass(frozen=True, slots=True)
class YearCount:
    """The linked events of a year that took place; against is where one of the two criticises or harms the other."""

    cooperative: int = 0
    against: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """What the ledger holds on a dyad. Events count once however many documents tell them.

    `last` is the newest day on which one took place; `years` counts those that took place. `new_documents` and
    `new_events` came after the mark that was asked for, 0 without one.
    """

    dyad: str
    documents: int
    events: int
    last: date | None
    years: Mapping[int, YearCount] = field(default_factory=dict)
    new_documents: int = 0
    new_events: int = 0


def overviews(connection: Connection, among: Collection[str] | None, since: Mark | None) -> list[Overview]:
    """The overview of every pair that records name together, most events first; `among` limits them to these codes."""
    found: dict[str, _Sums] = {}
    for row in connection.execute(_statement(among, since)):
        found.setdefault(f"{row.first}-{row.second}", _Sums()).add(row)
    told = [sums.told(dyad) for dyad, sums in found.items()]
    return sorted(told, key=lambda one: (-one.events, -one.documents, one.dyad))


def news(connection: Connection, among: Collection[str] | None, since: Mark) -> dict[str, tuple[int, int]]:
    """By pair the numbers of new documents and new events, where there are any; quick where little came after."""
    found: dict[str, _Sums] = {}
    for row in connection.execute(_statement(among, since, only_new=True)):
        found.setdefault(f"{row.first}-{row.second}", _Sums()).add(row)
    told = ((dyad, sums.told(dyad)) for dyad, sums in found.items())
    return {dyad: (one.new_documents, one.new_events) for dyad, one in told if one.new_documents or one.new_events}


class _Sums:
    """What the rows of one pair add up to."""

    def __init__(self) -> None:
        self._documents = self._events = self._new_documents = self._new_events = 0
        self._years: dict[int, list[int]] = {}
        self._last: date | None = None

    def add(self, row: Row[Any]) -> None:
        """Take in a row: the documents of the pair, or its events of a year and side."""
        if not row.is_event:
            self._documents, self._new_documents = row.number, row.new
            return
        self._events += row.number
        self._new_events += row.new
        if row.last is not None:
            self._years.setdefault(row.last.year, [0, 0])[row.against] += row.number
            self._last = max(self._last or row.last, row.last)

    def told(self, dyad: str) -> Overview:
        """The overview of the pair."""
        years = {year: YearCount(*both) for year, both in sorted(self._years.items())}
        new = self._new_documents, self._new_events
        return Overview(dyad, self._documents, self._events, self._last, years, *new)


def _statement(among: Collection[str] | None, since: Mark | None, *, only_new: bool = False) -> Select[Any]:
    """By pair, year and side the number of linked events, the newest day, and how many are new; by pair its documents.

    `only_new` counts new documents alone, and the events that they tell.

    Both are counted from one pass over the records, so that a ledger of half a million takes seconds.
    """
    told = _told(among, since, only_new=only_new)
    pair = (told.c.first, told.c.second)
    event = (
        select(*pair, func.max(told.c.day).label("day"), func.max(told.c.against).label("against"), _least(told))
        .where(told.c.kind == "event")
        .group_by(*pair, told.c.event)
        .subquery()
    )
    document = select(*pair, told.c.document, _least(told)).group_by(*pair, told.c.document).subquery()
    by = (event.c.first, event.c.second, extract("year", event.c.day), event.c.against)
    events = select(
        literal(1).label("is_event"),
        *(event.c.first, event.c.second, event.c.against),
        func.max(event.c.day).label("last"),
        func.count().label("number"),
        func.sum(event.c.new).label("new"),
    ).group_by(*by)
    number, new = func.count(), func.sum(document.c.new)
    every = select(literal(0), document.c.first, document.c.second, literal(0), null(), number, new)
    return select(events.union_all(every.group_by(document.c.first, document.c.second)).subquery())


def _least(told: CTE) -> Label[int]:
    return func.min(told.c.new).label("new")


def _told(among: Collection[str] | None, since: Mark | None, *, only_new: bool) -> CTE:
    """Every standing record with each pair of its parties, and what is counted of it.

    The small columns are taken out of the records before anything is sorted; their bodies are large.
    """
    one, other = parties.alias("one"), parties.alias("other")
    both = [other.c.record == one.c.record, other.c.country > one.c.country]
    both += [side != rows.SPEAKER for side in (one.c.side, other.c.side)]
    if among is not None:
        both += [code.concat("").in_(among) for code in (one.c.country, other.c.country)]  # tested, not sought
    beyond = and_(documents.c.published.is_not(None), records.c.first_day > documents.c.published)
    day = case((or_(records.c.first_day.is_(None), beyond), documents.c.published), else_=records.c.first_day)
    is_event = records.c.kind == "event"
    against = and_(is_event, one.c.side != other.c.side, _body("quad").like("%conflict"), _body("type") != "REQUEST")
    wanted = [records.c.number.in_(_telling(since))] if only_new and since else []
    return (
        select(
            one.c.country.label("first"),
            other.c.country.label("second"),
            records.c.document,
            records.c.kind,
            func.coalesce(links.c.event, records.c.id).label("event"),
            case((records.c.status.in_(_REAL), day)).label("day"),
            case((against, 1), else_=0).label("against"),
            _is_new(since).label("new"),
        )
        .select_from(one.join(other, and_(*both)).join(records, records.c.number == one.c.record))
        .join(documents, documents.c.number == records.c.document)
        .outerjoin(links, links.c.record == records.c.number)
        .where(records.c.active, func.coalesce(records.c.decision, "") != "reject", *wanted)
        .cte("told")
    )


def _telling(since: Mark) -> CompoundSelect[Any]:
    """The records of documents that were read after a mark, and all reports of the events that these tell."""
    read = select(readings.c.document).where(readings.c.number > since.reading)
    new = select(records.c.number).where(records.c.document.in_(read))
    events = select(links.c.event).where(links.c.record.in_(new), links.c.event.is_not(None))
    return new.union(select(links.c.record).where(links.c.event.in_(events)))


def _is_new(since: Mark | None) -> ColumnElement[int]:
    """1 for a record of a document that no reading up to the mark had read."""
    if since is None:
        return literal(0)
    before = select(readings.c.document).where(readings.c.number <= since.reading)
    return case((records.c.document.in_(before), 0), else_=1)


def _body(name: str) -> ColumnElement[str]:
    """A field of a record as it stands."""
    found: ColumnElement[str] = func.coalesce(records.c.corrected[name].as_string(), records.c.body[name].as_string())
    return found

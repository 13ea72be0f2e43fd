"""Reading the ledger: small functions that give records, documents and counts, streaming where there may be many.

Order is that of the export everywhere: day of publication (unknown last), document id, start, kind, record id.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.sql.elements import ColumnElement

from comity.errors import InputError
from comity.ledger import rows
from comity.ledger.schema import (
    documents,
    linked_events,
    linked_threads,
    links,
    parties,
    pillars,
    records,
    thread_parties,
)
from comity.records import Document, Record

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Filter:
    """Which records are asked for; None means any.

    `dyad` is `IND-RUS`: both are among the record's parties, or stand near a figure. `since` and `until` hold against
    what the record speaks of, else against the day of publication. `rejected` lets in what a person rejected.
    """

    dyad: str | None = None
    kind: str | None = None
    since: date | None = None
    until: date | None = None
    pillar: str | None = None
    status: str | None = None
    document: str | None = None
    event_id: str | None = None
    thread_id: str | None = None
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class LinkedRecord:
    """A record with its links: the event or thread it belongs to, and how many independent documents stand behind it.

    `decision` is that of the latest review (accept, reject, correct), or None; `reprint_of` is its document's.
    """

    record: Record
    event_id: str | None
    thread_id: str | None
    sources: int
    decision: str | None
    reprint_of: str | None


@dataclass(frozen=True, slots=True)
class DyadCount:
    """How much the ledger holds on a dyad, reprints included."""

    dyad: str
    events: int
    figures: int
    threads: int

    @property
    def records(self) -> int:
        """All kinds together."""
        return self.events + self.figures + self.threads


@dataclass(frozen=True, slots=True)
class Counts:
    """What the ledger holds."""

    documents: int
    reprints: int
    events: int
    figures: int
    threads: int
    linked_events: int
    linked_threads: int


def document(connection: Connection, document_id: str) -> Document:
    """The document with this id. Raises InputError when there is none."""
    row = connection.execute(select(documents).where(documents.c.id == document_id)).mappings().first()
    if row is None:
        raise InputError(f"the ledger has no document {document_id!r}")
    return rows.document_from(row)


def all_documents(connection: Connection) -> Iterator[tuple[Document, str | None]]:
    """Every document with the id of the document it reprints, or None."""
    for row in _stream(connection, select(documents).order_by(*document_order())):
        yield rows.document_from(row), row["reprint_of"]


def linked_record(connection: Connection, record_id: str) -> LinkedRecord:
    """The record with this id, even if superseded or rejected. Raises InputError when there is none."""
    row = connection.execute(record_select().where(records.c.id == record_id)).mappings().first()
    if row is None:
        raise InputError(f"the ledger has no record {record_id!r}")
    return linked_from(row)


def linked_records(
    connection: Connection, asked: Filter, limit: int | None = None, skip: int = 0
) -> Iterator[LinkedRecord]:
    """The standing records that pass the filter, streaming: all, or so many after the first ones."""
    statement = record_select().where(records.c.active, *conditions(asked)).order_by(*record_order())
    if limit is not None:  # only numbers and days are sorted
        wanted = statement.with_only_columns(records.c.number, maintain_column_froms=True).limit(limit).offset(skip)
        statement = record_select().where(records.c.number.in_(wanted)).order_by(*record_order())
    return (linked_from(row) for row in _stream(connection, statement))


def records_named(connection: Connection, ids: Collection[str]) -> Iterator[LinkedRecord]:
    """The standing records with these ids, in the order of the export."""
    wanted = sorted(ids)
    found: list[rows.Row] = []
    for at in range(0, len(wanted), _BATCH):
        part = records.c.id.in_(wanted[at : at + _BATCH])
        statement = record_select().where(part, records.c.active, not_rejected())
        found += connection.execute(statement).mappings()
    found.sort(key=lambda row: (row["published"] or date.max, row["document_id"], row["start"], row["kind"], row["id"]))
    return (linked_from(row) for row in found)


def thread_histories(connection: Connection, dyad: str | None) -> Iterator[dict[str, Any]]:
    """The `thread_history` objects of the contract, by thread id.

    A promise is overdue where its time had passed by the newest day of publication, so that the answer follows from
    what was read, and its stage, or one beyond it, was not reached.
    """
    statement = select(linked_threads.c.history).order_by(linked_threads.c.id)
    for code in dyad.split("-") if dyad else ():
        named = select(thread_parties.c.thread).where(thread_parties.c.country == code)
        statement = statement.where(linked_threads.c.id.in_(named))
    newest = connection.execute(select(func.max(documents.c.published))).scalar()
    return (_as_it_stands(row["history"], newest) for row in _stream(connection, statement))


def thread_history(connection: Connection, thread: str) -> dict[str, Any] | None:
    """The `thread_history` object of one thread, or None."""
    found = connection.execute(select(linked_threads.c.history).where(linked_threads.c.id == thread)).scalar()
    newest = connection.execute(select(func.max(documents.c.published))).scalar()
    return _as_it_stands(found, newest) if found else None


def _as_it_stands(history: dict[str, Any], newest: date | None) -> dict[str, Any]:
    return history | {"due": [_due(entry, newest) for entry in history["due"]]}


def _due(entry: dict[str, Any], newest: date | None) -> dict[str, Any]:
    """A promise as it stands: `kept` is said by linking, `overdue` follows from the newest day of publication."""
    passed = newest is not None and date.fromisoformat(entry["date"]["end"]) < newest
    return entry | {"overdue": passed and entry["kept"] is None}


def dyads(connection: Connection, among: Collection[str] | None) -> list[DyadCount]:
    """All pairs that records name together, most records first; `among` limits them to these codes."""
    one, other = parties.alias("one"), parties.alias("other")
    number = func.count(one.c.record.distinct())
    statement = (
        select(one.c.country, other.c.country, records.c.kind, number)
        .join(other, (other.c.record == one.c.record) & (other.c.country > one.c.country))
        .join(records, records.c.number == one.c.record)
        .where(records.c.active, not_rejected(), one.c.side != rows.SPEAKER, other.c.side != rows.SPEAKER)
        .group_by(one.c.country, other.c.country, records.c.kind)
    )
    counts: dict[str, dict[str, int]] = {}
    for first, second, kind, count in connection.execute(statement):
        if among is None or (first in among and second in among):
            counts.setdefault(f"{first}-{second}", {})[kind] = count
    found = [DyadCount(d, n.get("event", 0), n.get("figure", 0), n.get("thread", 0)) for d, n in counts.items()]
    return sorted(found, key=lambda dyad: (-dyad.records, dyad.dyad))


def counts(connection: Connection) -> Counts:
    """How many of each there are; rejected and superseded records do not count."""

    def count(of: Any, *where: ColumnElement[bool]) -> int:
        return int(connection.execute(select(func.count()).select_from(of).where(*where)).scalar_one())

    standing = select(records.c.kind, func.count()).where(records.c.active, not_rejected()).group_by(records.c.kind)
    by_kind: dict[str, int] = {row[0]: row[1] for row in connection.execute(standing)}
    return Counts(
        documents=count(documents),
        reprints=count(documents, documents.c.reprint_of.is_not(None)),
        events=by_kind.get("event", 0),
        figures=by_kind.get("figure", 0),
        threads=by_kind.get("thread", 0),
        linked_events=count(linked_events),
        linked_threads=count(linked_threads),
    )


def record_select() -> Select[Any]:
    """Records with their document's id and day and their links, as `linked_from` reads them."""
    sources = func.coalesce(linked_events.c.sources, linked_threads.c.sources, 0).label("sources")
    return (
        select(
            records,
            documents.c.id.label("document_id"),
            documents.c.published,
            documents.c.reprint_of,
            links.c.event,
            links.c.thread,
            sources,
        )
        .join(documents, documents.c.number == records.c.document)
        .outerjoin(links, links.c.record == records.c.number)
        .outerjoin(linked_events, linked_events.c.id == links.c.event)
        .outerjoin(linked_threads, linked_threads.c.id == links.c.thread)
    )


def linked_from(row: rows.Row) -> LinkedRecord:
    """The linked record of a row of `record_select`."""
    return LinkedRecord(
        rows.record_from(row), row["event"], row["thread"], row["sources"], row["decision"], row["reprint_of"]
    )


def document_order() -> tuple[Any, ...]:
    """Columns to order documents by."""
    return (documents.c.published.is_(None), documents.c.published, documents.c.id)


def record_order() -> tuple[Any, ...]:
    """Columns to order records by."""
    return (*document_order(), records.c.start, records.c.kind, records.c.id)


def not_rejected() -> ColumnElement[bool]:
    """Whether no person rejected the record."""
    return func.coalesce(records.c.decision, "") != "reject"


def conditions(asked: Filter) -> Iterator[ColumnElement[bool]]:
    """What a filter asks of the rows of `record_select`."""
    for code in asked.dyad.split("-") if asked.dyad else ():
        named = select(parties.c.record).where(parties.c.country == code, parties.c.side != rows.SPEAKER)
        yield records.c.number.in_(named)
    if asked.pillar:
        yield records.c.number.in_(select(pillars.c.record).where(pillars.c.pillar == asked.pillar))
    if asked.since:
        yield func.coalesce(records.c.last_day, documents.c.published, records.c.first_day) >= asked.since
    if asked.until:
        yield func.coalesce(records.c.first_day, documents.c.published, records.c.last_day) <= asked.until
    kind = (
        records.c.kind.concat("") if asked.dyad else records.c.kind
    )  # the parties lead to few records, the kind to most
    equal = (
        (kind, asked.kind),
        (records.c.status, asked.status),
        (documents.c.id, asked.document),
        (links.c.event, asked.event_id),
        (links.c.thread, asked.thread_id),
    )
    yield from (column == value for column, value in equal if value is not None)
    if not asked.rejected:
        yield not_rejected()


def _stream(connection: Connection, statement: Select[Any]) -> Iterator[rows.Row]:
    yield from connection.execute(statement.execution_options(yield_per=_BATCH)).mappings()

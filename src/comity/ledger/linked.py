"""What linking reads and writes: originals of reprints, keys, groups with why, and what people merged and split.

Links are derived from the records and from people's decisions. They are replaced for whole components at a time, in one
transaction, so that an interrupted linking leaves the former links in place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, delete, insert, select, update
from sqlalchemy.sql.elements import ColumnElement

from comity.errors import InputError
from comity.ledger import marks
from comity.ledger.queries import document_order
from comity.ledger.schema import (
    documents,
    link_decisions,
    link_joins,
    link_keys,
    linked_events,
    linked_threads,
    links,
    records,
    thread_parties,
)

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Printing:
    """A document as far as reprints are concerned."""

    document: str
    published: date | None
    text_key: str | None
    signature: bytes | None
    reprint_of: str | None


@dataclass(frozen=True, slots=True)
class Join:
    """Why two records are in one group: the sum of what holds of them, and its parts (feature, weight, shown)."""

    one: str
    other: str
    score: float
    features: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class LinkedGroup:
    """Records that belong together under one id; `history` is the `thread_history` object of a thread, else None.

    `component` names all that was compared with one another, directly or through others; `joins` make the group one.
    """

    id: str
    records: Sequence[str]
    sources: int
    history: Mapping[str, Any] | None = None
    component: str = ""
    joins: Sequence[Join] = ()


class LinkDecision(StrEnum):
    """What a person says of groups."""

    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Linking:
    """A person's decision that the records of `one` and `other` belong together, or do not. The latest wins."""

    decision: LinkDecision
    one: tuple[str, ...]
    other: tuple[str, ...]
    reviewer: str
    at: datetime
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "decision": self.decision.value,
            "one": list(self.one),
            "other": list(self.other),
            "reviewer": self.reviewer,
            "at": self.at.isoformat(timespec="seconds"),
            "note": self.note,
        }


@dataclass(slots=True)
class Links:
    """What a linking puts in the place of former links: of `records` alone, or of all where that is None."""

    groups: Iterable[LinkedGroup]
    keys: Iterable[tuple[str, str]]
    """(key, record id)"""
    originals: Mapping[str, str | None] = field(default_factory=dict)
    records: Collection[str] | None = None


def printings(connection: Connection) -> Iterator[Printing]:
    """Every document, in the order of the export."""
    c = documents.c
    statement = select(c.id, c.published, c.text_key, c.signature, c.reprint_of).order_by(*document_order())
    for row in connection.execute(statement.execution_options(yield_per=1000)):
        yield Printing(*row)


def records_of_documents(connection: Connection, ids: Collection[str]) -> set[str]:
    """The records of these documents."""
    statement = select(records.c.id).join(documents, documents.c.number == records.c.document)
    return _among(connection, statement, documents.c.id, ids)


def companions(connection: Connection, ids: Collection[str]) -> set[str]:
    """All records of the components that these records are in."""
    statement = select(links.c.component).join(records, records.c.number == links.c.record)
    components = _among(connection, statement, records.c.id, ids)
    statement = select(records.c.id).join(links, links.c.record == records.c.number)
    return _among(connection, statement, links.c.component, components)


def keyed(connection: Connection, keys: Collection[str]) -> set[str]:
    """The records that have one of these keys."""
    statement = select(records.c.id).join(link_keys, link_keys.c.record == records.c.number)
    return _among(connection, statement, link_keys.c.key, keys)


def joins_of(connection: Connection, group: str) -> list[Join]:
    """Why the records of a group belong together, the surest join first."""
    one, other = records.alias("one_record"), records.alias("other_record")
    statement = (
        select(one.c.id, other.c.id, link_joins.c.score, link_joins.c.features)
        .join(one, one.c.number == link_joins.c.one)
        .join(other, other.c.number == link_joins.c.other)
        .where(link_joins.c.group == group)
    )
    found = [Join(*row) for row in connection.execute(statement)]
    return sorted(found, key=lambda join: (-join.score, join.one, join.other))


def replace(connection: Connection, new: Links, mark: marks.Mark) -> None:
    """Put these links in the place of the former ones, and remember how far they reach."""
    set_reprints(connection, new.originals)
    number_of = _numbers(connection, new.records)
    numbers = None if new.records is None else list(number_of.values())
    groups = (("event", linked_events), ("thread", linked_threads))
    gone: dict[str, set[str] | None] = {name: None for name, _ in groups}
    if numbers is not None:
        gone = {name: _among(connection, select(links.c[name]), links.c.record, numbers) - {None} for name, _ in groups}
    for table, column in ((link_keys, link_keys.c.record), (links, links.c.record), (link_joins, link_joins.c.one)):
        _remove(connection, table, column, numbers)
    _remove(connection, thread_parties, thread_parties.c.thread, gone["thread"])
    for name, of_kind in groups:
        _remove(connection, of_kind, of_kind.c.id, gone[name])
    _put_groups(connection, new.groups, number_of)
    keys = sorted((key, number_of[record]) for key, record in new.keys)  # in this order the index grows at its end
    _put(connection, link_keys, ({"key": key, "record": record} for key, record in keys))
    marks.note_linking(connection, mark)


def _put_groups(connection: Connection, groups: Iterable[LinkedGroup], number_of: Mapping[str, int]) -> None:
    kept = list(groups)
    events = [group for group in kept if group.history is None]
    threads = [group for group in kept if group.history is not None]
    _put(connection, linked_events, ({"id": group.id, "sources": group.sources} for group in events))
    _put(
        connection,
        linked_threads,
        ({"id": group.id, "sources": group.sources, "history": group.history} for group in threads),
    )
    named = ((code, one.id) for one in threads for code in sorted(set((one.history or {}).get("parties", ()))))
    _put(connection, thread_parties, ({"country": code, "thread": thread} for code, thread in named))
    for column, of_kind in (("event", events), ("thread", threads)):
        _put(
            connection,
            links,
            (
                {"record": number_of[record], column: group.id, "component": group.component}
                for group in of_kind
                for record in group.records
            ),
        )
    _put(
        connection,
        link_joins,
        (
            {
                "one": number_of[join.one],
                "other": number_of[join.other],
                "group": group.id,
                "score": join.score,
                "features": list(join.features),
            }
            for group in kept
            for join in group.joins
        ),
    )


def set_reprints(connection: Connection, originals: Mapping[str, str | None]) -> None:
    """Record which document each of the given documents reprints (None: it is an original)."""
    if originals:
        connection.execute(
            update(documents).where(documents.c.id == bindparam("of")).values(reprint_of=bindparam("original")),
            [{"of": document, "original": original} for document, original in originals.items()],
        )


def decide(connection: Connection, decided: Linking) -> None:
    """Append a decision. Raises InputError when it names a record that is not there, or nothing to merge or split."""
    named = {*decided.one, *decided.other}
    known = _numbers(connection, named)
    if unknown := sorted(named - known.keys()):
        raise InputError(f"the ledger has no record {unknown[0]!r}")
    if not decided.one or not decided.other or set(decided.one) & set(decided.other):
        raise InputError("a decision on links names two groups of records that have none in common")
    connection.execute(
        insert(link_decisions).values(
            decision=decided.decision.value,
            one=list(decided.one),
            other=list(decided.other),
            reviewer=decided.reviewer,
            at=decided.at.isoformat(timespec="seconds"),
            note=decided.note,
        )
    )


def decisions(connection: Connection) -> list[Linking]:
    """All decisions on links, oldest first."""
    return [
        Linking(
            LinkDecision(row["decision"]),
            tuple(row["one"]),
            tuple(row["other"]),
            row["reviewer"],
            datetime.fromisoformat(row["at"]),
            row["note"],
        )
        for row in connection.execute(select(link_decisions).order_by(link_decisions.c.number)).mappings()
    ]


def _numbers(connection: Connection, ids: Collection[str] | None) -> dict[str, int]:
    statement = select(records.c.id, records.c.number)
    if ids is None:
        return {row.id: row.number for row in connection.execute(statement.where(records.c.active))}
    found: dict[str, int] = {}
    for part in _parts(ids):
        found |= {row.id: row.number for row in connection.execute(statement.where(records.c.id.in_(part)))}
    return found


def _among(
    connection: Connection, statement: Select[Any], column: ColumnElement[Any], values: Collection[Any]
) -> set[Any]:
    """What a statement of one column gives where another column has one of many values."""
    found: set[Any] = set()
    for part in _parts(values):
        found |= set(connection.execute(statement.where(column.in_(part))).scalars())
    return found


def _remove(connection: Connection, table: Table, column: ColumnElement[Any], values: Collection[Any] | None) -> None:
    if values is None:
        connection.execute(delete(table))
        return
    for part in _parts(values):
        connection.execute(delete(table).where(column.in_(part)))


def _put(connection: Connection, table: Table, values: Iterable[dict[str, Any]]) -> None:
    waiting = iter(values)
    while part := list(islice(waiting, 5000)):
        connection.execute(insert(table), part)


def _parts(values: Collection[Any]) -> Iterator[list[Any]]:
    waiting = iter(sorted(values))
    while part := list(islice(waiting, _AT_ONCE)):
        yield part

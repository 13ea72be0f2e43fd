"""Search by words: records by their quotes, documents by title and text, narrowed by kind, party and day.

Of words that stand nearly everywhere, only the `_RANKED` matches stored last are put in order of how well they fit, so
that a search takes the same time in a ledger of any size; without that, ranking "the" reads every sentence there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy.sql.elements import ColumnElement

from comity.ledger import queries, rows, sqlite
from comity.ledger.schema import documents, parties, records
from comity.records import Document

_RANKED = 3000
_BATCH = 100


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What else is asked of what is found; None means any. `party` is a code; days are those of publication."""

    kind: str | None = None
    party: str | None = None
    since: date | None = None
    until: date | None = None


ANYTHING = Narrowing()


def search_records(connection: Connection, words: str, limit: int, asked: Narrowing) -> list[queries.LinkedRecord]:
    """Standing records whose quote holds all the words (stemmed; "a phrase" in double quotes), best first."""
    wanted = select(records.c.number).where(records.c.active, queries.not_rejected())
    if asked.kind:
        wanted = wanted.where(records.c.kind == asked.kind)
    if asked.party:
        named = select(parties.c.record).where(parties.c.record == records.c.number, parties.c.country == asked.party)
        wanted = wanted.where(named.exists())
    if asked.since or asked.until:
        wanted = wanted.join(documents, documents.c.number == records.c.document).where(*_published(asked))
    numbers = _first(connection, wanted, records.c.number, _ranked(connection, "quotes", words), limit)
    found = connection.execute(queries.record_select().where(records.c.number.in_(numbers))).mappings()
    return [queries.linked_from(row) for row in _ordered(found, numbers)]


def search_documents(connection: Connection, words: str, limit: int, asked: Narrowing) -> list[Document]:
    """Documents whose title or text holds all the words, best first; of `asked` only the days hold for them."""
    wanted = select(documents.c.number).where(*_published(asked))
    numbers = _first(connection, wanted, documents.c.number, _ranked(connection, "documents", words), limit)
    found = connection.execute(select(documents).where(documents.c.number.in_(numbers))).mappings()
    return [rows.document_from(row) for row in _ordered(found, numbers)]


def _published(asked: Narrowing) -> Iterator[ColumnElement[bool]]:
    if asked.since:
        yield documents.c.published >= asked.since
    if asked.until:
        yield documents.c.published <= asked.until


def _ranked(connection: Connection, table: str, words: str) -> Iterator[list[int]]:
    """The numbers of what holds all the words, best first, some at a time: most searches need only the first."""
    statement, parameters = sqlite.search_statement(table, words, _RANKED)
    if parameters["words"]:
        found = connection.execute(statement, parameters).scalars()
        yield from map(list, found.partitions(_BATCH))


def _first(
    connection: Connection,
    statement: Select[Any],
    column: ColumnElement[int],
    numbers: Iterator[list[int]],
    limit: int,
) -> list[int]:
    """The first of the numbers that a statement gives back, in their order."""
    found: list[int] = []
    for part in numbers:
        kept = set(connection.execute(statement.where(column.in_(part))).scalars())
        found += [number for number in part if number in kept]
        if len(found) >= limit:
            break
    return found[:limit]


def _ordered(found: Iterator[rows.Row], numbers: list[int]) -> Iterator[rows.Row]:
    by_number = {row["number"]: row for row in found}
    return (by_number[number] for number in numbers)

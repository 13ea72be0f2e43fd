"""What linking reads and writes: originals of reprints, linked events, linked threads.

Links are derived from the records alone and replaced as a whole in one transaction, so that an interrupted linking
leaves the former links in place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from comity.ledger.queries import document_order
from comity.ledger.schema import documents, linked_events, linked_threads, links, readings, records, reviews, state


@dataclass(frozen=True, slots=True)
class Printing:
    """A document as far as reprints are concerned."""

    document: str
    published: date | None
    text_key: str | None
    signature: bytes | None
    reprint_of: str | None


@dataclass(frozen=True, slots=True)
class LinkedGroup:
    """Records that belong together under one id; `history` is the `thread_history` object of a thread, else None."""

    id: str
    records: Sequence[str]
    sources: int
    history: Mapping[str, Any] | None = None


def printings(connection: Connection) -> Iterator[Printing]:
    """Every document, in the order of the export."""
    c = documents.c
    statement = select(c.id, c.published, c.text_key, c.signature, c.reprint_of).order_by(*document_order())
    for row in connection.execute(statement.execution_options(yield_per=1000)):
        yield Printing(*row)


def set_reprints(connection: Connection, originals: Mapping[str, str | None]) -> None:
    """Record which document each of the given documents reprints (None: it is an original)."""
    if originals:
        connection.execute(
            update(documents).where(documents.c.id == bindparam("of")).values(reprint_of=bindparam("original")),
            [{"of": document, "original": original} for document, original in originals.items()],
        )


def replace_links(
    connection: Connection, events: Iterable[LinkedGroup], threads: Iterable[LinkedGroup], version: str
) -> None:
    """Put these groups in the place of all former ones, and remember what they were made from."""
    numbers = dict(connection.execute(select(records.c.id, records.c.number).where(records.c.active)).all())
    for table in (links, linked_events, linked_threads):
        connection.execute(delete(table))
    for table, column, groups in ((linked_events, "event", list(events)), (linked_threads, "thread", list(threads))):
        if not groups:
            continue
        with_history = column == "thread"
        connection.execute(
            insert(table),
            [
                {"id": group.id, "sources": group.sources} | ({"history": group.history} if with_history else {})
                for group in groups
            ],
        )
        members = [{"record": numbers[record], column: group.id} for group in groups for record in group.records]
        connection.execute(insert(links), members)
    connection.execute(delete(state).where(state.c.key == "linked"))
    connection.execute(insert(state).values(key="linked", value=_content_mark(connection, version)))


def links_are_current(connection: Connection, version: str) -> bool:
    """Whether the links were made by this version of linking from what the ledger now holds."""
    mark = connection.execute(select(state.c.value).where(state.c.key == "linked")).scalar()
    return mark == _content_mark(connection, version)


def _content_mark(connection: Connection, version: str) -> str:
    """Readings and reviews are append-only, so their newest numbers name the content."""
    newest = [connection.execute(select(func.max(table.c.number))).scalar() or 0 for table in (readings, reviews)]
    return "/".join(map(str, [version, *newest]))

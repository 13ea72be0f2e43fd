"""The rows of the export: what RECORDS says that the ledger adds to what `extract` gives.

Rows depend on the content of the ledger alone: not on the order of reading, on interruptions, or on any clock.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, Select, select

from comity.ledger import queries, reviews, statistics
from comity.ledger.schema import documents, records


def export_rows(connection: Connection) -> Iterator[dict[str, Any]]:
    """Each document followed by its standing records, in the order of the export; then the thread histories.

    Rejected records are among them, with their review and without links; superseded ones are not. A document's row has
    no text: records carry their sentences.
    """
    for number, row in _documents(connection, select(documents)):
        yield row
        yield from _record_rows(connection, number)
    yield from queries.thread_histories(connection, None)


def document_rows(
    connection: Connection, *, ids: Collection[str] | None = None, limit: int | None = None, skip: int = 0
) -> Iterator[dict[str, Any]]:
    """The rows of the documents alone, in the order of the export: of these, or of so many after the first ones."""
    columns = [column for column in documents.c if column is not documents.c.text]
    asked = select(*columns).limit(limit).offset(skip)
    if ids is not None:
        asked = asked.where(documents.c.id.in_(ids))
    yield from (row for _, row in _documents(connection, asked))


def _documents(connection: Connection, asked: Select[Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The row of each document that is asked for, with its internal number."""
    statement = asked.order_by(*queries.document_order())
    for row in connection.execute(statement.execution_options(yield_per=100)).mappings():
        yield (
            row["number"],
            {
                "kind": "document",
                "id": row["id"],
                "published": row["published"].isoformat() if row["published"] else None,
                "published_basis": row["published_basis"],
                "title": row["title"],
                "publisher": row["publisher"],
                "url": row["url"],
                "language": row["language"],
                "digest": row["digest"],
                "coder_version": row["coder_version"],
                "reprint_of": row["reprint_of"],
            },
        )


def _record_rows(connection: Connection, document: int) -> Iterator[dict[str, Any]]:
    statement = (
        queries.record_select()
        .where(records.c.document == document, records.c.active)
        .order_by(records.c.start, records.c.kind, records.c.id)
    )
    found = [queries.linked_from(row) for row in connection.execute(statement).mappings()]
    reviewed = [linked.record.id for linked in found if linked.decision]
    decisions = reviews.deciding_reviews(connection, reviewed) if reviewed else {}
    verdicts = statistics.verdicts_of(connection, document)
    for linked in found:
        row = linked.record.to_json()
        if row["kind"] == "event":
            row |= {"event_id": linked.event_id, "sources": linked.sources}
        elif row["kind"] == "thread":
            row |= {"thread_id": linked.thread_id, "sources": linked.sources}
        else:
            row["verdicts"] = [verdicts[linked.record.id]] if linked.record.id in verdicts else []
        decision = decisions.get(linked.record.id)
        yield row | {"review": decision.to_json() if decision else None}

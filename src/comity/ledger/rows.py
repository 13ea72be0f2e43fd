"""Between rows of the ledger and the frozen words of Comity: documents, records, and what a record is found by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from comity.records import Document, Event, Figure, Period, PublishedBasis, Record, ThreadMention
from comity.records.parse import record_from_json

COLUMNS = frozenset({"kind", "id", "document", "published", "quote", "start", "end", "confidence", "coder"})
"""Fields of a record's JSON that have their own column; the rest is the body."""

SPEAKER, NEAR = "speaker", "near"
"""Sides of a party: besides actor, recipient, from, to and party, the one who says it, and one near a figure."""

Row = RowMapping | Mapping[str, Any]
"""A row by column name, or the same as a dictionary."""


def document_values(document: Document) -> dict[str, Any]:
    """Column values of a document."""
    return {
        "id": document.id,
        "digest": document.digest,
        "text": document.text,
        "published": document.published,
        "published_basis": document.published_basis.value,
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "language": document.language,
        "source": document.source,
    }


def document_from(row: Row) -> Document:
    """The document of a row of `documents`."""
    return Document(
        id=row["id"],
        text=row["text"],
        published=row["published"],
        published_basis=PublishedBasis(row["published_basis"]),
        title=row["title"],
        publisher=row["publisher"],
        url=row["url"],
        language=row["language"],
        source=row["source"],
    )


def record_values(record: Record, json: Row) -> dict[str, Any]:
    """Column values of a record, given its JSON; without those that say where it stands."""
    first, last = days_of(record)
    return {
        "id": record.id,
        "kind": record.kind,
        "start": record.start,
        "end": record.end,
        "quote": record.quote,
        "coder": record.coder,
        "confidence": json["confidence"],
        "status": json["status"],
        "first_day": first,
        "last_day": last,
        "body": {key: value for key, value in json.items() if key not in COLUMNS},
    }


def record_from(row: Row) -> Record:
    """The record as it stands: what the machine coded, with what the latest review corrected.

    The row has the columns of `records`, and `document_id` and `published` of its document.
    """
    data = {name: row[name] for name in ("kind", "id", "quote", "start", "end", "confidence", "coder")}
    published = row["published"].isoformat() if row["published"] else None
    body = {**row["body"], **(row["corrected"] or {})}
    return record_from_json({**data, "document": row["document_id"], "published": published, **body})


def days_of(record: Record) -> tuple[date | None, date | None]:
    """First and last day of what the record speaks of, as far as known."""
    period: Period | None = None
    if isinstance(record, Event | ThreadMention):
        period = record.date
    elif isinstance(record, Figure):
        period = record.period
    return (period.start, period.end) if period else (None, None)


def parties_of(record: Record) -> set[tuple[str, str]]:
    """(country, side) of everyone the record names."""
    found: set[tuple[str, str]] = set()
    if record.speaker is not None:
        found.add((record.speaker.country, SPEAKER))
    if isinstance(record, Event):
        found |= {(actor.country, "actor") for actor in record.actors}
        found |= {(actor.country, "recipient") for actor in record.recipients}
    elif isinstance(record, Figure):
        found |= {(code, side) for code, side in ((record.source, "from"), (record.target, "to")) if code}
    elif isinstance(record, ThreadMention):
        found |= {(country, "party") for country in record.parties}
    return found


def parties_near(figure: Figure, records: Sequence[Record]) -> Iterator[tuple[str, str]]:
    """(country, `near`) of the parties of events and threads coded from the same words as a figure.

    A figure names at most an origin and a destination; a dyad's figures are also those said of its own dealings.
    """
    if figure.source and figure.target:
        return
    for other in records:
        if not isinstance(other, Figure) and other.start < figure.end and figure.start < other.end:
            yield from ((country, NEAR) for country, side in parties_of(other) if side != SPEAKER)

"""Storing what was read: one document with its records, in one transaction, any number of times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, insert, select, update

from comity.errors import ConflictError, EvidenceError, ReadingError
from comity.ledger import rows
from comity.ledger.schema import documents, parties, pillars, readings, records
from comity.records import Document, Event, Figure, Record, ThreadMention

# Built once: building a statement costs more than running it.
_KNOWN = select(documents.c.number, documents.c.digest, documents.c.published, documents.c.coder_version).where(
    documents.c.id == bindparam("wanted")
)
_RECORDS_OF = select(records).where(records.c.document == bindparam("of"))
_NUMBERS_OF = select(records.c.id, records.c.number).where(records.c.document == bindparam("of"))
_ADD_DOCUMENT, _ADD_READING, _ADD_RECORDS = insert(documents), insert(readings), insert(records)
_ADD_PARTIES, _ADD_PILLARS = insert(parties), insert(pillars)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What reprints of a text are known by: a key equal for equal wording, and a MinHash signature for near copies."""

    text_key: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class Stored:
    """What storing a document did. `skipped` is true when the ledger already held it as this coder reads it."""

    document: str
    skipped: bool = False
    added: int = 0
    superseded: int = 0


def knows(connection: Connection, document: Document, coder_version: str) -> bool:
    """Whether this document is stored as this coder version reads it. Raises ConflictError like `store`."""
    known = _known(connection, document)
    return known is not None and _is_current(known, document, coder_version)


def store(
    connection: Connection,
    document: Document,
    coded: Iterable[Record],
    *,
    coder_version: str,
    fingerprint: Fingerprint | None,
) -> Stored:
    """Store a document with its records; see `Ledger.store`."""
    known = _known(connection, document)
    if known is not None and _is_current(known, document, coder_version):
        return Stored(document.id, skipped=True)
    standing = {record.id: record for record in coded}
    for record in standing.values():
        if document.text[record.start : record.end] != record.quote or record.document != document.id or not record.id:
            raise EvidenceError(f"record {record.id or '(without id)'} is not the words of document {document.id}")
    number = _put_document(connection, document, known, coder_version, fingerprint)
    before = {} if known is None else _records_before(connection, number)
    added, superseded = _put_records(connection, number, before, list(standing.values()), coder_version)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    reading = {"document": number, "coder_version": coder_version, "records": len(standing), "created_at": now}
    connection.execute(_ADD_READING, reading)
    return Stored(document.id, added=added, superseded=superseded)


def _known(connection: Connection, document: Document) -> RowMapping | None:
    try:
        for value in (document.id, document.text, document.title, document.publisher, document.url, document.source):
            (value or "").encode()
    except UnicodeEncodeError:
        where = (document.source or document.id).encode(errors="replace").decode()
        raise ReadingError(where, "holds half a character (a lone surrogate): save it again as UTF-8") from None
    known = connection.execute(_KNOWN, {"wanted": document.id}).mappings().first()
    if known is None:
        return None
    if known["digest"] != document.digest:
        raise ConflictError(
            f"document {document.id} is already in the ledger with another text: give the new text an id of its own"
        )
    if known["published"] and document.published and known["published"] != document.published:
        raise ConflictError(
            f"document {document.id} is already in the ledger as published on {known['published']},"
            f" not {document.published}: give the other printing an id of its own"
        )
    return known


def _is_current(known: RowMapping, document: Document, coder_version: str) -> bool:
    learns_its_day = known["published"] is None and document.published is not None
    return known["coder_version"] == coder_version and not learns_its_day


def _put_document(
    connection: Connection,
    document: Document,
    known: RowMapping | None,
    coder_version: str,
    fingerprint: Fingerprint | None,
) -> int:
    changes: dict[str, Any] = {"coder_version": coder_version}
    if fingerprint is not None:
        changes |= {"text_key": fingerprint.text_key, "signature": fingerprint.signature}
    if known is None:
        result = connection.execute(_ADD_DOCUMENT, rows.document_values(document) | changes)
        return int(result.inserted_primary_key[0])  # type: ignore[index]
    if known["published"] is None and document.published is not None:
        changes |= {"published": document.published, "published_basis": document.published_basis.value}
    connection.execute(update(documents).where(documents.c.number == known["number"]).values(changes))
    return int(known["number"])


def _records_before(connection: Connection, document: int) -> dict[str, RowMapping]:
    return {row["id"]: row for row in connection.execute(_RECORDS_OF, {"of": document}).mappings()}


def _put_records(
    connection: Connection,
    document: int,
    before: Mapping[str, RowMapping],
    coded: Sequence[Record],
    coder_version: str,
) -> tuple[int, int]:
    """Insert what is new, renew what was coded alike, retire what is no longer said; people's decisions stay."""
    decided = {
        _anchor(row, row["body"]): row["id"]
        for row in before.values()
        if row["active"] and row["decision"] in ("accept", "correct")
    }
    fresh: list[dict[str, Any]] = []
    renewed: list[dict[str, Any]] = []
    for record in coded:
        json = record.to_json()
        stands_instead = decided.get(_anchor(json, json), record.id)
        yields = stands_instead != record.id
        values = rows.record_values(record, json) | {
            "coder_version": coder_version,
            "active": not yields,
            "superseded_by": stands_instead if yields else None,
        }
        (renewed if record.id in before else fresh).append(values)
    if fresh:
        connection.execute(_ADD_RECORDS, [values | {"document": document} for values in fresh])
    if renewed:
        mutable = ("coder", "confidence", "body", "coder_version", "active", "superseded_by")
        connection.execute(
            update(records)
            .where(records.c.id == bindparam("known_id"))
            .values({name: bindparam(f"new_{name}") for name in mutable}),
            [{"known_id": values["id"], **{f"new_{name}": values[name] for name in mutable}} for values in renewed],
        )
    current = {record.id for record in coded}
    gone = [
        {"gone": row["number"]}
        for row in before.values()
        if row["active"] and row["decision"] is None and row["id"] not in current
    ]
    if gone:
        connection.execute(
            update(records)
            .where(records.c.number == bindparam("gone"))
            .values(active=False, superseded_by=coder_version),
            gone,
        )
    corrected = {row["id"] for row in before.values() if row["corrected"]}
    found = _found_by(connection, document, [record for record in coded if record.id not in corrected], coded)
    if before:
        _forget_index(connection, found)
    _add_index(connection, found)
    return sum(values["active"] for values in fresh), len(gone)


def _anchor(where: rows.Row, body: rows.Row) -> tuple[Any, ...]:
    """The words that a record hangs on: what two codings of the same thing share."""
    words = body.get("trigger") or body.get("number") or body.get("mention") or where
    return (where["kind"], words["start"], words["end"])


Found = tuple[set[tuple[str, str]], Sequence[str]]
"""What a record is found by: (country, side) pairs, and pillars."""


def _found_by(
    connection: Connection, document: int, wanted: Sequence[Record], coded: Sequence[Record]
) -> dict[int, Found]:
    """By record number, what the wanted records, all of those coded from a document, are found by."""
    if not wanted:
        return {}
    numbers = dict(connection.execute(_NUMBERS_OF, {"of": document}).all())
    found: dict[int, Found] = {}
    for record in wanted:
        named = rows.parties_of(record)
        if isinstance(record, Figure):
            named.update(rows.parties_near(record, coded))
        found[numbers[record.id]] = (named, record.pillars)
    return found


def index_again(connection: Connection, number: int, record: Record) -> None:
    """Let a corrected record be found by what it now says."""
    first, last = rows.days_of(record)
    assert isinstance(record, Event | Figure | ThreadMention)
    values = {"first_day": first, "last_day": last, "status": record.status.value}
    connection.execute(update(records).where(records.c.number == number).values(values))
    near = select(parties.c.country, parties.c.side).where(parties.c.record == number, parties.c.side == rows.NEAR)
    named = rows.parties_of(record) | {(country, side) for country, side in connection.execute(near)}
    found = {number: (named, record.pillars)}
    _forget_index(connection, found)
    _add_index(connection, found)


def _forget_index(connection: Connection, found: Mapping[int, Found]) -> None:
    if found:
        old = [{"of": number} for number in found]
        connection.execute(delete(parties).where(parties.c.record == bindparam("of")), old)
        connection.execute(delete(pillars).where(pillars.c.record == bindparam("of")), old)


def _add_index(connection: Connection, found: Mapping[int, Found]) -> None:
    named = [
        {"record": number, "country": country, "side": side}
        for number, (sides, _) in found.items()
        for country, side in sorted(sides)
    ]
    sorted_by = [{"record": n, "pillar": pillar} for n, (_, names) in found.items() for pillar in sorted(set(names))]
    if named:
        connection.execute(_ADD_PARTIES, named)
    if sorted_by:
        connection.execute(_ADD_PILLARS, sorted_by)

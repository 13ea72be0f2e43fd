"""What people decide on records: append-only; the latest decision on a record wins over the machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from comity.errors import InputError
from comity.ledger import queries, rows
from comity.ledger.schema import documents, records, reviews
from comity.ledger.store import index_again
from comity.records import checked


class Decision(StrEnum):
    """Accept and correct keep a record through every later coding; reject takes it out of all answers.

    Withdraw takes back what was decided before: the machine's word stands again, and the former decisions stay on file.
    """

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Review:
    """One person's decision on one record; `changes` are the corrected fields as the contract writes them."""

    record: str
    decision: Decision
    reviewer: str
    at: datetime
    note: str = ""
    changes: Mapping[str, Any] | None = None

    def to_json(self) -> dict[str, Any]:
        """The review object of an exported record."""
        return {
            "decision": self.decision.value,
            "reviewer": self.reviewer,
            "at": self.at.isoformat(timespec="seconds"),
            "note": self.note,
            "changes": dict(self.changes) if self.changes else None,
        }


def review(connection: Connection, decided: Review) -> None:
    """Append a decision and let it stand.

    Raises InputError when the record is unknown, when changes come without `correct` or the other way round, when they
    touch the evidence or the coder, or when the corrected record cannot be; EvidenceError when a corrected part's words
    are not the document's at their span.
    """
    corrects = decided.decision is Decision.CORRECT
    if corrects != bool(decided.changes):
        raise InputError("a correction names the fields it changes, and only a correction does")
    number = _number_of(connection, decided.record)
    untouchable = sorted(rows.COLUMNS & set(decided.changes or ()))
    if untouchable:
        raise InputError(f"a correction cannot change {', '.join(untouchable)}: reject the record instead")
    changes = dict(decided.changes) if decided.changes else None
    connection.execute(
        insert(reviews).values(
            record=number,
            decision=decided.decision.value,
            reviewer=decided.reviewer,
            at=decided.at.astimezone(UTC).isoformat(timespec="seconds"),
            note=decided.note,
            changes=changes,
        )
    )
    standing: dict[str, Any] = {"decision": decided.decision.value, "corrected": changes}
    if decided.decision is Decision.WITHDRAW:
        standing = {"decision": None, "corrected": None, **_as_coded(connection, number)}
    elif decided.decision is not Decision.REJECT:
        standing |= {"active": True, "superseded_by": None}
    connection.execute(update(records).where(records.c.number == number).values(standing))
    record = queries.linked_record(connection, decided.record).record
    unknown = sorted(set(changes or ()) - set(record.to_json()))
    if unknown:
        raise InputError(f"a {record.kind} has no field {', '.join(unknown)}")
    checked(record, queries.document(connection, record.document))
    index_again(connection, number, record)


def _as_coded(connection: Connection, number: int) -> dict[str, Any]:
    """Where a record stands without a decision: superseded where the newest coding of its document does not say it."""
    statement = (
        select(records.c.coder_version, documents.c.coder_version.label("newest"))
        .join(documents, documents.c.number == records.c.document)
        .where(records.c.number == number)
    )
    row = connection.execute(statement).one()
    stands = row.coder_version == row.newest
    return {"active": stands, "superseded_by": None if stands else row.newest}


def queue(connection: Connection, dyad: str | None, kind: str | None, limit: int) -> list[queries.LinkedRecord]:
    """The standing records that nobody decided on, the most doubtful first (confidence nearest to one half)."""
    asked = queries.Filter(dyad=dyad, kind=kind)
    statement = (
        queries.record_select()
        .where(records.c.active, records.c.decision.is_(None), documents.c.reprint_of.is_(None))
        .where(*queries.conditions(asked))
        .order_by(func.abs(records.c.confidence - 0.5), records.c.id)
        .limit(limit)
    )
    return [queries.linked_from(row) for row in connection.execute(statement).mappings()]


def all_reviews(connection: Connection) -> list[Review]:
    """Every decision on every record, oldest first."""
    statement = select(reviews, records.c.id.label("record_id")).join(records, records.c.number == reviews.c.record)
    rows_ = connection.execute(statement.order_by(reviews.c.number)).mappings()
    return [_review(row["record_id"], row) for row in rows_]


def reviews_of(connection: Connection, record_id: str) -> list[Review]:
    """All decisions on a record, oldest first. Raises InputError when there is no such record."""
    number = _number_of(connection, record_id)
    statement = select(reviews).where(reviews.c.record == number).order_by(reviews.c.number)
    return [_review(record_id, row) for row in connection.execute(statement).mappings()]


def deciding_reviews(connection: Connection, record_ids: Sequence[str]) -> dict[str, Review]:
    """The latest decision on each of the records that have one."""
    statement = (
        select(reviews, records.c.id.label("record_id"))
        .join(records, records.c.number == reviews.c.record)
        .where(records.c.id.in_(record_ids))
        .order_by(reviews.c.number)
    )
    return {row["record_id"]: _review(row["record_id"], row) for row in connection.execute(statement).mappings()}


def _review(record_id: str, row: rows.Row) -> Review:
    at = datetime.fromisoformat(row["at"])
    return Review(record_id, Decision(row["decision"]), row["reviewer"], at, row["note"], row["changes"])


def _number_of(connection: Connection, record_id: str) -> int:
    number = connection.execute(select(records.c.number).where(records.c.id == record_id)).scalar()
    if number is None:
        raise InputError(f"the ledger has no record {record_id!r}")
    return int(number)

"""How far a ledger has got: marks of its newest reading, review and decision, and what came after one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, func, insert, select

from comity.ledger.schema import documents, link_decisions, readings, records, reviews, state

_LINKED = "linked"


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the ledger has got: its newest reading, review and decision on links; all three are append-only."""

    version: str
    reading: int = 0
    review: int = 0
    decision: int = 0

    def __str__(self) -> str:
        return f"{self.version}/{self.reading}/{self.review}/{self.decision}"


def present_mark(connection: Connection, version: str) -> Mark:
    """How far the ledger has got now."""
    newest = [
        connection.execute(select(func.max(table.c.number))).scalar() or 0
        for table in (readings, reviews, link_decisions)
    ]
    return Mark(version, *newest)


def linked_mark(connection: Connection) -> Mark | None:
    """How far the ledger had got when it was last linked; None where it never was, or by an older version."""
    return _kept_mark(connection, _LINKED)


def note_linking(connection: Connection, mark: Mark) -> None:
    """Remember how far the ledger had got when it was linked."""
    _keep_mark(connection, _LINKED, mark)


def looked(connection: Connection, name: str) -> Mark | None:
    """How far the ledger had got at the last look of that name, or None before the first."""
    return _kept_mark(connection, f"looked {name}")


def note_look(connection: Connection, name: str, mark: Mark | None = None) -> None:
    """Remember that somebody looked, and how far the ledger had got then: up to `mark`, else now."""
    _keep_mark(connection, f"looked {name}", mark or present_mark(connection, "look"))


def first_read_after(connection: Connection, mark: Mark) -> set[str]:
    """The ids of the documents that no reading up to a mark had read."""
    before = select(readings.c.document).where(readings.c.number <= mark.reading)
    return set(connection.execute(select(documents.c.id).where(documents.c.number.not_in(before))).scalars())


def newest_day(connection: Connection, until: Mark | None = None) -> date | None:
    """The newest day of publication of what was read, up to a mark where one is given; None where no day is known."""
    statement = select(func.max(documents.c.published))
    if until is not None:
        read = select(readings.c.document).where(readings.c.number <= until.reading)
        statement = statement.where(documents.c.number.in_(read))
    newest: date | None = connection.execute(statement).scalar()
    return newest


def _kept_mark(connection: Connection, key: str) -> Mark | None:
    kept = connection.execute(select(state.c.value).where(state.c.key == key)).scalar()
    parts = (kept or "").rsplit("/", 3)
    if len(parts) != 4 or not all(part.isdigit() for part in parts[1:]):
        return None
    return Mark(parts[0], *map(int, parts[1:]))


def _keep_mark(connection: Connection, key: str, mark: Mark) -> None:
    connection.execute(delete(state).where(state.c.key == key))
    connection.execute(insert(state).values(key=key, value=str(mark)))


def touched(connection: Connection, since: Mark) -> set[str]:
    """The records of documents read since a mark, superseded ones among them, and those reviewed, merged or split."""
    read = select(readings.c.document).where(readings.c.number > since.reading)
    reviewed = select(reviews.c.record).where(reviews.c.number > since.review)
    found = set(connection.execute(select(records.c.id).where(records.c.document.in_(read))).scalars())
    found |= set(connection.execute(select(records.c.id).where(records.c.number.in_(reviewed))).scalars())
    statement = select(link_decisions.c.one, link_decisions.c.other).where(link_decisions.c.number > since.decision)
    for one, other in connection.execute(statement):
        found.update(one, other)
    return found


def documents_read(connection: Connection, since: Mark) -> set[str]:
    """The documents read since a mark."""
    numbers = select(readings.c.document).where(readings.c.number > since.reading)
    return set(connection.execute(select(documents.c.id).where(documents.c.number.in_(numbers))).scalars())

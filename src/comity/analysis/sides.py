"""What a disagreement is made of: sides, and on each side the statements of independent documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from comity.analysis.said import Said, Sources
from comity.records import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Statement:
    """One report of one side: its record, and its sentence with document and publisher."""

    record: Record
    said: Said

    def to_json(self) -> dict[str, Any]:
        """Who says it, where and when, with the sentence."""
        speaker = self.record.speaker
        return {**self.said.to_json(), "speaker": speaker.to_json() if speaker else None}


@dataclass(frozen=True, slots=True)
class Side:
    """What some documents say: `says` in JSON, and the statements, oldest first, one of each independent document."""

    says: Any
    statements: tuple[Statement, ...]

    def to_json(self) -> dict[str, Any]:
        """JSON-ready."""
        return {"says": self.says, "statements": [one.to_json() for one in self.statements]}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sides or more on one thing.

    `kind` is figure, date, parties or stage; `about` the record that says best what it is about; `subject` the id of
    the linked event or thread, or None.
    """

    kind: str
    about: Record
    subject: str | None
    sides: tuple[Side, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements."""
        return tuple(one for side in self.sides for one in side.statements)

    @property
    def since(self) -> date | None:
        """The first day on which two sides had been published; None where that is not known."""
        firsts = sorted(min(one.record.published or date.max for one in side.statements) for side in self.sides)
        return firsts[1] if firsts[1] != date.max else None

    def to_json(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "kind": self.kind,
            "about": self.about.id,
            "subject": self.subject,
            "since": self.since.isoformat() if self.since else None,
            "sides": [side.to_json() for side in self.sides],
        }


def side_of(says: Any, records: Iterable[Record], sources: Sources) -> Side:
    """A side, with the first record of each document."""
    ordered = sorted(records, key=lambda one: (one.published or date.max, one.document, one.start, one.id))
    first: dict[str, Record] = {}
    for record in ordered:
        first.setdefault(record.document, record)
    return Side(
        says,
        tuple(
            Statement(record, sources.sentence(record.document, record.start, record.end, record.quote, record.id))
            for record in first.values()
        ),
    )


def of_one_mind(said: Sequence[tuple[Hashable, R]]) -> dict[Hashable, list[R]]:
    """The records by what they say, without those of documents that say several things: they speak of several."""
    by_document: defaultdict[str, set[Hashable]] = defaultdict(set)
    for says, record in said:
        by_document[record.document].add(says)
    found: defaultdict[Hashable, list[R]] = defaultdict(list)
    for says, record in said:
        if len(by_document[record.document]) == 1:
            found[says].append(record)
    return found

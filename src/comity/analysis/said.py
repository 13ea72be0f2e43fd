"""Evidence of findings: the sentence, and the document that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from comity.ledger import Heading, Ledger, LinkedRecord
from comity.records import Record


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its span, its document, who published it and when; `record` is what was coded from it."""

    quote: str
    document: str
    start: int
    end: int
    title: str | None
    publisher: str | None
    published: date | None
    record: str

    def to_json(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "quote": self.quote,
            "document": self.document,
            "start": self.start,
            "end": self.end,
            "title": self.title,
            "publisher": self.publisher,
            "published": self.published.isoformat() if self.published else None,
            "record": self.record,
        }

    @property
    def where(self) -> str:
        """Publisher (else title, else id of the document) and day: `Delhi Wire, 2021-12-07`."""
        return Heading(self.document, self.title, self.publisher, self.published).where


def overlap(one: Record | Said, other: Record | Said) -> bool:
    """Whether two sentences share words of one document."""
    return one.document == other.document and one.start < other.end and other.start < one.end


class Sources:
    """The headings of the documents of a ledger, each asked for once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._headings: dict[str, Heading] = {}

    def ready(self, documents: Iterable[str]) -> None:
        """Ask for the headings of many documents together, rather than for each when it is needed."""
        self._headings |= self._ledger.lists.headings(set(documents) - self._headings.keys())

    def said(self, linked: LinkedRecord) -> Said:
        """The sentence of a record."""
        record = linked.record
        return self.sentence(record.document, record.start, record.end, record.quote, record.id)

    def entry(self, entry: Mapping[str, Any]) -> Said:
        """The sentence of a stage, part or due entry of a thread's history."""
        return self.sentence(entry["document"], entry["start"], entry["end"], entry["quote"], entry["record"])

    def sentence(self, document_id: str, start: int, end: int, quote: str, record: str) -> Said:
        """A sentence of a document."""
        if document_id not in self._headings:
            self.ready([document_id])
        of = self._headings[document_id]
        return Said(quote, document_id, start, end, of.title, of.publisher, of.published, record)

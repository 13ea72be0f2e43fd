"""Numbered citations: every span that a brief leans on gets one number, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from comity.brief.model import Brief, Coded, Note, Source
from comity.ledger import Ledger, LinkedRecord
from comity.records import Document, Record

T = TypeVar("T")

_READING_ORDER = ("lead", "meetings", "sections", "threads", "shared", "figures", "disagreements")
_NOTE_FIELDS = frozenset({"note", "notes"})


class Citing:
    """Collects the notes of a brief. Numbers are provisional until `renumbered`."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._quotes: list[str] = []
        self._coded: list[dict[str, Coded]] = []
        self._documents: dict[str, Document] = {}

    def cite(self, linked: LinkedRecord) -> int:
        """The number of the record's sentence."""
        return self.number(linked.record.document, linked.record.start, linked.record.end, linked)

    def number(self, document: str, start: int, end: int, linked: LinkedRecord | None) -> int:
        """The number of a span, from which `linked` was coded; what a reprint carries over is the original's."""
        if linked is not None and linked.reprint_of is not None:
            found = self.document(linked.reprint_of).text.find(linked.record.quote)
            if found >= 0:
                document, start, end = linked.reprint_of, found, found + len(linked.record.quote)
        key = (document, start, end)
        if key not in self._numbers:
            self._numbers[key] = len(self._quotes) + 1
            self._quotes.append(self.document(document).text[start:end])
            self._coded.append({})
        if linked is not None:
            self._coded[self._numbers[key] - 1].setdefault(linked.record.id, coded(linked))
        return self._numbers[key]

    def cite_all(self, reports: Iterable[LinkedRecord], most: int = 5) -> tuple[int, ...]:
        """The numbers of reports in independent documents, the first `most`; a reprint adds nothing."""
        chosen: dict[str, LinkedRecord] = {}
        for linked in reports:
            chosen.setdefault(linked.reprint_of or linked.record.document, linked)
        return tuple(self.cite(linked) for linked in list(chosen.values())[:most])

    def document(self, document_id: str) -> Document:
        """The document with this id, read once."""
        if document_id not in self._documents:
            self._documents[document_id] = self._ledger.document(document_id)
        return self._documents[document_id]

    def publisher(self, record: Record) -> str | None:
        """Who published the record's document."""
        return self.document(record.document).publisher

    def notes(self) -> list[Note]:
        """All notes by provisional number."""
        return [
            Note(number, *key, self._quotes[number - 1], tuple(self._coded[number - 1].values()))
            for key, number in self._numbers.items()
        ]


def coded(linked: LinkedRecord) -> Coded:
    """Who coded a record."""
    record = linked.record
    return Coded(record.id, record.coder, record.confidence, linked.decision)


def renumbered(brief: Brief, citing: Citing, reprints: Mapping[str, tuple[str, ...]]) -> Brief:
    """The brief with its notes numbered from 1 in reading order, unused ones left out, and the sources they cite."""
    order: dict[int, int] = {}
    for name in _READING_ORDER:
        for number in _cited(getattr(brief, name)):
            order.setdefault(number, len(order) + 1)
    provisional = {note.number: note for note in citing.notes()}
    notes = tuple(replace(provisional[old], number=new) for old, new in order.items())
    changes = {name: _with_numbers(getattr(brief, name), order) for name in _READING_ORDER}
    cited = dict.fromkeys(note.document for note in notes)
    sources = tuple(_source(citing.document(key), reprints.get(key, ())) for key in cited)
    return replace(brief, **changes, notes=notes, sources=sources)


def document_name(document: Document) -> str:
    """What to call a document: its title, else its file."""
    return document.title or (document.source or document.id).rsplit("/", 1)[-1]


def _source(document: Document, reprints: tuple[str, ...]) -> Source:
    name = document_name(document)
    return Source(document.id, name, document.publisher, document.published, document.url, document.text, reprints)


def _cited(value: Any, *, numbers: bool = False) -> Iterable[int]:
    """All note numbers in findings, in reading order; in a plain pair the second part holds them."""
    if isinstance(value, int) and numbers:
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _cited(getattr(value, field.name), numbers=field.name in _NOTE_FIELDS)
    elif isinstance(value, tuple):
        if _is_pair(value):
            yield from value[1]
        else:
            for item in value:
                yield from _cited(item, numbers=numbers)


def _with_numbers(value: T, order: dict[int, int], *, numbers: bool = False) -> T:
    changed: Any = value
    if isinstance(value, int) and numbers:
        changed = order[value]
    elif is_dataclass(value) and not isinstance(value, type):
        found = {
            field.name: _with_numbers(getattr(value, field.name), order, numbers=field.name in _NOTE_FIELDS)
            for field in fields(value)
        }
        changed = replace(value, **found)
    elif isinstance(value, tuple):
        if _is_pair(value):
            changed = (value[0], tuple(order[number] for number in value[1]))
        else:
            changed = tuple(_with_numbers(item, order, numbers=numbers) for item in value)
    return changed  # type: ignore[no-any-return]


def _is_pair(value: tuple[Any, ...]) -> bool:
    """Whether it is words with their note numbers."""
    return len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], tuple)

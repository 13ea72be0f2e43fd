"""A document as its page shows it: the text in paragraphs, cut where the words of records begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from comity.brief import naming, wording
from comity.brief.visible import visible
from comity.ledger import LinkedRecord
from comity.records import Document, Event, Figure, Record, ThreadMention


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text.

    `sentence` holds the records whose sentence it is part of, `words` the kind of record whose own words it is
    (trigger, number, name) or an empty string, `of` that record, and `opens` those whose sentence begins here.
    """

    text: str
    sentence: tuple[str, ...]
    words: str
    of: str
    opens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A record in the margin of its document."""

    id: str
    kind: str
    title: str
    detail: str
    confidence: float
    decision: str | None


def pieces(document: Document, records: Sequence[LinkedRecord]) -> list[list[Piece]]:
    """Paragraphs of pieces; every character of the text but line ends is in one of them."""
    text = document.text
    spans = [(linked.record, *_words(linked.record)) for linked in records]
    edges = {0, len(text)}
    for record, start, end in spans:
        edges |= {record.start, record.end, start, end}
    lines: list[list[Piece]] = [[]]
    for start, end in pairwise(sorted(edge for edge in edges if 0 <= edge <= len(text))):
        inside = tuple(record.id for record, _, _ in spans if record.start <= start and end <= record.end)
        own = next(((record.kind, record.id) for record, a, b in spans if a <= start and end <= b and a < b), ("", ""))
        opens = tuple(record.id for record, _, _ in spans if record.start == start)
        for at, line in enumerate(text[start:end].split("\n")):
            if at:
                lines.append([])
            if line:
                lines[-1].append(Piece(visible(line), inside, *own, opens))
                opens = ()
    return [line for line in lines if line]


def cards(records: Iterable[LinkedRecord]) -> Iterator[Card]:
    """The cards of the margin, in text order."""
    for linked in records:
        record = linked.record
        yield Card(record.id, record.kind, title(record), detail(record), record.confidence, linked.decision)


def title(record: Record) -> str:
    """A record in a few words."""
    if isinstance(record, Event):
        return f"{wording.event_name(record)}: {naming.sides(record)}"
    if isinstance(record, Figure):
        return f"{record.measure[:1].upper()}{record.measure[1:]}: {wording.value_of(record)}"
    return record.name if isinstance(record, ThreadMention) else record.kind


def detail(record: Record) -> str:
    """What else the margin says: status, day, stage, period."""
    if isinstance(record, Event):
        return ", ".join(part for part in (wording.STATUS_NAMES[record.status], wording.when(record.date)) if part)
    if isinstance(record, Figure):
        return wording.figure_when(record)
    if isinstance(record, ThreadMention):
        return ", ".join(part for part in (record.thread_kind.value, wording.stage_name(record.stage)) if part)
    return ""


def _words(record: Record) -> tuple[int, int]:
    """The span of a record's own words, empty where it has none."""
    part = None
    if isinstance(record, Event):
        part = record.trigger
    elif isinstance(record, Figure):
        part = record.number
    elif isinstance(record, ThreadMention):
        part = record.mention
    return (part.start, part.end) if part else (record.start, record.start)


def words_before(text: str, start: int, most: int) -> str:
    """Up to `most` characters of a text before `start`, whole words only; an ellipsis where more stands before them."""
    if start <= most:
        return text[:start]
    before = text[start - most : start]
    return f"… {before.partition(' ')[2] or before}"


def words_after(text: str, end: int, most: int) -> str:
    """Up to `most` characters of a text from `end` on, whole words only; an ellipsis where more follows."""
    if len(text) <= end + most:
        return text[end:]
    after = text[end : end + most]
    return f"{after.rpartition(' ')[0] or after} …"

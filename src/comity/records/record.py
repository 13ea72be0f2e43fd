"""Event, Figure and ThreadMention: what one document says, each with its exact sentence.

The fields are the contract of docs/records.md. `make_id` and `checked` are the only ways a record gets its id and
passes its evidence check.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from comity.errors import EvidenceError
from comity.records.document import Document
from comity.records.parts import Actor, Period, Place, Trigger


class Status(StrEnum):
    """Whether an event happened. `historical`: more than about two years before publication."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    HISTORICAL = "historical"


class FigureStatus(StrEnum):
    """Whether a figure is a fact, a forecast or an aim."""

    ACTUAL = "actual"
    EXPECTED = "expected"
    TARGET = "target"


class Comparator(StrEnum):
    """How the text hedges the number."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    UP_TO = "up_to"


class Change(StrEnum):
    """Whether the number is a level or a change of one."""

    LEVEL = "level"
    RATIO = "ratio"
    PERCENT_CHANGE = "percent_change"
    DIFFERENCE = "difference"


class ThreadKind(StrEnum):
    """What kind of lasting thing a thread is."""

    PROJECT = "project"
    AGREEMENT = "agreement"
    MECHANISM = "mechanism"
    PROGRAMME = "programme"
    EXERCISE = "exercise"
    ORGANISATION = "organisation"


class Stage(StrEnum):
    """How far a thread has got."""

    PROPOSED = "proposed"
    DISCUSSED = "discussed"
    AGREED = "agreed"
    SIGNED = "signed"
    UNDER_WAY = "under_way"
    OPERATIONAL = "operational"
    COMPLETED = "completed"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has. `quote` is `text[start:end]` of its document, always.

    `coder` says which rule or model spoke, and its version (`rules:agree.sign@0.1.0`); `confidence` is in 0..1;
    `reasons` are sentences for people on why it was coded so.
    """

    kind: ClassVar[str]
    prefix: ClassVar[str]

    document: str
    published: date | None
    quote: str
    start: int
    end: int
    coder: str
    confidence: float
    pillars: tuple[str, ...] = ()
    speaker: Actor | None = None
    id: str = ""
    reasons: tuple[str, ...] = ()

    def typed(self) -> dict[str, Any]:
        """The fields of this kind, JSON-ready; together with document and span they make the id."""
        raise TypeError("a plain Record has no kind; use Event, Figure or ThreadMention")

    def to_json(self) -> dict[str, Any]:
        """The record as the contract writes it."""
        return {
            "kind": self.kind,
            "id": self.id,
            "document": self.document,
            "published": self.published.isoformat() if self.published else None,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "speaker": self.speaker.to_json() if self.speaker else None,
            "confidence": round(self.confidence, 4),
            "coder": self.coder,
            "pillars": list(self.pillars),
            **self.typed(),
            "reasons": list(self.reasons),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """Who did what to whom, when and where (PLOVER). Symmetric events list every side in `actors`."""

    kind: ClassVar[str] = "event"
    prefix: ClassVar[str] = "ev_"

    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    quad: str
    score: float
    cameo: str
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...] = ()
    trigger: Trigger
    date: Period | None = None
    place: Place | None = None
    status: Status = Status.OCCURRED
    threads: tuple[str, ...] = ()

    def typed(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "mode": self.mode,
            "contexts": list(self.contexts),
            "quad": self.quad,
            "score": self.score,
            "cameo": self.cameo,
            "actors": [actor.to_json() for actor in self.actors],
            "recipients": [actor.to_json() for actor in self.recipients],
            "trigger": self.trigger.to_json(),
            "date": self.date.to_json() if self.date else None,
            "place": self.place.to_json() if self.place else None,
            "status": self.status.value,
            "threads": list(self.threads),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Record):
    """A number that the text asserts. `value` is fully scaled ("$2 billion" is 2000000000 with unit USD)."""

    kind: ClassVar[str] = "figure"
    prefix: ClassVar[str] = "fi_"

    value: float
    value_high: float | None = None
    unit: str
    comparator: Comparator = Comparator.EXACT
    change: Change = Change.LEVEL
    direction: str | None = None
    measure: str
    source: str | None = None  # written "from": a country code
    target: str | None = None  # written "to": a country code
    period: Period | None = None
    baseline: Period | None = None
    status: FigureStatus = FigureStatus.ACTUAL
    number: Trigger | None = None  # the words of the number itself

    def typed(self) -> dict[str, Any]:
        return {
            "value": _plain(self.value),
            "value_high": None if self.value_high is None else _plain(self.value_high),
            "unit": self.unit,
            "comparator": self.comparator.value,
            "change": self.change.value,
            "direction": self.direction,
            "measure": self.measure,
            "from": self.source,
            "to": self.target,
            "period": self.period.to_json() if self.period else None,
            "baseline": self.baseline.to_json() if self.baseline else None,
            "status": self.status.value,
            "number": self.number.to_json() if self.number else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadMention(Record):
    """One document's mention of something that lasts. Written with kind `thread`."""

    kind: ClassVar[str] = "thread"
    prefix: ClassVar[str] = "th_"

    name: str
    canonical: str
    thread_kind: ThreadKind
    parties: tuple[str, ...] = ()
    stage: Stage | None = None
    ordinal: int | None = None
    date: Period | None = None
    mention: Trigger | None = None  # the span of the name itself
    status: Status = Status.OCCURRED

    def typed(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "canonical": self.canonical,
            "thread_kind": self.thread_kind.value,
            "parties": list(self.parties),
            "stage": self.stage.value if self.stage else None,
            "ordinal": self.ordinal,
            "date": self.date.to_json() if self.date else None,
            "mention": self.mention.to_json() if self.mention else None,
            "status": self.status.value,
        }


R = TypeVar("R", bound=Record)


def checked(record: R, document: Document) -> R:
    """The record with its content-hash id, once its evidence holds against the document.

    Raises EvidenceError when quote, span, or a named part's span is not exactly the document's text.
    """
    text = document.text
    if record.document != document.id or text[record.start : record.end] != record.quote or not record.quote:
        raise EvidenceError(f"{document.id}[{record.start}:{record.end}] is not the quote {record.quote[:80]!r}")
    for part in _parts(record):
        if text[part.start : part.end] != part.text:
            raise EvidenceError(f"{document.id}[{part.start}:{part.end}] is not the words {part.text!r}")
    return replace(record, id=make_id(record))


def make_id(record: Record) -> str:
    """Content hash of document, kind, span and the typed fields (reasons, coder and confidence do not count)."""
    typed = _without_reasons(record.typed())
    body = [record.document, record.kind, record.start, record.end, typed, sorted(record.pillars)]
    encoded = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return record.prefix + hashlib.sha256(encoded.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _without_reasons(value: Any) -> Any:
    """The value without the reasons of its actors, whose wording may change while what is said stays the same."""
    if isinstance(value, dict):
        return {key: _without_reasons(inner) for key, inner in value.items() if key != "reason"}
    return [_without_reasons(inner) for inner in value] if isinstance(value, list) else value


def _parts(record: Record) -> list[Actor | Trigger | Place]:
    parts: list[Actor | Trigger | Place] = []
    if record.speaker is not None:
        parts.append(record.speaker)
    if isinstance(record, Event):
        parts += [*record.actors, *record.recipients, record.trigger]
        if record.place is not None:
            parts.append(record.place)
    elif isinstance(record, Figure) and record.number is not None:
        parts.append(record.number)
    elif isinstance(record, ThreadMention) and record.mention is not None:
        parts.append(record.mention)
    return parts


def _plain(number: float) -> float | int:
    """Whole numbers are written without a decimal point."""
    return int(number) if float(number).is_integer() and abs(number) < 1e18 else number

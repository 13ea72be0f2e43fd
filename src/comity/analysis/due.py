"""When a promise is due: the day that its own words give, and the promised stages of threads that have a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from comity.analysis.promises import Promise
from comity.analysis.said import Said, Sources
from comity.ledger import LinkedRecord
from comity.records import Event, Figure, Period, Precision, Record, Stage, ThreadMention
from comity.records.parse import period_from_json
from comity.records.stages import stages

_YEAR = re.compile(r"\b(?:by|before|until|in|no later than)\s+(?:the )?(?:end of\s+)?(20\d\d)\b(?!-)")
_PROMISES = re.compile(
    r"\b(due|scheduled|planned|was to|were to|supposed|promised|originally|expected)\b", re.IGNORECASE
)
_WISH = re.compile(
    r"\b(hop(e|es|ed|ing)|would be|wish\w*|if|expect\w* that|important|symbolic|prepar\w+|must|in case of"
    r"|mark(s|ed|ing)?|anniversar\w+|propos\w+|called for|urged)\b",
    re.IGNORECASE,
)
_ACTS = {
    Stage.SIGNED: "sign",
    Stage.AGREED: "sign",
    Stage.UNDER_WAY: "open",
    Stage.OPERATIONAL: "build",
    Stage.COMPLETED: "build",
}
_KINDS = frozenset({"project", "agreement", "programme", "mechanism"})
_MEETS = re.compile(
    r"\b(annual|commission|council|committee|dialogue|2\+2|consultations|summit|session|meeting)\b", re.IGNORECASE
)
_OF_ALL = re.compile(r"\b(forum|COP ?\d+|G\d+|UN|Davos|world|conference)\b", re.IGNORECASE)


def due_in(promise: Promise, event: Event, beside: Iterable[Record]) -> Period | None:
    """The time that the words of the deed give, from the dates read in the sentence, else a plain year after "by"."""
    said = event.quote[promise.start :]
    found: list[Period] = []
    for record in (event, *beside):
        period = _period(record)
        if period is not None and period.text and period.text in said and _ahead(period, event.published):
            found.append(period)
    if found:
        return min(found, key=lambda period: (said.index(period.text), period.text))
    year = _YEAR.search(said)
    if year is None or (event.published and int(year[1]) < event.published.year):
        return None
    first = date(int(year[1]), 1, 1) if year[0].startswith("in") else None
    return Period(first, date(int(year[1]), 12, 31), Precision.YEAR, year[0])


def _period(record: Record) -> Period | None:
    if isinstance(record, Event | ThreadMention):
        return record.date
    return record.period if isinstance(record, Figure) else None


def _ahead(period: Period, published: date | None) -> bool:
    return period.end is not None and (published is None or period.end >= published)


@dataclass(frozen=True, slots=True)
class PromisedStage:
    """A stage of a thread that a document promises for a day."""

    thread: str
    name: str
    what: str
    act: str
    stage: Stage
    made: date | None
    due: Period
    record: str
    document: str
    start: int
    end: int
    quote: str
    pillars: tuple[str, ...]

    def said(self, sources: Sources) -> Said:
        """The sentence of the promise."""
        return sources.sentence(self.document, self.start, self.end, self.quote, self.record)


def promised_stages(
    histories: Sequence[Mapping[str, Any]], by_id: Mapping[str, LinkedRecord], pair: frozenset[str]
) -> Iterator[PromisedStage]:
    """The promised stages of threads of the two that are promises: for a day after they were made, no mere hope.

    A time that had passed when it was spoken of counts only where the words say that it was due.
    """
    for history in histories:
        if history["thread_kind"] not in _KINDS or not pair <= set(history["parties"]) or len(history["parties"]) > 3:
            continue
        for entry in history["due"]:
            due = period_from_json(entry["date"])
            stage = Stage(entry["stage"])
            linked = by_id.get(entry["record"])
            if due is None or due.end is None or linked is None or stage not in _ACTS:
                continue
            if history["thread_kind"] == "mechanism" and _OF_ALL.search(history["name"]):
                continue
            published = linked.record.published
            was_due = _PROMISES.search(entry["quote"]) is not None
            if (published and due.end <= published and not was_due) or _WISH.search(entry["quote"]):
                continue
            name = history["name"]
            yield PromisedStage(
                thread=history["thread_id"],
                name=name,
                what=_what(history, stage, entry["quote"]),
                act="meet" if _is_meeting(history) else _ACTS[stage],
                stage=stage,
                made=None if published and due.end <= published else published,
                due=due,
                record=entry["record"],
                document=entry["document"],
                start=entry["start"],
                end=entry["end"],
                quote=entry["quote"],
                pillars=tuple(history["pillars"]),
            )


def _is_meeting(history: Mapping[str, Any]) -> bool:
    return history["thread_kind"] == "mechanism" and _MEETS.search(history["name"]) is not None


def _what(history: Mapping[str, Any], stage: Stage, quote: str) -> str:
    if _is_meeting(history):
        name: str = history["name"]
        return f"hold the {name}" if name[:1].islower() else f"hold: {name}"
    return f"{history['name']}: {stages()[stage].name.lower()}"

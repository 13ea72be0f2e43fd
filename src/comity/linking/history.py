"""The history of a thread: its changes of stage, those of its parts, and the promises that have a date.

Mentions come in order of publication. A stage without a date of its own counts from the day of publication, its date
then having no wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from comity.linking.parts import Part, part_of
from comity.records import Period, Precision, Stage, Status, ThreadMention
from comity.records.stages import OF_A_PART, STANDING_REASON, part_stage, promised_stage, stages

_STOPPED = frozenset({Stage.SUSPENDED, Stage.CANCELLED})
_REAL = frozenset({Status.OCCURRED, Status.ONGOING, Status.HISTORICAL})
_SUREST = 0.99

Entry = dict[str, Any]


def rank(stage: Stage) -> int:
    """How far a stage is in the order of advance; -1 for one that lies outside of it."""
    advance = stages()[stage].advance
    return -1 if advance is None else advance


def stage_changes(mentions: Sequence[ThreadMention]) -> list[Entry]:
    """The stages that a thread reached, in the order of their days, each with the first sentence that says so.

    A thread moves on, stops (suspended, cancelled) or takes up again where it was; a later mention of a lower stage is
    about a part or the past, and is no change. That a thing is spoken of as existing is a stage only where nothing else
    is said.
    """
    real = [(mention.stage, mention) for mention in mentions if mention.stage is not None and mention.status in _REAL]
    said = [pair for pair in real if STANDING_REASON not in pair[1].reasons] or real
    return _changes(said)


def part_changes(mentions: Sequence[ThreadMention]) -> dict[Part, list[Entry]]:
    """The stages that parts reached ("unit 1": operational), by part. What no number names is left out."""
    by_part: dict[Part, list[tuple[Stage, ThreadMention]]] = {}
    for mention in mentions:
        part, stage = _part(mention), part_stage(mention.reasons) or mention.stage
        if part is not None and stage is not None and mention.status in _REAL:
            by_part.setdefault(part, []).append((stage, mention))
    return {part: [{**entry, "part": str(part)} for entry in _changes(by_part[part])] for part in sorted(by_part)}


def dues(
    mentions: Sequence[ThreadMention], changes: Sequence[Entry], parts: Mapping[Part, Sequence[Entry]]
) -> list[Entry]:
    """The promised stages that have a day, earliest first, each once with its first sentence.

    A coder that gives the stage reached so far to a promise says in the reasons which stage is promised;
    a record without reasons promises its own stage. A promise of a part is one of that part.

    `kept` is the date of the first change to that stage or one beyond it, after the promise was made; None while there
    is none. Whether a promise is overdue depends on the newest day of publication, and is said when the history is read
    from the ledger.
    """
    promised: dict[tuple[date, Stage, str], Entry] = {}
    for mention in mentions:
        stage = promised_stage(mention.reasons) if mention.reasons else mention.stage
        end = mention.date.end if mention.date else None
        if mention.status is not Status.FUTURE or stage is None or stage in _STOPPED or end is None:
            continue
        part = _part(mention)
        own = [entry for one, entries in parts.items() if part is not None and one.covers(part) for entry in entries]
        # A text published after the day that it names looks back at the promise: it says nothing of when it was made.
        made = mention.published if mention.published and mention.published <= end else None
        entry = {**_entry(mention, stage), "part": str(part) if part else None}
        entry["kept"] = _reached(stage, (*changes, *own), made)
        promised.setdefault((end, stage, str(part or "")), entry)
    return [promised[key] for key in sorted(promised)]


def certainty(mentions: Iterable[ThreadMention], stage: str | None, originals: Mapping[str, str | None]) -> float:
    """How sure the present stage is: the chance that of the independent documents that say so one is coded rightly."""
    surest: dict[str, float] = {}
    for mention in mentions:
        if mention.stage is not None and mention.stage.value == stage and mention.status in _REAL:
            source = originals.get(mention.document) or mention.document
            surest[source] = max(surest.get(source, 0.0), mention.confidence)
    doubt = 1.0
    for source in sorted(surest):
        doubt *= 1 - surest[source]
    return round(min(_SUREST, 1 - doubt), 2) if surest else 0.0


def last_said(mentions: Sequence[ThreadMention], stage: str | None) -> str | None:
    """The newest day of publication on which the present stage was said."""
    days = [m.published for m in mentions if m.stage is not None and m.stage.value == stage and m.published]
    return max(days).isoformat() if days else None


def _changes(said: Sequence[tuple[Stage, ThreadMention]]) -> list[Entry]:
    changes: list[tuple[Stage, ThreadMention]] = []
    reached = -1
    for stage, mention in sorted(said, key=lambda pair: _day(pair[1])):
        now = changes[-1][0] if changes else None
        resumed = now in _STOPPED and stage not in _STOPPED and _day(mention) > _day(changes[-1][1])
        stopped = stage in _STOPPED and stage is not now
        if stopped or (stage not in _STOPPED and (rank(stage) > reached or (resumed and rank(stage) >= reached))):
            changes.append((stage, mention))
            reached = max(reached, rank(stage))
    return [_entry(mention, stage) for stage, mention in changes]


def _reached(stage: Stage, changes: Iterable[Entry], since: date | None) -> Entry | None:
    """When the stage, or one beyond it, was reached; what had been reached before a promise does not keep it."""
    for entry in changes:
        found: Entry | None = entry["date"]
        day = (found["start"] or found["end"]) if found else None
        before = since is not None and day is not None and date.fromisoformat(day) < since
        if rank(Stage(entry["stage"])) >= rank(stage) and not before:
            return found
    return None


def _part(mention: ThreadMention) -> Part | None:
    """The part that a mention speaks of, where its stage is said of a part."""
    if not any(OF_A_PART in reason for reason in mention.reasons):
        return None
    near = mention.mention.start - mention.start if mention.mention else 0
    return part_of(mention.quote, near)


def _day(mention: ThreadMention) -> date:
    period = mention.date
    known = (period.start or period.end) if period else None
    return known or mention.published or date.max


def _entry(mention: ThreadMention, stage: Stage) -> Entry:
    day = mention.published
    period = mention.date or (Period(day, day, Precision.DAY) if day else None)
    return {
        "stage": stage.value,
        "date": period.to_json() if period else None,
        "document": mention.document,
        "start": mention.start,
        "end": mention.end,
        "quote": mention.quote,
        "record": mention.id,
    }

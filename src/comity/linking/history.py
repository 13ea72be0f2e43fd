"""The history of a thread: its changes of stage, each with its sentence, and the promises that have a date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from comity.records import Period, Precision, Stage, Status, ThreadMention
from comity.records.stages import STANDING_REASON, promised_stage

_RANK = {
    Stage.PROPOSED: 0,
    Stage.DISCUSSED: 1,
    Stage.AGREED: 2,
    Stage.SIGNED: 3,
    Stage.UNDER_WAY: 4,
    Stage.OPERATIONAL: 5,
    Stage.COMPLETED: 6,
}
_STOPPED = frozenset({Stage.SUSPENDED, Stage.CANCELLED})
_REAL = frozenset({Status.OCCURRED, Status.ONGOING, Status.HISTORICAL})


def stage_changes(mentions: Sequence[ThreadMention]) -> list[dict[str, Any]]:
    """The stages that a thread reached, in the order of their days, each with the first sentence that says so.

    Mentions come in order of publication. A stage without a date of its own counts from the day of publication, its
    date then having no wording. A thread moves on, stops (suspended, cancelled) or takes up again where it was; a later
    mention of a lower stage is about a part or the past, and is no change. That a thing is spoken of as existing is a
    stage only where nothing else is said.
    """
    real = [mention for mention in mentions if mention.stage is not None and mention.status in _REAL]
    said = [mention for mention in real if STANDING_REASON not in mention.reasons] or real
    changes: list[ThreadMention] = []
    reached = -1
    for mention in sorted(said, key=_day):
        stage = mention.stage
        assert stage is not None
        now = changes[-1].stage if changes else None
        resumed = now in _STOPPED and stage not in _STOPPED and _day(mention) > _day(changes[-1])
        stopped = stage in _STOPPED and stage is not now
        if stopped or (stage not in _STOPPED and (_RANK[stage] > reached or (resumed and _RANK[stage] >= reached))):
            changes.append(mention)
            reached = max(reached, _RANK.get(stage, -1))
    return [_entry(mention) for mention in changes]


def dues(
    mentions: Sequence[ThreadMention], stages: Sequence[dict[str, Any]], today: date | None
) -> list[dict[str, Any]]:
    """The promised stages that have a day, earliest first, each once with its first sentence.

    A coder that gives the stage reached so far to a promise says in the reasons which stage is promised;
    a record without reasons promises its own stage.

    `overdue`: the promised time had passed by `today` (the newest day of publication in the ledger, so that the answer
    follows from what was read) and no report says that the stage, or one beyond it, was reached.
    """
    reached = max((_RANK[Stage(entry["stage"])] for entry in stages if entry["stage"] in _RANK), default=-1)
    promised: dict[tuple[date, Stage], dict[str, Any]] = {}
    for mention in mentions:
        stage, period = promised_stage(mention.reasons) or mention.stage, mention.date
        if mention.reasons and promised_stage(mention.reasons) is None:
            continue
        if mention.status is not Status.FUTURE or stage not in _RANK or period is None or period.end is None:
            continue
        overdue = today is not None and period.end < today and _RANK[stage] > reached
        promised.setdefault((period.end, stage), {**_entry(mention), "stage": stage.value, "overdue": overdue})
    return [promised[key] for key in sorted(promised)]


def _day(mention: ThreadMention) -> date:
    period = mention.date
    known = (period.start or period.end) if period else None
    return known or mention.published or date.max


def _entry(mention: ThreadMention) -> dict[str, Any]:
    day = mention.published
    period = mention.date or (Period(day, day, Precision.DAY) if day else None)
    return {
        "stage": mention.stage.value if mention.stage else None,
        "date": period.to_json() if period else None,
        "document": mention.document,
        "start": mention.start,
        "end": mention.end,
        "quote": mention.quote,
        "record": mention.id,
    }

"""When a promise is due: the day that its own words give, and the due entries of threads that are promises."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from comity.analysis.deeds import whole_words
from comity.analysis.promises import Promise
from comity.analysis.threads import History
from comity.linking.history import Entry, rank
from comity.records import Event, Figure, Period, Precision, Record, Stage, ThreadMention
from comity.records.parse import period_from_json
from comity.records.stages import stages

_YEAR = re.compile(r"\b(?:by|before|until|in|no later than)\s+(?:the )?(?:end of\s+)?(20\d\d)\b(?!-)")
_ACTS = {
    Stage.SIGNED: "sign",
    Stage.AGREED: "sign",
    Stage.UNDER_WAY: "open",
    Stage.OPERATIONAL: "build",
    Stage.COMPLETED: "build",
}
_WAS_DUE, _WISHES, _MEETINGS = whole_words("was_due"), whole_words("wishes"), whole_words("meetings")


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


def is_promise(entry: Entry, published: date | None) -> bool:
    """Whether a due entry of a thread is a promise: for a day after it was published, and no mere hope.

    A time that had passed when it was spoken of counts only where the words say that it was due.
    """
    if Stage(entry["stage"]) not in _ACTS or _WISHES.search(entry["quote"]):
        return False
    return not looks_back(entry, published) or _WAS_DUE.search(entry["quote"]) is not None


def looks_back(entry: Entry, published: date | None) -> bool:
    """Whether the time of a due entry had passed when it was published: nobody says when it was promised."""
    end = period_from_json(entry["date"]).end
    return published is not None and end is not None and end <= published


def deed_due(history: History, entry: Entry) -> tuple[str, str]:
    """The words and the kind of the deed that brings a thread to the stage of a due entry."""
    name, stage = str(history["name"]), Stage(entry["stage"])
    if history["thread_kind"] == "mechanism" and _MEETINGS.search(name):
        return f"hold the {name}" if name[:1].islower() else f"hold: {name}", "meet"
    part = f", {entry['part']}" if entry["part"] else ""
    return f"{name}{part}: {stages()[stage].name.lower()}", _ACTS[stage]


def kept_by(history: History, entry: Entry) -> Entry | None:
    """The stage or part entry of a thread that keeps a due entry, where its `kept` has a date."""
    if entry["kept"] is None:
        return None
    least = rank(Stage(entry["stage"]))
    reached = (one for one in (*history["stages"], *history["parts"]) if one["date"] == entry["kept"])
    return next((one for one in reached if rank(Stage(one["stage"])) >= least), None)

"""Threads of a brief: what lasts, how far it has got, and what is promised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from comity.brief import naming, wording
from comity.brief.model import Step, ThreadLine
from comity.brief.notes import Citing
from comity.ledger import LinkedRecord
from comity.records import Status, ThreadKind, ThreadMention
from comity.records.parse import period_from_json

_MOST_STEPS = 6
_MOST_SESSIONS = 8
_MOST_MISSING = 3
"""A longer gap between numbered meetings says more of what was read than of what was held."""


def split(
    histories: Iterable[Mapping[str, Any]],
) -> tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]:
    """Threads proper, and the organisations in which the two merely sit together."""
    proper: list[Mapping[str, Any]] = []
    shared: list[Mapping[str, Any]] = []
    for history in histories:
        (shared if history["thread_kind"] == ThreadKind.ORGANISATION else proper).append(history)
    return proper, shared


def lines(
    histories: Sequence[Mapping[str, Any]],
    records: Mapping[str, Sequence[LinkedRecord]],
    citing: Citing,
    today: date | None,
    *,
    short: bool = False,
) -> tuple[ThreadLine, ...]:
    """The threads, furthest stage first, those of the two alone before those of many; `today`: the newest report's."""
    found = tuple(_line(history, records, citing, today) for history in sorted(histories, key=_order))
    return tuple(_shortened(line) for line in found) if short else found


def _shortened(line: ThreadLine) -> ThreadLine:
    """Its present stage and the promise that matters most: the last one missed, else the next one due."""
    missed = [step for step in line.due if step.overdue]
    return replace(
        line, steps=line.steps[-1:], due=tuple(missed[-1:]) or line.due[:1], sessions=line.sessions[-4:], notes=()
    )


def _order(history: Mapping[str, Any]) -> tuple[int, bool, int, int, str]:
    of_many = len(history["parties"]) > 2
    newest = -_latest(history).toordinal()
    return (wording.stage_rank(history["stage"]), of_many, -history["sources"], newest, history["name"])


def _latest(history: Mapping[str, Any]) -> date:
    """The day of the newest stage."""
    days = [entry["date"]["start"] or entry["date"]["end"] for entry in history["stages"] if entry["date"]]
    return max((date.fromisoformat(day) for day in days if day), default=date.min)


def _line(
    history: Mapping[str, Any], records: Mapping[str, Sequence[LinkedRecord]], citing: Citing, today: date | None
) -> ThreadLine:
    mentions = records.get(history["thread_id"], ())
    told = [_step(entry, mentions, citing) for entry in history["stages"]]
    # One sentence that gives two stages tells the further one.
    steps = tuple({step.note: step for step in told}.values())[-_MOST_STEPS:]
    due = tuple(_step(entry, mentions, citing) for entry in _still_due(history, today)[:_MOST_STEPS])
    held, missing = _sessions(mentions, citing)
    known = {step.note for step in (*steps, *due)}
    also = tuple(note for note in citing.cite_all(mentions, most=4) if note not in known)
    return ThreadLine(
        name=history["name"],
        kind=history["thread_kind"],
        stage=wording.stage_name(history["stage"]),
        rank=wording.stage_rank(history["stage"]),
        parties=naming.names(history["parties"]),
        steps=steps,
        due=due,
        sessions=held,
        missing=missing,
        notes=also,
        own=len(history["parties"]) <= 2,
        sources=history["sources"],
        latest=_latest(history),
    )


def _still_due(history: Mapping[str, Any], today: date | None) -> list[Mapping[str, Any]]:
    """What is overdue, and what is still to come and goes beyond the stage reached; the rest was kept or is stale."""
    ranks = [wording.stage_rank(entry["stage"]) for entry in history["stages"]]
    reached = min(ranks, default=99)
    return [
        entry
        for entry in history["due"]
        if entry["overdue"] or (_end(entry) >= (today or date.min) and wording.stage_rank(entry["stage"]) < reached)
    ]


def _end(entry: Mapping[str, Any]) -> date:
    day = (entry["date"] or {}).get("end")
    return date.fromisoformat(day) if day else date.max


def _sessions(mentions: Sequence[LinkedRecord], citing: Citing) -> tuple[tuple[tuple[str, tuple[int, ...]], ...], str]:
    """The numbered meetings of a series with their years, and the numbers between that no text names.

    Numbers are missing only where it is plain: few between two of known years that are at least as far apart.
    """
    numbered: dict[int, list[LinkedRecord]] = {}
    for linked in mentions:
        record = linked.record
        if isinstance(record, ThreadMention) and record.ordinal is not None and record.status is not Status.NEGATED:
            numbered.setdefault(record.ordinal, []).append(linked)
    held: list[tuple[str, tuple[int, ...]]] = []
    years: dict[int, int] = {}
    for ordinal in sorted(numbered):
        best = min(numbered[ordinal], key=lambda linked: (_year(linked) is None, linked.reprint_of is not None))
        published = best.record.published
        year = _year(best)
        if year is not None:
            years[ordinal] = year
        when = f" {year}" if year else f" (reported {published.year})" if published else ""
        if isinstance(best.record, ThreadMention) and best.record.status is Status.FUTURE:
            when = f" (planned for {year})" if year else " (planned)"
        held.append((f"{ordinal_word(ordinal)}{when}", (citing.cite(best),)))
    missing = [
        between
        for low, high in pairwise(sorted(numbered))
        if low in years and high in years and years[high] - years[low] >= high - low and high - low <= _MOST_MISSING
        for between in range(low + 1, high)
    ]
    return tuple(held[-_MOST_SESSIONS:]), ", ".join(ordinal_word(number) for number in missing)


def _year(linked: LinkedRecord) -> int | None:
    """The year of the meeting where the text dates it; "since 2019" dates something else."""
    mention = linked.record
    assert isinstance(mention, ThreadMention)
    period = mention.date
    return period.end.year if period is not None and period.start is not None and period.end is not None else None


def ordinal_word(number: int) -> str:
    """`1st`, `2nd`, `11th`, `23rd`."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _step(entry: Mapping[str, Any], mentions: Sequence[LinkedRecord], citing: Citing) -> Step:
    linked = next((one for one in mentions if one.record.id == entry["record"]), None)
    period = period_from_json(entry["date"]) if entry["date"] else None
    day = wording.when(period)
    return Step(
        stage=wording.stage_name(entry["stage"]),
        # A date without wording is that of the report: it bounds the stage, it does not date it.
        day=day if period is None or period.text else f"as of {day}",
        sort=(period.end or period.start or date.max) if period else date.max,
        quote=entry["quote"],
        note=citing.number(entry["document"], entry["start"], entry["end"], linked),
        overdue=entry.get("overdue", False),
    )


def shared_line(
    histories: Sequence[Mapping[str, Any]], records: Mapping[str, Sequence[LinkedRecord]], citing: Citing
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Each organisation that sentences on the two name, with its notes, most attested first."""
    ordered = sorted(histories, key=lambda history: (-history["sources"], history["name"]))
    return tuple(
        (history["name"], citing.cite_all(records.get(history["thread_id"], ()), most=3)) for history in ordered
    )

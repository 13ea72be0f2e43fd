"""Threads of a brief: what lasts, how far it has got, and what is promised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from comity.brief import wording
from comity.brief.model import Step, ThreadLine
from comity.brief.notes import Citing
from comity.ledger import LinkedRecord
from comity.records import ThreadKind
from comity.records.parse import period_from_json

_MOST_STEPS = 6


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
    histories: Sequence[Mapping[str, Any]], records: Mapping[str, Sequence[LinkedRecord]], citing: Citing, limit: int
) -> tuple[tuple[ThreadLine, ...], int]:
    """The threads, furthest stage first, then their own before those of many, best attested and newest; and how many more there are."""
    ordered = sorted(histories, key=_order)
    shown = ordered[:limit] if limit else ordered
    return tuple(_line(history, records, citing) for history in shown), len(ordered) - len(shown)


def _order(history: Mapping[str, Any]) -> tuple[int, bool, int, int, str]:
    of_many = len(history["parties"]) > 2
    newest = -_latest(history).toordinal()
    return (wording.stage_rank(history["stage"]), of_many, -history["sources"], newest, history["name"])


def _latest(history: Mapping[str, Any]) -> date:
    """The day of the newest stage."""
    days = [entry["date"]["start"] or entry["date"]["end"] for entry in history["stages"] if entry["date"]]
    return max((date.fromisoformat(day) for day in days if day), default=date.min)


def _line(
    history: Mapping[str, Any], records: Mapping[str, Sequence[LinkedRecord]], citing: Citing
) -> ThreadLine:
    mentions = records.get(history["thread_id"], ())
    steps = tuple(_step(entry, mentions, citing) for entry in history["stages"][-_MOST_STEPS:])
    due = tuple(_step(entry, mentions, citing) for entry in history["due"][:_MOST_STEPS])
    known = {step.note for step in (*steps, *due)}
    also = tuple(note for note in citing.cite_all(mentions, most=4) if note not in known)
    return ThreadLine(
        name=history["name"],
        kind=history["thread_kind"],
        stage=wording.stage_name(history["stage"]),
        rank=wording.stage_rank(history["stage"]),
        parties=wording.names(history["parties"]),
        steps=steps,
        due=due,
        notes=also,
        own=len(history["parties"]) <= 2,
        sources=history["sources"],
        latest=_latest(history),
    )


def _step(entry: Mapping[str, Any], mentions: Sequence[LinkedRecord], citing: Citing) -> Step:
    linked = next((one for one in mentions if one.record.id == entry["record"]), None)
    period = period_from_json(entry["date"]) if entry["date"] else None
    day = wording.when(period)
    return Step(
        stage=wording.stage_name(entry["stage"]),
        # A date without wording is that of the report: it bounds the stage, it does not date it.
        day=day if period is None or period.text else f"as of {day}",
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

"""Happenings: the events of a dyad as analysts count them, each once, with all its reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from comity.ledger import Filter, Ledger, LinkedRecord
from comity.records import Event, Period


@dataclass(frozen=True, slots=True)
class Happening:
    """A linked event: its best report, all reports (originals before reprints), and its independent sources.

    `first` is the first day it may have been on: its own, else that of publication.
    """

    id: str
    event: Event
    reports: tuple[LinkedRecord, ...]
    sources: int

    @property
    def period(self) -> Period | None:
        """When it was, from the most exact report that knows."""
        return self.event.date

    @property
    def first(self) -> date:
        """The day to sort by; what has no day at all comes before everything."""
        period = self.event.date
        known = (period.start or period.end) if period else None
        return known or self.event.published or date.min


def happenings(ledger: Ledger, asked: Filter) -> list[Happening]:
    """The linked events with a report that passes the filter, oldest first; reprints never lead."""
    return grouped(ledger.linked_records(asked))


def grouped(records: Iterable[LinkedRecord]) -> list[Happening]:
    """Event records grouped by the linked event they belong to, oldest first."""
    groups: dict[str, list[LinkedRecord]] = {}
    for linked in records:
        if isinstance(linked.record, Event):
            groups.setdefault(linked.event_id or linked.record.id, []).append(linked)
    found = [_happening(key, reports) for key, reports in groups.items()]
    return sorted(found, key=lambda one: (one.first, one.id))


def _happening(key: str, reports: list[LinkedRecord]) -> Happening:
    ordered = sorted(reports, key=_rank)
    lead = ordered[0].record
    assert isinstance(lead, Event)
    return Happening(key, lead, tuple(ordered), max(linked.sources for linked in ordered) or 1)


def _rank(linked: LinkedRecord) -> tuple[bool, bool, bool, float, date, str]:
    """The best report first: reviewed, an original, dated, surest, earliest."""
    record = linked.record
    assert isinstance(record, Event)
    return (
        linked.decision not in ("accept", "correct"),
        linked.reprint_of is not None,
        record.date is None,
        -record.confidence,
        record.published or date.max,
        record.id,
    )

"""Happenings: the events of a dyad as analysts count them, each once, with all its reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from comity.ledger import Filter, Ledger, LinkedRecord
from comity.records import Event, Period, Precision, Status

_HEADLINE_WITHIN = 400
_REAL = frozenset({Status.OCCURRED, Status.ONGOING, Status.HISTORICAL})


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
        """When it was, from the most exact report that knows; None for a bound that only says until when.

        What took place was not after its publication: a later day ("by 2030") is a deadline that its sentence names.
        """
        period, published = self.event.date, self.event.published
        if period is None or self.event.status not in _REAL:
            return period
        beyond = published is not None and period.start is not None and period.start > published
        return None if period.start is None or beyond else period

    @property
    def first(self) -> date:
        """The day to sort by; what has no day of its own counts from publication, and unpublished comes first."""
        period = self.period
        start = period.start if period else None
        return start or self.event.published or (period.end if period and period.end else date.min)

    @property
    def on_a_day(self) -> bool:
        """Whether the text itself says the day."""
        period = self.period
        return period is not None and period.precision is Precision.DAY and bool(period.text)


def happenings(ledger: Ledger, asked: Filter) -> list[Happening]:
    """The linked events with a report that passes the filter, oldest first; reprints never lead."""
    return grouped(ledger.linked_records(asked))


def grouped(records: Iterable[LinkedRecord]) -> list[Happening]:
    """Event records grouped by the linked event they belong to, a headline with what it heads, oldest first."""
    groups: dict[str, list[LinkedRecord]] = {}
    for linked in records:
        if isinstance(linked.record, Event):
            groups.setdefault(linked.event_id or linked.record.id, []).append(linked)
    found = _with_headlines([_happening(key, reports) for key, reports in groups.items()])
    return sorted(found, key=lambda one: (one.first, one.id))


def _happening(key: str, reports: Sequence[LinkedRecord]) -> Happening:
    ordered = sorted(reports, key=_rank)
    lead = ordered[0].record
    assert isinstance(lead, Event)
    return Happening(key, lead, tuple(ordered), max(linked.sources for linked in ordered) or 1)


def _with_headlines(found: Sequence[Happening]) -> list[Happening]:
    """Each undated headline joined to the event that its own document reports of the same parties and type.

    A headline restates the body. Where the body has several such events, the first dated one is meant, else the first.
    """
    bodies: dict[tuple[object, ...], list[Happening]] = {}
    headlines: list[Happening] = []
    for one in found:
        alone = len({linked.record.document for linked in one.reports}) == 1
        if alone and not _is_dated(one.event) and _is_headline(one.event):
            headlines.append(one)
        else:
            for document in dict.fromkeys(linked.record.document for linked in one.reports):
                bodies.setdefault((document, *_parties_and_type(one.event)), []).append(one)
    joined: dict[str, list[LinkedRecord]] = {}
    apart = []
    for headline in headlines:
        same = bodies.get((headline.event.document, *_parties_and_type(headline.event)), [])
        if same:
            meant = min(same, key=lambda one: (not _is_dated(one.event), one.event.start, one.id))
            joined.setdefault(meant.id, []).extend(headline.reports)
        else:
            apart.append(headline)
    whole = [one for several in bodies.values() for one in several]
    kept = {one.id: one for one in (*whole, *apart)}
    return [
        replace(one, reports=(*one.reports, *sorted(joined[one.id], key=_rank))) if one.id in joined else one
        for one in kept.values()
    ]


def _is_dated(event: Event) -> bool:
    return event.date is not None and bool(event.date.text)


def _is_headline(event: Event) -> bool:
    """Whether the words stand at the head of the text and end as no sentence does."""
    return event.start < _HEADLINE_WITHIN and event.quote.rstrip()[-1:] not in (".", "!", "?", '"', "”", "’", ":", ";")


def _parties_and_type(event: Event) -> tuple[object, ...]:
    parties = frozenset(actor.country for actor in (*event.actors, *event.recipients))
    return event.type, event.status in _REAL or event.status, parties


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

"""What a look at a dyad tells: what counts as new, and what was found, in groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from comity.analysis.sides import Disagreement
from comity.ledger import Ledger, LinkedRecord, Mark
from comity.linking.happenings import Happening
from comity.records import Figure, ThreadMention

FIRST_LOOK = timedelta(days=90)
"""What a first look takes in: the newest days of publication in the ledger."""


@dataclass(frozen=True, slots=True)
class Since:
    """What counts as new: from a day on, or in these documents, which came after a look at the ledger.

    `before` is the newest day of publication that the ledger knew at that look. `first`: nobody had looked yet.
    """

    day: date | None = None
    fresh: frozenset[str] | None = None
    before: date | None = None
    first: bool = False

    def known(self, linked: LinkedRecord) -> bool:
        """Whether a report was there before. Since a day, one without a day of publication was."""
        if self.fresh is not None:
            return linked.record.document not in self.fresh
        published = linked.record.published
        return published is None or (self.day is not None and published < self.day)

    def is_on(self, day: date | None) -> bool:
        """Whether a day is on or after the day asked for; after a look every day is."""
        return self.day is None or (day is not None and day >= self.day)


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event, with the others that the same sentence tells. `more`: reports that came to one known before."""

    happening: Happening
    also: tuple[Happening, ...] = ()
    more: tuple[LinkedRecord, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The best report as the contract writes it, with links."""
        row = {**self.happening.event.to_json(), "event_id": self.happening.id, "sources": self.happening.sources}
        reports = self.more or self.happening.reports
        return {**row, "reports": [one.record.id for one in reports], "also": [one.id for one in self.also]}


@dataclass(frozen=True, slots=True)
class NewThread:
    """A thread that no document named before."""

    history: Mapping[str, Any]
    mention: ThreadMention

    def to_json(self) -> dict[str, Any]:
        """Its history, and the first sentence that names it."""
        return {**self.history, "mention": self.mention.to_json()}


@dataclass(frozen=True, slots=True)
class Step:
    """A change in a known thread: `what` is stage, promised, overdue or kept; `entry` the stage or due entry.

    A stage has `old`, the stage before; a promise that was kept has `kept`, the entry of the stage reached.
    """

    what: str
    history: Mapping[str, Any]
    entry: Mapping[str, Any]
    old: str | None = None
    kept: Mapping[str, Any] | None = None

    def to_json(self) -> dict[str, Any]:
        """The thread's id and name, the stages, and the entry with its sentence."""
        row: dict[str, Any] = {"thread_id": self.history["thread_id"], "name": self.history["name"], **self.entry}
        if self.what == "stage":
            row |= {"from": self.old, "to": self.entry["stage"]}
        if self.what == "kept":
            row |= {"kept_by": dict(self.kept) if self.kept else None}
        return row


@dataclass(frozen=True, slots=True)
class NewFigure:
    """A figure, once, with its independent sources."""

    figure: Figure
    records: tuple[LinkedRecord, ...]

    @property
    def sources(self) -> int:
        """How many independent documents give it."""
        return len({one.reprint_of or one.record.document for one in self.records})

    def to_json(self) -> dict[str, Any]:
        """The best record as the contract writes it."""
        return {**self.figure.to_json(), "sources": self.sources, "reports": [one.record.id for one in self.records]}


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new on a dyad, in groups, the most important first in each."""

    dyad: str
    since: Since
    events: tuple[NewEvent, ...] = ()
    evidence: tuple[NewEvent, ...] = ()
    threads: tuple[NewThread, ...] = ()
    stages: tuple[Step, ...] = ()
    promised: tuple[Step, ...] = ()
    overdue: tuple[Step, ...] = ()
    kept: tuple[Step, ...] = ()
    figures: tuple[NewFigure, ...] = ()
    contradicted: tuple[Disagreement, ...] = ()

    def groups(self) -> dict[str, tuple[Any, ...]]:
        """The groups by name, in the order in which they are told."""
        return {
            "events": self.events,
            "stages": self.stages,
            "threads": self.threads,
            "overdue": self.overdue,
            "kept": self.kept,
            "promised": self.promised,
            "contradicted": self.contradicted,
            "figures": self.figures,
            "evidence": self.evidence,
        }

    def to_json(self, limit: int = 0) -> dict[str, Any]:
        """JSON-ready: how many there are of each, and the first `limit` (0: all) of them."""
        groups = self.groups()
        return {
            "dyad": self.dyad,
            "since": self.since.day.isoformat() if self.since.day else "last",
            "first_look": self.since.first,
            "counts": {name: len(group) for name, group in groups.items()},
            **{name: [one.to_json() for one in (group[:limit] if limit else group)] for name, group in groups.items()},
        }


def since_last(ledger: Ledger, mark: Mark | None) -> Since:
    """What is new after a mark; without one, the newest days of the ledger."""
    if mark is not None:
        return Since(fresh=frozenset(ledger.first_read_after(mark)), before=ledger.newest_day(mark))
    newest = ledger.newest_day()
    return Since(day=newest - FIRST_LOOK if newest else date.min, first=True)

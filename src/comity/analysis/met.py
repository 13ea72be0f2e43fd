"""Who met whom: the meetings of a dyad with their evidence, plans apart, and the numbered series."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from comity.analysis.meeting_joins import meetings_of
from comity.analysis.meetings import SURE, Met
from comity.analysis.said import Said, Sources
from comity.analysis.sessions import Series, Session, gap_json, series_told
from comity.ledger import Filter, Ledger
from comity.linking.happenings import Happening, grouped
from comity.records import Status

LEVELS = ("leaders", "ministers", "all")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting with its sentences; `passed`: a plan whose time has passed without a report that it was held."""

    met: Met
    said: tuple[Said, ...]
    passed: bool = False

    def to_json(self) -> dict[str, Any]:
        """JSON-ready."""
        met = self.met
        period = met.period
        return {
            "event_id": met.id,
            "date": period.to_json() if period else None,
            "reported": met.event.published.isoformat() if met.event.published else None,
            "how": met.how,
            "level": met.level,
            "who": [
                {"country": actor.country, "name": actor.name, "text": actor.text, "role": actor.role}
                for actor in met.actors
            ],
            "place": met.place or None,
            "series": met.series or None,
            "ordinal": met.ordinal,
            "status": met.status.value,
            "passed": self.passed,
            "sources": met.sources,
            "evidence": [said.to_json() for said in self.said],
        }


@dataclass(frozen=True, slots=True)
class Told:
    """What a ledger tells of the meetings of a dyad: those held and those planned, newest first, and the series."""

    dyad: str
    held: tuple[Meeting, ...]
    planned: tuple[Meeting, ...]
    series: tuple[Series, ...]
    sessions: dict[tuple[str, int], tuple[Said, ...]]

    def to_json(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "dyad": self.dyad,
            "meetings": [one.to_json() for one in self.held],
            "plans": [one.to_json() for one in self.planned],
            "series": [self._series_json(one) for one in self.series],
        }

    def said(self, series: Series, session: Session) -> tuple[Said, ...]:
        """The sentences that name the number."""
        return self.sessions[series.threads[0], session.ordinal]

    def _series_json(self, series: Series) -> dict[str, Any]:
        return {
            "name": series.name,
            "thread_ids": list(series.threads),
            "sessions": [
                {
                    "ordinal": session.ordinal,
                    "date": session.period.to_json() if session.period else None,
                    "reported": session.reported.isoformat() if session.reported else None,
                    "place": session.place or None,
                    "held": session.held,
                    "event_id": session.meeting,
                    "evidence": [said.to_json() for said in self.said(series, session)],
                }
                for session in series.sessions
            ],
            "missing": [gap_json(gap) for gap in series.gaps],
            "unnumbered": [met.id for met in series.unnumbered],
        }


def meetings_told(
    ledger: Ledger, dyad: str, *, level: str = "all", since: date | None = None, until: date | None = None
) -> Told:
    """The meetings of a dyad on these days (both included) and of this level; the series are told whole."""
    records = list(ledger.linked_records(Filter(dyad=dyad)))
    newest = ledger.newest_day()
    found = meetings_of([one for one in grouped(records) if _is_sure(one)], records, frozenset(dyad.split("-")))
    sources = Sources(ledger)
    chosen = [met for met in found if _asked(met, level, since, until)]
    series = series_told(records, found)
    sources.ready(linked.record.document for met in chosen for linked in met.reports)
    sessions = {
        (one.threads[0], session.ordinal): tuple(sources.said(linked) for linked in session.reports)
        for one in series
        for session in one.sessions
    }
    return Told(
        dyad,
        tuple(_meeting(met, sources, newest) for met in chosen if met.held),
        tuple(_meeting(met, sources, newest) for met in chosen if met.status is Status.FUTURE),
        series,
        sessions,
    )


def _meeting(met: Met, sources: Sources, newest: date | None) -> Meeting:
    end = met.last or (met.event.date.end if met.event.date else None)
    passed = not met.held and end is not None and newest is not None and end < newest
    documents: dict[str, Said] = {}
    for linked in met.reports:
        documents.setdefault(linked.reprint_of or linked.record.document, sources.said(linked))
    return Meeting(met, tuple(documents.values()), passed)


def _is_sure(one: Happening) -> bool:
    return any(linked.record.confidence >= SURE or linked.decision in ("accept", "correct") for linked in one.reports)


def _asked(met: Met, level: str, since: date | None, until: date | None) -> bool:
    if level != "all" and met.level != level:
        return False
    last = met.last or met.sort
    return (since is None or last >= since) and (until is None or met.sort <= until)

"""Meetings of a brief: who met whom, when and where, and the numbered sessions that no meeting was coded from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from comity.analysis import meetings as analysis
from comity.analysis.meeting_joins import meetings_of
from comity.analysis.meetings import Met, is_meeting
from comity.analysis.sessions import series_told
from comity.brief import naming, tone, wording
from comity.brief.claims import Cluster
from comity.brief.model import Meeting
from comity.brief.notes import Citing, coded
from comity.ledger import LinkedRecord
from comity.records import Status, ThreadKind, ThreadMention

__all__ = ["HOW", "is_meeting", "meetings", "series_of", "when", "who"]

HOW = {
    "call": "Talks by phone",
    "by video": "Talks by video",
    "on the sidelines": "Talks on the sidelines",
    "visit": "Visit",
    "session": "Talks",
    "talks": "Talks",
}
"""How people met, in words."""


def series_of(records: Iterable[LinkedRecord]) -> dict[str, str]:
    """For each event record the name of the numbered or regular meeting that its sentence speaks of."""
    return {
        event: linked.record.name
        for event, linked in analysis.series_of(records).items()
        if isinstance(linked.record, ThreadMention)
    }


def meetings(
    found: Sequence[Cluster],
    records: Sequence[LinkedRecord],
    citing: Citing,
    series: dict[str, str],
    dyad: frozenset[str],
) -> tuple[Meeting, ...]:
    """The meetings and numbered sessions, newest first; each once."""
    met = meetings_of([one for cluster in found for one in cluster], records, dyad)
    lines = [_meeting(one, citing) for one in met]
    known = {one.id for one in met}
    told = {
        (thread, session.ordinal)
        for one in series_told(records, met)
        for session in one.sessions
        for thread in one.threads
        if session.meeting in known
    }
    lines += sessions(records, [line.series for line in lines], told, citing)
    lines.sort(key=lambda line: (-line.sort.toordinal(), -line.level, line.quote))
    return tuple(lines)


def when(met: Met) -> str:
    """`2024-07-09`, `reported 2024-07-10`, `undated`."""
    if met.period is not None:
        return wording.when(met.period)
    return f"reported {met.event.published}" if met.event.published else "undated"


def who(met: Met) -> str:
    """Everyone who met, each once."""
    return naming.people_of(met.actors, met.event.published)


def _meeting(met: Met, citing: Citing) -> Meeting:
    return Meeting(
        day=when(met),
        sort=met.sort,
        who=who(met),
        what=HOW[met.how],
        place=met.place,
        series=met.series,
        state=wording.STATUS_NAMES[met.status],
        dated=met.dated,
        level=met.rank,
        quote=met.event.quote,
        notes=citing.cite_all(met.reports),
        sources=met.sources,
        coded=coded(met.telling[0]),
    )


def sessions(
    records: Iterable[LinkedRecord], named: Iterable[str], told: Iterable[tuple[str, int]], citing: Citing
) -> list[Meeting]:
    """Numbered sessions of a series of meetings ("the 22nd summit") that no event of a meeting was coded from.

    `named` are the names of series that meetings already tell, `told` their threads with the number. Each session once,
    with its best-dated mention.
    """
    found: dict[tuple[str, int], list[LinkedRecord]] = {}
    named, told = frozenset(named), frozenset(told)
    for linked in records:
        record = linked.record
        if (
            isinstance(record, ThreadMention)
            and record.thread_kind is ThreadKind.MECHANISM
            and record.ordinal is not None
            and record.name not in named
            and record.status is not Status.NEGATED
            and (linked.thread_id or record.canonical, record.ordinal) not in told
        ):
            found.setdefault((linked.thread_id or record.canonical, record.ordinal), []).append(linked)
    return [_session(mentions, citing) for mentions in found.values()]


def _session(mentions: Sequence[LinkedRecord], citing: Citing) -> Meeting:
    def rank(linked: LinkedRecord) -> tuple[bool, bool, date]:
        mention = linked.record
        assert isinstance(mention, ThreadMention)
        return (linked.reprint_of is not None, mention.date is None, mention.published or date.max)

    ordered = sorted(mentions, key=rank)
    mention = ordered[0].record
    assert isinstance(mention, ThreadMention)
    day = mention.date.start or mention.date.end if mention.date else None
    return Meeting(
        day=wording.when(mention.date) or (f"reported {mention.published}" if mention.published else "undated"),
        sort=day or mention.published or date.min,
        who=naming.joined([naming.names([party]) for party in mention.parties]),
        what="Session",
        place="",
        series=mention.name,
        state=wording.STATUS_NAMES[mention.status] if mention.status not in tone.REAL else "",
        dated=mention.date is not None and bool(mention.date.text),
        level=2 if "summit" in mention.name.casefold() else 1,
        quote=mention.quote,
        notes=citing.cite_all(ordered),
        sources=len({linked.reprint_of or linked.record.document for linked in ordered}),
        coded=coded(ordered[0]),
    )

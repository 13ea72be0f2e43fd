"""Meetings: who met whom, when and where, and the numbered sessions that no meeting was coded from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from comity.brief import naming, tone, wording
from comity.brief.claims import Cluster, day_of, notes_of
from comity.brief.model import Meeting
from comity.brief.notes import Citing, coded
from comity.ledger import LinkedRecord
from comity.linking.happenings import Happening
from comity.records import Event, Precision, Status, ThreadKind, ThreadMention

LEADERS = frozenset(
    {"head of state", "head of government", "monarch", "supreme leader", "leader", "crown prince", "secretary-general"}
)
_MEETING_MODES = frozenset({"visit", "third-party", "multilateral", "phone"})


def is_meeting(one: Happening, series: str) -> bool:
    """Whether talks are a meeting that somebody attended somewhere, rather than talk about a matter.

    They are when the sentence says how they met, on which day, or where, names an office or a person, or the session of
    a series of meetings.
    """
    event = one.event
    if event.type != "CONSULT":
        return False
    on_a_day = event.date is not None and event.date.precision is Precision.DAY and bool(event.date.text)
    has_office = any(actor.role for actor in (*event.actors, *event.recipients))
    return event.mode in _MEETING_MODES or on_a_day or event.place is not None or has_office or bool(series)


def meetings(
    found: Sequence[Cluster],
    records: Sequence[LinkedRecord],
    citing: Citing,
    series: dict[str, str],
    dyad: frozenset[str],
) -> tuple[Meeting, ...]:
    """The meetings and numbered sessions, newest first; one for each sentence."""
    met = [_meeting(cluster, citing, series, dyad) for cluster in found]
    met += sessions(records, [meeting.series for meeting in met], citing)
    met.sort(key=lambda meeting: (-meeting.sort.toordinal(), -meeting.level, meeting.quote))
    return tuple(met)


def _meeting(cluster: Cluster, citing: Citing, series: dict[str, str], dyad: frozenset[str]) -> Meeting:
    best = max(cluster, key=lambda one: (level(one.event, dyad), one.event.date is not None, one.event.confidence))
    event = best.event
    return Meeting(
        day=day_of(best),
        sort=best.first,
        who=naming.people_of((*event.actors, *event.recipients), event.published),
        what=wording.event_name(event),
        place=event.place.name if event.place else "",
        series=next((series[one.event.id] for one in cluster if series.get(one.event.id)), ""),
        state=wording.STATUS_NAMES[event.status],
        dated=best.on_a_day,
        level=level(event, dyad),
        quote=event.quote,
        notes=notes_of(best, [best], citing),
        sources=best.sources,
        coded=coded(best.reports[0]),
    )


def level(event: Event, dyad: frozenset[str]) -> int:
    """How high a meeting is: 3 leaders of both sides, 2 a leader, 1 a minister or other office, 0 unknown."""
    people = [actor for actor in (*event.actors, *event.recipients) if actor.country in dyad and actor.role]
    leading = {actor.country for actor in people if actor.role in LEADERS}
    return 3 if leading >= dyad else 2 if leading else 1 if people else 0


def series_of(records: Iterable[LinkedRecord]) -> dict[str, str]:
    """For each event record the name of the numbered or regular meeting that its sentence speaks of."""
    events: dict[str, list[Event]] = {}
    mentions: dict[str, list[ThreadMention]] = {}
    for linked in records:
        record = linked.record
        if isinstance(record, Event) and record.type == "CONSULT":
            events.setdefault(record.document, []).append(record)
        elif isinstance(record, ThreadMention) and record.thread_kind is ThreadKind.MECHANISM:
            mentions.setdefault(record.document, []).append(record)
    found = {}
    for document, consulting in events.items():
        near = sorted(mentions.get(document, ()), key=lambda mention: (mention.ordinal is None, mention.start))
        for event in consulting:
            same = [mention for mention in near if mention.start < event.end and event.start < mention.end]
            if same:
                found[event.id] = same[0].name
    return found


def sessions(records: Iterable[LinkedRecord], told: Iterable[str], citing: Citing) -> list[Meeting]:
    """Numbered sessions of a series of meetings ("the 22nd summit") that no event of a meeting was coded from.

    `told` are the names of series that meetings already tell. Each session once, with its best-dated mention.
    """
    found: dict[tuple[str, int], list[LinkedRecord]] = {}
    told = frozenset(told)
    for linked in records:
        record = linked.record
        if (
            isinstance(record, ThreadMention)
            and record.thread_kind is ThreadKind.MECHANISM
            and record.ordinal is not None
            and record.name not in told
            and record.status is not Status.NEGATED
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

"""Claims and meetings: the events of a dyad as sentences of what was said and done, each sentence once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from comity.brief import wording
from comity.linking.happenings import Happening
from comity.brief.model import Claim, Label, Meeting, Section
from comity.brief.notes import Citing, coded
from comity.ledger import LinkedRecord
from comity.records import Actor, Event, Precision, Status, ThreadKind, ThreadMention
from comity.records.pillars import pillars

NARROWEST_FIRST = (
    *("nuclear", "space", "defence", "energy", "agriculture", "health", "culture", "people", "transport", "science"),
    *("finance", "trade", "humanitarian", "multilateral", "security", "political"),
)
"""A claim of several pillars is told once, in the narrowest: reactors under nuclear, not under political."""

OTHER = "other"

LEADERS = frozenset(
    {"head of state", "head of government", "monarch", "supreme leader", "leader", "crown prince", "secretary-general"}
)
REAL = frozenset({Status.OCCURRED, Status.ONGOING, Status.HISTORICAL})
_MEETING_MODES = frozenset({"visit", "third-party", "multilateral", "phone"})
_MOST_PEOPLE = 6

Cluster = list[Happening]
"""Happenings that one sentence leads."""


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


def clusters(happened: Iterable[Happening]) -> list[Cluster]:
    """Happenings led by the same words together, newest first, then by document and place in it."""
    found: dict[tuple[str, int], Cluster] = {}
    last: dict[str, tuple[int, int]] = {}
    for one in sorted(happened, key=lambda one: (one.event.document, one.event.start, one.event.end, one.id)):
        event = one.event
        start, end = last.get(event.document, (-1, -1))
        if not start <= event.start < end:
            start, end = event.start, event.end
        last[event.document] = (start, max(end, event.end))
        found.setdefault((event.document, start), []).append(one)
    return sorted(found.values(), key=_newest_first)


def _newest_first(cluster: Cluster) -> tuple[int, str, int]:
    return (-max(one.first for one in cluster).toordinal(), cluster[0].event.document, cluster[0].event.start)


def sections(found: Sequence[Cluster], citing: Citing, pillar: str | None, limit: int) -> tuple[Section, ...]:
    """The claims by pillar, in the codebook's order, each list cut at `limit`."""
    by_pillar: dict[str, list[Cluster]] = {}
    for cluster in found:
        by_pillar.setdefault(pillar or _pillar(cluster), []).append(cluster)
    made = []
    for key in (*pillars(), OTHER):
        mine = by_pillar.get(key, [])
        if not mine:
            continue
        shown = mine[:limit] if limit else mine
        real = [one.event.score for cluster in mine for one in cluster if one.event.status in REAL]
        made.append(
            Section(
                pillar=key,
                name=pillars()[key].name if key in pillars() else "Other matters",
                claims=tuple(_claim(cluster, citing, key) for cluster in shown),
                more=len(mine) - len(shown),
                cooperation=sum(score > 0 for score in real),
                conflict=sum(score < 0 for score in real),
            )
        )
    return tuple(made)


def _pillar(cluster: Cluster) -> str:
    named = {pillar for one in cluster for pillar in one.event.pillars}
    return next((pillar for pillar in NARROWEST_FIRST if pillar in named), OTHER)


def _claim(cluster: Cluster, citing: Citing, pillar: str) -> Claim:
    best = _surest(cluster)
    event = best.event
    labels: dict[tuple[str, frozenset[str], str], Label] = {}
    for one in [best, *(other for other in cluster if other is not best)]:
        label = _label(one.event)
        labels.setdefault((label.name, frozenset(label.who.split(" – ")), label.state), label)
    reports = [linked for one in (best, *cluster) for linked in one.reports]
    dated = next((one for one in (best, *cluster) if one.period is not None), best)
    return Claim(
        day=day_of(dated.event),
        sort=dated.first,
        labels=tuple(labels.values()),
        said=wording.attribution(event.speaker, citing.publisher(event)),
        quote=max((one.event.quote for one in cluster), key=len),
        notes=_notes(best, cluster, citing),
        sources=len({linked.reprint_of or linked.record.document for linked in reports}),
        coded=coded(best.reports[0]),
        pillar=pillar,
    )


def _notes(best: Happening, cluster: Cluster, citing: Citing) -> tuple[int, ...]:
    widest = max(cluster, key=lambda one: (len(one.event.quote), one is best))
    first = citing.cite(widest.reports[0])
    for one in cluster:
        lead = one.reports[0]
        if (lead.record.start, lead.record.end) == (widest.event.start, widest.event.end):
            citing.cite(lead)
    elsewhere = [
        linked for one in cluster for linked in one.reports if linked.record.document != widest.event.document
    ]
    return tuple(dict.fromkeys((first, *citing.cite_all(elsewhere, most=4))))


def _surest(cluster: Cluster) -> Happening:
    return max(cluster, key=lambda one: (one.event.confidence, one.sources, one.id))


def _label(event: Event) -> Label:
    return Label(
        wording.event_name(event), wording.sides(event), wording.STATUS_NAMES[event.status], conflict=event.score < 0
    )


def day_of(event: Event) -> str:
    """When it was, or when it was reported where the text does not say."""
    if event.date is not None:
        return wording.when(event.date)
    if event.published is None:
        return "undated"
    return f"{'as of' if event.status is Status.ONGOING else 'reported'} {event.published}"


def meetings(
    found: Sequence[Cluster],
    records: Sequence[LinkedRecord],
    citing: Citing,
    series: dict[str, str],
    dyad: frozenset[str],
    limit: int,
) -> tuple[tuple[Meeting, ...], int]:
    """The meetings and numbered sessions, newest first, cut at `limit`, and how many more; one for each sentence."""
    met = [_meeting(cluster, citing, series, dyad) for cluster in found]
    met += sessions(records, [meeting.series for meeting in met], citing)
    met.sort(key=lambda meeting: (-meeting.sort.toordinal(), -meeting.level, meeting.quote))
    shown = met[:limit] if limit else met
    return tuple(shown), len(met) - len(shown)


def _meeting(cluster: Cluster, citing: Citing, series: dict[str, str], dyad: frozenset[str]) -> Meeting:
    best = max(cluster, key=lambda one: (level(one.event, dyad), one.event.date is not None, one.event.confidence))
    event = best.event
    return Meeting(
        day=day_of(event),
        sort=best.first,
        who=_who((*event.actors, *event.recipients)),
        what=wording.event_name(event),
        place=event.place.name if event.place else "",
        series=next((series[one.event.id] for one in cluster if series.get(one.event.id)), ""),
        state=wording.STATUS_NAMES[event.status],
        level=level(event, dyad),
        quote=event.quote,
        notes=_notes(best, [best], citing),
        sources=best.sources,
        coded=coded(best.reports[0]),
    )


def level(event: Event, dyad: frozenset[str]) -> int:
    """How high a meeting is: 3 leaders of both sides, 2 a leader, 1 a minister or other office, 0 unknown."""
    people = [actor for actor in (*event.actors, *event.recipients) if actor.country in dyad and actor.role]
    leading = {actor.country for actor in people if actor.role in LEADERS}
    return 3 if leading >= dyad else 2 if leading else 1 if people else 0


def _who(people: Sequence[Actor]) -> str:
    named = list(dict.fromkeys(wording.person(actor) for actor in people))
    # A state needs no naming beside the person who stands for it.
    standing = {wording.names([actor.country]) for actor in people if "(" in wording.person(actor)}
    kept = [name for name in named if name not in standing] or named
    return wording.joined(
        kept if len(kept) <= _MOST_PEOPLE else [*kept[:_MOST_PEOPLE], f"{len(kept) - _MOST_PEOPLE} more"]
    )


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


def sessions(
    records: Iterable[LinkedRecord], told: Iterable[str], citing: Citing
) -> list[Meeting]:
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
        who=wording.names(mention.parties),
        what="Session",
        place="",
        series=mention.name,
        state=wording.STATUS_NAMES[mention.status] if mention.status not in REAL else "",
        level=2 if "summit" in mention.name.casefold() else 1,
        quote=mention.quote,
        notes=citing.cite_all(ordered),
        sources=len({linked.reprint_of or linked.record.document for linked in ordered}),
        coded=coded(ordered[0]),
    )


def span_of_days(found: Iterable[Happening]) -> tuple[date | None, date | None]:
    """First and last day of dated events and of publication."""
    days = [one.first for one in found if one.first != date.min]
    return (min(days), max(days)) if days else (None, None)

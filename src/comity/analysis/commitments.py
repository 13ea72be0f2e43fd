"""The promise ledger of a dyad: who undertook what, and whether it was kept, broken, is overdue or open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from comity.analysis.deeds import deed_of
from comity.analysis.due import due_in, promised_stages
from comity.analysis.fates import Fates
from comity.analysis.meeting_joins import meetings_of
from comity.analysis.meetings import SURE, leads
from comity.analysis.promises import Promise, promise_in
from comity.analysis.said import Said, Sources
from comity.analysis.sessions import Series, ordinal, series_told
from comity.ledger import Filter, Ledger, LinkedRecord
from comity.linking.content import matter, share
from comity.linking.happenings import grouped
from comity.records import Event, Figure, Period, Stage, ThreadMention
from comity.records.units import UnitKind, units

_ALIKE = 0.5
_TOGETHER = 400  # days between two reports of one promise
_BESIDE = re.compile(r"\b(at|in|to|through|from|under|on|near|for|until|after|before)\b", re.IGNORECASE)
_AT_ONCE = 31  # days between two reports of one promise on the same thread
_PASSING = 14  # days between a promise and its telling in a word or two


class State(StrEnum):
    """What became of a commitment."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Fate:
    """A later report on a commitment: what it says, in words, when it was, and its sentence."""

    words: str
    day: date | None
    said: Said

    def to_json(self) -> dict[str, Any]:
        """JSON-ready."""
        return {"words": self.words, "date": self.day.isoformat() if self.day else None, "said": self.said.to_json()}


@dataclass(frozen=True, slots=True)
class Commitment:
    """A deed that somebody undertook. `of` and `to` are codes of states; both are `of` where all undertake it together.

    `fate` is the report that it was kept or broken, `progress` the latest that falls short of that.
    """

    id: str
    of: tuple[str, ...]
    to: tuple[str, ...]
    what: str
    act: str
    made: date | None
    due: Period | None
    thread: str | None
    thread_name: str
    amounts: tuple[Figure, ...]
    pillars: tuple[str, ...]
    courtesy: bool
    said: tuple[Said, ...]
    state: State = State.OPEN
    fate: Fate | None = None
    progress: Fate | None = None
    words: frozenset[str] = frozenset()
    group: str | None = None
    leaders: bool = False
    stage: Stage | None = None

    @property
    def told(self) -> date | None:
        """The day of publication of its first report."""
        return self.said[0].published

    def to_json(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "id": self.id,
            "of": list(self.of),
            "to": list(self.to),
            "what": self.what,
            "state": self.state.value,
            "made": self.made.isoformat() if self.made else None,
            "due": self.due.to_json() if self.due else None,
            "thread_id": self.thread,
            "thread": self.thread_name or None,
            "amounts": [
                {
                    "value": figure.value,
                    "value_high": figure.value_high,
                    "unit": figure.unit,
                    "comparator": figure.comparator.value,
                }
                for figure in self.amounts
            ],
            "pillars": list(self.pillars),
            "courtesy": self.courtesy,
            "evidence": [said.to_json() for said in self.said],
            "fate": self.fate.to_json() if self.fate else None,
            "progress": self.progress.to_json() if self.progress else None,
        }


def commitments(ledger: Ledger, dyad: str, *, courtesies: bool = False) -> tuple[Commitment, ...]:
    """The commitments of a dyad, newest first; without those that name no deed, unless `courtesies`."""
    records = list(ledger.linked_records(Filter(dyad=dyad)))
    histories = list(ledger.thread_histories(dyad))
    pair = frozenset(dyad.split("-"))
    sources = Sources(ledger)
    met = meetings_of(grouped(records), records, pair)
    series = series_told(records, met)
    made = [*_agreed(records, histories, pair, sources)]
    made += _of_threads(histories, records, made, series, pair, sources)
    kept = [one for one in _merged(made) if courtesies or not one.courtesy]
    newest = ledger.newest_day()
    fates = Fates(records, histories, met, series, pair)
    judged = [_judged(one, fates, newest, sources) for one in kept]
    return tuple(sorted(judged, key=lambda one: (-(one.made or one.told or date.min).toordinal(), one.id)))


def _judged(one: Commitment, fates: Fates, newest: date | None, sources: Sources) -> Commitment:
    """With its state; of a keeping and a breaking, the later counts."""
    kept, broken = fates.kept(one), fates.broken(one)
    found = max((fate for fate in (kept, broken) if fate), key=lambda fate: fate.day or date.min, default=None)
    progress = fates.progress(one)
    told = Fate(progress.words, progress.day, progress.said(sources)) if progress else None
    if found is not None:
        fate = Fate(found.words, found.day, found.said(sources))
        return replace(one, state=State.KEPT if found is kept else State.BROKEN, fate=fate)
    due = one.due.end if one.due else None
    passed = due is not None and newest is not None and due < newest
    return replace(one, state=State.OVERDUE if passed else State.OPEN, progress=told)


def _agreed(
    records: Sequence[LinkedRecord], histories: Sequence[Mapping[str, Any]], pair: frozenset[str], sources: Sources
) -> Iterable[Commitment]:
    """Those that events name; a reprint adds nothing."""
    beside: dict[str, list[LinkedRecord]] = {}
    for linked in records:
        beside.setdefault(linked.record.document, []).append(linked)
    names = {history["thread_id"]: history for history in histories}
    for linked in records:
        event = linked.record
        sure = event.confidence >= SURE or linked.decision in ("accept", "correct")
        if not isinstance(event, Event) or linked.reprint_of or not sure:
            continue
        promise = promise_in(event)
        of = _undertakers(event, promise, pair) if promise else ()
        if promise is None or not of:
            continue
        same = [one for one in beside[event.document] if one.record.start < event.end and event.start < one.record.end]
        yield _commitment(linked, event, promise, of, same, names, pair, sources)


def _commitment(
    linked: LinkedRecord,
    event: Event,
    promise: Promise,
    of: tuple[str, ...],
    same: Sequence[LinkedRecord],
    names: Mapping[str, Mapping[str, Any]],
    pair: frozenset[str],
    sources: Sources,
) -> Commitment:
    amounts = tuple(one.record for one in same if isinstance(one.record, Figure) and is_money(one.record))
    thread = _thread_of(promise, event, same, names)
    due = due_in(promise, event, [one.record for one in same])
    own = event.date
    dated = own is not None and own.start is not None and own != due and own.start <= (event.published or date.max)
    called = [actor.text for actor in (*event.actors, *event.recipients)] + [actor.name for actor in event.actors]
    return Commitment(
        id=event.id,
        of=of,
        to=_states(event.recipients, pair - set(of)) or tuple(sorted(pair - set(of))),
        what=promise.words,
        act=promise.act,
        made=own.start if dated and own else event.published,
        due=due,
        thread=thread,
        thread_name=names[thread]["name"] if thread else "",
        amounts=amounts,
        pillars=event.pillars,
        courtesy=promise.courtesy and not amounts,
        said=(sources.said(linked),),
        words=frozenset(word for word in matter(promise.words, called) if not deed_of(word)),
        group=linked.event_id,
        leaders=any(leads(actor) for actor in event.actors),
    )


def is_money(figure: Figure) -> bool:
    """Whether it is a sum of money, not a change of one."""
    unit = units().get(figure.unit)
    return unit is not None and unit.kind is UnitKind.CURRENCY and figure.change.value == "level"


def _undertakers(event: Event, promise: Promise, pair: frozenset[str]) -> tuple[str, ...]:
    """Who is to do it: those whom "that … will" names, where it does; nobody where it names somebody else."""
    if promise.subject is None:
        return _states(event.actors, pair)
    first, last = (event.start + offset for offset in promise.subject)
    named = [actor for actor in (*event.actors, *event.recipients) if first <= actor.start < last]
    another = re.search(r"\b(?!The\b|I\b)[A-Z]", event.quote[promise.subject[0] : promise.subject[1]])
    return _states(named, pair) if named or another else _states(event.actors, pair)


def _states(actors: Iterable[Any], pair: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted({actor.country for actor in actors} & pair))


def _thread_of(
    promise: Promise, event: Event, same: Sequence[LinkedRecord], names: Mapping[str, Mapping[str, Any]]
) -> str | None:
    """The thread that the deed is done to: "build the plant", not "in addition to the plant"; no series of meetings."""
    first = event.start + promise.start
    for linked in same:
        mention = linked.record
        if not isinstance(mention, ThreadMention) or mention.mention is None or linked.thread_id not in names:
            continue
        inside = first <= mention.mention.start < event.start + promise.end
        inside = inside and not _BESIDE.search(event.quote[promise.start : mention.mention.start - event.start])
        if inside and mention.thread_kind.value in ("project", "agreement", "programme"):
            return linked.thread_id
    return None


def _of_threads(
    histories: Sequence[Mapping[str, Any]],
    records: Sequence[LinkedRecord],
    made: list[Commitment],
    series: Sequence[Series],
    pair: frozenset[str],
    sources: Sources,
) -> list[Commitment]:
    """Promised stages of threads; where an event tells the same sentence, the event gets the day and the thread."""
    by_id = {linked.record.id: linked for linked in records}
    numbers = {
        linked.record.id: (f"hold the {ordinal(session.ordinal)}: {one.name}", one.name, one.threads[0])
        for one in series
        for session in one.sessions
        for linked in session.reports
    }
    found = []
    for promised in promised_stages(histories, by_id, pair):
        said = promised.said(sources)
        beside = [
            at
            for at, one in enumerate(made)
            if one.said[0].document == said.document and one.said[0].start < said.end and said.start < one.said[0].end
        ]
        if beside:
            for at in beside:
                made[at] = replace(made[at], due=made[at].due or promised.due)
            continue
        what, name, thread = numbers.get(promised.record, (promised.what, promised.name, promised.thread))
        found.append(
            Commitment(
                id=promised.record,
                of=tuple(sorted(pair)),
                to=(),
                what=what,
                act=promised.act,
                made=promised.made,
                due=promised.due,
                thread=thread,
                thread_name=name,
                amounts=(),
                pillars=promised.pillars,
                courtesy=False,
                said=(said,),
                words=matter(name, ()),
                stage=promised.stage,
            )
        )
    return found


def _merged(made: Sequence[Commitment]) -> list[Commitment]:
    """Each promise once, from its first report: the same deed of the same states in like words."""
    kept: list[Commitment] = []
    for one in sorted(made, key=lambda one: (one.made or date.max, one.id)):
        same = next((at for at, other in enumerate(kept) if _alike(one, other)), None)
        if same is None:
            kept.append(one)
            continue
        first = kept[same]
        said = first.said + tuple(said for said in one.said if not any(_one_sentence(said, old) for old in first.said))
        kept[same] = replace(
            first,
            due=first.due or one.due,
            thread=first.thread or one.thread,
            thread_name=first.thread_name or one.thread_name,
            amounts=first.amounts or one.amounts,
            of=min(first.of, one.of, key=len),
            to=first.to or one.to,
            courtesy=first.courtesy and one.courtesy,
            said=said,
        )
    return kept


def _one_sentence(one: Said, other: Said) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end


def _alike(one: Commitment, other: Commitment) -> bool:
    if not (set(one.of) <= set(other.of) or set(other.of) <= set(one.of)) or one.act != other.act:
        return False
    if _one_sentence(one.said[0], other.said[0]):
        return one.what[:30] == other.what[:30]
    apart = abs((one.made - other.made).days) if one.made and other.made else _TOGETHER
    if apart > _TOGETHER or (one.due and other.due and one.due.end != other.due.end):
        return False
    both = one.words & other.words
    if one.thread is not None and one.thread == other.thread:
        return apart <= _AT_ONCE
    if both and one.group is not None and one.group == other.group:
        return True
    brief = min(len(one.words), len(other.words)) <= 2 and one.to == other.to and one.act == "release"
    return (brief and apart <= _PASSING) or (len(both) >= 2 and share(one.words, other.words) >= _ALIKE)

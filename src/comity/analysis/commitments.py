"""The promise ledger of a dyad: who undertook what, and whether it was kept, broken, is overdue or open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from comity.analysis.deeds import deed_of
from comity.analysis.due import deed_due, due_in, is_promise, looks_back
from comity.analysis.fates import Fate, Fates
from comity.analysis.meeting_joins import meetings_of
from comity.analysis.meetings import SURE, leads
from comity.analysis.promises import Promise, promise_in
from comity.analysis.said import Said, Sources, overlap
from comity.analysis.sessions import Series, Session, ordinal, series_told
from comity.analysis.threads import History
from comity.ledger import Ledger, LinkedRecord
from comity.linking.content import matter, share
from comity.linking.happenings import grouped
from comity.linking.history import Entry
from comity.records import Actor, Change, Event, Figure, Period, ThreadKind, ThreadMention
from comity.records.parse import period_from_json
from comity.records.units import UnitKind, units

_BESIDE = re.compile(r"\b(at|in|to|through|from|under|on|near|for|until|after|before)\b", re.IGNORECASE)
_ALIKE = 0.5
_TOGETHER = 400  # days between two reports of one promise
_AT_ONCE = 31  # days between two reports of one promise on the same thread
_PASSING = 14  # days between a promise and its telling in a word or two
_MOST_PARTIES = 3  # of a thread that two undertake something about
_DONE_TO = frozenset({ThreadKind.PROJECT, ThreadKind.AGREEMENT, ThreadKind.PROGRAMME})
_KINDS = _DONE_TO | {ThreadKind.MECHANISM}
_REVIEWED = ("accept", "correct")


class State(StrEnum):
    """What became of a commitment."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Commitment:
    """A deed that somebody undertook. `of` and `to` are codes of states; both are `of` where all undertake it together.

    `fate` is the report that it was kept or broken, `progress` the latest that falls short of that. `trade`: the other
    side pays for it. From `words` on: by what other reports of it, and what became of it, are found.
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
    trade: bool
    said: tuple[Said, ...]
    state: State = State.OPEN
    fate: Fate | None = None
    progress: Fate | None = None
    words: frozenset[str] = frozenset()
    group: str | None = None
    leaders: bool = False
    part: str = ""
    session: Session | None = None

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


def commitments(
    ledger: Ledger, dyad: str, records: Sequence[LinkedRecord], *, courtesies: bool = False
) -> tuple[Commitment, ...]:
    """The commitments in the records of a dyad, newest first; without those that name no deed, unless `courtesies`."""
    histories = list(ledger.thread_histories(dyad))
    pair, sources = frozenset(dyad.split("-")), Sources(ledger)
    met = meetings_of(grouped(records), records, pair)
    made = _Made(records, histories, series_told(records, met), pair, sources)
    kept = [one for one in _merged(made.all()) if courtesies or not one.courtesy]
    newest = ledger.newest_day()
    fates = Fates(records, histories, met, pair, sources)
    judged = [_judged(one, fates, newest) for one in kept]
    return tuple(sorted(judged, key=lambda one: (-(one.made or one.told or date.min).toordinal(), one.id)))


def _judged(one: Commitment, fates: Fates, newest: date | None) -> Commitment:
    """With its state; of a keeping and a breaking, the later counts."""
    kept, broken = fates.kept(one), fates.broken(one)
    found = max((fate for fate in (kept, broken) if fate), key=lambda fate: fate.day or date.min, default=None)
    if found is not None:
        return replace(one, state=State.KEPT if found is kept else State.BROKEN, fate=found)
    due = one.due.end if one.due else None
    passed = due is not None and newest is not None and due < newest
    return replace(one, state=State.OVERDUE if passed else State.OPEN, progress=fates.progress(one))


class _Made:
    """The commitments that records tell, before it is known which are one and what became of them."""

    def __init__(
        self,
        records: Sequence[LinkedRecord],
        histories: Sequence[History],
        series: Sequence[Series],
        pair: frozenset[str],
        sources: Sources,
    ) -> None:
        self._records = records
        self._histories = {history["thread_id"]: history for history in histories}
        self._series = series
        self._pair = pair
        self._sources = sources
        self._of_document: dict[str, list[LinkedRecord]] = {}
        for linked in records:
            self._of_document.setdefault(linked.record.document, []).append(linked)

    def all(self) -> list[Commitment]:
        """Of events and of threads; where both tell it in one sentence, the event, with the day of the thread."""
        made = list(self._of_events())
        for promised in self._of_threads():
            same = [at for at, one in enumerate(made) if overlap(one.said[0], promised.said[0])]
            for at in same:
                made[at] = replace(made[at], due=made[at].due or promised.due)
            if not same:
                made.append(promised)
        return made

    def _of_events(self) -> Iterator[Commitment]:
        """Those that events name; a reprint adds nothing."""
        for linked in self._records:
            event = linked.record
            if not isinstance(event, Event) or linked.reprint_of:
                continue
            promise = promise_in(event) if event.confidence >= SURE or linked.decision in _REVIEWED else None
            of = self._undertakers(event, promise) if promise else ()
            if promise and of:
                yield self._of_event(linked, event, promise, of)

    def _of_event(self, linked: LinkedRecord, event: Event, promise: Promise, of: tuple[str, ...]) -> Commitment:
        beside = [one for one in self._of_document[event.document] if overlap(one.record, event)]
        amounts = tuple(one.record for one in beside if isinstance(one.record, Figure) and is_money(one.record))
        thread = self._thread_of(promise, event, beside)
        due = due_in(promise, event, [one.record for one in beside])
        own = event.date
        dated = own is not None and own.start is not None and own != due and own.start <= (event.published or date.max)
        called = [actor.text for actor in (*event.actors, *event.recipients)] + [actor.name for actor in event.actors]
        return Commitment(
            id=event.id,
            of=of,
            to=_states(event.recipients, self._pair - set(of)) or tuple(sorted(self._pair - set(of))),
            what=promise.words,
            act=promise.act,
            made=own.start if dated and own else event.published,
            due=due,
            thread=thread,
            thread_name=self._histories[thread]["name"] if thread else "",
            amounts=amounts,
            pillars=event.pillars,
            courtesy=promise.courtesy and not amounts,
            trade=promise.trade,
            said=(self._sources.said(linked),),
            words=frozenset(word for word in matter(promise.words, called) if not deed_of(word)),
            group=linked.event_id,
            leaders=any(leads(actor) for actor in event.actors),
        )

    def _undertakers(self, event: Event, promise: Promise) -> tuple[str, ...]:
        """Who is to do it: those whom "that … will" names, where it does; nobody where it names somebody else."""
        if promise.subject is None:
            return _states(event.actors, self._pair)
        first, last = (event.start + offset for offset in promise.subject)
        named = [actor for actor in (*event.actors, *event.recipients) if first <= actor.start < last]
        another = re.search(r"\b(?!The\b|I\b)[A-Z]", event.quote[promise.subject[0] : promise.subject[1]])
        return _states(named if named or another else event.actors, self._pair)

    def _thread_of(self, promise: Promise, event: Event, beside: Sequence[LinkedRecord]) -> str | None:
        """The thread that the deed is done to: "build the plant", not "in addition to the plant"; none that meets."""
        for linked in beside:
            mention = linked.record
            if not isinstance(mention, ThreadMention) or mention.mention is None:
                continue
            near = mention.mention.start - event.start
            inside = promise.start <= near < promise.end and not _BESIDE.search(event.quote[promise.start : near])
            if inside and mention.thread_kind in _DONE_TO and linked.thread_id in self._histories:
                return linked.thread_id
        return None

    def _of_threads(self) -> Iterator[Commitment]:
        """The due entries of threads of the two that are promises."""
        by_id = {linked.record.id: linked.record for linked in self._records}
        for history in self._histories.values():
            parties = history["parties"]
            if not self._pair <= set(parties) or len(parties) > _MOST_PARTIES or history["thread_kind"] not in _KINDS:
                continue
            for entry in history["due"]:
                mention = by_id.get(entry["record"])
                if isinstance(mention, ThreadMention) and is_promise(entry, mention.published):
                    yield self._of_thread(history, entry, mention)

    def _of_thread(self, history: History, entry: Entry, mention: ThreadMention) -> Commitment:
        thread, name = history["thread_id"], history["name"]
        what, act = deed_due(history, entry)
        series, session = self._session(thread, mention) if act == "meet" else (None, None)
        if series is not None and session is not None:
            what, name, thread = f"hold the {ordinal(session.ordinal)}: {series.name}", series.name, series.threads[0]
        return Commitment(
            id=mention.id,
            of=tuple(sorted(self._pair)),
            to=(),
            what=what,
            act=act,
            made=None if looks_back(entry, mention.published) else mention.published,
            due=period_from_json(entry["date"]),
            thread=thread,
            thread_name=name,
            amounts=(),
            pillars=tuple(history["pillars"]),
            courtesy=False,
            trade=False,
            said=(self._sources.entry(entry),),
            words=matter(name, ()),
            part=entry["part"] or "",
            session=session,
        )

    def _session(self, thread: str, mention: ThreadMention) -> tuple[Series | None, Session | None]:
        """The numbered meeting that a mention promises, in its series."""
        for series in self._series:
            for session in series.sessions:
                told = any(linked.record.id == mention.id for linked in session.reports)
                if told or (thread in series.threads and session.ordinal == mention.ordinal):
                    return series, session
        return None, None


def is_money(figure: Figure) -> bool:
    """Whether it is a sum of money, not a change of one."""
    unit = units().get(figure.unit)
    return unit is not None and unit.kind is UnitKind.CURRENCY and figure.change is Change.LEVEL


def _states(actors: Iterable[Actor], pair: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted({actor.country for actor in actors} & pair))


def _merged(made: Sequence[Commitment]) -> list[Commitment]:
    """Each promise once, from its first report: the same deed of the same states in like words."""
    kept: list[Commitment] = []
    for one in sorted(made, key=lambda one: (one.made or date.max, one.told or date.max, one.id)):
        same = next((at for at, other in enumerate(kept) if _same(one, other)), None)
        if same is None:
            kept.append(one)
            continue
        first = kept[same]
        kept[same] = replace(
            first,
            due=first.due or one.due,
            thread=first.thread or one.thread,
            thread_name=first.thread_name or one.thread_name,
            amounts=first.amounts or one.amounts,
            of=min(first.of, one.of, key=len),
            to=first.to or one.to,
            courtesy=first.courtesy and one.courtesy,
            said=first.said + tuple(said for said in one.said if not any(overlap(said, old) for old in first.said)),
        )
    return kept


def _same(one: Commitment, other: Commitment) -> bool:
    """Whether two are reports of one promise."""
    if not (set(one.of) <= set(other.of) or set(other.of) <= set(one.of)) or one.act != other.act:
        return False
    if overlap(one.said[0], other.said[0]):
        return one.what == other.what
    if one.due and other.due and not _may_be_one(one.due, other.due):
        return False
    apart = abs((one.made - other.made).days) if one.made and other.made else _TOGETHER
    if one.thread is not None and one.thread == other.thread:
        if one.part != other.part and one.part and other.part:
            return False
        return apart <= _AT_ONCE or (one.part == other.part and one.due is not None and other.due is not None)
    if apart > _TOGETHER:
        return False
    both = one.words & other.words
    if both and one.group is not None and one.group == other.group:
        return True
    brief = min(len(one.words), len(other.words)) <= 2 and one.to == other.to and one.act == "release"
    return (brief and apart <= _PASSING) or (len(both) >= 2 and share(one.words, other.words) >= _ALIKE)


def _may_be_one(one: Period, other: Period) -> bool:
    """Whether two times can be one that is told more and less exactly; "by 2025" and "by 2030" cannot."""
    if one.start and one.end and other.start and other.end:
        return one.start <= other.end and other.start <= one.end
    return one.end == other.end

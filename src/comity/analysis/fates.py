"""What became of a commitment: the later report that it was kept or broken, found by rules that err towards open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from comity.analysis.deeds import deed_of, deeds, speaks_of
from comity.analysis.due import kept_by
from comity.analysis.meetings import REAL, Met
from comity.analysis.said import Said, Sources, overlap
from comity.analysis.threads import History
from comity.ledger import LinkedRecord
from comity.linking.content import matter, share
from comity.linking.history import Entry, rank
from comity.linking.parts import part_of
from comity.records import Event, Stage, Status
from comity.records.parse import period_from_json
from comity.records.stages import stages

if TYPE_CHECKING:
    from comity.analysis.commitments import Commitment

_ENOUGH = 0.45
_LEAST = 2
_STOPPED = frozenset({Stage.SUSPENDED, Stage.CANCELLED})
_YEARLY = re.compile(r"\b(every year|each year|annually|yearly|regular(ly)?)\b", re.IGNORECASE)
_GOES = re.compile(r"(?:visit|travel|come|arrive|go)\b")
_SOON = timedelta(days=400)
_GRACE = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Fate:
    """A later report on a commitment: what it says, in words, when it was, and its sentence."""

    words: str
    day: date | None
    said: Said

    def to_json(self) -> dict[str, Any]:
        """JSON-ready."""
        return {"words": self.words, "date": self.day.isoformat() if self.day else None, "said": self.said.to_json()}


class Fates:
    """Looks for what became of commitments among the records, thread histories and meetings of a dyad."""

    def __init__(
        self,
        records: Iterable[LinkedRecord],
        histories: Iterable[History],
        met: Iterable[Met],
        pair: frozenset[str],
        sources: Sources,
    ) -> None:
        self._pair = pair
        self._sources = sources
        events = [_Later.of(linked) for linked in records if isinstance(linked.record, Event)]
        between = sorted((one for one in events if pair <= one.parties), key=lambda later: later.day or date.max)
        self._events = between
        self._with: dict[str, list[int]] = {}
        for number, later in enumerate(between):
            for word in later.words:
                self._with.setdefault(word, []).append(number)
        self._histories = {history["thread_id"]: history for history in histories}
        self._dues = {due["record"]: due for history in self._histories.values() for due in history["due"]}
        self._met = sorted((one for one in met if one.held and one.exact), key=lambda one: one.sort)

    def kept(self, one: Commitment) -> Fate | None:
        """The first later report that the deed was done: a stage of its thread, a meeting, or an event of its kind."""
        if _YEARLY.search(one.what):
            return None
        found = [self._by_meeting(one)] if one.act == "meet" else [self._by_stage(one), self._by_deed(one)]
        return min((fate for fate in found if fate), key=lambda fate: fate.day or date.max, default=None)

    def broken(self, one: Commitment) -> Fate | None:
        """The last later report that it was cancelled, suspended, rejected or withdrawn from."""
        found = [self._by_stop(one), self._by_breach(one)]
        return max((fate for fate in found if fate), key=lambda fate: fate.day or date.min, default=None)

    def progress(self, one: Commitment) -> Fate | None:
        """The latest stage since of its thread, or of the part that is meant, where that falls short of the deed."""
        going = [entry for entry in self._since(one, one.part) if entry["stage"] not in _STOPPED]
        return self._of_stage(going[-1], stages()[Stage(going[-1]["stage"])].name.lower()) if going else None

    def _since(self, one: Commitment, part: str = "") -> list[Entry]:
        """The changes of its thread, or of a part, since it was made, without those that its own sentences tell."""
        history = self._histories.get(one.thread or "")
        if history is None or one.act == "meet":
            return []
        entries, of = history["stages"], part_of(part, 0)
        if of is not None:
            parts = [(entry, part_of(entry["part"], 0)) for entry in history["parts"]]
            entries = sorted((entry for entry, other in parts if other and other.covers(of)), key=_sort)
        own = {(said.document, said.start) for said in one.said}
        return [
            entry
            for entry in entries
            if (entry["document"], entry["start"]) not in own and _after(_day_of(entry), one.made)
        ]

    def _by_stage(self, one: Commitment) -> Fate | None:
        """The stage that keeps a due entry of its thread; where it has none, one at which its kind of deed is done."""
        history = self._histories.get(one.thread or "")
        if history is None:
            return None
        dues = [self._dues[said.record] for said in one.said if said.record in self._dues]
        if dues:
            done = [entry for due in dues if (entry := kept_by(history, due)) is not None]
        else:
            target = deeds()[one.act].stage if one.act in deeds() else None
            done = [entry for entry in self._since(one) if target and rank(Stage(entry["stage"])) >= rank(target)]
        if not done:
            return None
        first = min(done, key=_sort)
        return self._of_stage(first, f"{one.thread_name} is {stages()[Stage(first['stage'])].name.lower()}")

    def _by_stop(self, one: Commitment) -> Fate | None:
        entries = self._since(one)
        if not entries or entries[-1]["stage"] not in _STOPPED:
            return None
        return self._of_stage(entries[-1], f"{one.thread_name} is {entries[-1]['stage']}")

    def _by_meeting(self, one: Commitment) -> Fate | None:
        session = one.session
        if session is not None and session.held:
            day = (session.period.start if session.period else None) or session.reported
            return Fate("it was held", day, self._sources.said(session.reports[0]))
        for met in self._met:
            if one.leaders and met.level != "leaders":
                continue
            if session is not None and met.ordinal not in (None, session.ordinal):
                continue
            if not _after(met.sort, one.made) or not _in_time(one, met.sort):
                continue
            of_thread = one.thread is not None and met.mention is not None and met.mention.thread_id == one.thread
            visitors = {actor.country for actor in met.event.actors} & self._pair
            visit = one.thread is None and len(one.of) == 1 and met.how == "visit" and visitors == set(one.of)
            alike = one.thread is None and _alike(one, matter(met.event.quote))
            if of_thread or (visit and _GOES.match(one.what)) or alike:
                words = f"they met: {met.how}{f' in {met.place}' if met.place else ''}"
                return Fate(words, met.sort, self._sources.said(met.telling[0]))
        return None

    def _by_deed(self, one: Commitment) -> Fate | None:
        """The first event of its kind, by the one who undertook it, for the other where that is said, on its matter."""
        types = deeds()[one.act].types if one.act in deeds() else frozenset()
        done = [
            later
            for later in self._after(one)
            if later.act == one.act and later.event.type in types and set(one.of) <= later.doers
            if later.event.status in (Status.OCCURRED, Status.HISTORICAL)
        ]
        if not done:
            return None
        shared = ", ".join(sorted(one.words & done[0].words))
        return self._of_event(done[0], f"reported as done: “{done[0].event.trigger.text}”, on {shared}")

    def _by_breach(self, one: Commitment) -> Fate | None:
        found = [later for later in self._after(one) if later.breaks and later.event.status in REAL]
        return self._of_event(found[-1], f"reported as “{found[-1].event.trigger.text}”") if found else None

    def _after(self, one: Commitment) -> Iterator[_Later]:
        """The events between the two since it was made, on its matter, by day."""
        shared = Counter(number for word in one.words for number in self._with.get(word, ()))
        for number in sorted(number for number, words in shared.items() if words >= _LEAST):
            later = self._events[number]
            if later.is_after(one) and _alike(one, later.words):
                yield later

    def _of_stage(self, entry: Entry, words: str) -> Fate:
        return Fate(words, _day_of(entry), self._sources.entry(entry))

    def _of_event(self, later: _Later, words: str) -> Fate:
        return Fate(words, later.day, self._sources.said(later.linked))


@dataclass(frozen=True, slots=True)
class _Later:
    """An event that may keep or break a commitment: the kind of deed that it speaks of, who did it, and its matter."""

    linked: LinkedRecord
    event: Event
    act: str
    breaks: bool
    day: date | None
    parties: frozenset[str]
    doers: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, linked: LinkedRecord) -> _Later:
        event = linked.record
        assert isinstance(event, Event)
        called = [actor.text for actor in (*event.actors, *event.recipients)]
        doers = frozenset(actor.country for actor in event.actors)
        return cls(
            linked=linked,
            event=event,
            act=deed_of(event.trigger.text),
            breaks=speaks_of("breaks", event.trigger.text.split()[0]),
            day=event.date.start if event.date and event.date.start else event.published,
            parties=doers | {actor.country for actor in event.recipients},
            doers=doers,
            words=matter(event.quote, called),
        )

    def is_after(self, one: Commitment) -> bool:
        """Whether it came after a commitment, and was published after it, in another document than the first report."""
        event, published = self.event, self.event.published
        if event.document == one.said[0].document or any(overlap(said, event) for said in one.said):
            return False
        return _after(self.day, one.made) and published is not None and _after(published, one.made)


def _alike(one: Commitment, words: frozenset[str]) -> bool:
    return len(one.words & words) >= _LEAST and share(one.words, words) >= _ENOUGH


def _in_time(one: Commitment, day: date) -> bool:
    """Whether a meeting, which recurs, is the one meant: up to a month past due, or soon after it was agreed."""
    if one.made is None:
        return True
    if one.due is not None and one.due.end is not None:
        return (one.due.start is None or day >= one.due.start - _GRACE) and day <= one.due.end + _GRACE
    return day <= one.made + _SOON


def _after(day: date | None, made: date | None) -> bool:
    return day is not None and (made is None or day > made)


def _day_of(entry: Entry) -> date | None:
    period = period_from_json(entry["date"]) if entry["date"] else None
    return (period.start or period.end) if period else None


def _sort(entry: Entry) -> date:
    return _day_of(entry) or date.max

"""What became of a commitment: the later report that it was kept or broken, found by rules that err towards open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from comity.analysis.deeds import breaks, deed_of, deeds
from comity.analysis.meetings import REAL, Met
from comity.analysis.said import Said, Sources
from comity.analysis.sessions import Series, Session
from comity.ledger import LinkedRecord
from comity.linking.content import matter, share, stem
from comity.records import Event, Stage, Status
from comity.records.parse import period_from_json
from comity.records.stages import stages

if TYPE_CHECKING:
    from comity.analysis.commitments import Commitment

_ENOUGH = 0.45
_LEAST = 2
_STOPPED = frozenset({"suspended", "cancelled"})
_YEARLY = re.compile(r"\b(every year|each year|annually|yearly|regular(ly)?)\b", re.IGNORECASE)
_SOON = timedelta(days=400)
_GRACE = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Report:
    """A later report on a commitment: why it counts, the day, and where its sentence stands."""

    words: str
    day: date | None
    document: str
    start: int
    end: int
    quote: str
    record: str

    def said(self, sources: Sources) -> Said:
        """Its sentence."""
        return sources.sentence(self.document, self.start, self.end, self.quote, self.record)


class Fates:
    """Looks for what became of commitments among the records, thread histories and meetings of a dyad."""

    def __init__(
        self,
        records: Iterable[LinkedRecord],
        histories: Iterable[Mapping[str, Any]],
        met: Sequence[Met],
        series: Sequence[Series],
        pair: frozenset[str],
    ) -> None:
        self._pair = pair
        self._events = [_Later.of(linked) for linked in records if isinstance(linked.record, Event)]
        self._histories = {history["thread_id"]: history for history in histories}
        self._met = [one for one in met if one.held]
        self._sessions = {
            linked.record.id: one for several in series for one in several.sessions for linked in one.reports
        }

    def kept(self, one: Commitment) -> Report | None:
        """The first later report that the deed was done: a stage of its thread, a meeting, or an event of its kind."""
        if _YEARLY.search(one.what):
            return None
        found = [self._by_stage(one), self._by_meeting(one) if one.act == "meet" else self._by_deed(one)]
        return min((report for report in found if report), key=lambda report: report.day or date.max, default=None)

    def broken(self, one: Commitment) -> Report | None:
        """The last later report that it was cancelled, suspended, rejected or withdrawn from."""
        found = [self._by_stop(one), self._by_breach(one)]
        return max((report for report in found if report), key=lambda report: report.day or date.min, default=None)

    def progress(self, one: Commitment) -> Report | None:
        """The latest stage of its thread since, where that falls short of the deed."""
        entries = [entry for entry in self._stages(one) if entry["stage"] not in _STOPPED]
        if not entries:
            return None
        return _of_stage(entries[-1], f"so far: {stages()[Stage(entries[-1]['stage'])].name.lower()}")

    def _stages(self, one: Commitment) -> list[Mapping[str, Any]]:
        """The changes of its thread since it was made, without those that its own sentences tell."""
        history = self._histories.get(one.thread or "")
        if history is None or one.act == "meet":
            return []
        own = {(said.document, said.start) for said in one.said}
        return [
            entry
            for entry in history["stages"]
            if (entry["document"], entry["start"]) not in own and _after(_day_of(entry), one.made)
        ]

    def _by_stage(self, one: Commitment) -> Report | None:
        target = one.stage or (deeds()[one.act].stage if one.act in deeds() else None)
        if target is None:
            return None
        least = stages()[target].advance or 0
        for entry in self._stages(one):
            stage = stages()[Stage(entry["stage"])]
            if stage.advance is not None and stage.advance >= least:
                return _of_stage(entry, f"{one.thread_name} is {stage.name.lower()}")
        return None

    def _by_stop(self, one: Commitment) -> Report | None:
        entries = self._stages(one)
        if not entries or entries[-1]["stage"] not in _STOPPED:
            return None
        return _of_stage(entries[-1], f"{one.thread_name} is {entries[-1]['stage']}")

    def _by_meeting(self, one: Commitment) -> Report | None:
        session = self._sessions.get(one.id)
        if session is not None:
            return _of_session(session)
        for met in sorted(self._met, key=lambda met: met.sort):
            if one.leaders and met.level != "leaders":
                continue
            if not met.exact or not _after(met.sort, one.made) or not self._in_time(one, met.sort):
                continue
            of_thread = one.thread is not None and met.mention is not None and met.mention.thread_id == one.thread
            visitors = {actor.country for actor in met.event.actors} & self._pair
            visit = one.thread is None and len(one.of) == 1 and met.how == "visit" and visitors == set(one.of)
            alike = one.thread is None and _alike(one, matter(met.event.quote))
            if of_thread or (visit and self._goes_to(one)) or alike:
                event = met.event
                words = f"they met: {met.how}{f' in {met.place}' if met.place else ''}"
                return Report(words, met.sort, event.document, event.start, event.end, event.quote, event.id)
        return None

    def _goes_to(self, one: Commitment) -> bool:
        return re.match(r"(visit|travel|come|arrive|go)\b", one.what) is not None

    def _by_deed(self, one: Commitment) -> Report | None:
        types = deeds()[one.act].types if one.act in deeds() else frozenset()
        for later in self._events:
            event = later.event
            if event.type not in types or event.status not in (Status.OCCURRED, Status.HISTORICAL):
                continue
            if later.act != one.act or not self._by_same(one, later) or not _after(later.day, one.made):
                continue
            if self._is_other(one, later) or not self._in_time(one, later.day):
                continue
            shared = one.words & later.words
            if _alike(one, later.words):
                return later.report(f"reported as done: “{event.trigger.text}”, on {', '.join(sorted(shared))}")
        return None

    def _by_breach(self, one: Commitment) -> Report | None:
        found = None
        for later in self._events:
            if later.stem not in breaks() or later.event.status not in REAL or not _after(later.day, one.made):
                continue
            if self._pair <= later.parties and not self._is_other(one, later) and _alike(one, later.words):
                found = later.report(f"reported as “{later.event.trigger.text}”")
        return found

    def _by_same(self, one: Commitment, later: _Later) -> bool:
        """Whether the one who undertook it does it, for the other where that is said."""
        return self._pair <= later.parties and set(one.of) <= later.doers

    def _is_other(self, one: Commitment, later: _Later) -> bool:
        """Whether the sentence is the promise itself, or was published with it."""
        published = later.event.published
        event = later.event
        same = event.document == one.said[0].document or any(
            said.document == event.document and said.start < event.end and event.start < said.end for said in one.said
        )
        return same or published is None or (one.made is not None and published <= one.made)

    def _in_time(self, one: Commitment, day: date | None) -> bool:
        """Whether a deed that recurs (a summit, a visit) is the one meant: up to a month past due, or within a year."""
        if one.act != "meet" or day is None or one.made is None:
            return True
        if one.due is not None and one.due.end is not None:
            return (one.due.start is None or day >= one.due.start - _GRACE) and day <= one.due.end + _GRACE
        return day <= one.made + _SOON


@dataclass(frozen=True, slots=True)
class _Later:
    event: Event
    act: str
    stem: str
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
        day = event.date.start if event.date and event.date.start else event.published
        trigger = event.trigger.text.split()[0]
        parties = doers | {actor.country for actor in event.recipients}
        return cls(event, deed_of(trigger), stem(trigger), day, parties, doers, matter(event.quote, called))

    def report(self, words: str) -> Report:
        event = self.event
        return Report(words, self.day, event.document, event.start, event.end, event.quote, event.id)


def _alike(one: Commitment, words: frozenset[str]) -> bool:
    return len(one.words & words) >= _LEAST and share(one.words, words) >= _ENOUGH


def _after(day: date | None, made: date | None) -> bool:
    return day is not None and (made is None or day > made)


def _day_of(entry: Mapping[str, Any]) -> date | None:
    period = period_from_json(entry["date"]) if entry["date"] else None
    return (period.start or period.end) if period else None


def _of_session(session: Session) -> Report | None:
    """The report of a numbered meeting that was held."""
    if not session.held:
        return None
    record = session.reports[0].record
    day = (session.period.start if session.period else None) or session.reported
    return Report("it was held", day, record.document, record.start, record.end, record.quote, record.id)


def _of_stage(entry: Mapping[str, Any], words: str) -> Report:
    return Report(
        words, _day_of(entry), entry["document"], entry["start"], entry["end"], entry["quote"], entry["record"]
    )

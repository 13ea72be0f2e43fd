"""Which sentences tell of one meeting, beyond what linking joined; and which plans were then held."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations, islice
from operator import itemgetter

from comity.actors import tables
from comity.analysis.meetings import (
    REAL,
    Met,
    is_call,
    is_meeting,
    is_person,
    leads,
    made,
    parties_of,
    present,
    series_of,
)
from comity.ledger import LinkedRecord
from comity.linking.groups import Union
from comity.linking.happenings import Happening
from comity.records import Actor, Event, Status, ThreadMention

_RECENT = timedelta(days=7)
_NEXT_DAY = timedelta(days=1)
_GRACE = timedelta(days=3)
_SOON = timedelta(days=400)
"""A plan without a day is held by a meeting within about a year."""
_OFFICES = frozenset(
    {
        *("president", "presidents", "minister", "ministers", "leader", "leaders", "premier", "chancellor", "state"),
        *("government", "king", "secretary", "side"),
    }
)


@dataclass(frozen=True, slots=True)
class _Traits:
    """What of a meeting is compared."""

    met: Met
    how: str
    parties: frozenset[str]
    call: bool | None
    place: str
    people: Mapping[str, frozenset[tuple[bool, str]]]
    session: tuple[str, int] | None
    documents: frozenset[str]

    @classmethod
    def of(cls, met: Met) -> _Traits:
        how = met.how
        people = {state: _people(met.actors, state) for state in met.dyad}
        thread = (met.mention.thread_id or met.series) if met.mention else ""
        session = (thread, met.ordinal) if met.ordinal is not None else None
        documents = frozenset(linked.record.document for linked in met.reports)
        call = None if how == "talks" else how == "call"
        return cls(met, how, met.parties, call, met.place, people, session, documents)


def meetings_of(found: Sequence[Happening], records: Sequence[LinkedRecord], dyad: frozenset[str]) -> tuple[Met, ...]:
    """The meetings among happenings, each once, newest first; a plan of a meeting that was then held is left out.

    `records` are all of the dyad, for the series of meetings that their sentences name.
    """
    series = series_of(records)
    chosen = [one for one in found if is_meeting(one, _name(series.get(one.event.id)))]
    single = [made((part,), series, dyad) for one in chosen for part in _parts(one, series)]
    merged = _joined(single, series, dyad)
    final = _joined_to_best(merged, series, dyad)
    held = _Held(_Traits.of(met) for met in final if met.held)
    kept = [met for met in final if met.status is not Status.FUTURE or not held.have(_Traits.of(met))]
    return tuple(sorted(kept, key=lambda met: (-met.sort.toordinal(), -met.rank, met.event.quote, met.event.id)))


def _name(linked: LinkedRecord | None) -> str:
    return linked.record.name if linked and isinstance(linked.record, ThreadMention) else ""


def _parts(one: Happening, series: Mapping[str, LinkedRecord]) -> list[Happening]:
    """A linked event, parted where its sentences tell of leaders and of others, or of two numbered sessions.

    On a visit the leaders' talks and the ministers' session are linked as one day's talks, but are two meetings; and a
    call is on one day. What names nobody goes with the first.
    """
    parts: list[list[LinkedRecord]] = []
    rest: list[LinkedRecord] = []
    for linked in one.reports:
        event = linked.record
        assert isinstance(event, Event)
        key = _key(event, linked, series)
        if not any(key[:2]) and key[2] is None:
            rest.append(linked)
            continue
        fitting = next((part for part in parts if all(_agree(key, _key_of(other, series)) for other in part)), None)
        if fitting is None:
            parts.append([linked])
        else:
            fitting.append(linked)
    if len(parts) < 2:
        return [one]
    parts[0] += rest
    found = []
    for part in parts:
        lead = part[0].record
        assert isinstance(lead, Event)
        found.append(replace(one, event=lead, reports=tuple(part)))
    return found


_Key = tuple[frozenset[tuple[str, bool]], frozenset[tuple[str, int]], date | None, bool]


def _key_of(linked: LinkedRecord, series: Mapping[str, LinkedRecord]) -> _Key:
    assert isinstance(linked.record, Event)
    return _key(linked.record, linked, series)


def _key(event: Event, linked: LinkedRecord, series: Mapping[str, LinkedRecord]) -> _Key:
    """Offices (per state, whether its leader) that a sentence names, the numbered session, the day, and if a call."""
    ranks = frozenset((actor.country, leads(actor)) for actor in present(event) if is_person(actor))
    mention = series.get(linked.record.id)
    if mention and not ranks and "ministers" in event.quote.casefold():
        ranks = frozenset((country, False) for country in parties_of(event))
    number = getattr(mention.record, "ordinal", None) if mention else None
    session = frozenset({(mention.thread_id or "", number)}) if mention and number is not None else frozenset()
    when = event.date
    day = when.start if when is not None and when.start == when.end else None
    return ranks, session, day, is_call(event)


def _agree(one: _Key, other: _Key) -> bool:
    if one[1] and other[1] and one[1] != other[1]:
        return False
    if (one[3] or other[3]) and one[2] and other[2] and abs(one[2] - other[2]) > _NEXT_DAY:
        return False
    for state in {country for country, _ in one[0]} & {country for country, _ in other[0]}:
        mine = {leading for country, leading in one[0] if country == state}
        theirs = {leading for country, leading in other[0] if country == state}
        if mine.isdisjoint(theirs):
            return False
    return True


def _joined(single: Sequence[Met], series: Mapping[str, LinkedRecord], dyad: frozenset[str]) -> list[Met]:
    """Those of one day, or of one numbered session, with the same people, as one."""
    traits = sorted((_Traits.of(met) for met in single), key=lambda one: (one.met.sort, one.met.event.id))
    together = Union(len(traits))
    for one, other in _near(traits):
        left, right = traits[one], traits[other]
        alike = left.met.held == right.met.held and left.met.status in (*REAL, Status.FUTURE)
        if alike and (_same_sentence(left, right) or (_same_time(left, right) and _can_be_one(left, right))):
            together.join([one, other])
    return [_union([traits[number].met for number in group], series, dyad) for group in together.sets()]


def _near(traits: Sequence[_Traits]) -> Iterator[tuple[int, int]]:
    """Every pair of one document, of one numbered session, or of neighbouring days; others cannot be one meeting."""
    groups: dict[object, list[int]] = {}
    days = []
    for number, one in enumerate(traits):
        groups.setdefault(one.met.event.document, []).append(number)
        if one.session:
            groups.setdefault(one.session, []).append(number)
        if one.met.exact and one.met.first and one.met.last:
            days.append((one.met.first, one.met.last, number))
    for group in groups.values():
        yield from combinations(group, 2)
    days.sort()
    for at, (_, last, number) in enumerate(days):
        for first, _, other in islice(days, at + 1, None):
            if first > last + _NEXT_DAY:
                break
            yield min(number, other), max(number, other)


def _union(several: Sequence[Met], series: Mapping[str, LinkedRecord], dyad: frozenset[str]) -> Met:
    if len(several) == 1:
        return several[0]
    return made(tuple(one for met in several for one in met.happenings), series, dyad)


def _same_sentence(left: _Traits, right: _Traits) -> bool:
    one, other = left.met.event, right.met.event
    if None not in (left.call, right.call) and left.call != right.call:
        return False
    return one.document == other.document and one.start < other.end and other.start < one.end


def _same_time(left: _Traits, right: _Traits) -> bool:
    """The same numbered session; else the same day, or for named people who meet in person, the day before or after."""
    if left.session and right.session:
        return left.session == right.session
    one, other = left.met, right.met
    if not (one.exact and other.exact and one.first and one.last and other.first and other.last):
        return False
    known = all(left.people[state] and right.people[state] for state in one.dyad)
    play = timedelta(days=1 if known and not (left.call or right.call) else 0)
    return one.first <= other.last + play and other.first <= one.last + play


def _joined_to_best(single: Sequence[Met], series: Mapping[str, LinkedRecord], dyad: frozenset[str]) -> list[Met]:
    """A report without a day joins the meeting that its document tells of, or the only one of its month."""
    traits = [_Traits.of(met) for met in single]
    together = Union(len(traits))
    beside = _Beside(traits)
    for one, vague in enumerate(traits):
        if vague.met.exact or not vague.met.held:
            continue
        fitting = [
            other
            for other in beside.of(vague)
            if other != one and _told_beside(vague, traits[other]) and _can_be_one(vague, traits[other])
        ]
        exact = [other for other in fitting if traits[other].met.exact] or fitting
        exact = [other for other in exact if traits[other].met.level == vague.met.level] or exact
        if exact and (vague.met.first is None or len(exact) == 1):
            together.join([one, min(exact, key=lambda other: _distance(vague.met, traits[other].met))])
    return [_union([single[number] for number in group], series, dyad) for group in together.sets()]


class _Beside:
    """Meetings that were held, by the days and by the documents that tell of them."""

    def __init__(self, traits: Sequence[_Traits]) -> None:
        self._by_day: list[tuple[date, int]] = []
        self._by_document: dict[str, list[int]] = {}
        for number, one in enumerate(traits):
            if not one.met.held:
                continue
            if one.met.first is not None:
                self._by_day.append((one.met.first, number))
            for document in one.documents:
                self._by_document.setdefault(document, []).append(number)
        self._by_day.sort()

    def of(self, vague: _Traits) -> list[int]:
        """The numbers of those that may be told beside a report without a day, ascending."""
        first, last = vague.met.first, vague.met.last
        if first is not None and last is not None:
            start, end = (
                bisect_left(self._by_day, first, key=itemgetter(0)),
                bisect_right(self._by_day, last, key=itemgetter(0)),
            )
            return sorted(number for _, number in self._by_day[start:end])
        return sorted({number for document in vague.documents for number in self._by_document.get(document, ())})


def _told_beside(vague: _Traits, known: _Traits) -> bool:
    met = known.met
    if vague.met.first is not None and vague.met.last is not None:
        inside = met.first is not None and met.last is not None and vague.met.first <= met.first <= vague.met.last
        return inside and met.exact
    published = vague.met.event.published
    if not vague.documents & known.documents:
        return False
    return met.first is None or published is None or published - _RECENT <= met.first <= published


def _distance(vague: Met, met: Met) -> tuple[bool, int, str]:
    """Whether another level is spoken of, and how far apart the sentences stand."""
    event = vague.event
    near = [
        abs(linked.record.start - event.start) for linked in met.reports if linked.record.document == event.document
    ]
    return (vague.level != met.level, min(near, default=0), met.id)


def _can_be_one(left: _Traits, right: _Traits) -> bool:
    """Whether nothing keeps them apart: parties, call or not, session, place, offices, persons."""
    if left.parties != right.parties or (None not in (left.call, right.call) and left.call != right.call):
        return False
    if left.session and right.session and left.session != right.session:
        return False
    if left.place and right.place and left.place != right.place:
        return False
    return all(_agreeing(left.people[state], right.people[state]) for state in left.met.dyad)


def _agreeing(mine: frozenset[tuple[bool, str]], theirs: frozenset[tuple[bool, str]]) -> bool:
    """Whether the people named for one state may be the same: of one rank, and by name where both are named."""
    if mine and theirs and {rank for rank, _ in mine}.isdisjoint({rank for rank, _ in theirs}):
        return False
    named = {name for _, name in mine if name}, {name for _, name in theirs if name}
    return not all(named) or not named[0].isdisjoint(named[1])


def _people(actors: Iterable[Actor], state: str) -> frozenset[tuple[bool, str]]:
    """Who of a state takes part: whether a leader, and the family name where the text has it."""
    return frozenset((leads(actor), _family(actor)) for actor in actors if actor.country == state and is_person(actor))


def _family(actor: Actor) -> str:
    words = actor.text.split()
    last = words[-1].strip(".,'’") if words else ""
    if actor.inferred or not last[:1].isupper() or last.casefold() in _OFFICES:
        return ""
    state = tables.states().get(actor.country)
    own = {word for name in (*state.all_names, *state.adjectives) for word in name.split()} if state else set()
    return "" if last in own else last.casefold()


class _Held:
    """Meetings that were held, by their day, in which plans are looked for."""

    def __init__(self, held: Iterable[_Traits]) -> None:
        self._held = sorted(held, key=_day)
        self._sessions = {one.session for one in self._held if one.session}

    def have(self, plan: _Traits) -> bool:
        """Whether a plan was carried out."""
        if plan.session in self._sessions:
            return True
        first, last, said = plan.met.first, plan.met.last, plan.met.event.published
        if first is not None and last is not None:
            days = first - _GRACE, last + _GRACE
        elif said is not None:
            days = said, said + _SOON
        else:
            return False
        start, end = bisect_left(self._held, days[0], key=_day), bisect_right(self._held, days[1], key=_day)
        return any(was_held(plan, one) for one in self._held[start:end])


def _day(one: _Traits) -> date:
    return one.met.sort


def was_held(plan: _Traits, held: _Traits) -> bool:
    """Whether a meeting is the one that was planned: the same people, at the planned time or soon after the plan."""
    if plan.session and plan.session == held.session:
        return True
    if not plan.parties <= held.parties or (plan.call is True) != (held.call is True):
        return False
    if not all(_agreeing(plan.people[state], held.people[state]) for state in plan.met.dyad):
        return False
    one, other = plan.met, held.met
    if plan.how == held.how == "visit" and _visitors(one.event) != _visitors(other.event):
        return False
    if one.first is not None and one.last is not None:
        return one.first - _GRACE <= other.sort and (other.last or other.sort) <= one.last + _GRACE
    said = one.event.published
    return said is not None and other.exact and said <= other.sort <= said + _SOON


def _visitors(event: Event) -> frozenset[str]:
    return frozenset(actor.country for actor in event.actors)

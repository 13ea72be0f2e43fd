"""What the pages of one dyad show, computed once per state of the ledger and filtered per request."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar, cast

from comity.brief import naming, tone, wording
from comity.brief.claims import day_of
from comity.ledger import Mark
from comity.linking.happenings import Happening, grouped
from comity.records import Stage
from comity.records.pillars import pillars
from comity.records.stages import stages
from comity.web.site import Site
from comity.web.trends import months

_COLUMNS = 30
"""Periods in a heat strip; where the years are more, the earliest are drawn together."""

_KEPT = 50
"""Things that are kept beside a dyad: its state, and the happenings that pass a filter."""

_SURE = 0.6
"""The confidence of what a page leads with."""

T = TypeVar("T")

TRACK = (
    *(Stage.PROPOSED, Stage.DISCUSSED, Stage.AGREED, Stage.SIGNED),
    *(Stage.UNDER_WAY, Stage.OPERATIONAL, Stage.COMPLETED),
)


@dataclass(slots=True)
class Dyad:
    """What the pages of a dyad share. Happenings are newest first; their reports are as `Ledger.lists` has them.

    `figures` tells of each figure what series say of it, or None. `as_of` is how far the ledger had got. `stamp` is
    another for each reading of the dyad: what was made from one can be known by it without keeping the dyad alive.
    """

    code: str
    happenings: tuple[Happening, ...]
    figures: Mapping[str, str | None]
    histories: tuple[Mapping[str, Any], ...]
    documents: int
    as_of: tuple[Mark, str]
    stamp: object = field(default_factory=object)
    _shown: dict[Any, Any] = field(default_factory=dict)

    @property
    def pair(self) -> frozenset[str]:
        """The codes of the two."""
        return frozenset(self.code.split("-"))

    @property
    def name(self) -> str:
        """`India – Russia`."""
        return " – ".join(name for _, name in self.sides)

    @property
    def sides(self) -> tuple[tuple[str, str], ...]:
        """Code and name of each of the two."""
        return tuple((code, naming.names([code])) for code in self.code.split("-"))

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What follows from this dyad alone, worked out once; a few such things are kept."""
        if key not in self._shown:
            if len(self._shown) >= _KEPT:
                self._shown.clear()
            self._shown[key] = make()
        return cast(T, self._shown[key])


def dyad_of(site: Site, code: str) -> Dyad:
    """The dyad with this code, remembered until something is read or decided that concerns it."""
    return site.remembered(("dyad", code), lambda: _read(site, code))


def _read(site: Site, code: str) -> Dyad:
    lists, former = site.ledger.lists, cast("Dyad | None", site.kept(("dyad", code)))
    mark, beside = now = lists.standing()
    if former is not None and former.as_of[1] == beside and former.as_of[0].decision == mark.decision:
        since = former.as_of[0]
        if mark == since or not lists.touched(code, since):
            former.as_of = now
            return former
    return Dyad(
        code=code,
        happenings=tuple(reversed(grouped(lists.events(code)))),
        figures=lists.figures(code),
        histories=tuple(site.ledger.thread_histories(code)),
        documents=lists.documents(code),
        as_of=now,
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Filters of an address: all are optional; `who` is a code or a part of a speaker's name."""

    pillar: str = ""
    type: str = ""
    status: str = ""
    tone: str = ""
    who: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None
    sources: int = 0
    sure: float = 0.0

    def passes(self, one: Happening, pair: frozenset[str]) -> bool:
        """Whether a happening is wanted."""
        event = one.event
        speaker = event.speaker
        return (
            (not self.pillar or self.pillar in event.pillars)
            and (not self.type or event.type == self.type)
            and (not self.status or event.status.value == self.status)
            and (not self.tone or tone.tone(event, pair).value == self.tone)
            and (not self.since or one.first >= self.since)
            and (not self.until or one.first <= self.until)
            and one.sources >= self.sources
            and event.confidence >= self.sure
            and (not self.words or self.words.casefold() in event.quote.casefold())
            and (
                not self.who
                or (speaker is not None and self.who.casefold() in f"{speaker.country} {speaker.name}".casefold())
            )
        )


def _backwards(one: Happening) -> int:
    return -one.first.toordinal()


@dataclass(frozen=True, slots=True)
class Listed:
    """The happenings of any time that pass a filter, newest first, and how many of each month are against or not."""

    happenings: tuple[Happening, ...]
    months: Mapping[tuple[str, bool], int]

    def within(self, first: date | None, last: date | None) -> Sequence[Happening]:
        """Those from one day to another, both included."""
        start = bisect_left(self.happenings, -last.toordinal(), key=_backwards) if last else 0
        end = bisect_right(self.happenings, -first.toordinal(), key=_backwards) if first else None
        return self.happenings[start:end]


def listed(dyad: Dyad, wanted: Wanted) -> Listed:
    """The happenings of a dyad that pass all that is wanted but its days."""
    any_time = replace(wanted, since=None, until=None)

    def make() -> Listed:
        every, pair = dyad.happenings, dyad.pair
        found = every if any_time == Wanted() else tuple(one for one in every if any_time.passes(one, pair))
        return Listed(found, months(found, pair))

    return dyad.once(any_time, make)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a heat strip: a pillar in a period, and its share that is critical or in conflict, from 0 to 1."""

    x: int
    against: float
    opacity: float
    label: str


@dataclass(frozen=True, slots=True)
class PillarRow:
    """A row of the state of a partnership: a pillar with its strip, its latest event and how far its threads are."""

    id: str
    name: str
    events: int
    cells: tuple[Cell, ...]
    latest: Happening | None
    stages: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class State:
    """The state of a partnership at a glance. `periods` label the columns of the strips."""

    periods: tuple[str, ...]
    rows: tuple[PillarRow, ...]


def state_of(dyad: Dyad) -> State:
    """Per pillar: what happened when, the latest event that took place, and the stages of its threads."""
    return dyad.once("state", lambda: _state(dyad))


def _state(dyad: Dyad) -> State:
    real = [one for one in dyad.happenings if one.event.status in tone.REAL and one.first > date.min]
    years = [one.first.year for one in real]
    periods, column = _periods(years)
    by_pillar: dict[str, list[Happening]] = defaultdict(list)
    for one in real:
        for pillar in one.event.pillars:
            by_pillar[pillar].append(one)
    staged = _stages_by_pillar(dyad)
    rows = []
    for sector in pillars().values():
        mine = by_pillar.get(sector.id, [])
        if mine or staged.get(sector.id):
            cells = _cells(mine, dyad.pair, periods, column)
            latest = next(filter(leads, mine), mine[0] if mine else None)
            found = staged.get(sector.id, Counter())
            counted = tuple((stages()[stage].name, found[stage]) for stage in Stage if found[stage])
            rows.append(PillarRow(sector.id, sector.name, len(mine), cells, latest, counted))
    rows.sort(key=lambda row: -row.events)
    return State(periods, tuple(rows))


def _periods(years: Sequence[int]) -> tuple[tuple[str, ...], Mapping[int, int]]:
    """Labels of the columns, and the column of each year."""
    if not years:
        return (), {}
    last = max(years)
    first = max(min(years), last - _COLUMNS + 1)
    labels = [str(year) for year in range(first, last + 1)]
    if min(years) < first:
        labels[0] = f"to {first}"
    return tuple(labels), {year: max(0, year - first) for year in set(years)}


def _cells(
    mine: Iterable[Happening], pair: frozenset[str], periods: Sequence[str], column: Mapping[int, int]
) -> tuple[Cell, ...]:
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for one in mine:
        kind = tone.tone(one.event, pair)
        against = kind in (tone.Tone.CRITICAL, tone.Tone.CONFLICTUAL)
        counts[column[one.first.year]]["against" if against else "with"] += 1
    made = []
    for at in sorted(counts):
        good, bad = counts[at]["with"], counts[at]["against"]
        opacity = round(min(1.0, 0.28 + 0.24 * math.log2(good + bad)), 2)
        said = f"{periods[at]}: {wording.plural(good + bad, 'event')}" + (
            f", {bad} critical or in conflict" if bad else ""
        )
        made.append(Cell(at, bad / (good + bad), opacity, said))
    return tuple(made)


def _stages_by_pillar(dyad: Dyad) -> Mapping[str, Counter[Stage]]:
    found: dict[str, Counter[Stage]] = defaultdict(Counter)
    for history in dyad.histories:
        if history["stage"] and history["thread_kind"] != "organisation":
            for pillar in history.get("pillars", ()):
                found[pillar][Stage(history["stage"])] += 1
    return found


def leads(one: Happening) -> bool:
    """Whether a page may lead with it: sure enough, and told by a sentence that names one of the two by itself."""
    return one.event.confidence >= _SURE and naming.names_a_side(one.event)


@dataclass(frozen=True, slots=True)
class EventLine:
    """A happening as a line of a list."""

    id: str
    when: str
    first: date
    name: str
    sides: str
    tone: str
    status: str
    quote: str
    by: str
    sources: int
    reports: int
    confidence: float
    document: str
    record: str
    decision: str | None


def line_of(one: Happening, pair: frozenset[str]) -> EventLine:
    """The line of a happening, led by its best report."""
    event = one.event
    return EventLine(
        id=one.id,
        when=day_of(one),
        first=one.first,
        name=wording.event_name(event),
        sides=naming.sides(event),
        tone=tone.tone(event, pair).value,
        status=wording.STATUS_NAMES[event.status],
        quote=event.quote,
        by=naming.attribution(event.speaker, None, event.published),
        sources=one.sources,
        reports=len(one.reports),
        confidence=event.confidence,
        document=event.document,
        record=event.id,
        decision=one.reports[0].decision,
    )

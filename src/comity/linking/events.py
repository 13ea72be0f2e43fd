"""Same event: reports of one happening, by who, what and when.

The rule is the one-a-day filter of event data (Schrodt and Gerner, KEDS): same parties, same type, same day, one event.
Around it, plainly and without guessing:

- an event is not its own denial, plan or possibility: those are linked among themselves;
- a report with a wider date ("in November") joins the one dated event within it, and stays apart if there are several;
  a date wider than a month dates nothing, and only sets reports of one document apart;
- a report without a date joins what its own document says on the same topic (the same pillars and trigger words; for
  a meeting, any): the one event that it dates, else the other undated reports, and stays apart if it dates several;
- a sentence that a reprint carries over is the same report.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from comity.ledger import LinkedGroup
from comity.linking.groups import Place, Union, group_id, place
from comity.records import Event, Status

SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types in which each side does the same: who is named first does not matter."""

_WIDEST_DAYS = 31
_CLASS = {Status.OCCURRED: "real", Status.ONGOING: "real", Status.HISTORICAL: "real"}


@dataclass(frozen=True, slots=True)
class EventReport:
    """An event record as far as linking is concerned. `origin` is the document, or the one it reprints."""

    place: Place
    origin: str
    block: tuple[str, ...]
    topic: tuple[str, ...]
    words: tuple[str, str]
    first: date | None
    last: date | None

    @classmethod
    def of(cls, event: Event, origin: str) -> EventReport:
        """What linking needs to know of an event record."""
        actors = sorted({actor.country for actor in event.actors})
        recipients = sorted({actor.country for actor in event.recipients})
        if event.type in SYMMETRIC:
            actors, recipients = sorted({*actors, *recipients}), []
        what = (event.type, _CLASS.get(event.status, event.status.value))
        period = event.date
        return cls(
            place=place(event.published, event.document, event.id),
            origin=origin,
            block=(*what, "+".join(actors), "+".join(recipients)),
            topic=() if event.type == "CONSULT" else (event.trigger.text.casefold(), *sorted(event.pillars)),
            words=(" ".join(event.quote.split()), event.trigger.text),
            first=period.start if period else None,
            last=period.end if period else None,
        )


def link_events(reports: Sequence[EventReport], originals: Mapping[str, str | None]) -> list[LinkedGroup]:
    """The linked events of all reports, by id. Near-linear: only reports of one block are ever compared."""
    union = Union(len(reports))
    blocks: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    carried: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    reprinted = {original for original in originals.values() if original is not None}
    for number, report in enumerate(reports):
        blocks[report.block].append(number)
        if report.origin in reprinted:
            carried[(report.origin, *report.block, *report.words)].append(number)
    for numbers in carried.values():
        union.join(numbers)
    for block, numbers in blocks.items():
        if block[2] or block[3]:
            _join_block(reports, numbers, union)
    groups = [_group(reports, numbers) for numbers in union.sets()]
    return sorted(groups, key=lambda group: group.id)


def _join_block(reports: Sequence[EventReport], numbers: Sequence[int], union: Union) -> None:
    """Join the reports of one block by date."""
    by_period: defaultdict[tuple[date, date], list[int]] = defaultdict(list)
    undated: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in numbers:
        report = reports[number]
        if report.first and report.last and (report.last - report.first).days < _WIDEST_DAYS:
            by_period[report.first, report.last].append(number)
        else:
            undated[report.origin, *report.topic, str(report.first), str(report.last)].append(number)
    for same in by_period.values():
        union.join(same)
    days = sorted(first for first, last in by_period if first == last)
    for (first, last), wider in by_period.items():
        within = days[bisect_left(days, first) : bisect_right(days, last)]
        if first != last and len(within) == 1:
            union.join([wider[0], by_period[within[0], within[0]][0]])
    dated: defaultdict[tuple[str, ...], set[tuple[date, date]]] = defaultdict(set)
    for period, same in by_period.items():
        for number in same:
            dated[reports[number].origin, *reports[number].topic, "None", "None"].add(period)
    for about, same in undated.items():
        union.join(same)
        groups = {union.find(by_period[period][0]) for period in dated.get(about, ())}
        if len(groups) == 1:
            union.join([same[0], groups.pop()])


def _group(reports: Sequence[EventReport], numbers: Iterable[int]) -> LinkedGroup:
    members = sorted((reports[number] for number in numbers), key=lambda report: report.place)
    return LinkedGroup(
        id=group_id("evt_", [report.place for report in members]),
        records=[report.place[2] for report in members],
        sources=len({report.origin for report in members}),
    )

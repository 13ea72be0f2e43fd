"""Changes: what is new on a dyad since a day, or since the ledger was last looked at.

Since a day, new is what is dated on or after it, or was first published then. An event that was over more than three
months before it was first published is retold and not new, nor is a figure of a time over two years before. Since the
last look, new is what came by documents that were first read after it, whatever day they speak of. No clock is asked.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from comity.analysis.disagreements import disagreements
from comity.analysis.like import measure_words
from comity.analysis.looks import Changes, NewEvent, NewFigure, NewThread, Since, Step
from comity.analysis.sides import Disagreement
from comity.ledger import Filter, Ledger, LinkedRecord
from comity.linking.happenings import Happening, grouped
from comity.linking.history import rank
from comity.linking.reports import LEADERS
from comity.records import Figure, Stage, Status, ThreadKind, ThreadMention
from comity.records.parse import period_from_json
from comity.records.units import UnitKind, units

_RETOLD = timedelta(days=92)
_OLD_FIGURE = timedelta(days=731)
_REAL = frozenset({Status.OCCURRED, Status.ONGOING, Status.HISTORICAL})
_PLANNED = frozenset({Status.FUTURE, Status.HYPOTHETICAL, Status.NEGATED})
_TAKES_PLACE = {Status.OCCURRED: 1.0, Status.ONGOING: 0.5, Status.FUTURE: 0.5}
_BIG_CHANGE = 10.0
_IS_LATE = re.compile(
    r"\b(not yet|still|delay(s|ed)?|late|overdue|behind schedule|(was|were|been) (first |originally )?(to|due)|missed"
    r"|slipped|postponed)\b",
    re.IGNORECASE,
)

Wanted = Callable[[Iterable[str]], bool]


def changes(ledger: Ledger, dyad: str, since: Since, pillar: str | None = None) -> Changes:
    """What is new on a dyad, deduplicated, each group by importance."""
    if since.fresh is not None and not since.fresh:
        return Changes(dyad, since)
    pair = frozenset(dyad.split("-"))
    records = list(ledger.linked_records(Filter(dyad=dyad)))

    def wanted(pillars: Iterable[str]) -> bool:
        return pillar is None or pillar in set(pillars)

    events, evidence = _events(records, since, pair, wanted)
    threads, steps = _threads(ledger, dyad, since, pair, wanted)
    steps.sort(key=lambda step: (-_thread_weight(step.history, pair), step.history["thread_id"]))
    contradicted = [one for one in disagreements(ledger, dyad, pillar) if one.kind == "figure" and _is_new(one, since)]
    of = {what: tuple(_once(s for s in steps if s.what == what)) for what in ("stage", "promised", "overdue", "kept")}
    return Changes(
        dyad=dyad,
        since=since,
        events=events,
        evidence=evidence,
        threads=threads,
        stages=of["stage"],
        promised=of["promised"],
        overdue=of["overdue"],
        kept=of["kept"],
        figures=_figures(records, since, pair, wanted),
        contradicted=tuple(contradicted),
    )


# Events


def _events(
    records: Sequence[LinkedRecord], since: Since, pair: frozenset[str], wanted: Wanted
) -> tuple[tuple[NewEvent, ...], tuple[NewEvent, ...]]:
    new: list[Happening] = []
    evidence: list[NewEvent] = []
    for one in grouped(records):
        if not wanted(pillar for report in one.reports for pillar in report.record.pillars):
            continue
        known = [report for report in one.reports if since.known(report)]
        if since.day is not None and _is_dated_on(one, since):
            new.append(one)
        elif not known:
            if since.fresh is not None or _is_news(one):
                new.append(one)
        elif more := _more(one, known):
            evidence.append(NewEvent(one, (), more))
    evidence.sort(key=lambda one: (-len(one.more), -_weight(one.happening, pair), one.happening.id))
    return _told_once(new, pair), tuple(evidence)


def _more(one: Happening, known: Sequence[LinkedRecord]) -> tuple[LinkedRecord, ...]:
    """The new reports of a known event, without reprints of what was known."""
    origins = {report.reprint_of or report.record.document for report in known}
    return tuple(
        report
        for report in one.reports
        if report not in known and report.reprint_of is None and report.record.document not in origins
    )


def _is_dated_on(one: Happening, since: Since) -> bool:
    period = one.period
    return one.event.status in _REAL and period is not None and since.is_on(period.start or period.end)


def _is_news(one: Happening) -> bool:
    """Whether an event that was first published since is new, and not long over."""
    if one.event.status in _PLANNED:
        return True
    published = [report.record.published for report in one.reports if report.record.published]
    period = one.period
    over = (period.end or period.start) if period is not None else None
    if over is None:
        return one.event.status is not Status.HISTORICAL
    return not published or min(published) - over <= _RETOLD


def _told_once(new: Sequence[Happening], pair: frozenset[str]) -> tuple[NewEvent, ...]:
    """The events, most important first, those of one sentence together."""
    ordered = sorted(new, key=lambda one: (-_weight(one, pair), -one.first.toordinal(), one.id))
    by_document: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    leads: list[Happening] = []
    also: defaultdict[int, list[Happening]] = defaultdict(list)
    for one in ordered:
        event = one.event
        spans = by_document[event.document]
        lead = next((at for start, end, at in spans if start < event.end and event.start < end), None)
        if lead is None:
            spans.append((event.start, event.end, len(leads)))
            leads.append(one)
        else:
            also[lead].append(one)
    return tuple(NewEvent(one, tuple(also[at])) for at, one in enumerate(leads))


def _weight(one: Happening, pair: frozenset[str]) -> float:
    """How important an event is, by rule: the sum of

    1 where the text says its day; 1 where it took place, a half where it goes on or is planned; up to 2 for its
    independent sources, half a point for each doubling; a half for a leader of each side; a half where it is more than
    words (material, or an agreement), a half less where it is thanks or praise; a half where the two are alone; and
    its confidence.
    """
    event = one.event
    everyone = (*event.actors, *event.recipients)
    leading = {actor.country for actor in everyone if actor.country in pair and actor.role in LEADERS}
    points = event.confidence + len(leading) / 2 + min(2.0, math.log2(max(1, one.sources)) / 2)
    points += 1.0 if one.on_a_day else 0.0
    points += _TAKES_PLACE.get(event.status, 0.0)
    points += 0.5 if event.quad.startswith("material") or event.type == "AGREE" else 0.0
    points -= 0.5 if event.type == "SUPPORT" else 0.0
    return points + (0.5 if {actor.country for actor in everyone} == pair else 0.0)


# Threads


def _threads(
    ledger: Ledger, dyad: str, since: Since, pair: frozenset[str], wanted: Wanted
) -> tuple[tuple[NewThread, ...], list[Step]]:
    new: list[NewThread] = []
    steps: list[Step] = []
    for history in ledger.thread_histories(dyad):
        if history["thread_kind"] == ThreadKind.ORGANISATION or not wanted(history["pillars"]):
            continue
        reports = list(ledger.linked_records(Filter(thread_id=history["thread_id"])))
        mentions = {one.record.id: one for one in reports}
        is_new = not any(since.known(one) for one in reports) and since.is_on(_first_day(reports))
        first = min((one for one in reports if one.reprint_of is None), key=_place, default=reports[0])
        if is_new and isinstance(first.record, ThreadMention):
            new.append(NewThread(history, first.record))
        steps += _steps(history, mentions, since, is_new=is_new)
    new.sort(
        key=lambda one: (one.history["stage"] is None, -_thread_weight(one.history, pair), one.history["thread_id"])
    )
    return tuple(new), steps


def _place(linked: LinkedRecord) -> tuple[date, str, int, str]:
    record = linked.record
    return (record.published or date.max, record.document, record.start, record.id)


def _first_day(reports: Sequence[LinkedRecord]) -> date | None:
    days = [day for one in reports if (day := _day_of(one)) is not None]
    return min(days, default=None)


def _day_of(linked: LinkedRecord) -> date | None:
    record = linked.record
    period = record.date if isinstance(record, ThreadMention) else None
    days = [day for day in (period.start if period else None, record.published) if day is not None]
    return min(days, default=None)


def _steps(
    history: Mapping[str, Any], mentions: Mapping[str, LinkedRecord], since: Since, *, is_new: bool
) -> Iterator[Step]:
    """The changes of stage and the promises of a thread. How far a new thread has got is told with it."""

    def fresh(entry: Mapping[str, Any]) -> bool:
        report = mentions.get(entry["record"])
        return report is not None and not since.known(report) and _is_dated_near(entry, report, since)

    stages = history["stages"]
    for at, entry in enumerate(stages):
        if fresh(entry) and not is_new:
            yield Step("stage", history, entry, stages[at - 1]["stage"] if at else None)
    for due in history["due"]:
        report = mentions.get(due["record"])
        if report is None or not _is_promise(due, report):
            continue
        if not since.known(report) and not due["overdue"] and due["kept"] is None:
            yield Step("promised", history, due)
        if due["overdue"] and _came_due(due, report, since):
            yield Step("overdue", history, due)
        reached = next((e for e in (*stages, *history.get("parts", ())) if _keeps(e, due)), None)
        if reached is not None and fresh(reached) and _promised_before(report, reached):
            yield Step("kept", history, due, kept=reached)


def _is_promise(due: Mapping[str, Any], report: LinkedRecord) -> bool:
    """Whether it was promised ahead, or is said to be late: what is to be "today", or was in 2019, is no promise."""
    published = report.record.published
    ahead = published is None or date.fromisoformat(due["date"]["end"]) > published
    return ahead or _IS_LATE.search(report.record.quote) is not None


def _is_dated_near(entry: Mapping[str, Any], report: LinkedRecord, since: Since) -> bool:
    """Whether a stage is dated on or after the day asked for, or was first published then and not long after it."""
    period = period_from_json(entry["date"]) if entry["date"] else None
    if since.day is None or period is None:
        return True
    end = period.end or period.start
    published = report.record.published
    return end is not None and (end >= since.day or published is None or published - end <= _RETOLD)


def _came_due(due: Mapping[str, Any], report: LinkedRecord, since: Since) -> bool:
    """Whether its time ran out since, by the day or by the days of publication read since, or was said to have."""
    before = since.day or since.before
    return not since.known(report) or before is None or date.fromisoformat(due["date"]["end"]) >= before


def _keeps(entry: Mapping[str, Any], due: Mapping[str, Any]) -> bool:
    return (
        due["kept"] is not None
        and entry["date"] == due["kept"]
        and rank(Stage(entry["stage"])) >= rank(Stage(due["stage"]))
    )


def _promised_before(report: LinkedRecord, reached: Mapping[str, Any]) -> bool:
    """Whether the promise was made before it was kept; what was there before is of another part."""
    made = report.record.published
    day = period_from_json(reached["date"]) if reached["date"] else None
    end = (day.end or day.start) if day is not None else None
    return made is None or end is None or made <= end


def _once(steps: Iterable[Step]) -> Iterator[Step]:
    """Each sentence once for each kind of step; the first thread that it is told of counts."""
    told: set[tuple[str, str, int, int]] = set()
    for step in steps:
        entry = step.kept or step.entry
        key = (step.what, entry["document"], entry["start"], entry["end"])
        if key not in told:
            told.add(key)
            yield step


def _thread_weight(history: Mapping[str, Any], pair: frozenset[str]) -> float:
    """How important a thread is: 1 where it is of the two alone, half a point for each doubling of its sources."""
    return (1.0 if set(history["parties"]) == pair else 0.0) + math.log2(max(1, history["sources"])) / 2


# Figures


def _figures(
    records: Sequence[LinkedRecord], since: Since, pair: frozenset[str], wanted: Wanted
) -> tuple[NewFigure, ...]:
    groups: defaultdict[tuple[object, ...], list[LinkedRecord]] = defaultdict(list)
    for linked in records:
        if isinstance(linked.record, Figure):
            groups[_same(linked.record)].append(linked)
    found = []
    for several in groups.values():
        if any(since.known(one) for one in several) or not wanted(p for one in several for p in one.record.pillars):
            continue
        best = min(several, key=lambda one: (one.reprint_of is not None, -one.record.confidence, one.record.id)).record
        if isinstance(best, Figure) and (since.fresh is not None or not _is_old(best)):
            found.append(NewFigure(best, tuple(sorted(several, key=_place))))
    found.sort(key=lambda one: (-_figure_weight(one, pair), -_ordinal(one.figure.published), one.figure.id))
    return tuple(found)


def _same(figure: Figure) -> tuple[object, ...]:
    period = (figure.period.start, figure.period.end) if figure.period else None
    what = (figure.value, figure.value_high, figure.unit, figure.change, figure.direction, figure.status)
    return (
        *what,
        measure_words(figure) or figure.measure.casefold(),
        period,
        frozenset({figure.source, figure.target}),
    )


def _is_old(figure: Figure) -> bool:
    """Whether it is of a time over long before it was published, as the codebook has it of historical events."""
    period = figure.period
    return (
        period is not None
        and period.end is not None
        and figure.published is not None
        and figure.published - period.end > _OLD_FIGURE
    )


def _figure_weight(one: NewFigure, pair: frozenset[str]) -> float:
    """How important a figure is, by rule: the sum of

    2 where it is of dealings between the two; 1.5 for money or a change by a tenth or more; 1 where its time is said; a
    half where two words or more say what is counted; half a point for each doubling of its sources.
    """
    figure = one.figure
    points = 2.0 if {figure.source, figure.target} == pair else 0.0
    unit = units().get(figure.unit)
    if (unit is not None and unit.kind is UnitKind.CURRENCY) or (figure.direction and abs(figure.value) >= _BIG_CHANGE):
        points += 1.5
    points += 1.0 if figure.period is not None else 0.0
    points += 0.5 if len(measure_words(figure)) > 1 else 0.0
    return points + math.log2(max(1, one.sources)) / 2


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _is_new(one: Disagreement, since: Since) -> bool:
    """Whether the second side came since."""
    if since.fresh is None:
        return since.is_on(one.since)
    known = [side for side in one.sides if any(said.record.document not in since.fresh for said in side.statements)]
    return len(known) < 2

"""What is new on a dyad, and what documents say differently, as lines with their sentences, for terminal and page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from comity.analysis.looks import Changes, NewEvent, NewFigure, NewThread, Step
from comity.analysis.said import Said, Sources
from comity.analysis.sides import Disagreement, Side
from comity.brief import naming, wording
from comity.brief.claims import day_of
from comity.brief.figures import direction
from comity.brief.lines import Label, Line
from comity.records import Event, Figure, ThreadMention
from comity.records.parse import period_from_json

TITLES = {
    "events": "New events",
    "stages": "Changes of stage",
    "threads": "New threads",
    "overdue": "Promises now overdue",
    "kept": "Promises kept",
    "promised": "New promises",
    "contradicted": "Figures newly contradicted",
    "figures": "New figures",
    "evidence": "More evidence of events known before",
}
"""The groups of changes, in the order in which they are told."""

KINDS = {"figure": "figure", "date": "day of one event", "parties": "parties of one event", "stage": "stage"}
"""What a disagreement can be on."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of changes: what is told of it, and how many there are. Disagreements are told by their sides."""

    name: str
    title: str
    count: int
    lines: tuple[Line, ...]
    contested: tuple[Contested, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A side of a disagreement: what it says, and who says it where; `who` is empty for the publisher's own words."""

    says: str
    said: tuple[tuple[str, Said], ...]


@dataclass(frozen=True, slots=True)
class Contested:
    """A disagreement: what it is on (`KINDS`) and about, the event, figure or thread, and the sides."""

    on: str
    about: str
    kind: str
    id: str
    voices: tuple[Voice, ...]


def groups(found: Changes, sources: Sources, most: int) -> list[Group]:
    """The groups that are not empty, with the first `most` of each; 0 is all."""
    told = []
    for name, group in found.groups().items():
        shown = group[:most] if most else group
        if group and name == "contradicted":
            told.append(Group(name, TITLES[name], len(group), (), tuple(contested(one) for one in shown)))
        elif group:
            told.append(Group(name, TITLES[name], len(group), tuple(_line(name, one, sources) for one in shown), ()))
    return told


def contested(one: Disagreement) -> Contested:
    """A disagreement as its sides with their sentences."""
    record = one.about
    kind, subject = "thread", one.subject or ""
    if isinstance(record, Figure):
        parts = (record.measure, direction(record), wording.figure_when(record))
        about = ", ".join(part for part in (*parts, wording.FIGURE_STATUS_NAMES[record.status]) if part)
        kind, subject = "figure", record.id
    elif isinstance(record, Event):
        about = f"{wording.event_name(record)}, {naming.sides(record)}"
        kind, subject = "event", one.subject or record.id
    else:
        about = record.name if isinstance(record, ThreadMention) else record.kind
    return Contested(one.kind, about, kind, subject, tuple(_voice(one, side) for side in one.sides))


def _voice(one: Disagreement, side: Side) -> Voice:
    said = [(naming.attribution(it.record.speaker, None, it.record.published), it.said) for it in side.statements]
    return Voice(_says(one, side), tuple(said))


def _says(one: Disagreement, side: Side) -> str:
    record = side.statements[0].record
    if isinstance(record, Figure):
        return wording.value_of(record)
    if one.kind == "parties":
        ((where, codes),) = side.says.items()
        return f"{'by' if where == 'actors' else 'to'} {naming.names(codes)}"
    return wording.stage_name(side.says) if one.kind == "stage" else str(side.says)


def _line(name: str, one: Any, sources: Sources) -> Line:
    if name == "events":
        return _event(one, sources)
    if name == "evidence":
        return _evidence(one, sources)
    if name == "threads":
        return _thread(one, sources)
    return _figure(one, sources) if name == "figures" else _step(one, sources)


def _event(one: NewEvent, sources: Sources) -> Line:
    event = one.happening.event
    also = dict.fromkeys(wording.event_name(other.event) for other in one.also)
    names = [name for name in also if name != wording.event_name(event)]
    more = f" (also {', '.join(names).lower()})" if names else ""
    by = naming.attribution(event.speaker, None, event.published)
    first, *others = one.happening.reports
    said = (first, *(report for report in others if report.reprint_of is None))
    return Line(
        left=day_of(one.happening),
        head=f"{wording.event_name(event)}: {naming.sides(event)}{more}",
        kind="event",
        id=one.happening.id,
        said=tuple(sources.said(report) for report in said),
        labels=_state(wording.STATUS_NAMES[event.status]),
        aside=(by,) if by else (),
        sources=one.happening.sources,
    )


def _evidence(one: NewEvent, sources: Sources) -> Line:
    event = one.happening.event
    return Line(
        left=day_of(one.happening),
        head=f"{wording.event_name(event)}: {naming.sides(event)}",
        kind="event",
        id=one.happening.id,
        said=tuple(sources.said(report) for report in one.more),
        sources=one.happening.sources,
    )


def _thread(one: NewThread, sources: Sources) -> Line:
    mention = one.mention
    return Line(
        left=wording.stage_name(one.history["stage"]),
        head=one.history["name"],
        kind="thread",
        id=one.history["thread_id"],
        said=(sources.sentence(mention.document, mention.start, mention.end, mention.quote, mention.id),),
        aside=(one.history["thread_kind"],),
        sources=one.history["sources"],
    )


def _step(one: Step, sources: Sources) -> Line:
    name, entry = one.history["name"], one.entry
    stage = wording.stage_name(entry["stage"]).lower()
    part = f", {entry['part']}" if entry.get("part") else ""
    day = entry_day(entry)
    if one.what == "stage":
        left, head = day, f"{name}: {wording.stage_name(one.old).lower()} → {stage}"
    elif one.what == "kept" and one.kept is not None:
        entry = one.kept
        left, head = entry_day(entry), f"{name}{part}: {stage}, promised for {day}"
    else:
        left, head = day, f"{name}{part}: to be {stage}"
    return Line(left, head, "thread", one.history["thread_id"], (sources.entry(entry),))


def entry_day(entry: Mapping[str, Any]) -> str:
    """When an entry of a thread's history was, or is due; `as of` where no sentence says it; empty for no day."""
    period = period_from_json(entry["date"]) if entry["date"] else None
    return wording.when(period) if period is None or period.text else f"as of {wording.when(period)}"


def _figure(one: NewFigure, sources: Sources) -> Line:
    figure = one.figure
    by = naming.attribution(figure.speaker, None, figure.published)
    return Line(
        left=wording.value_of(figure),
        head=", ".join(part for part in (figure.measure, direction(figure), wording.figure_when(figure)) if part),
        kind="figure",
        id=figure.id,
        said=tuple(sources.said(record) for record in one.records),
        labels=_state(wording.FIGURE_STATUS_NAMES[figure.status]),
        aside=(by,) if by else (),
        sources=one.sources,
    )


def _state(words: str) -> tuple[Label, ...]:
    return ((words, "warn"),) if words else ()

"""What is new on a dyad, and what documents say differently, as lines with their sentences."""

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
from comity.records import Event, Figure, ThreadMention
from comity.records.parse import period_from_json
from comity.web.lines import Chip, Line

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


@dataclass(frozen=True, slots=True)
class Voice:
    """A side of a disagreement: what it says, and who says it where."""

    says: str
    said: tuple[tuple[str, Said], ...]


@dataclass(frozen=True, slots=True)
class Contested:
    """A disagreement: what it is about, the page of that, and the sides."""

    kind: str
    about: str
    address: str
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A group of changes by name: what is shown of it, and how many there are."""

    name: str
    title: str
    count: int
    lines: tuple[Line, ...]
    contested: tuple[Contested, ...]


def contested(one: Disagreement) -> Contested:
    """A disagreement as its sides with their sentences."""
    record = one.about
    if isinstance(record, Figure):
        parts = (record.measure, direction(record), wording.figure_when(record))
        about = ", ".join(part for part in (*parts, wording.FIGURE_STATUS_NAMES[record.status]) if part)
        address = f"/figure/{record.id}"
    elif isinstance(record, Event):
        about, address = f"{wording.event_name(record)}, {naming.sides(record)}", f"/event/{one.subject or record.id}"
    else:
        about, address = record.name if isinstance(record, ThreadMention) else record.kind, f"/thread/{one.subject}"
    voices = tuple(
        Voice(
            _says(one, side),
            tuple(
                (naming.attribution(it.record.speaker, None, it.record.published), it.said) for it in side.statements
            ),
        )
        for side in one.sides
    )
    return Contested(one.kind, about, address, voices)


def _says(one: Disagreement, side: Side) -> str:
    record = side.statements[0].record
    if isinstance(record, Figure):
        return wording.value_of(record)
    if one.kind == "parties":
        ((where, codes),) = side.says.items()
        return f"{'by' if where == 'actors' else 'to'} {naming.names(codes)}"
    return wording.stage_name(side.says) if one.kind == "stage" else str(side.says)


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
    said = (sources.said(report) for report in one.happening.reports if report.reprint_of is None)
    return Line(
        left=day_of(one.happening),
        head=f"{wording.event_name(event)}: {naming.sides(event)}{more}",
        address=f"/event/{one.happening.id}",
        said=tuple(said) or (sources.said(one.happening.reports[0]),),
        chips=_state(wording.STATUS_NAMES[event.status]),
        aside=(by,) if by else (),
    )


def _evidence(one: NewEvent, sources: Sources) -> Line:
    event = one.happening.event
    return Line(
        left=day_of(one.happening),
        head=f"{wording.event_name(event)}: {naming.sides(event)}",
        address=f"/event/{one.happening.id}",
        said=tuple(sources.said(report) for report in one.more),
        aside=(wording.plural(one.happening.sources, "source"),),
    )


def _thread(one: NewThread, sources: Sources) -> Line:
    mention = one.mention
    return Line(
        left=wording.stage_name(one.history["stage"]),
        head=one.history["name"],
        address=f"/thread/{one.history['thread_id']}",
        said=(sources.sentence(mention.document, mention.start, mention.end, mention.quote, mention.id),),
        aside=(one.history["thread_kind"],),
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
    return Line(left, head, f"/thread/{one.history['thread_id']}", said=(sources.entry(entry),))


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
        address=f"/figure/{figure.id}",
        said=tuple(sources.said(record) for record in one.records),
        chips=_state(wording.FIGURE_STATUS_NAMES[figure.status]),
        aside=(by,) if by else (),
    )


def _state(words: str) -> tuple[Chip, ...]:
    return ((words, "warn"),) if words else ()

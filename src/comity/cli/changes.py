"""`comity changes DYAD --since DAY`: what is new on two states since a day, or since the last look."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import RenderableType
from rich.text import Text

from comity.cli.disagreements import lines
from comity.cli.ledgers import opened
from comity.cli.options import AsJson, DyadWords, LedgerPath, Limit, Pillar, day, dyad_of, pillar_of, settings_with
from comity.cli.output import Entry, console, dump, entries, note, show
from comity.errors import InputError, LedgerError

if TYPE_CHECKING:
    from comity.analysis.looks import Changes, NewEvent, NewFigure, NewThread, Step
    from comity.analysis.said import Sources
    from comity.ledger import Ledger, Mark
    from comity.settings import Settings

LAST = "last"


def changes_command(
    dyad: DyadWords,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE|last", help="From this day on, or since the last look.")
    ] = None,
    pillar: Pillar = None,
    limit: Limit = 10,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Print what is new on a dyad: events, threads, stages, promises, figures; each once, the most important first.

    With a date: what is dated from that day on, or was first published then; what is old and only retold is left out.

    With --since last: what was read into the ledger since this was last asked of the dyad. The first time it shows the
    newest 90 days. The look is remembered once everything was shown; what was cut by --limit will be shown again.
    """
    from comity.analysis.changes import changes
    from comity.analysis.looks import Since, since_last
    from comity.analysis.said import Sources

    if since is None:
        raise InputError("say since when: --since 2025-01-01, or --since last for what was read since the last look")
    code, sector = dyad_of(dyad), pillar_of(pillar)
    settings = settings_with(ledger)
    looking = since.strip().casefold() == LAST
    name = " ".join(("changes", code, sector or "")).strip()
    first = None if looking else day(since)
    with opened(settings) as kept:
        mark = kept.link_mark("look")
        found = changes(kept, code, since_last(kept, kept.look(name)) if looking else Since(day=first), sector)
        cut = sum(max(0, len(group) - limit) for group in found.groups().values()) if limit else 0
        if as_json:
            dump(found.to_json(limit))
        else:
            _print(kept, found, limit, Sources(kept))
    if looking:
        sys.stdout.flush()
        _remember(settings, name, mark, cut)


def _remember(settings: Settings, name: str, mark: Mark, cut: int) -> None:
    """Keep how far the ledger had got, so that the next look goes on from there."""
    from comity.ledger import Ledger

    if cut:
        note(f"this look is not remembered, because {cut:,} were not shown; --limit 0 shows all")
        return
    try:
        with Ledger.open(settings.ledger, create=False) as kept:
            kept.note_look(name, mark)
    except LedgerError as error:
        note(f"this look is not remembered ({error})")


def _print(kept: Ledger, found: Changes, limit: int, sources: Sources) -> None:
    out = console()
    groups = {name: group for name, group in found.groups().items() if group}
    show([Text(_heading(found), "bold")])
    if not groups:
        out.print("nothing new")
        return
    for name, group in groups.items():
        shown = group[:limit] if limit else group
        show([Text(), Text(f"{_TITLES[name]} ({len(group):,})", "bold")])
        show(_lines(name, shown, sources))
        if len(group) > len(shown):
            out.print(f"and {len(group) - len(shown):,} more; --limit 0 shows all")


_TITLES = {
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


def _heading(found: Changes) -> str:
    since = found.since
    if since.first:
        return f"{found.dyad}: first look, the newest 90 days of the ledger, from {since.day} on"
    return f"{found.dyad}: since {since.day}" if since.day else f"{found.dyad}: read since the last look"


def _lines(name: str, group: Sequence[Any], sources: Sources) -> Iterator[RenderableType]:
    if name == "contradicted":
        for one in group:
            yield from lines(one)
    elif name == "evidence":
        yield from entries(_evidence(one, sources) for one in group)
    elif name == "events":
        yield from entries(_event(one, sources) for one in group)
    elif name == "threads":
        yield from entries(_thread(one, sources) for one in group)
    elif name == "figures":
        yield from entries(_figure(one, sources) for one in group)
    else:
        yield from entries(_step(one, sources) for one in group)


def _event(one: NewEvent, sources: Sources) -> Entry:
    from comity.brief import naming, wording
    from comity.brief.claims import day_of

    event = one.happening.event
    also = dict.fromkeys(wording.event_name(other.event) for other in one.also)
    names = [name for name in also if name != wording.event_name(event)]
    more = f" (also {', '.join(names).lower()})" if names else ""
    return Entry(
        day_of(one.happening),
        f"{wording.event_name(event)}: {naming.sides(event)}{more}",
        event.quote,
        (
            wording.STATUS_NAMES[event.status],
            naming.attribution(event.speaker, None, event.published),
            sources.said(one.happening.reports[0]).where,
            wording.plural(one.happening.sources, "source") if one.happening.sources > 1 else "",
            one.happening.id,
        ),
    )


def _evidence(one: NewEvent, sources: Sources) -> Entry:
    from comity.brief import naming, wording
    from comity.brief.claims import day_of

    event = one.happening.event
    told = list(dict.fromkeys(sources.said(report).where for report in one.more))
    return Entry(
        day_of(one.happening),
        f"{wording.event_name(event)}: {naming.sides(event)}",
        "",
        ("; ".join(told[:3]), wording.plural(one.happening.sources, "source"), one.happening.id),
    )


def _thread(one: NewThread, sources: Sources) -> Entry:
    from comity.brief import wording

    said = sources.sentence(one.mention.document, one.mention.start, one.mention.end, one.mention.quote, one.mention.id)
    sessions = wording.plural(one.history["sources"], "source") if one.history["sources"] > 1 else ""
    aside = (one.history["thread_kind"], said.where, sessions, one.history["thread_id"])
    return Entry(wording.stage_name(one.history["stage"]), one.history["name"], said.quote, aside)


def _step(one: Step, sources: Sources) -> Entry:
    from comity.brief.wording import stage_name

    name = one.history["name"]
    stage = stage_name(one.entry["stage"]).lower()
    part = f", {one.entry['part']}" if one.entry.get("part") else ""
    entry = one.entry
    if one.what == "stage":
        left, head = _day(entry), f"{name}: {stage_name(one.old).lower()} → {stage}"
    elif one.what == "kept" and one.kept is not None:
        left, head = _day(one.kept), f"{name}{part}: {stage}, promised for {_day(entry)}"
        entry = one.kept
    else:
        left, head = _day(entry), f"{name}{part}: to be {stage}"
    said = sources.sentence(entry["document"], entry["start"], entry["end"], entry["quote"], entry["record"])
    return Entry(left, head, said.quote, (said.where, one.history["thread_id"]))


def _day(entry: Mapping[str, Any]) -> str:
    from comity.brief.wording import when
    from comity.records.parse import period_from_json

    period = period_from_json(entry["date"]) if entry["date"] else None
    return when(period) if period is None or period.text else f"as of {when(period)}"


def _figure(one: NewFigure, sources: Sources) -> Entry:
    from comity.brief import naming, wording
    from comity.brief.figures import direction

    figure = one.figure
    said = sources.said(one.records[0])
    return Entry(
        wording.value_of(figure),
        ", ".join(part for part in (figure.measure, direction(figure), wording.figure_when(figure)) if part),
        figure.quote,
        (
            wording.FIGURE_STATUS_NAMES[figure.status],
            naming.attribution(figure.speaker, None, figure.published),
            said.where,
            wording.plural(one.sources, "source") if one.sources > 1 else "",
            figure.id,
        ),
    )

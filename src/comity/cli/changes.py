"""`comity changes DYAD --since DAY`: what is new on two states since a day, or since the last look."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from comity.cli.disagreements import lines
from comity.cli.ledgers import opened
from comity.cli.options import AsJson, DyadWords, LedgerPath, Limit, Pillar, day, dyad_of, pillar_of, settings_with
from comity.cli.output import Entry, console, dump, entries, entry_of, note, show
from comity.errors import InputError, LedgerError

if TYPE_CHECKING:
    from comity.analysis.looks import Changes
    from comity.analysis.said import Sources
    from comity.brief.lines import Line
    from comity.ledger import Mark
    from comity.settings import Settings

LAST = "last"
_MOST_TOLD = 3


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
            _print(found, limit, Sources(kept))
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


def _print(found: Changes, limit: int, sources: Sources) -> None:
    from comity.brief.news import groups

    out = console()
    told = groups(found, sources, limit)
    show([Text(_heading(found), "bold")])
    if not told:
        out.print("nothing new")
        return
    for group in told:
        show([Text(), Text(f"{group.title} ({group.count:,})", "bold")])
        for one in group.contested:
            show(lines(one))
        show(entries(_evidence(line) if group.name == "evidence" else entry_of(line) for line in group.lines))
        more = group.count - len(group.lines) - len(group.contested)
        if more:
            out.print(f"and {more:,} more; --limit 0 shows all")


def _heading(found: Changes) -> str:
    since = found.since
    if since.first:
        return f"{found.dyad}: first look, the newest 90 days of the ledger, from {since.day} on"
    return f"{found.dyad}: since {since.day}" if since.day else f"{found.dyad}: read since the last look"


def _evidence(line: Line) -> Entry:
    """What is known already, with where it is told now instead of a sentence."""
    from comity.brief.wording import plural

    told = dict.fromkeys(said.where for said in line.said)
    where = "; ".join(list(told)[:_MOST_TOLD])
    return Entry(line.left, line.head, "", (where, plural(line.sources, "source"), line.id))

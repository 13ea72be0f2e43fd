"""`comity meetings DYAD`: who met whom, where and how; and the numbered summits and sessions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli.ledgers import opened
from comity.cli.options import AsJson, DyadWords, LedgerPath, Limit, Since, Until, dyad_of, settings_with, span
from comity.cli.output import Entry, console, dump, entries, entry_of, show
from comity.errors import InputError

if TYPE_CHECKING:
    from comity.analysis.met import Meeting, Told
    from comity.analysis.sessions import Series


def meetings_command(
    dyad: DyadWords,
    level: Annotated[str, typer.Option("--level", metavar="leaders|ministers|all", help="Only of this level.")] = "all",
    since: Since = None,
    until: Until = None,
    limit: Limit = 40,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Print who met whom, where and how, each meeting, visit and call once, newest first; plans apart.

    Then the numbered series (annual summits, sessions of a commission), with the numbers that no document names.
    """
    from comity.analysis.met import LEVELS, meetings_told
    from comity.brief.wording import plural

    if level not in LEVELS:
        raise InputError(f"there is no level {level!r}; the levels are {', '.join(LEVELS)}")
    first, last = span(since, until)
    code = dyad_of(dyad)
    with opened(settings_with(ledger)) as kept:
        told = meetings_told(kept, code, level=level, since=first, until=last)
    if as_json:
        dump(told.to_json())
        return
    out = console()
    if not told.held and not told.planned and not told.series:
        out.print(f"the ledger holds no such meeting of {code}")
        return
    shown = told.held[:limit] if limit else told.held
    show(entries((_entry(one) for one in shown), title=f"{code}: {plural(len(told.held), 'meeting')}"))
    if len(told.held) > len(shown):
        out.print(f"and {len(told.held) - len(shown):,} earlier ones; --limit 0 shows all")
    if told.planned:
        out.print()
        plans = told.planned[:limit] if limit else told.planned
        show(entries((_entry(one) for one in plans), title="Planned, and not known to have been held"))
    for series in told.series:
        out.print()
        show(entries(_series(series, told), title=series.name))


def _entry(one: Meeting) -> Entry:
    from comity.brief.lines import meeting
    from comity.brief.wording import plural

    more = len(one.said) - 1
    return entry_of(meeting(one), f"and {plural(more, 'more source')}" if more > 0 else "")


def _series(series: Series, told: Told) -> Iterator[Entry]:
    from comity.brief.lines import sessions

    for line in sessions(series, told):
        planned = "".join(f" ({words})" for words, _ in line.labels)
        yield entry_of(replace(line, left=f"{line.left}{planned}", labels=()))

"""`comity meetings DYAD`: who met whom, where and how; and the numbered summits and sessions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli.ledgers import opened
from comity.cli.options import AsJson, DyadWords, LedgerPath, Limit, Since, Until, dyad_of, settings_with, span
from comity.cli.output import Entry, console, dump, entries, show
from comity.errors import InputError

if TYPE_CHECKING:
    from comity.analysis.meetings import Met
    from comity.analysis.met import Meeting, Told
    from comity.analysis.sessions import Series, Session


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
    from comity.brief.meetings import HOW, who
    from comity.brief.wording import plural

    met = one.met
    place = f", {met.place}" if met.place else ""
    series = f" ({met.series})" if met.series else ""
    more = len(one.said) - 1
    return Entry(
        _days(met),
        f"{HOW[met.how]}: {who(met)}{place}{series}",
        met.event.quote,
        (
            "its time has passed" if one.passed else "",
            met.level if met.level != "other" else "",
            one.said[0].where if one.said else "",
            f"and {plural(more, 'more source')}" if more else "",
            met.id,
        ),
    )


def _days(met: Met) -> str:
    from comity.brief.meetings import when

    if met.exact and met.first and met.last and met.first < met.last:
        same = (met.first.year, met.first.month) == (met.last.year, met.last.month)
        return f"{met.first} to {met.last.day:02d}" if same else f"{met.first} to {met.last}"
    return when(met)


def _series(series: Series, told: Told) -> Iterator[Entry]:
    from comity.analysis.sessions import gap_words, likely, ordinal

    gaps = {gap.first: gap for gap in series.gaps}
    for session in series.sessions:
        said = told.said(series, session)
        yield Entry(
            f"{ordinal(session.ordinal)}{'' if session.held else ' (planned)'}",
            _when(session, told),
            said[0].quote if said else "",
            (said[0].where if said else "", session.meeting or ""),
        )
        gap = gaps.get(session.ordinal + 1)
        if gap is not None:
            numbers = ordinal(gap.first) if gap.first == gap.last else f"{ordinal(gap.first)} to {ordinal(gap.last)}"
            yield Entry(numbers, gap_words(gap), "")
    for met in series.unnumbered:
        numbers = " or ".join(ordinal(number) for number in likely(met, series.gaps))
        place = f", {met.place}" if met.place else ""
        by_year = f"; by its year the {numbers}" if numbers else ""
        yield Entry("number not said", f"{_days(met)}{place}{by_year}", met.event.quote, (met.id,))


def _when(session: Session, told: Told) -> str:
    from comity.brief.wording import when

    met = next(
        (one.met for one in told.held if one.met.id == session.meeting and one.met.ordinal == session.ordinal), None
    )
    day = _days(met) if met else when(session.period)
    day = day or (f"reported {session.reported}" if session.reported else "undated")
    return f"{day}, {session.place}" if session.place else day

"""What would be needed where the ledger lacks a series: the command that fetches it, or imports the file."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from comity.actors import tables
from comity.actors.parties import country_name
from comity.checking import vocabulary
from comity.records import Change, Figure
from comity.records.series import WORLD

_EARLIEST = 1900


def years_of(figure: Figure) -> tuple[int, int] | None:
    """The first and the last year that a figure needs, with the year before of a change; None where nothing says so."""
    days = [
        day
        for period in (figure.period, figure.baseline)
        if period is not None
        for day in (period.start, period.end)
        if day is not None
    ]
    is_open = any(period is not None and period.end is None for period in (figure.period, figure.baseline))
    if figure.published is not None and (is_open or not days):
        days.append(figure.published.replace(day=1))
        if not is_open:
            days.append(figure.published.replace(year=figure.published.year - 1, day=1))
    if not days:
        return None
    first, last = min(days).year, max(days).year
    if figure.change is not Change.LEVEL:
        first -= 1
    if figure.published is not None:
        last = min(last, figure.published.year)
    return (first, last) if _EARLIEST < first <= last else None


def _years(figure: Figure) -> list[str]:
    years = years_of(figure)
    if years is None:
        return ["--years", "YEARS"]
    return ["--years", str(years[0]) if years[0] == years[1] else f"{years[0]}-{years[1]}"]


def comtrade(figure: Figure, reporter: str, partner: str, codes: Sequence[str]) -> str | None:
    """The command that fetches trade of a state with a partner (or the world) in these HS codes, or TOTAL.

    Where the state had stopped publishing by then, its partner is asked for the same flow.
    """
    years = years_of(figure)
    if partner != WORLD and years is not None and years[1] >= vocabulary.stopped().get(reporter, years[1] + 1):
        reporter, partner = partner, reporter
    if not _is_today(reporter) or not (partner == WORLD or _is_today(partner)):
        return None
    words = ["comity", "series", "fetch", "comtrade", "--reporter", country_name(reporter)]
    words += ["--partner", "World" if partner == WORLD else country_name(partner)]
    for code in codes:
        words += ["--commodity", code.removeprefix("HS")]
    return shlex.join([*words, *_years(figure)])


def worldbank(figure: Figure, state: str, indicator: str) -> str | None:
    """The command that fetches an indicator of the World Bank for a state."""
    if not _is_today(state):
        return None
    words = ["comity", "series", "fetch", "worldbank", "--country", country_name(state), "--indicator", indicator]
    return shlex.join([*words, *_years(figure)])


SIPRI = "comity series import FILE (the trade register that SIPRI gives at armstrade.sipri.org, for these states)"
PRIS = "comity series import FILE (a list of reactors by name, status and capacity, as made from the IAEA's PRIS)"
VOTES = "comity series import FILE (votes of the UN General Assembly, with the roll calls beside it)"
IGOS = "comity series import FILE (shared memberships by pair and year, Correlates of War IGO data)"
ATOP = "comity series import FILE (alliances by pair and year, ATOP)"


def _is_today(code: str) -> bool:
    state = tables.states().get(code)
    return state is not None and state.kind != "former"

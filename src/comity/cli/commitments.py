"""`comity commitments DYAD`: what was undertaken, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from comity.cli.ledgers import opened
from comity.cli.options import AsJson, DyadWords, LedgerPath, Limit, Pillar, dyad_of, pillar_of, settings_with
from comity.cli.output import Entry, console, dump, entries, entry_of, show
from comity.errors import InputError

if TYPE_CHECKING:
    from comity.analysis.commitments import Commitment
    from comity.analysis.money import Money
    from comity.brief.lines import Line

_MOST_APART = 8


def commitments_command(
    dyad: DyadWords,
    state: Annotated[
        str | None, typer.Option("--state", metavar="open|kept|broken|overdue", help="Only in this state.")
    ] = None,
    pillar: Pillar = None,
    every: Annotated[
        bool, typer.Option("--all", help="Also what names no deed, such as to continue contacts.")
    ] = False,
    limit: Limit = 40,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Print what each side undertook, newest first, and whether a later report says that it was kept or broken.

    Overdue is what was due before the newest document and of which none says that it was done. At the end, money
    pledged beside money delivered.
    """
    from comity.analysis.commitments import State
    from comity.analysis.money import promise_ledger
    from comity.brief.lines import counted
    from comity.brief.wording import plural

    if state is not None and state not in set(State):
        raise InputError(f"there is no state {state!r}; the states are {', '.join(State)}")
    code, sector = dyad_of(dyad), pillar_of(pillar)
    with opened(settings_with(ledger)) as kept:
        every_one, pledged, delivered = promise_ledger(kept, code, courtesies=every)
    found = [
        one for one in every_one if (state is None or one.state == state) and (sector is None or sector in one.pillars)
    ]
    shown = found[:limit] if limit else found
    if as_json:
        money = {"pledged": pledged.to_json(), "delivered": delivered.to_json()}
        dump({"dyad": code, "commitments": [one.to_json() for one in shown], "money": money})
        return
    out = console()
    if not found:
        out.print(f"the ledger holds no such commitment of {code}")
        return
    counts = ", ".join(f"{count} {each.value}" for each, count in counted(found))
    show(entries(_lines(shown), title=f"{code}: {plural(len(found), 'commitment')} ({counts})"))
    if len(found) > len(shown):
        out.print(f"and {len(found) - len(shown):,} more; --limit 0 shows all")
    if state is None and sector is None:
        show(_money(pledged, delivered))


def _lines(found: Sequence[Commitment]) -> Iterator[Entry]:
    from comity.brief.lines import commitment
    from comity.brief.wording import plural

    for one in found:
        line = commitment(one)
        first, more = line.said[0], len(line.said) - 1
        made = f"made {one.made}" if one.made else line.left
        count = f"and {plural(more, 'more sentence')}" if more else ""
        yield Entry(one.state.value, line.head, first.quote, (made, *line.aside, first.where, count, one.id))
        yield from (entry_of(fate) for fate in line.after)


def _money(pledged: Money, delivered: Money) -> Iterator[RenderableType]:
    from comity.brief.lines import money

    items: list[Entry] = []
    for title, of in (("pledged", pledged), ("delivered", delivered)):
        for line in money(title, of, _MOST_APART):
            items += [_amount(one) for one in (line, *line.after)]
        more = len(of.apart) - _MOST_APART
        if more > 0:
            items.append(Entry("", f"and {more} more that are not added; --json gives all", ""))
    if items:
        yield Text()
        yield from entries(items, title="Money; added up only where who gives, and how much, is said")


def _amount(line: Line) -> Entry:
    return entry_of(replace(line, id=""))

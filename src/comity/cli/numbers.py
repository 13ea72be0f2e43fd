"""`comity numbers DYAD`: what official series say of two states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from comity.brief.visible import one_line
from comity.cli.ledgers import opened
from comity.cli.options import AsJson, DyadWords, LedgerPath, Limit, dyad_of, settings_with
from comity.cli.output import console, dump, show

if TYPE_CHECKING:
    from comity.analysis.number_lines import Line
    from comity.analysis.numbers import Topic

_LINES = 6
"""Lines that stand side by side in one table."""


def numbers_command(dyad: DyadWords, limit: Limit = 10, ledger: LedgerPath = None, as_json: AsJson = False) -> None:
    """Print what the imported series say of two states: trade, arms, votes, memberships, reactors, period by period.

    Sums and shares are computed of series of one provider for the same days only; what only the receiving side reports
    is marked as mirror data. --json gives each number with its series and vintage, and every period.
    """
    from comity.analysis.numbers import numbers_of

    code = dyad_of(dyad)
    with opened(settings_with(ledger)) as kept:
        found = numbers_of(kept, code)
    if as_json:
        dump(found.to_json())
        return
    if not found.topics:
        console().print(f"the ledger holds no series of {code}: bring some in with  comity series import FILES")
        return
    for topic in found.topics:
        show(_topic(topic, limit))


def _topic(topic: Topic, limit: int) -> Iterator[RenderableType]:
    yield Text(one_line(topic.title), style="bold")
    if topic.note:
        yield Text(one_line(topic.note), style="dim")
    for at in range(0, len(topic.lines), _LINES):
        yield from _table(topic.lines[at : at + _LINES], limit)


def _table(lines: Sequence[Line], limit: int) -> Iterator[RenderableType]:
    """Periods from top to bottom, a column for each line; below it where they come from, by series."""
    from comity.brief.grid import grid
    from comity.brief.official import sources

    told = grid(lines, limit)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("", style="cyan", no_wrap=True, vertical="bottom")
    for label, *_ in told.rows:
        table.add_column(Text(one_line(label)), justify="right", ratio=1, vertical="bottom", overflow="fold")
    for at, column in enumerate(told.columns, 1):
        table.add_row(Text(one_line(column)), *(Text(row[at]) for row in told.rows))
    yield table
    keys = dict.fromkeys(of.series.key for line in lines for of in line.of)
    yield Text("\n".join(one_line(part) for part in (told.marks, sources(lines), *keys) if part) + "\n", style="dim")

"""`comity disagreements DYAD`: what documents say differently of one thing, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from comity.brief.visible import one_line
from comity.cli.ledgers import opened
from comity.cli.options import AsJson, DyadWords, LedgerPath, Limit, Pillar, dyad_of, pillar_of, settings_with
from comity.cli.output import Entry, console, dump, entries, show

if TYPE_CHECKING:
    from comity.analysis.sides import Disagreement, Side, Statement

_MOST_STATEMENTS = 3


def disagreements_command(
    dyad: DyadWords,
    pillar: Pillar = None,
    limit: Limit = 40,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Print figures, dates, parties and stages that documents do not agree on, side by side with who says which.

    Only like is compared with like, reprints count once, and what rounding explains (68.7 and 69 billion) is left out.
    """
    from comity.analysis.disagreements import disagreements
    from comity.brief.wording import plural

    code = dyad_of(dyad)
    with opened(settings_with(ledger)) as kept:
        found = disagreements(kept, code, pillar_of(pillar))
    shown = found[:limit] if limit else found
    if as_json:
        dump([one.to_json() for one in shown])
        return
    out = console()
    if not found:
        out.print(f"the ledger holds no disagreement on {code}")
        return
    show([Text(f"{code}: {plural(len(found), 'disagreement')}", "bold")])
    for one in shown:
        show([Text(), *lines(one)])
    if len(found) > len(shown):
        out.print(f"and {len(found) - len(shown):,} more; --limit 0 shows all")


def lines(one: Disagreement) -> Iterator[RenderableType]:
    """A disagreement for the terminal: what it is about, then each side with its sentences."""
    yield Text(one_line(about(one)), "bold")
    for side in one.sides:
        first, *others = side.statements[:_MOST_STATEMENTS]
        more = len(side.statements) - 1 - len(others)
        items = [_entry(_says(one, side), first)] + [_entry("", other) for other in others]
        yield from entries(items)
        if more > 0:
            yield from entries([Entry("", f"and {more} more documents", "")])


def about(one: Disagreement) -> str:
    """What a disagreement is about, in a line."""
    from comity.brief import naming, wording
    from comity.brief.figures import direction
    from comity.records import Event, Figure, ThreadMention

    record = one.about
    link = f" ({one.subject})" if one.subject else ""
    if isinstance(record, Figure):
        parts = (
            record.measure,
            direction(record),
            wording.figure_when(record),
            wording.FIGURE_STATUS_NAMES[record.status],
        )
        return f"Figure: {', '.join(part for part in parts if part)}{link}"
    if isinstance(record, Event):
        what = "Day" if one.kind == "date" else "Parties"
        return f"{what} of one event: {wording.event_name(record)}, {naming.sides(record)}{link}"
    return f"Stage: {record.name if isinstance(record, ThreadMention) else ''}{link}"


def _says(one: Disagreement, side: Side) -> str:
    """What a side says, for people."""
    from comity.brief import naming, wording
    from comity.records import Figure

    record = side.statements[0].record
    if isinstance(record, Figure):
        return wording.value_of(record)
    if one.kind == "parties":
        ((where, codes),) = side.says.items()
        return f"{'by' if where == 'actors' else 'to'} {naming.names(codes)}"
    return wording.stage_name(side.says) if one.kind == "stage" else str(side.says)


def _entry(says: str, statement: Statement) -> Entry:
    from comity.brief.naming import attribution

    record = statement.record
    who = attribution(record.speaker, None, record.published)
    return Entry(says, f"{who}, in {statement.said.where}" if who else statement.said.where, record.quote, (record.id,))

"""`comity figures DYAD`: the numbers that texts assert of two states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.text import Text

from comity.cli.ledgers import opened
from comity.cli.options import (
    AsJson,
    DyadWords,
    LedgerPath,
    Limit,
    Pillar,
    Since,
    Until,
    dyad_of,
    pillar_of,
    settings_with,
    span,
)
from comity.cli.output import Entry, console, dump, entries, show


def figures_command(
    dyad: DyadWords,
    since: Since = None,
    until: Until = None,
    pillar: Pillar = None,
    limit: Limit = 40,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Print the figures of a dyad, newest publication first, each with measure, period, direction and sentence.

    Where official series were imported, each has the verdict on it and the reason; --json has the whole working.
    """
    from comity.brief import naming, wording
    from comity.brief.figures import direction
    from comity.ledger import Filter
    from comity.records import Figure

    first, last = span(since, until)
    asked = Filter(dyad=dyad_of(dyad), kind="figure", since=first, until=last, pillar=pillar_of(pillar))
    with opened(settings_with(ledger), checked=True) as kept:
        found = [linked.record for linked in kept.linked_records(asked) if linked.reprint_of is None]
        verdicts = kept.verdicts() if kept.statistics_mark() else {}
    found.reverse()
    shown = found[:limit] if limit else found
    if as_json:
        dump([{**record.to_json(), "verdict": verdicts.get(record.id)} for record in shown])
        return
    out = console()
    if not found:
        out.print(f"the ledger holds no such figure of {asked.dyad}")
        return
    items = (
        Entry(
            wording.value_of(record),
            ", ".join(part for part in (record.measure, direction(record), wording.figure_when(record)) if part),
            record.quote,
            (
                wording.FIGURE_STATUS_NAMES[record.status],
                naming.attribution(record.speaker, None, record.published),
                f"{record.confidence:.0%}",
                record.id,
            ),
            _verdict(verdicts.get(record.id)),
        )
        for record in shown
        if isinstance(record, Figure)
    )
    show(entries(items, title=f"{asked.dyad}: {wording.plural(len(found), 'figure')}"))
    if any(record.id in verdicts for record in shown):
        out.print("the working of a verdict:  comity check FIGURE", style="dim")
    if len(found) > len(shown):
        out.print(f"and {len(found) - len(shown):,} more; --limit 0 shows all")


def _verdict(body: Mapping[str, Any] | None) -> Text | None:
    """The word in its colour, and why."""
    from comity.brief import terminal
    from comity.records import Judgement

    return terminal.verdict(Judgement(body["verdict"]), body["reason"]) if body else None

"""`comity dyads`: which pairs of states the ledger knows something about."""

from __future__ import annotations

from typing import Annotated

import typer

from comity.cli.ledgers import opened
from comity.cli.options import AsJson, LedgerPath, Limit, settings_with
from comity.cli.output import console, dump, table_of


def dyads_command(
    everyone: Annotated[bool, typer.Option("--all", help="Pairs with organisations and groups too.")] = False,
    limit: Limit = 40,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """List the pairs of states in the ledger with their numbers of records, most first."""
    from comity.actors.parties import country_name
    from comity.actors.tables import states

    with opened(settings_with(ledger)) as kept:
        found = kept.dyads(None if everyone else frozenset(states()))
    shown = found[:limit] if limit else found
    if as_json:
        dump(
            [
                {
                    "dyad": one.dyad,
                    "names": [country_name(code) for code in one.dyad.split("-")],
                    "records": one.records,
                    "events": one.events,
                    "figures": one.figures,
                    "threads": one.threads,
                }
                for one in shown
            ]
        )
        return
    out = console()
    if not found:
        out.print("no two parties are named together in this ledger yet")
        return
    rows = (
        (
            one.dyad,
            "–".join(country_name(code) for code in one.dyad.split("-")),
            *(f"{count:,}" for count in (one.records, one.events, one.figures, one.threads)),
        )
        for one in shown
    )
    names = ("dyad", "parties", "records", "events", "figures", "thread mentions")
    out.print(table_of(names, rows))
    if len(found) > len(shown):
        out.print(f"and {len(found) - len(shown):,} more; --limit 0 shows all")

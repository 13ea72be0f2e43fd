"""`comity threads DYAD`: what lasts between two states, and how far it has got."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from comity.cli.ledgers import opened
from comity.cli.options import AsJson, DyadWords, LedgerPath, Limit, Pillar, dyad_of, pillar_of, settings_with
from comity.cli.output import Entry, console, dump, entries, show
from comity.errors import InputError


def threads_command(
    dyad: DyadWords,
    stage: Annotated[str | None, typer.Option("--stage", help="Only threads now at this stage.")] = None,
    pillar: Pillar = None,
    limit: Limit = 40,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Print projects, agreements, mechanisms and other threads of a dyad with stage and history."""
    from comity.brief import wording
    from comity.records import Stage

    wanted = stage.replace("-", "_").replace(" ", "_").lower() if stage else None
    if wanted is not None and wanted not in set(Stage):
        raise InputError(f"there is no stage {stage!r}; the stages are {', '.join(Stage)}")
    code, sector = dyad_of(dyad), pillar_of(pillar)
    with opened(settings_with(ledger)) as kept:
        found = [
            history
            for history in kept.thread_histories(code)
            if (wanted is None or history["stage"] == wanted) and (sector is None or sector in history["pillars"])
        ]
    found.sort(key=lambda history: (wording.stage_rank(history["stage"]), -history["sources"], history["name"]))
    shown = found[:limit] if limit else found
    if as_json:
        dump(shown)
        return
    out = console()
    if not found:
        out.print(f"the ledger holds no such thread of {code}")
        return
    items = (
        Entry(
            wording.stage_name(history["stage"]),
            history["name"],
            "",
            (
                history["thread_kind"],
                " → ".join(_step(entry) for entry in history["stages"]),
                "; ".join(f"promised: {_due(entry)}" for entry in history["due"]),
                wording.plural(history["sources"], "source"),
                history["thread_id"],
            ),
        )
        for history in shown
    )
    show(entries(items, title=f"{code}: {wording.plural(len(found), 'thread')}"))
    if len(found) > len(shown):
        out.print(f"and {len(found) - len(shown):,} more; --limit 0 shows all")


def _step(entry: dict[str, Any]) -> str:
    from comity.brief.wording import stage_name, when
    from comity.records.parse import period_from_json

    day = when(period_from_json(entry["date"])) if entry["date"] else ""
    return f"{stage_name(entry['stage']).lower()} {day}".strip()


def _due(entry: dict[str, Any]) -> str:
    return f"{_step(entry)}{', overdue' if entry['overdue'] else ''}"

"""`comity export`: the ledger as files for other programs."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from comity.cli.ledgers import opened
from comity.cli.options import LedgerPath, dyad_of, settings_with
from comity.cli.output import note
from comity.errors import InputError


class ExportFormat(StrEnum):
    """What the ledger is written as."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    CAMEO = "cameo"


class Kind(StrEnum):
    """What rows stand for."""

    DOCUMENT = "document"
    EVENT = "event"
    FIGURE = "figure"
    THREAD = "thread"
    THREAD_HISTORY = "thread_history"


def export_command(
    output_format: Annotated[ExportFormat, typer.Option("--format", help="Shape of the output.")] = ExportFormat.JSONL,
    dyad: Annotated[
        str | None, typer.Option("--dyad", metavar="DYAD", help='Only what concerns both, such as "India Russia".')
    ] = None,
    kind: Annotated[list[Kind] | None, typer.Option("--kind", help="Only this kind; may be given again.")] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File to write; for several tables of csv and parquet, a folder."),
    ] = None,
    ledger: LedgerPath = None,
) -> None:
    """Write everything in the ledger, or what concerns one dyad.

    jsonl is the records contract, one object a line. csv and parquet are flat tables, one for each kind. cameo is a
    table of dyadic events: one row for each source country, target country and linked event, with CAMEO code, root,
    quad class, score and the sentence.
    """
    from comity.export import chosen_rows, write_cameo, write_csv, write_jsonl, write_parquet

    kinds = [one.value for one in kind or ()]
    if output_format is ExportFormat.CAMEO and set(kinds) - {"event"}:
        raise InputError("cameo is a table of events; leave --kind out")
    pair = dyad_of(dyad.split()) if dyad else None
    with opened(settings_with(ledger), checked=True) as kept:
        if output_format is ExportFormat.CAMEO:
            wrote = write_cameo(kept, pair, output, sys.stdout)
        else:
            rows = chosen_rows(kept, pair, kinds)
            if output_format is ExportFormat.JSONL:
                wrote = write_jsonl(rows, output, sys.stdout)
            elif output_format is ExportFormat.CSV:
                wrote = write_csv(rows, kinds, output, sys.stdout)
            else:
                wrote = write_parquet(rows, kinds, output)
    for path, count in wrote:
        note(f"wrote {count:,} rows to {path}")

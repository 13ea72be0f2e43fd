"""`comity extract`: documents in, records out; no ledger is touched."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli.foreign import watched
from comity.cli.options import AsJson, Published, Workers, exact_day, inputs
from comity.cli.output import dump, note, record_entries, say_if_rules_alone, show
from comity.settings import Settings

if TYPE_CHECKING:
    from comity.reading import Refusal


class OutputFormat(StrEnum):
    """How records are printed."""

    JSONL = "jsonl"
    JSON = "json"
    TABLE = "table"


def extract_command(
    files: Annotated[
        list[str] | None, typer.Argument(help="Files, folders, patterns, or - for standard input.")
    ] = None,
    published: Published = None,
    output: Annotated[
        OutputFormat | None,
        typer.Option("--format", help="[default: table on a terminal, else jsonl]", show_default=False),
    ] = None,
    workers: Workers = 1,
    as_json: AsJson = False,
) -> None:
    """Print the events, figures and threads of documents, each with its exact sentence.

    Takes text, Markdown, HTML, PDF, DOCX, or JSONL with id and text a line. What cannot be read is named on standard
    error, the rest goes on, and the exit code is then 2.
    """
    from comity.pipeline import extract
    from comity.reading import read

    chosen = output or (
        OutputFormat.JSON if as_json else OutputFormat.TABLE if sys.stdout.isatty() else OutputFormat.JSONL
    )
    refused: list[Refusal] = []
    uncoded: list[Refusal] = []
    settings = Settings.from_environment()
    say_if_rules_alone(settings)

    def refuse(refusal: Refusal) -> None:
        refused.append(refusal)
        note(f"refused: {refusal.source}: {refusal.reason}")

    found = extract(
        watched(read(inputs(files), published=exact_day(published), settings=settings), uncoded),
        settings=settings,
        workers=workers,
        on_refused=refuse,
    )
    if chosen is OutputFormat.JSON:
        dump([record.to_json() for _, records in found for record in records])
    elif chosen is OutputFormat.TABLE:
        for document, records in found:
            show(record_entries(records, title=document.title or document.source or document.id))
    else:
        for _, records in found:
            for record in records:
                dump(record.to_json(), lines=True)
    for one in uncoded:
        note(f"not coded: {one.source}: {one.reason}")
    if refused or uncoded:
        raise typer.Exit(2)

"""`comity evaluate`: our records, or another program's, against gold documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from comity.cli.options import AsJson
from comity.cli.output import console, dump
from comity.errors import InputError
from comity.settings import Settings

if TYPE_CHECKING:
    from comity.evaluation import Counts, Report


def evaluate_command(
    gold: Annotated[Path, typer.Argument(help="Gold documents, JSONL.")],
    against: Annotated[
        Path | None, typer.Option("--against", help="Records of another program, JSONL; without it ours are made now.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print precision, recall and F1 of events, figures and threads, with counts, and the share of right fields."""
    from comity.evaluation import read_gold, score
    from comity.pipeline import extract

    documents = read_gold(gold)
    if against is None:
        found = extract([one.document for one in documents], settings=Settings.from_environment())
        predicted = {document.id: [record.to_json() for record in records] for document, records in found}
    else:
        predicted = _records(against)
    report = score(documents, predicted)
    if as_json:
        dump(report.to_json())
        return
    console().print(_table(report))
    console().print(_fields(report))
    console().print(_types(report))


def _records(path: Path) -> dict[str, list[dict[str, Any]]]:
    by_document: dict[str, list[dict[str, Any]]] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); give a JSONL file of records") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            if record["kind"] in ("event", "figure", "thread"):
                by_document.setdefault(record["document"], []).append(record)
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}:{number}: not a record ({type(error).__name__}: {error})") from error
    return by_document


def _table(report: Report) -> Table:
    table = Table(title=f"{report.documents} documents", title_justify="left")
    for name in ("", "precision", "recall", "F1", "right", "false", "missed"):
        table.add_column(name, justify="left" if not name else "right")
    for name, counts in report.scores.items():
        table.add_row(name, *_cells(counts))
    return table


def _fields(report: Report) -> Table:
    table = Table("field of matched records", "right", "of", "share", title_justify="left")
    for name, (right, total) in report.fields.items():
        table.add_row(name, str(right), str(total), f"{right / total:.2f}" if total else "")
    return table


def _types(report: Report) -> Table:
    table = Table("event type", "precision", "recall", "F1", "right", "false", "missed")
    for name, counts in sorted(report.by_type.items()):
        table.add_row(name, *_cells(counts))
    return table


def _cells(counts: Counts) -> tuple[str, ...]:
    rates = (counts.precision, counts.recall, counts.f1)
    return (*(f"{rate:.3f}" for rate in rates), str(counts.tp), str(counts.fp), str(counts.fn))

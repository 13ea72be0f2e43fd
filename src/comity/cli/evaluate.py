"""`comity evaluate`: our records, types or verdicts, or another program's, against gold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from comity.cli.options import AsJson, LedgerPath, settings_with
from comity.cli.output import console, dump, show
from comity.errors import InputError
from comity.settings import Settings

if TYPE_CHECKING:
    from comity.evaluation import Counts, GoldDocument, Report
    from comity.evaluation.link_score import LinkScore
    from comity.evaluation.pair_score import PairReport


def evaluate_command(
    gold: Annotated[Path, typer.Argument(help="Gold documents, gold pairs with their type, or gold claims, JSONL.")],
    against: Annotated[
        Path | None,
        typer.Option("--against", help="What another program says, JSONL; without it ours is made now."),
    ] = None,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Print how well events, figures and threads are found, or how many marked pairs get the right type.

    Of documents: precision, recall and F1 with counts, and the share of right fields. Of pairs, which the first line
    tells: accuracy, macro-F1, each type, and which type is taken for which. --against then takes what classify prints.
    Of documents whose events and threads say what they belong to (event_id, thread_id): B³ of linking; --against then
    takes an export.

    Of texts with claims: how many get the right verdict by the series of --ledger, which is taken for which, and of how
    many uncheckable ones nothing is asserted; --against then takes what check --json prints.
    """
    from comity.evaluation.verdict_score import is_claim_file

    if is_claim_file(gold):
        from comity.cli.evaluate_claims import claim_report, claim_tables

        verdicts = claim_report(gold, _lines(against) if against else None, settings_with(ledger))
        if as_json:
            dump(verdicts.to_json())
        else:
            show(claim_tables(verdicts))
        return
    from comity.evaluation.pairs import is_pair_file

    if is_pair_file(gold):
        found = _pairs(gold, against)
        if as_json:
            dump(found.to_json())
            return
        for part in _pair_tables(found):
            console().print(part)
        return
    from comity.evaluation import read_gold
    from comity.evaluation.link_score import has_links

    documents = read_gold(gold)
    if has_links(documents):
        links = _links(documents, against)
        if as_json:
            dump({name: score.to_json() for name, score in links.items()})
        else:
            console().print(_link_table(links))
        return
    report = _documents(documents, against)
    if as_json:
        dump(report.to_json())
        return
    for table in (_table(report), _fields(report), _types("event type", report.by_type)):
        console().print(table)


def _documents(documents: list[GoldDocument], against: Path | None) -> Report:
    from comity.evaluation import score
    from comity.pipeline import extract

    if against is not None:
        return score(documents, _records(against))
    found = extract([one.document for one in documents], settings=Settings.from_environment())
    return score(documents, {document.id: [record.to_json() for record in records] for document, records in found})


def _links(documents: list[GoldDocument], against: Path | None) -> dict[str, LinkScore]:
    from comity.evaluation.link_score import score_links

    if against is not None:
        return score_links(documents, _records(against))
    from comity.evaluation.linked import linked_rows

    return score_links(documents, linked_rows([one.document for one in documents], Settings.from_environment()))


def _pairs(gold: Path, against: Path | None) -> PairReport:
    from comity.cli.classify import model_of
    from comity.evaluation.classifying import types_of
    from comity.evaluation.pair_score import answers_by_id, score_pairs
    from comity.evaluation.pairs import read_pairs
    from comity.language import Analyser

    pairs = read_pairs(gold)
    if against is not None:
        return score_pairs(pairs, answers_by_id(pairs, _answers(against)))
    settings = Settings.from_environment()
    return score_pairs(pairs, types_of(pairs, Analyser(settings.spacy_model), model_of(settings)))


def _records(path: Path) -> dict[str, list[dict[str, Any]]]:
    by_document: dict[str, list[dict[str, Any]]] = {}
    for where, line in _lines(path):
        try:
            record = json.loads(line)
            if record["kind"] in ("event", "figure", "thread"):
                by_document.setdefault(record["document"], []).append(record)
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{where}: not a record ({type(error).__name__}: {error})") from error
    return by_document


def _answers(path: Path) -> dict[str, str]:
    from comity.evaluation.pairs import YIELD
    from comity.records.plover import codebook

    known = (*codebook().types, YIELD)
    by_id: dict[str, str] = {}
    for where, line in _lines(path):
        try:
            row = json.loads(line)
            key, kind = str(row["id"]), row["type"]
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{where}: needs id and type ({type(error).__name__}: {error})") from error
        if kind not in known:
            raise InputError(f"{where}: the type {kind!r} is not one of {' '.join(known)}")
        if key in by_id:
            raise InputError(f"{where}: {key} has been answered before; give one answer for each pair")
        by_id[key] = kind
    return by_id


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); give a JSONL file of records or types") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield f"{path}:{number}", line


def _table(report: Report) -> Table:
    table = Table(title=f"{report.documents} documents", title_justify="left")
    for name in ("", "precision", "recall", "F1", "right", "false", "missed"):
        table.add_column(name, justify="left" if not name else "right")
    for name, counts in report.scores.items():
        table.add_row(name, *_cells(counts))
    return table


def _link_table(links: dict[str, LinkScore]) -> Table:
    table = Table(title="B³: which mentions belong together", title_justify="left")
    for name in ("", "precision", "recall", "F1", "mentions"):
        table.add_column(name, justify="left" if not name else "right")
    for name, score in links.items():
        for what, found in (("found", score.found), ("all, missed ones alone", score.all)):
            rates = (found.precision, found.recall, found.f1)
            table.add_row(f"{name}, {what}", *(f"{rate:.3f}" for rate in rates), str(found.mentions))
    return table


def _fields(report: Report) -> Table:
    table = Table("field of matched records", "right", "of", "share", title_justify="left")
    for name, (right, total) in report.fields.items():
        table.add_row(name, str(right), str(total), f"{right / total:.2f}" if total else "")
    return table


def _types(title: str, by_type: dict[str, Counts]) -> Table:
    table = Table(title, "precision", "recall", "F1", "right", "false", "missed")
    for name, counts in sorted(by_type.items()):
        table.add_row(name, *_cells(counts))
    return table


def _cells(counts: Counts) -> tuple[str, ...]:
    rates = (counts.precision, counts.recall, counts.f1)
    return (*(f"{rate:.3f}" for rate in rates), str(counts.tp), str(counts.fp), str(counts.fn))


def _pair_tables(report: PairReport) -> Iterator[Table]:
    table = Table("", "score", "of", title=f"{report.pairs} pairs", title_justify="left")
    table.add_row("accuracy", f"{report.accuracy:.3f}", f"{report.right} right of {report.pairs}")
    table.add_row("macro-F1", f"{report.macro_f1:.3f}", f"mean of {len(report.by_type)} types")
    table.add_row("quad accuracy", f"{report.quad_accuracy:.3f}", f"{report.right_quads} right of {report.pairs}")
    if report.unanswered:
        table.add_row("without an answer", f"{report.unanswered / report.pairs:.3f}", f"{report.unanswered}, all wrong")
    yield table
    yield _types("type", report.by_type)
    yield _confusion(report)


def _confusion(report: PairReport) -> Table:
    """Gold types down, answers across, four letters each, so that all types fit beside one another."""
    from comity.evaluation.pair_score import NO_ANSWER

    said = report.answers
    table = Table(title="gold (down), answer (across)", title_justify="left", box=None, padding=(0, 1, 0, 0))
    table.add_column("", no_wrap=True)
    for kind in said:
        table.add_column("none" if kind == NO_ANSWER else kind[:4], justify="right", no_wrap=True)
    for gold in report.by_type:
        cells = (report.confusion.get((gold, kind), 0) for kind in said)
        table.add_row(gold, *(str(cell) if cell else "·" for cell in cells))
    return table

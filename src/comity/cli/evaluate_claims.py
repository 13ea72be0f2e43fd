"""`comity evaluate` of texts with claims: how many get the right verdict, and how many uncheckable ones none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from comity.brief.visible import visible
from comity.errors import InputError
from comity.evaluation.verdict_score import NOT_FOUND, VerdictReport, read_claims, score_verdicts
from comity.settings import Settings

if TYPE_CHECKING:
    from comity.evaluation.verdict_score import GoldText

Lines = Iterable[tuple[str, str]]
"""Lines of a file, each with its place for messages."""


def claim_report(gold: Path, against: Lines | None, settings: Settings) -> VerdictReport:
    """The score of our verdicts by the series of the ledger, or of those that another program gives."""
    texts = read_claims(gold)
    return score_verdicts(texts, _ours(texts, settings) if against is None else _theirs(against))


def _theirs(lines: Lines) -> dict[str, list[dict[str, Any]]]:
    by_document: dict[str, list[dict[str, Any]]] = {}
    for where, line in lines:
        try:
            row = json.loads(line)
            by_document.setdefault(str(row["figure"]["document"]), []).append(row)
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{where}: not a verdict ({type(error).__name__}: {error})") from error
    return by_document


def _ours(texts: list[GoldText], settings: Settings) -> dict[str, list[dict[str, Any]]]:
    from comity.checking.check import check
    from comity.ledger import Ledger
    from comity.pipeline import coder_of_every_text, extract
    from comity.records import Figure

    by_document: dict[str, list[dict[str, Any]]] = {}
    with Ledger.open(settings.ledger, read_only=True) as kept:
        if not kept.statistics_mark():
            raise InputError(
                f"{settings.ledger} holds no official series to check against: import them with"
                f"  comity series import FILES --ledger {settings.ledger}"
            )
        found = extract([text.document for text in texts], settings=settings, coder=coder_of_every_text)
        figures = (record for _, records in found for record in records if isinstance(record, Figure))
        for verdict in check(figures, kept):
            by_document.setdefault(verdict.figure.document, []).append(verdict.to_json())
    return by_document


def claim_tables(report: VerdictReport) -> Iterator[Table]:
    """The scores, which verdict is taken for which, and each claim that is wrong or was not found."""
    answers = report.answers
    uncheckable = [one for one in answers if one.claim.uncheckable]
    right, abstained = sum(one.right for one in answers), sum(one.abstained for one in uncheckable)
    missing = sum(one.said == NOT_FOUND for one in answers)
    table = Table("", "score", "of", title=f"{len(answers)} claims", title_justify="left")
    table.add_row("accuracy", f"{report.accuracy:.3f}", f"{right} right of {len(answers)}")
    table.add_row("abstained", f"{report.abstention:.3f}", f"{abstained} of {len(uncheckable)} uncheckable")
    table.add_row("not found", f"{missing / len(answers) if answers else 0:.3f}", f"{missing} numbers were no figures")
    yield table
    yield _confusion(report)
    wrong = Table("id", "number", "gold", "answer", "why", title="wrong or not found", title_justify="left")
    for one in answers:
        if not one.right or one.said == NOT_FOUND:
            cells = (one.claim.document, one.claim.number, " or ".join(one.claim.verdicts), one.said, one.reason)
            wrong.add_row(*(Text(visible(cell)) for cell in cells))
    if wrong.row_count:
        yield wrong


def _confusion(report: VerdictReport) -> Table:
    said = list(dict.fromkeys(one for _, one in report.confusion))
    table = Table(title="gold (down), answer (across)", title_justify="left", box=None, padding=(0, 2, 0, 0))
    table.add_column("", no_wrap=True)
    for verdict in said:
        table.add_column(verdict.replace("_", " "), justify="right")
    for gold in dict.fromkeys(one for one, _ in report.confusion):
        cells = (report.confusion.get((gold, verdict), 0) for verdict in said)
        table.add_row(gold.replace("_", " "), *(str(cell) if cell else "·" for cell in cells))
    return table

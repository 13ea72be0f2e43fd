"""`comity brief DYAD`: the state of a relationship, every claim with its sentence."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from comity.cli.ledgers import opened
from comity.cli.options import (
    AsJson,
    DyadWords,
    LedgerPath,
    Pillar,
    Since,
    Until,
    dyad_of,
    pillar_of,
    settings_with,
    span,
)
from comity.cli.output import console, dump, note
from comity.errors import InputError


class BriefFormat(StrEnum):
    """How a brief is written."""

    TERMINAL = "terminal"
    MD = "md"
    HTML = "html"


def brief_command(
    dyad: DyadWords,
    since: Since = None,
    until: Until = None,
    pillar: Pillar = None,
    output_format: Annotated[
        BriefFormat | None,
        typer.Option("--format", help="[default: by the name of --output, else terminal]", show_default=False),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            min=0,
            help="Longest list in the brief; 0 for no limit. [default: 12; on the terminal 6, and 2 to 5 a pillar]",
            show_default=False,
        ),
    ] = None,
    sure: Annotated[
        float, typer.Option("--sure", min=0, max=1, help="Tell events coded with at least this confidence.")
    ] = 0.45,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Write the state of a dyad: headline numbers, what was said and done by pillar, threads, figures and meetings.

    Where official series were imported, figures have their verdicts, and trade, arms and votes are told in numbers.

    Every claim has a numbered citation to its sentence, document and date. The HTML is one file, in which a click on a
    citation opens the source text at the sentence.
    """
    from comity.brief import findings, html, markdown, terminal
    from comity.export.files import write_text

    chosen = output_format or _by_name(output)
    short = limit is None and chosen is BriefFormat.TERMINAL and not as_json
    asked = findings.Question(
        dyad_of(dyad),
        *span(since, until),
        pillar_of(pillar),
        limit=(6 if short else 12) if limit is None else limit,
        short=short,
        sure=sure,
    )
    with opened(settings_with(ledger), checked=True) as kept:
        found = findings.find(kept, asked)
    if as_json:
        dump(findings.to_json(found))
    elif chosen is BriefFormat.TERMINAL and output is None and sys.stdout.isatty():
        terminal.show(found, console())
    else:
        text = {
            BriefFormat.TERMINAL: terminal.as_text,
            BriefFormat.MD: markdown.render,
            BriefFormat.HTML: html.render,
        }[chosen](found)
        if output is None:
            sys.stdout.write(text)
        else:
            write_text(output, text)
            note(f"wrote {output}")


def _by_name(output: Path | None) -> BriefFormat:
    endings = {".html": BriefFormat.HTML, ".htm": BriefFormat.HTML, ".md": BriefFormat.MD, ".markdown": BriefFormat.MD}
    if output is None or output.suffix.lower() in ("", ".txt"):
        return BriefFormat.TERMINAL
    if output.suffix.lower() not in endings:
        raise InputError(f"{output}: a brief is written as .html, .md or .txt; name the file so, or say --format")
    return endings[output.suffix.lower()]

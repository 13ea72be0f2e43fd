"""`comity series import FILES`: official statistics from files into the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from comity.cli.options import AsJson, LedgerPath, exact_day, settings_with
from comity.cli.output import console, dump, note
from comity.errors import InputError, ReadingError

if TYPE_CHECKING:
    from comity.ledger import Imported
    from comity.records import Release
    from comity.series.importing import Report

_TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods")


def series_import_command(
    files: Annotated[list[str], typer.Argument(metavar="FILES", help="Files, folders or patterns.")],
    layout: Annotated[
        str | None,
        typer.Option("--as", metavar="LAYOUT", help="The layout of the files, where it is not recognised."),
    ] = None,
    vintage: Annotated[
        str | None, typer.Option("--vintage", metavar="DATE", help="The day of publication, over what a file says.")
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", metavar="FILE", help="What the columns of a file of your own mean: docs/series.md."),
    ] = None,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Bring official statistics into the ledger: each file is recognised, and goes in whole or not at all.

    Says of each file what it is, how many series and values it holds, of which day it is, and what was left out by
    which rule. The same file again changes nothing; a revised one is kept beside the former. What cannot be used is
    named with its row and why, the rest goes in, and the exit code is then 2.
    """
    from comity.ledger import Ledger
    from comity.series.importing import Hints, import_file

    settings = settings_with(ledger)
    hints = Hints(vintage=exact_day(vintage, "--vintage"), mapping=mapping)
    paths, refused = _files(files)
    done: list[Report] = []
    if paths:
        with Ledger.open(settings.ledger) as kept:
            for path in paths:
                try:
                    report = import_file(kept, path, layout=layout, hints=hints)
                except InputError as error:
                    refused.append(str(error))
                    continue
                done.append(report)
                if not as_json:
                    _show(report)
    if as_json:
        dump({"imported": [to_json(one) for one in done], "refused": refused})
    for why in refused:
        note(why)
    if refused:
        raise typer.Exit(2)


def _files(named: Sequence[str]) -> tuple[list[Path], list[str]]:
    """The files that are named, the tables of folders that are named, and what cannot be used."""
    from comity.reading.sources import find_sources

    paths: list[Path] = []
    refused: list[str] = []
    for found in find_sources(named):
        if isinstance(found, ReadingError):
            refused.append(str(found))
        elif found.path is None:
            refused.append("standard input has no name by which its layout could be known: save it to a file first")
        elif str(found.path) in named or found.path.name.casefold().removesuffix(".gz").endswith(_TABLES):
            paths.append(found.path)
    if not paths and not refused:
        raise InputError(f"there is no table in {', '.join(named)}: give files ending in {', '.join(_TABLES)}")
    return paths, refused


def _show(report: Report) -> None:
    from comity.brief.visible import one_line

    out = console()
    out.print(one_line(str(report.file)), style="bold")
    for line in lines_of(report.release, report.imported, report.rows, report.skipped, report.layout.name):
        out.print(f"  {one_line(line)}")


def lines_of(
    release: Release, imported: Imported, rows: int, skipped: dict[str, int], layout: str = ""
) -> Iterator[str]:
    """What an import did, line by line: what it is, what is new or revised, and what was left out by which rule."""
    from comity.brief.wording import plural

    day = f"as of {release.vintage}" if release.vintage else "day of publication not known (--vintage gives it)"
    in_layout = f" (layout {layout})" if layout else ""
    yield f"{release.provider}: {release.title}{in_layout}; {day}"
    if imported.known:
        yield "already known: nothing changed"
    else:
        series = plural(imported.series, "series", "series")
        yield f"{series} with {plural(imported.observations, 'value')} from {plural(rows, 'row')}"
    if imported.revised:
        yield f"{plural(imported.revised, 'value')} revised; comity series show KEY --vintages has the former ones too"
    for why, count in sorted(skipped.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"left out: {plural(count, 'row')} ({why})"


def to_json(report: Report) -> dict[str, Any]:
    """JSON-ready."""
    return {
        "file": str(report.file),
        "layout": report.layout.name,
        "release": report.release.to_json(),
        "known": report.imported.known,
        "series": report.imported.series,
        "observations": report.imported.observations,
        "revised": report.imported.revised,
        "rows": report.rows,
        "skipped": dict(report.skipped),
    }

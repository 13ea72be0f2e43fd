"""What the commands that fetch have in common: options, and what they say in the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli.output import console, dump
from comity.cli.series_import import lines_of
from comity.errors import InputError

if TYPE_CHECKING:
    from comity.series.fetching import Kept

Years = Annotated[str, typer.Option("--years", metavar="YEARS", help="A year or a span of years: 2017-2024.")]
AsFresh = Annotated[bool, typer.Option("--fresh", help="Ask anew, whatever was answered today.")]

_EARLIEST, _LATEST = 1900, 2100


def years_of(text: str) -> tuple[int, int]:
    """The first and last year of `2017-2024` or `2017`. Raises InputError otherwise."""
    found = re.fullmatch(r"(\d{4})(?:\s*[-–:]\s*(\d{4}))?", text.strip())
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not _EARLIEST <= first <= last <= _LATEST:
        raise InputError(f"{text!r} is no span of years; write it as 2017-2024, or as 2017")
    return first, last


def show(kept: Kept, as_json: bool) -> None:
    """Say what was fetched, what was new, what was revised and what was left out."""
    from comity.brief.visible import one_line

    if as_json:
        dump(
            {
                "release": kept.release.to_json(),
                "known": kept.imported.known,
                "series": kept.imported.series,
                "observations": kept.imported.observations,
                "revised": kept.imported.revised,
                "rows": kept.read.rows,
                "skipped": dict(kept.read.skipped),
                "keys": [series.key for series, _ in kept.read.data],
            }
        )
        return
    out = console()
    out.print(one_line(kept.release.source), style="bold")
    for line in lines_of(kept.release, kept.imported, kept.read.rows, kept.read.skipped):
        out.print(f"  {one_line(line)}")
    for series, _ in kept.read.data[:20]:
        out.print(f"  {one_line(series.key)}", style="dim")
    if len(kept.read.data) > 20:
        out.print(f"  and {len(kept.read.data) - 20:,} more; comity series list shows them", style="dim")

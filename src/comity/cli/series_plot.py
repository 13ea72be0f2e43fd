"""`comity series plot KEY --output FILE`: a picture of series."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from comity.cli.options import LedgerPath, settings_with
from comity.cli.output import note
from comity.cli.series_show import SeriesWords
from comity.errors import InputError


def series_plot_command(
    series: SeriesWords,
    output: Annotated[Path, typer.Option("--output", "-o", help="The picture to write: FILE.svg or FILE.png.")],
    title: Annotated[str | None, typer.Option("--title", metavar="WORDS", help="The heading of the picture.")] = None,
    width: Annotated[int, typer.Option("--width", min=320, max=2000, help="Pixels from side to side.")] = 640,
    ledger: LedgerPath = None,
) -> None:
    """Draw one series, or several of one unit by their keys, as SVG or PNG.

    One flow is drawn as bars, as wide as the days they stand for; everything else as lines. Periods that are only told
    in part are hollow, estimates pale. The picture has no background, and reads on light and dark paper.
    """
    from comity.checking.vocabulary import items_named
    from comity.ledger import Ledger, Wanted
    from comity.series.charts import chart
    from comity.series.finding import one_series
    from comity.series.wording import heading

    kind = output.suffix.casefold()
    if kind not in (".svg", ".png"):
        raise InputError(f"{output} says no kind of picture: give a name that ends in .svg or .png")
    with Ledger.open(settings_with(ledger).ledger, read_only=True) as kept:
        asked = [[one] for one in series] if all("/" in one for one in series) else [series]
        keys = list(dict.fromkeys(one_series(kept, words, items_named).series.key for words in asked))
        tables = [next(iter(kept.series_tables(Wanted(key=key)))) for key in keys]
    words = title or heading([table.series for table in tables])
    picture = (
        chart(tables, title=words, width=width).encode()
        if kind == ".svg"
        else chart(tables, title=words, width=width, kind="png")
    )
    output.write_bytes(picture)
    note(f"wrote {output}")

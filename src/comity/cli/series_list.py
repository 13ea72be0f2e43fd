"""`comity series list`: the official statistics in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from comity.cli.options import AsJson, LedgerPath, Limit, settings_with
from comity.cli.output import console, dump
from comity.records import Frequency

if TYPE_CHECKING:
    from comity.ledger import SeriesSummary


def series_list_command(
    provider: Annotated[str | None, typer.Option("--provider", help="Only of this provider, such as comtrade.")] = None,
    indicator: Annotated[
        str | None, typer.Option("--indicator", help="Only of this indicator, such as imports.")
    ] = None,
    reporter: Annotated[str | None, typer.Option("--reporter", metavar="STATE", help="Only of this state.")] = None,
    partner: Annotated[
        str | None, typer.Option("--partner", metavar="STATE", help="Only towards this state, or the world.")
    ] = None,
    item: Annotated[
        str | None, typer.Option("--item", help="Only of this: an HS code, a designation, a plant, or total.")
    ] = None,
    limit: Limit = 40,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """List the series in the ledger by key, with the periods that they cover and how many vintages there are."""
    from comity.brief.visible import one_line
    from comity.ledger import Ledger, Wanted
    from comity.series.finding import item_code, party_code

    wanted = Wanted(
        provider=provider,
        indicator=indicator,
        reporter=party_code(reporter) if reporter else None,
        partner=party_code(partner) if partner else None,
        item=item_code(item) if item else None,
    )
    with Ledger.open(settings_with(ledger).ledger, read_only=True) as kept:
        found = kept.series(wanted)
    shown = found[:limit] if limit else found
    if as_json:
        extents = ((one.periods, one.first.isoformat(), one.last.isoformat(), one.vintages) for one in shown)
        names = ("periods", "first", "last", "vintages")
        dump(
            [
                one.series.to_json() | dict(zip(names, said, strict=True))
                for one, said in zip(shown, extents, strict=True)
            ]
        )
        return
    out = console()
    if not found:
        out.print("the ledger holds no such series; comity series import FILE brings some")
        return
    for one in shown:
        out.print(Text(one_line(one.series.key), style="bold"))
        out.print(Text(f"    {one_line(_extent(one))}", style="dim"))
    if len(found) > len(shown):
        out.print(f"and {len(found) - len(shown):,} more; --limit 0 shows all")


def _extent(one: SeriesSummary) -> str:
    """What a series is of, its periods and its vintages, in one line."""
    from comity.brief.wording import plural
    from comity.series.wording import period_name, series_name

    if one.series.frequency in (Frequency.YEAR, Frequency.DAY):
        first, last = (period_name(day, day, one.series.frequency) for day in (one.first, one.last))
    else:
        first, last = (period_name(day, day, Frequency.MONTH) for day in (one.first, one.last))
    span = first if first == last else f"{first} to {last}"
    vintages = f", {one.vintages:,} vintages" if one.vintages > 1 else ""
    return f"{series_name(one.series)}: {plural(one.periods, 'period')}, {span}{vintages}"

"""`comity series show KEY`: one series, value by value, with where each comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from comity.cli.options import AsJson, LedgerPath, settings_with
from comity.cli.output import console, dump, table_of

if TYPE_CHECKING:
    from comity.records import Observation, Release, Series, SeriesTable

_Vintages = Sequence[tuple["Release", tuple["Observation", ...]]]

SeriesWords = Annotated[
    list[str],
    typer.Argument(metavar="SERIES", help="A key, or words that tell of one series: imports India Russia 2709."),
]


def series_show_command(
    series: SeriesWords,
    vintages: Annotated[bool, typer.Option("--vintages", help="What each release says, side by side.")] = False,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Print one series: its periods with value, flags, what was counted, and the release that each value comes from.

    Of several vintages the newest value of each period is shown; --vintages shows all of them, oldest first.
    """
    from comity.brief.visible import one_line
    from comity.checking.vocabulary import items_named
    from comity.ledger import Ledger, Wanted
    from comity.series.finding import one_series
    from comity.series.wording import series_name

    with Ledger.open(settings_with(ledger).ledger, read_only=True) as kept:
        key = one_series(kept, series, items_named).series.key
        (table,) = kept.series_tables(Wanted(key=key))
        every = kept.vintages(key) if vintages else []
    if as_json:
        dump(_to_json(table, every))
        return
    out = console()
    out.print(one_line(series_name(table.series)), style="bold")
    out.print(one_line(key), style="dim")
    out.print(_by_vintage(table.series, every) if vintages else _newest(table))
    releases = [release for release, _ in every] if vintages else list(dict.fromkeys(table.releases))
    for at, release in enumerate(releases, start=1):
        for line in _source(at, release):
            out.print(one_line(line), style="dim")


def _newest(table: SeriesTable) -> Any:
    from comity.series.wording import exact, flags_of, observation_name

    numbers = {release.digest: at for at, release in enumerate(dict.fromkeys(table.releases), start=1)}
    rows = [
        (
            observation_name(one, table.series.frequency),
            exact(one.value),
            flags_of(one),
            ", ".join(one.items),
            f"[{numbers[release.digest]}]",
        )
        for one, release in zip(table.observations, table.releases, strict=True)
    ]
    return _without_empty(("period", table.series.unit, "flags", "counted", "source"), rows)


def _by_vintage(series: Series, every: _Vintages) -> Any:
    from comity.series.wording import exact, observation_name

    periods = sorted({(one.start, one.end): one for _, found in every for one in found}.items())
    said = [{(one.start, one.end): one for one in found} for _, found in every]
    names = [f"[{at}] {release.vintage or 'day unknown'}" for at, (release, _) in enumerate(every, start=1)]
    rows = [
        (
            observation_name(one, series.frequency),
            *(exact(found[days].value) if days in found else "" for found in said),
        )
        for days, one in periods
    ]
    return _without_empty((f"period ({series.unit})", *names), rows)


def _without_empty(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Any:
    """A table of the columns that hold something, numbers to the right."""
    kept = [at for at in range(len(names)) if at == 0 or any(row[at] for row in rows)]
    table = table_of([names[at] for at in kept], ([row[at] for at in kept] for row in rows))
    for column, at in zip(table.columns, kept, strict=True):
        if at and all(not row[at] or row[at].lstrip("-")[:1].isdigit() for row in rows):
            column.justify = "right"
    return table


def _source(at: int, release: Release) -> Iterator[str]:
    day = f"as of {release.vintage}" if release.vintage else "day not given"
    yield f"[{at}] {release.title}, {day}. {release.citation}"
    licence = f"Licence: {release.licence}. " if release.licence else ""
    yield f"    {licence}From {release.source}{f', {release.url}' if release.url else ''}"


def _to_json(table: SeriesTable, every: _Vintages) -> dict[str, Any]:
    releases = {release.digest: release.to_json() for release in [*table.releases, *(one for one, _ in every)]}
    found: dict[str, Any] = {
        "series": table.series.to_json(),
        "observations": [
            one.to_json() | {"release": release.digest}
            for one, release in zip(table.observations, table.releases, strict=True)
        ],
    }
    if every:
        found["vintages"] = [
            {"release": release.digest, "observations": [one.to_json() for one in said]} for release, said in every
        ]
    return found | {"releases": list(releases.values())}

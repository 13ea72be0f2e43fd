"""`comity series fetch comtrade`: trade statistics from UN Comtrade."""

from __future__ import annotations

from typing import Annotated

import typer

from comity.cli.fetching import AsFresh, Years, show, years_of
from comity.cli.options import AsJson, LedgerPath, settings_with
from comity.errors import FetchError, InputError


def series_fetch_comtrade_command(
    reporter: Annotated[str, typer.Option("--reporter", metavar="STATE", help="The state whose statistics these are.")],
    partner: Annotated[str, typer.Option("--partner", metavar="STATE", help="The other state, or world.")],
    years: Years,
    commodity: Annotated[
        list[str],
        typer.Option("--commodity", metavar="HS", help="HS code of 2, 4 or 6 digits, or TOTAL; may be given again."),
    ] = ["TOTAL"],  # noqa: B006 (Typer copies it)
    flow: Annotated[str, typer.Option("--flow", metavar="imports|exports|both", help="Which way.")] = "both",
    frequency: Annotated[str, typer.Option("--frequency", metavar="year|month", help="For which periods.")] = "year",
    key: Annotated[
        str | None,
        typer.Option(
            "--key", metavar="KEY", help="Your subscription key. [default: $COMTRADE_KEY]", show_default=False
        ),
    ] = None,
    fresh: AsFresh = False,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Ask UN Comtrade for trade in goods, and keep it in the ledger like a file. This goes out to the network.

    Sent are the states, goods and years that you name, and your key; nothing else. Without a key UN Comtrade answers
    for one period at a time, with at most 500 rows. The same question is asked once a day; what was answered lies in
    the folder of COMITY_CACHE. Where a state has stopped reporting, ask for the other side's view of the same trade.
    """
    from comity.ledger import Ledger
    from comity.series.fetching import Answers, keep
    from comity.series.fetching.answers import folder_of
    from comity.series.fetching.comtrade import FLOWS, FREQUENCIES, Question, fetch
    from comity.series.fetching.comtrade import commodity as code_of
    from comity.series.finding import party_code
    from comity.series.layouts import comtrade

    for name, value, known in (("flow", flow, FLOWS), ("frequency", frequency, FREQUENCIES)):
        if value not in known:
            raise InputError(f"there is no {name} {value!r}; --{name} takes {', '.join(known)}")
    settings = settings_with(ledger)
    codes = tuple(dict.fromkeys(code_of(one) for given in commodity for one in given.split(",") if one.strip()))
    question = Question(party_code(reporter), party_code(partner), codes, *years_of(years), flow, frequency)
    answer = fetch(question, Answers(folder_of(settings), fresh=fresh), key=key or settings.comtrade_key)
    read = comtrade.from_rows(answer.rows)
    if not read.data:
        raise FetchError(
            f"{question}: there is no such data; {partner} may report the same trade from its side:"
            f" --reporter {partner!r} --partner {reporter!r}"
        )
    with Ledger.open(settings.ledger) as kept:
        show(keep(kept, read, answer, str(question)), as_json)

"""`comity series fetch worldbank`: indicators of the World Bank."""

from __future__ import annotations

from typing import Annotated

import typer

from comity.cli.fetching import AsFresh, Years, show, years_of
from comity.cli.options import AsJson, LedgerPath, settings_with


def series_fetch_worldbank_command(
    country: Annotated[
        list[str], typer.Option("--country", metavar="STATE", help="The state, or world; may be given again.")
    ],
    indicator: Annotated[
        list[str],
        typer.Option(
            "--indicator",
            metavar="NAME",
            help="gdp, gdp-growth, population, military-spending, military-spending-share, or the World Bank's own"
            " code; may be given again.",
        ),
    ],
    years: Years,
    fresh: AsFresh = False,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Ask the World Bank for its indicators, and keep them in the ledger like a file. This goes out to the network.

    Sent are the states and indicators that you name; nothing else, and no key is needed. The same question is asked
    once a day; what was answered lies in the folder of COMITY_CACHE.
    """
    from comity.ledger import Ledger
    from comity.series.fetching import Answers, keep
    from comity.series.fetching.answers import folder_of
    from comity.series.fetching.worldbank import Question, code, fetch
    from comity.series.finding import party_code
    from comity.series.layouts import worldbank

    settings = settings_with(ledger)
    countries = tuple(dict.fromkeys(party_code(one) for one in country))
    codes = tuple(dict.fromkeys(code(one) for one in indicator))
    question = Question(countries, codes, *years_of(years))
    answer = fetch(question, Answers(folder_of(settings), fresh=fresh))
    read = worldbank.from_rows(answer.rows)
    with Ledger.open(settings.ledger) as kept:
        show(keep(kept, read, answer, str(question)), as_json)

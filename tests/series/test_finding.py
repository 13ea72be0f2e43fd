"""Series found by what people call them: parties, what is measured, and commodities by any of their names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from comity.errors import InputError
from comity.ledger import Ledger
from comity.series.finding import one_series
from comity.series.importing import import_file

OIL = frozenset({"HS2709"})


def items(name: str) -> frozenset[str]:
    return OIL if name.casefold() in ("crude oil", "crude") else frozenset()


@pytest.fixture
def trade(ledger: Ledger, write: Callable[[str, str], Path]) -> Ledger:
    rows = ["imports,CHL,PER,HS2709,2019,5,USD", "imports,CHL,BRA,HS2709,2019,6,USD", "exports,CHL,PER,HS74,2019,7,USD"]
    head = "# provider: made-stats\n# title: Trade of Chile\nindicator,reporter,partner,item,period,value,unit"
    import_file(ledger, write("trade.csv", "\n".join([head, *rows]) + "\n"))
    return ledger


@pytest.mark.parametrize(
    "words", [["crude oil", "Peru"], ["crude", "oil", "Peru"], ["Chile", "crude", "Peru"], ["Peru", "2709"]]
)
def test_a_commodity_is_found_by_its_name(trade: Ledger, words: Sequence[str]) -> None:
    assert one_series(trade, words, items).series.key == "made-stats/imports/CHL/PER/HS2709/USD/year"


def test_several_series_of_a_commodity_are_listed(trade: Ledger) -> None:
    with pytest.raises(InputError, match="2 series are told by 'crude oil'"):
        one_series(trade, ["crude oil"], items)


def test_a_name_that_nobody_knows_finds_nothing(trade: Ledger) -> None:
    with pytest.raises(InputError, match="no series of the ledger is told by"):
        one_series(trade, ["heavy", "water"], items)

"""Verdicts and series for the ledger made by hand: what official statistics would say of its figures."""

from __future__ import annotations

from typing import Any

from comity.ledger import Ledger
from comity.records import Figure
from tests.analysis.releases import add

TRADE = {
    "exports IND RUS TOTAL": {2019: 3e9, 2020: 2.7e9, 2021: 3.3e9},
    "imports IND RUS TOTAL": {2019: 6e9, 2020: 5.4e9, 2021: 9.9e9},
    "imports IND WLD TOTAL": {2019: 480e9, 2020: 390e9, 2021: 610e9},
    "imports IND RUS HS2709": {2020: 0.9e9, 2021: 2.3e9, 2022: 25.5e9},
}
OIL = "customs/imports/IND/RUS/HS2709/USD/year"
BOTH = ["customs/exports/IND/RUS/TOTAL/USD/year", "customs/imports/IND/RUS/TOTAL/USD/year"]


def judge(ledger: Ledger, *, words: str = "") -> dict[float, str]:
    """Import trade and keep a verdict on each figure of money or change; their ids by value. `words` stand in each."""
    add(ledger, "customs", "2023-06-01", TRADE)
    add(ledger, "sipri", "2023-03-13", {"arms-imports IND RUS TOTAL": {2020: 1091.0, 2021: 1222.0}})
    add(ledger, "cow-igo", "2021-01-01", {"shared-igos IND RUS -": {2014: 51.0}})
    figures = {one.value: one for one in ledger.records_of() if isinstance(one, Figure)}
    bodies = {
        8e9: _body("consistent", BOTH, 2020, 8.1e9, 8e9, words),
        12e9: _body("differs", BOTH, 2020, 8.1e9, 12e9, words),
        20.0: _body("not_comparable", [OIL], 2022, None, 20.0, words),
    }
    ledger.set_verdicts({figures[value].id: body for value, body in bodies.items()}, "made")
    return {value: one.id for value, one in figures.items()}


def _body(
    verdict: str, series: list[str], year: int, computed: float | None, claimed: float, words: str
) -> dict[str, Any]:
    used = [
        {
            "series": key,
            "start": f"{year}-01-01",
            "end": f"{year}-12-31",
            "value": 1.0,
            "unit": "USD",
            "flags": [],
            "items": [],
        }
        for key in series
    ]
    reading = {
        "series": series,
        "provider": "customs",
        "vintage": "2023-06-01",
        "periods": used,
        "computed": computed,
        "claimed": claimed,
        "tolerance": 0.5e9,
        "verdict": verdict,
        "note": "",
        "formula": "2.7 + 5.4 = 8.1",
    }
    return {
        "verdict": verdict,
        "reason": f"the series gives 8.1 billion {words}",
        "readings": [reading],
        "working": f"reading 1\n    2.7 + 5.4 = 8.1 {words}\n    → {verdict}",
        "fetch": "comity series fetch comtrade" if computed is None else None,
    }

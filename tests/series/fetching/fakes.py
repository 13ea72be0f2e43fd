"""Providers that need no network: their rows in the true shape, and a client that only counts."""

from __future__ import annotations

import socket
from datetime import date
from typing import Any

import pandas

from comity.series.fetching import comtrade, worldbank
from comity.series.fetching.asking import Asking

KEY = "0123456789abcdef"
OIL = comtrade.Question("IND", "RUS", ("2709",), 2021, 2022, "imports")
GDP = worldbank.Question(("IND",), ("NY.GDP.MKTP.CD",), 2021, 2022)
DAY = date(2025, 7, 1)


def comtrade_row(period: str, value: float, **other: Any) -> dict[str, Any]:
    """A row with the columns of UN Comtrade's interface; what it does not tell is None."""
    return {
        "typeCode": "C",
        "freqCode": "A",
        "refPeriodId": int(period[:4]) * 10000 + 101,
        "refYear": int(period[:4]),
        "refMonth": 52,
        "period": period,
        "reporterCode": 699,
        "reporterISO": "IND",
        "reporterDesc": "India",
        "flowCode": "M",
        "flowDesc": "Import",
        "partnerCode": 643,
        "partnerISO": "RUS",
        "partnerDesc": "Russian Federation",
        "partner2Code": 0,
        "partner2ISO": "W00",
        "partner2Desc": "World",
        "classificationCode": "H6",
        "classificationSearchCode": "HS",
        "isOriginalClassification": True,
        "cmdCode": "2709",
        "cmdDesc": "Petroleum oils and oils obtained from bituminous minerals; crude",
        "aggrLevel": 4,
        "isLeaf": False,
        "customsCode": "C00",
        "customsDesc": "TOTAL CPC",
        "mosCode": "0",
        "motCode": 0,
        "motDesc": "TOTAL MOT",
        "qtyUnitCode": 8,
        "qtyUnitAbbr": "kg",
        "qty": None,
        "isQtyEstimated": False,
        "altQtyUnitCode": -1,
        "altQtyUnitAbbr": "N/A",
        "altQty": None,
        "isAltQtyEstimated": False,
        "netWgt": None,
        "isNetWgtEstimated": False,
        "grossWgt": None,
        "isGrossWgtEstimated": False,
        "cifvalue": value,
        "fobvalue": None,
        "primaryValue": value,
        "legacyEstimationFlag": 0,
        "isReported": False,
        "isAggregate": True,
        **other,
    }


def worldbank_row(year: int, value: float | None) -> dict[str, Any]:
    """A row as `wbgapi.data.fetch(labels=True)` gives it."""
    return {
        "value": value,
        "series": {"id": "NY.GDP.MKTP.CD", "value": "GDP (current US$)"},
        "economy": {"id": "IND", "value": "India", "aggregate": False},
        "time": {"id": f"YR{year}", "value": str(year)},
    }


class FakeComtrade:
    """Stands for the client: keeps what it was asked, and answers with rows, or prints and gives nothing as it does."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.values = {"2021": 2.3e9, "2022": 25.5e9}
        self.says: list[str] = []

    def preview(self, **criteria: Any) -> Any:
        return self._answer(None, criteria)

    def full(self, key: str, **criteria: Any) -> Any:
        return self._answer(key, criteria)

    def availability(self, key: str | None, *_: Any) -> Any:
        days = {"2021": "2024-02-05T00:00:00", "2022": "2024-11-20T00:00:00", "2023": "2025-06-30T00:00:00"}
        return pandas.DataFrame([{"period": int(year), "lastReleased": day} for year, day in days.items()])

    def _answer(self, key: str | None, criteria: dict[str, Any]) -> Any:
        self.asked.append(criteria)
        self.keys.append(key)
        if self.says:
            print(self.says.pop(0))
            return None
        periods = criteria["period"].split(",")
        return pandas.DataFrame([comtrade_row(one, self.values[one]) for one in periods if one in self.values])


class Patience:
    """A clock and a pause that only count."""

    def __init__(self) -> None:
        self.now = 0.0
        self.pauses: list[float] = []

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds

    def asking(self, apart: float = 0.0) -> Asking:
        return Asking("UN Comtrade", apart, pause=self.pause, clock=lambda: self.now)


def no_network(*_: Any, **__: Any) -> Any:
    raise socket.gaierror(-2, "Name or service not known")

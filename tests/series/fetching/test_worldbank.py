"""The World Bank is asked by its own client, every year at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import requests
import wbgapi

from comity.errors import FetchError, InputError
from comity.series.fetching import Answers, worldbank
from comity.series.layouts import worldbank as worldbank_layout
from tests.series.fetching.fakes import GDP, Patience, worldbank_row


def test_the_years_asked_for_are_kept_and_dated_by_the_last_update(bank: list[Any], answers: Answers) -> None:
    bank.append([worldbank_row(year, year * 1e9) for year in range(2015, 2024)] + [worldbank_row(2024, None)])
    answer = worldbank.fetch(GDP, answers, asking=Patience().asking())
    assert [row["time"] for row in answer.rows] == ["YR2021", "YR2022"]
    assert answer.vintage == date(2025, 6, 5)
    ((series, observations),) = worldbank_layout.from_rows(answer.rows).data
    assert (series.indicator, series.reporter, series.unit) == ("gdp", "IND", "USD")
    assert [one.value for one in observations] == [2021e9, 2022e9]


def test_other_years_of_the_same_need_no_other_question(bank: list[Any], answers: Answers) -> None:
    bank.append([worldbank_row(year, 1.0) for year in range(2015, 2024)])
    worldbank.fetch(GDP, answers, asking=Patience().asking())
    earlier = worldbank.Question(GDP.countries, GDP.codes, 2016, 2016)
    assert len(worldbank.fetch(earlier, answers, asking=Patience().asking()).rows) == 1


def test_failures_of_the_network_and_of_the_bank_pass_or_are_told(bank: list[Any], answers: Answers) -> None:
    busy = [requests.exceptions.ReadTimeout("slow"), wbgapi.APIError("https://api", "Service Unavailable", 503)]
    bank += [*busy, [worldbank_row(2021, 1.0)]]
    patience = Patience()
    assert len(worldbank.fetch(GDP, answers, asking=patience.asking()).rows) == 1
    assert patience.pauses == [2.0, 6.0]
    bank.append(wbgapi.APIError("https://api", "Invalid value: The provided parameter value is not valid"))
    unknown = worldbank.Question(("IND",), ("XX.YY.ZZ",), 2021, 2021)
    with pytest.raises(FetchError, match=r"does not understand the question \(Invalid value.*XX\.YY\.ZZ"):
        worldbank.fetch(unknown, answers, asking=patience.asking())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("gdp", "NY.GDP.MKTP.CD"),
        ("Population", "SP.POP.TOTL"),
        ("Gross domestic product", "NY.GDP.MKTP.CD"),
        ("ny.gdp.pcap.cd", "NY.GDP.PCAP.CD"),
    ],
)
def test_an_indicator_is_named_as_in_the_codebook_or_by_the_bank(name: str, code: str) -> None:
    assert worldbank.code(name) == code


def test_the_indicators_of_the_codebook_are_read_as_what_they_were_asked_for() -> None:
    for name, code in worldbank.CODES.items():
        row = {"economy": "IND", "series": code, "series_name": "any", "time": "YR2021", "value": 1.0}
        ((series, _),) = worldbank_layout.from_rows([row]).data
        assert series.indicator == name


def test_an_unknown_indicator_is_refused() -> None:
    with pytest.raises(InputError, match="is no indicator: give one of gdp"):
        worldbank.code("wealth")

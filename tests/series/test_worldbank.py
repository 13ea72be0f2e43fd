"""World Bank indicators: files with years across, and rows of the API."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from comity.errors import InputError, ReadingError
from comity.series.importing import Read, read_file
from comity.series.layouts.worldbank import from_rows
from tests.series.conftest import Write

# Made-up values in the published layout: note lines, a comma at each end, empty cells for what is missing.
GDP = """"Data Source","World Development Indicators",

"Last Updated Date","2024-06-28",

"Country Name","Country Code","Indicator Name","Indicator Code","2019","2020","2021","2022",
"India","IND","GDP (current US$)","NY.GDP.MKTP.CD","2835606256558.3","2671595405987.09","3150306834279.65","",
"Korea, Rep.","KOR","GDP (current US$)","NY.GDP.MKTP.CD","1","2","3","4",
"World","WLD","GDP (current US$)","NY.GDP.MKTP.CD","10","20","30","40",
"South Asia","SAS","GDP (current US$)","NY.GDP.MKTP.CD","5","6","7","8",
"European Union","EUU","GDP (current US$)","NY.GDP.MKTP.CD","9","9","9","9",
"Channel Islands","CHI","GDP (current US$)","NY.GDP.MKTP.CD","1","1","1","1",
"Kosovo","XKX","GDP (current US$)","NY.GDP.MKTP.CD","","","","",
"""
DATABANK = """Country Name,Country Code,Series Name,Series Code,2020 [YR2020],2021 [YR2021]
India,IND,Military expenditure (% of GDP),MS.MIL.XPND.GD.ZS,2.88,..
India,IND,"Life expectancy at birth, total (years)",SP.DYN.LE00.IN,70.15,67.24

Data from database: World Development Indicators
Last Updated: 06/28/2024
"""


def _read(write: Write, text: str) -> Read:
    _, layout, read = read_file(write("wb.csv", text))
    assert layout.name == "worldbank"
    return read


def _values(read: Read) -> dict[str, list[tuple[int, float]]]:
    return {series.key: [(one.start.year, one.value) for one in told] for series, told in read.data}


def test_years_across_become_years(write: Write) -> None:
    values = _values(_read(write, GDP))
    assert values["worldbank/gdp/IND/-/-/USD/year"] == [
        (2019, 2835606256558.3),
        (2020, 2671595405987.09),
        (2021, 3150306834279.65),
    ]
    assert values["worldbank/gdp/WLD/-/-/USD/year"][-1] == (2022, 40)
    assert set(values) == {f"worldbank/gdp/{code}/-/-/USD/year" for code in ("IND", "KOR", "WLD", "EU")}


def test_the_file_names_its_vintage(write: Write) -> None:
    assert _read(write, GDP).vintage == _read(write, DATABANK).vintage == date(2024, 6, 28)


def test_groups_of_economies_are_left_out_by_name(write: Write) -> None:
    assert dict(_read(write, GDP).skipped) == {
        "a group of economies": 1,
        "Channel Islands: no state": 1,
        "no value": 1,
    }


def test_the_layout_of_the_databank(write: Write) -> None:
    read = _read(write, DATABANK)
    assert _values(read) == {
        "worldbank/SP.DYN.LE00.IN/IND/-/-/years/year": [(2020, 70.15), (2021, 67.24)],
        "worldbank/military-spending-share/IND/-/-/percent/year": [(2020, 2.88)],
    }
    assert {series.title for series, _ in read.data} == {
        "Life expectancy at birth, total (years)",
        "Military expenditure (% of GDP)",
    }


@pytest.mark.parametrize(
    ("code", "name", "key"),
    [
        ("NY.GDP.MKTP.CD", "GDP (current US$)", "gdp/IND/-/-/USD"),
        ("NY.GDP.MKTP.KD.ZG", "GDP growth (annual %)", "gdp-growth/IND/-/-/percent"),
        ("SP.POP.TOTL", "Population, total", "population/IND/-/-/people"),
        ("MS.MIL.XPND.CD", "Military expenditure (current USD)", "military-spending/IND/-/-/USD"),
        ("MS.MIL.XPND.GD.ZS", "Military expenditure (% of GDP)", "military-spending-share/IND/-/-/percent"),
        ("NY.GDP.MKTP.KD", "GDP (constant 2015 US$)", "NY.GDP.MKTP.KD/IND/-/-/constant 2015 US$"),
        ("BX.KLT.DINV.CD.WD", "Foreign direct investment (current US$)", "BX.KLT.DINV.CD.WD/IND/-/-/USD"),
        ("GE.EST", "Government Effectiveness: Estimate", "GE.EST/IND/-/-/units"),
    ],
)
def test_indicators_of_the_codebook_have_its_names_and_others_keep_their_code(code: str, name: str, key: str) -> None:
    read = from_rows([{"economy": "IND", "series": code, "series_name": name, "time": "YR2021", "value": 3.5}])
    assert _values(read) == {f"worldbank/{key}/year": [(2021, 3.5)]}


def test_rows_of_the_api() -> None:
    row: dict[str, Any] = {"economy": "IND", "series": "SP.POP.TOTL", "time": 2021, "value": 1407563842}
    missing = {**row, "time": "YR2022", "value": float("nan")}
    read = from_rows([row, missing, {**row, "economy": "SAS"}, row], vintage=date(2024, 6, 28))
    assert _values(read) == {"worldbank/population/IND/-/-/people/year": [(2021, 1407563842)]}
    assert dict(read.skipped) == {"no value": 1, "a group of economies": 1, "says what another row says": 1}
    assert read.vintage == date(2024, 6, 28)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"economy": "QQQ"}, "no state or organisation is known as 'QQQ'"),
        ({"time": "soon"}, "'soon' is no year"),
        ({"series": None}, "it has no series"),
        ({"value": "many"}, "'many' is no number"),
        ({"value": 6}, "and row 1 says 5"),
    ],
)
def test_a_row_of_the_api_that_cannot_be_used_is_named(changed: dict[str, Any], why: str) -> None:
    row: dict[str, Any] = {"economy": "IND", "series": "SP.POP.TOTL", "time": "2021", "value": 5}
    with pytest.raises(InputError, match=f"row 2 of the answer of the World Bank: .*{why}"):
        from_rows([row, {**row, **changed}])


@pytest.mark.parametrize(
    ("old", "new", "row", "why"),
    [
        ('"India","IND"', '"Indja","INJ"', 6, "'Indja'"),
        ('"2671595405987.09"', '"2,67 trillion"', 6, "NY.GDP.MKTP.CD of IND in 2020"),
        ('"NY.GDP.MKTP.CD","2835606256558.3"', '"","2835606256558.3"', 6, "no code of an indicator"),
        ('"Korea, Rep.","KOR"', '"India","IND"', 7, "and row 6 says"),
    ],
)
def test_a_row_of_a_file_that_cannot_be_used_is_named(write: Write, old: str, new: str, row: int, why: str) -> None:
    assert old in GDP
    with pytest.raises(ReadingError, match=rf"wb.csv, row {row}: .*{why}"):
        _read(write, GDP.replace(old, new))


def test_a_file_without_years_says_so(write: Write) -> None:
    text = '"Country Name","Country Code","Indicator Name","Indicator Code","Value"\n"India","IND","GDP","X","3"\n'
    with pytest.raises(ReadingError, match="no column is called by a year"):
        _read(write, text)

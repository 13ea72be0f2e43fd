"""Tables of India's Ministry of Commerce: by HS code, as workbooks, and by principal commodity."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from comity.errors import ReadingError
from comity.records import Flag, Frequency, Observation
from comity.series.importing import Read, read_file
from comity.series.tally import NO_STATE, NO_VALUE, SHARE
from tests.series.test_tables import workbook

Write = Callable[[str, str], Path]

LONG = """hs,period,sheet,country,usd_million
2709,2022-2023(Apr-Aug) (Million US$),2022-23,RUSSIA,0.35
2709,2022-2023(Apr-Aug) (Million US$),2022-23,U ARAB EMTS,
2709,2022-2023(Apr-Aug) (Million US$),2022-23,UNSPECIFIED,10
2709,2022-2023(Apr-Aug) (Million US$),2022-23,Total,10.36
2709,2022-2023(Apr-Aug) (Million US$),2022-23,India's Total Imports,500.5
2709,2022-2023(Apr-Aug) (Million US$),2022-23,%Share,2.07
2709,2021-2022 (Million US $),2021-22,RUSSIA,"1,234.56"
2709,2021-2022 (Million US $),2021-22,KOREA RP,NA
2709,2021-2022 (Million US $),2021-22,Total,1234.56
2701,2021-2022,2021-22,RUSSIA,2
2701,2021-2022,2021-22,Total,2
2701,2021-2022,2021-22,India's Total Import,9000
"""
PRINCIPAL = """COMMODITY,COUNTRY,UNIT,QUANTITY,VALUE(US$ million)
TEA       ,RUSSIA,KGS,1500,2.5
TEA       ,SERBIA,KGS,500,0.1
TEA       ,SERBIA MONTNGRO,KGS,500,0
RICE -BASMOTI,RUSSIA,TON,3,4
RICE -BASMOTI,UNSPECIFIED,TON,1,1
MICA,RUSSIA,NA,NA,1
GOLD,RUSSIA,NOS,7,1
Total,NA,NA,NA,9.6
"""
FISCAL_2021 = (date(2021, 4, 1), date(2022, 3, 31))


def _read(path: Path) -> Read:
    return read_file(path)[2]


def _found(read: Read) -> dict[str, tuple[Observation, ...]]:
    return {series.key: observations for series, observations in read.data}


def test_one_long_table_gives_imports_by_code_country_and_fiscal_year(write: Write) -> None:
    found = _found(_read(write("trade.csv", LONG)))
    assert found["india-commerce/imports/IND/RUS/HS2709/USD/fiscal_year"] == (
        Observation(*FISCAL_2021, 1_234_560_000.0),
        Observation(date(2022, 4, 1), date(2022, 8, 31), 350_000.0, (Flag.PARTIAL, Flag.ROUNDED)),
    )
    assert found["india-commerce/imports/IND/RUS/HS2701/USD/fiscal_year"] == (Observation(*FISCAL_2021, 2e6),)


def test_totals_are_of_the_code_or_of_all_goods(write: Write) -> None:
    found = _found(_read(write("trade.csv", LONG)))
    assert [one.value for one in found["india-commerce/imports/IND/WLD/HS2709/USD/fiscal_year"]] == [1234.56e6, 10.36e6]
    assert [one.value for one in found["india-commerce/imports/IND/WLD/TOTAL/USD/fiscal_year"]] == [9e9, 500.5e6]


def test_empty_cells_are_no_zeros_and_rows_left_out_are_counted(write: Write) -> None:
    read = _read(write("trade.csv", LONG))
    assert {series.partner for series, _ in read.data} == {"RUS", "WLD"}
    assert read.skipped == {NO_VALUE: 2, NO_STATE: 1, SHARE: 1}
    assert read.rows == 12


def test_the_published_workbook_takes_its_code_from_the_name_of_the_file(tmp_path: Path) -> None:
    def row(number: int, *cells: str) -> str:
        texts = (f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
        return f'<row r="{number}">{"".join(texts)}</row>'

    cells = (
        row(1, "S.No.", "Country / Region", "2016-2017 (Million US $)", "2017-2018 (Million US $)", "%Growth")
        + row(2, "1", "RUSSIA", "1.5", "3.0", "100")
        + row(3, "2", "Total", "1.5", "3.0", "100")
        + row(4, "3", "India's Total Import", "10", "20", "100")
    )
    read = _read(workbook(tmp_path / "imports_HS2709_published.xlsx", cells))
    found = _found(read)["india-commerce/imports/IND/RUS/HS2709/USD/fiscal_year"]
    assert [(one.start.year, one.value) for one in found] == [(2016, 1.5e6), (2017, 3e6)]
    with pytest.raises(ReadingError, match="no HS code is named; put the one that it holds into the name of the file"):
        _read(workbook(tmp_path / "imports.xlsx", cells))


def test_principal_commodities_take_their_year_and_flow_from_the_name_of_the_file(write: Write) -> None:
    found = _found(_read(write("exports-2021-22.csv", PRINCIPAL)))
    assert found["india-commerce/exports/IND/RUS/PC:TEA/USD/fiscal_year"] == (Observation(*FISCAL_2021, 2_500_000.0),)
    partial = _found(_read(write("exports-2022-23-Apr-Aug.csv", PRINCIPAL)))
    assert partial["india-commerce/exports/IND/RUS/PC:TEA/USD/fiscal_year"] == (
        Observation(date(2022, 4, 1), date(2022, 8, 31), 2_500_000.0, (Flag.PARTIAL,)),
    )
    with pytest.raises(ReadingError, match=r"the table does not say its year: name the file after it"):
        _read(write("exports.csv", PRINCIPAL))
    with pytest.raises(ReadingError, match="says two years"):
        _read(write("exports-2021-22-or-2022-23.csv", PRINCIPAL))
    with pytest.raises(ReadingError, match="whether it holds imports or exports"):
        _read(write("trade-2021-22.csv", PRINCIPAL))


def test_the_same_rows_under_another_year_are_another_release(write: Write) -> None:
    one, other = (_read(write(f"exports-{year}.csv", PRINCIPAL)) for year in ("2021-22", "2022-23"))
    assert one.digest != other.digest


def test_a_complete_table_gives_the_sums_of_commodities_and_of_countries(write: Write) -> None:
    found = _found(_read(write("exports-2021-22.csv", PRINCIPAL)))
    values = {key: round(one.value, 6) for key, (one,) in found.items()}
    assert values["india-commerce/exports/IND/WLD/TOTAL/USD/fiscal_year"] == 9.6e6
    assert values["india-commerce/exports/IND/RUS/TOTAL/USD/fiscal_year"] == 8.5e6
    assert values["india-commerce/exports/IND/WLD/PC:TEA/USD/fiscal_year"] == 2.6e6
    assert values["india-commerce/exports/IND/WLD/PC:RICE BASMOTI/USD/fiscal_year"] == 5e6


def test_a_table_without_its_total_gives_no_sums(write: Write) -> None:
    found = _found(_read(write("exports-2021-22.csv", PRINCIPAL.replace("Total,NA,NA,NA,9.6\n", ""))))
    assert not [key for key in found if "WLD" in key or "TOTAL" in key]


def test_weights_become_tonnes_and_other_quantities_are_left_out(write: Write) -> None:
    found = _found(_read(write("exports-2021-22.csv", PRINCIPAL)))
    values = {key: one.value for key, (one,) in found.items() if "quantity" in key}
    assert values == {
        "india-commerce/export-quantity/IND/RUS/PC:TEA/tonnes/fiscal_year": 1.5,
        "india-commerce/export-quantity/IND/SRB/PC:TEA/tonnes/fiscal_year": 0.5,
        "india-commerce/export-quantity/IND/SCG/PC:TEA/tonnes/fiscal_year": 0.5,
        "india-commerce/export-quantity/IND/WLD/PC:TEA/tonnes/fiscal_year": 2.5,
        "india-commerce/export-quantity/IND/RUS/PC:RICE BASMOTI/tonnes/fiscal_year": 3,
        "india-commerce/export-quantity/IND/WLD/PC:RICE BASMOTI/tonnes/fiscal_year": 4,
    }


def test_values_in_rupees_are_scaled_too(write: Write) -> None:
    read = _read(write("exports-2021-22.csv", PRINCIPAL.replace("US$ million", "Rs. crore")))
    found = _found(read)
    assert found["india-commerce/exports/IND/RUS/PC:TEA/INR/fiscal_year"][0].value == 25_000_000


REFUSED = [
    ("2709,2021-2022,x,RUSSIA,abc", r"row 2: the value is 'abc', which is no number"),
    ("2709,2021-2022,x,RUSSIA,-5", r"row 2: the value is negative"),
    ("2709,2021-2022,x,RUSSLANDIA,5", r"row 2: no state is known as 'RUSSLANDIA'"),
    ("2709,2021-2022,x,,5", r"row 2: the name of a state is missing"),
    ("2709,2021-2024,x,RUSSIA,5", r"row 2: '2021-2024' is longer than a year"),
    ("27091,2021-2022,x,RUSSIA,5", r"row 2: the HS code is '27091'"),
    ("2709,2021-2022,x,RUSSIA,5\n2709,2021-2022,x,RUSSIA,5", r"row 3: Russia, HS2709.* stands in row 2 already"),
    ("2709,2021-2022,x,KOREA RP,5\n2709,2021-2022,x,South Korea,6", r"row 3: South Korea, HS2709.* stands in row 2"),
    ("2709,2021-2022,x,RUSSIA,5\n2709,2021-2022,x,Total,6", r"row 3: it says that the total is 6\.00, but .* 5\.00"),
    (
        "2709,2021-2022,x,India's Total Import,5\n2701,2021-2022,x,India's Total Import,6",
        r"row 3: WLD, TOTAL, .* stands in row 2 already",
    ),
]


@pytest.mark.parametrize(("rows", "why"), REFUSED, ids=[why for _, why in REFUSED])
def test_rows_that_cannot_be_read_are_refused_with_their_line(write: Write, rows: str, why: str) -> None:
    with pytest.raises(ReadingError, match=why):
        _read(write("imports.csv", f"hs,period,sheet,country,usd_million\n{rows}\n"))


def test_a_changed_layout_is_refused_by_naming_what_is_missing(write: Write) -> None:
    path = write("imports.csv", LONG.replace("hs,period", "code,period"))
    with pytest.raises(ReadingError, match="the columns hs are missing"):
        read_file(path, layout="commerce")
    path = write("imports.csv", LONG.replace("usd_million", "amount"))
    with pytest.raises(ReadingError, match="one column must name a currency"):
        read_file(path, layout="commerce")


def test_every_series_is_of_a_fiscal_year_from_the_view_of_india(write: Write) -> None:
    for series, _ in _read(write("exports-2021-22.csv", PRINCIPAL)).data:
        assert (series.reporter, series.frequency) == ("IND", Frequency.FISCAL_YEAR)
        assert series.title.startswith("India's exports of ")

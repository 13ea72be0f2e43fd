"""UN Comtrade: the export of today, the former one, and rows of the API become the same series."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from comity.errors import InputError, ReadingError
from comity.records import Flag, Frequency
from comity.series.importing import Hints, Read, read_file
from comity.series.layouts.comtrade import from_rows
from tests.series.conftest import Write

# Made-up values in the published layouts.
NEW = (
    "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,flowDesc,"
    "partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,classificationCode,cmdCode,cmdDesc,"
    "customsCode,motCode,netWgt,isNetWgtEstimated,cifvalue,fobvalue,primaryValue,legacyEstimationFlag,isReported,"
    "isAggregate\n"
)
ROW = {
    "typeCode": "C",
    "freqCode": "A",
    "refPeriodId": 20210101,
    "refYear": 2021,
    "refMonth": 52,
    "period": "2021",
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
    "classificationCode": "H5",
    "cmdCode": "2709",
    "cmdDesc": "Petroleum oils and oils obtained from bituminous minerals, crude",
    "customsCode": "C00",
    "motCode": 0,
    "netWgt": 4500000.0,
    "isNetWgtEstimated": False,
    "cifvalue": 2250.5,
    "fobvalue": None,
    "primaryValue": 2250.5,
    "legacyEstimationFlag": 0,
    "isReported": True,
    "isAggregate": False,
}
FORMER = (
    "Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,Trade Flow,Reporter Code,"
    "Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,2nd Partner Code,2nd Partner,2nd Partner ISO,"
    "Customs Proc. Code,Customs,Mode of Transport Code,Mode of Transport,"
    "Commodity Code,Commodity,Qty Unit Code,Qty Unit,Qty,Netweight (kg),"
    "Trade Value (US$),CIF Trade Value (US$),FOB Trade Value (US$),Flag\n"
)


def _line(**changed: Any) -> str:
    cells = ("" if value is None else str(value) for value in {**ROW, **changed}.values())
    return ",".join(f'"{cell}"' if "," in cell else cell for cell in cells) + "\n"


def _former(
    flow: str = "Import",
    partner: str = '"Russian Federation"',
    code: str = "2709",
    value: str = "2250.5",
    flag: str = "0",
) -> str:
    return (
        f"H5,2021,2021,2021,4,0,,{flow},699,India,IND,643,{partner},,,,,,,,,{code},Crude,8,Weight in kilograms,"
        f"4500000,4500000,{value},,,{flag}\n"
    )


def _read(write: Write, text: str, hints: Hints | None = None) -> Read:
    _, layout, read = read_file(write("export.csv", text), hints=hints or Hints())
    assert layout.name == "comtrade"
    return read


def _values(read: Read) -> dict[str, list[float]]:
    return {series.key: [one.value for one in told] for series, told in read.data}


VALUE = "comtrade/imports/IND/RUS/HS2709/USD/year"
WEIGHT = "comtrade/import-quantity/IND/RUS/HS2709/tonnes/year"


def test_a_row_gives_its_value_in_dollars_and_its_weight_in_tonnes(write: Write) -> None:
    read = _read(write, NEW + _line())
    assert _values(read) == {VALUE: [2250.5], WEIGHT: [4500.0]}
    ((one,), _) = (told for _, told in read.data)
    assert (one.start, one.end, one.flags) == (date(2021, 1, 1), date(2021, 12, 31), ())


def test_rows_of_the_api_and_the_former_export_say_the_same(write: Write) -> None:
    assert from_rows([ROW]).data == _read(write, NEW + _line()).data
    assert _read(write, FORMER + _former()).data == _read(write, NEW + _line()).data


def test_the_api_may_leave_names_out_and_write_nan() -> None:
    nan = float("nan")
    bare = {**ROW, "reporterISO": None, "reporterDesc": None, "partnerISO": None, "partnerDesc": nan, "fobvalue": nan}
    assert from_rows([bare]).data == from_rows([ROW]).data


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"partnerCode": 0, "partnerISO": "W00", "partnerDesc": "World"}, "comtrade/imports/IND/WLD/HS2709/USD/year"),
        ({"cmdCode": "TOTAL"}, "comtrade/imports/IND/RUS/TOTAL/USD/year"),
        ({"cmdCode": "9"}, "comtrade/imports/IND/RUS/HS09/USD/year"),
        ({"cmdCode": "333", "classificationCode": "S4"}, "comtrade/imports/IND/RUS/SITC333/USD/year"),
        ({"flowCode": "X", "flowDesc": "Export"}, "comtrade/exports/IND/RUS/HS2709/USD/year"),
        ({"flowCode": "", "flowDesc": "Export"}, "comtrade/exports/IND/RUS/HS2709/USD/year"),
        ({"freqCode": "M", "period": "202103"}, "comtrade/imports/IND/RUS/HS2709/USD/month"),
        (
            {"partnerCode": 490, "partnerISO": "S19", "partnerDesc": "Other Asia, nes"},
            "comtrade/imports/IND/TWN/HS2709/USD/year",
        ),
        ({"partnerCode": 842, "partnerISO": "USA", "partnerDesc": "USA"}, "comtrade/imports/IND/USA/HS2709/USD/year"),
        ({"partnerCode": 251, "partnerISO": None, "partnerDesc": None}, "comtrade/imports/IND/FRA/HS2709/USD/year"),
        (
            {"partnerCode": 810, "partnerISO": "SUN", "partnerDesc": "Fmr USSR"},
            "comtrade/imports/IND/RUS/HS2709/USD/year",
        ),
        ({"partnerISO": None, "partnerDesc": "Rep. of Korea"}, "comtrade/imports/IND/KOR/HS2709/USD/year"),
    ],
)
def test_codes_become_ours(changed: dict[str, Any], key: str) -> None:
    assert key in _values(from_rows([{**ROW, **changed}]))


def test_a_month_is_a_month() -> None:
    read = from_rows([{**ROW, "freqCode": "M", "period": "202102"}])
    ((series, (one,)), _) = read.data
    assert (series.frequency, one.start, one.end) == (Frequency.MONTH, date(2021, 2, 1), date(2021, 2, 28))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"flowCode": "RX", "flowDesc": "Re-export"}, "re-exports"),
        ({"flowCode": "RM", "flowDesc": "Re-import"}, "re-imports"),
        ({"typeCode": "S"}, "trade in services"),
        ({"partner2Code": 784, "partner2ISO": "ARE"}, "a part of the total, by second partner"),
        ({"customsCode": "C01"}, "a part of the total, by customs procedure"),
        ({"motCode": 2100}, "a part of the total, by mode of transport"),
        ({"partnerCode": 899, "partnerISO": "_X", "partnerDesc": "Areas, nes"}, "Areas, nes: no state"),
        ({"primaryValue": None, "cifvalue": None, "netWgt": None}, "no value"),
        ({}, "says what another row says"),
    ],
)
def test_rows_are_left_out_by_named_rules(changed: dict[str, Any], why: str) -> None:
    read = from_rows([ROW, {**ROW, **changed}])
    assert (dict(read.skipped), _values(read)) == ({why: 1}, {VALUE: [2250.5], WEIGHT: [4500.0]})


def test_without_a_primary_value_imports_are_valued_with_freight_and_exports_without() -> None:
    both = {**ROW, "primaryValue": None, "cifvalue": 12, "fobvalue": 10}
    read = from_rows([both, {**both, "flowCode": "X"}])
    assert _values(read)[VALUE] == [12]
    assert _values(read)["comtrade/exports/IND/RUS/HS2709/USD/year"] == [10]


def test_a_weight_of_nought_beside_a_value_is_missing() -> None:
    assert list(_values(from_rows([{**ROW, "netWgt": 0}]))) == [VALUE]


@pytest.mark.parametrize(
    "changed", [{"isNetWgtEstimated": True}, {"legacyEstimationFlag": 4}, {"legacyEstimationFlag": 6.0}]
)
def test_an_estimated_weight_says_so(changed: dict[str, Any]) -> None:
    flags = {series.unit: told[0].flags for series, told in from_rows([{**ROW, **changed}]).data}
    assert flags == {"USD": (), "tonnes": (Flag.ESTIMATE,)}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"partnerISO": "", "partnerDesc": "Nowhereland", "partnerCode": ""}, "no state .* 'Nowhereland'"),
        ({"reporterISO": "", "reporterDesc": "", "reporterCode": "77777"}, "'77777'"),
        ({"period": "2021-22"}, "none of Comtrade's|no year"),
        ({"period": "next year"}, "is no period"),
        ({"freqCode": "M"}, "is no month"),
        ({"flowCode": "Z", "flowDesc": "Zigzag"}, "the flow 'Z'"),
        ({"cmdCode": "AG4"}, "no code of a commodity"),
        ({"primaryValue": "much"}, "'much' is no number"),
        ({"primaryValue": -3}, "below nought"),
        ({"primaryValue": 2250.6}, "row 2 says 2250.5: keep the one that holds"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(write: Write, changed: dict[str, Any], why: str) -> None:
    with pytest.raises(ReadingError, match=rf"export.csv, row 3: .*({why})"):
        _read(write, NEW + _line() + _line(**changed))


def test_a_row_of_the_api_that_cannot_be_used_is_named() -> None:
    with pytest.raises(InputError, match="row 2 of the answer of UN Comtrade: the flow 'Z'"):
        from_rows([ROW, {**ROW, "flowCode": "Z"}])


def test_the_former_export(write: Write) -> None:
    text = (
        FORMER
        + _former()
        + _former("Re-Export")
        + _former("Export", "World", "TOTAL", "90")
        + _former("Export", "Bunkers")
    )
    read = _read(write, text)
    assert _values(read)["comtrade/exports/IND/WLD/TOTAL/USD/year"] == [90]
    assert dict(read.skipped) == {"re-exports": 1, "Bunkers: no state": 1}


def test_a_file_says_no_vintage_and_takes_that_of_the_user(write: Write) -> None:
    assert _read(write, NEW + _line()).vintage is None
    assert _read(write, NEW + _line(), Hints(vintage=date(2024, 5, 1))).vintage == date(2024, 5, 1)


def test_a_changed_layout_says_what_is_missing(write: Write) -> None:
    text = NEW.replace("primaryValue", "worth") + _line()
    with pytest.raises(ReadingError, match="primaryValue"):
        read_file(write("export.csv", text), layout="comtrade")

"""Tidy tables: our own columns, lines above them, and mapping files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from comity.errors import ReadingError
from comity.records import Flag, Frequency, Observation
from comity.series.importing import Hints, Read, read_file

Write = Callable[[str, str], Path]

OWN = """# provider: x-customs
# title: Trade by country, Customs of X
# citation: Customs of X: Trade by country, 2018 to 2020; typed for a test
# licence: facts; free to use
# vintage: 2021-02-15
# url: https://example.org/trade?a=1,2
# Anything else may be noted here.
indicator,reporter,partner,item,period,value,unit,flags,items
exports,RUS,IND,TOTAL,2018,7.5,US$ billion,rounded,
exports,Russian Federation,India,2709,2019,"1,234,567.5",USD,estimate provisional,
exports,RUS,,,2020-2021,3,Rs. crore,,
reactors-operational,IND,,Kudankulam,2020-12-31,2,,,Kudankulam-1; Kudankulam-2
capacity-net-operational,IND,,Kudankulam,2020-12-31,1.864,GW,,
shared-igos,RUS,IND,,2018,51,,,
exports,RUS,"Areas, nes",TOTAL,2018,5,USD,,
exports,RUS,CHN,TOTAL,2018,n.a.,USD,,
visitors,JPN,KOR,,Oct 2018,571,thousand people,,
"""


@pytest.fixture
def read(write: Write) -> Read:
    return read_file(write("own.csv", OWN))[2]


def _found(read: Read) -> dict[str, tuple[Observation, ...]]:
    return {series.key: observations for series, observations in read.data}


def _own(*rows: str, notes: str = "# provider: x\n# title: t\n") -> str:
    return notes + "\n".join(("indicator,reporter,partner,item,period,value,unit,flags", *rows))


def test_lines_above_the_header_say_what_is_true_of_the_whole_file(read: Read) -> None:
    assert read.provider == "x-customs"
    assert read.title == "Trade by country, Customs of X"
    assert read.citation == "Customs of X: Trade by country, 2018 to 2020; typed for a test"
    assert read.licence == "facts; free to use"
    assert read.vintage == date(2021, 2, 15)
    assert read.url == "https://example.org/trade?a=1,2"


def test_values_are_scaled_to_the_unit_of_the_codebook(read: Read) -> None:
    values = {key: one.value for key, (one, *_) in _found(read).items()}
    assert values == {
        "x-customs/exports/RUS/IND/TOTAL/USD/year": 7.5e9,
        "x-customs/exports/RUS/IND/HS2709/USD/year": 1_234_567.5,
        "x-customs/exports/RUS/WLD/TOTAL/INR/fiscal_year": 3e7,
        "x-customs/reactors-operational/IND/-/Kudankulam/reactors/day": 2,
        "x-customs/capacity-net-operational/IND/-/Kudankulam/MW/day": 1864,
        "x-customs/shared-igos/IND/RUS/-/organisations/year": 51,
        "x-customs/visitors/JPN/KOR/-/people/month": 571_000,
    }


def test_flags_and_items_are_lists(read: Read) -> None:
    found = _found(read)
    assert found["x-customs/exports/RUS/IND/HS2709/USD/year"][0].flags == (Flag.ESTIMATE, Flag.PROVISIONAL)
    (reactors,) = found["x-customs/reactors-operational/IND/-/Kudankulam/reactors/day"]
    assert reactors.items == ("Kudankulam-1", "Kudankulam-2")


def test_rows_without_value_or_state_are_left_out_and_counted(read: Read) -> None:
    assert sorted(read.skipped.values()) == [1, 1]
    assert read.rows == 9


def test_what_all_rows_share_may_stand_above_them(write: Write) -> None:
    notes = "# provider: x\n# indicator: imports\n# reporter: India\n# unit: US$ million\n"
    text = f"{notes}partner,period,value\nRUS,2019,5\n"
    assert _found(read_file(write("a.csv", text))[2]) == {
        "x/imports/IND/RUS/TOTAL/USD/year": (Observation(date(2019, 1, 1), date(2019, 12, 31), 5e6),)
    }


def test_days_may_bound_a_part_of_a_year(write: Write) -> None:
    text = (
        "# provider: x\nindicator,reporter,partner,start,end,frequency,value\n"
        "imports,IND,RUS,2022-04-01,2022-08-31,fiscal year,5\nimports,IND,RUS,2021-04-01,2022-03-31,,4\n"
    )
    (series, (whole, part)), *rest = read_file(write("a.csv", text))[2].data
    assert (series.frequency, rest) == (Frequency.FISCAL_YEAR, [])
    assert (whole.partial, part.partial) == (False, True)


def test_continental_columns_are_known_by_their_proof(write: Write) -> None:
    header = "# provider: x\nindicator;reporter;partner;period;value\n"
    text = f"{header}imports;IND;RUS;2019;1.234\nimports;IND;RUS;2020;12,5\n"
    values = [one.value for _, found in read_file(write("a.csv", text))[2].data for one in found]
    assert values == [1234, 12.5]


def test_a_column_of_months_is_known_by_its_months(write: Write) -> None:
    rows = ["imports,IND,RUS,TOTAL,2011-10,1,USD,", "imports,IND,RUS,TOTAL,2011-12,2,USD,"]
    ((series, found),) = read_file(write("a.csv", _own(*rows)))[2].data
    assert series.frequency is Frequency.MONTH
    assert [one.start for one in found] == [date(2011, 10, 1), date(2011, 12, 1)]


MAPPING = """
provider: x-customs
title: Trade by country
citation: Customs of X, Trade by country
licence: facts
vintage: 2022-01-31
reporter: IND
unit: Rs. crore
fiscal_start: 4
columns: {indicator: Flow, partner: Country, item: HS, period: Year, value: Amount}
words: {indicator: {Exp: exports, IMP: imports}}
"""
FOREIGN = (
    "A table of ours;;;;\nFlow;Country;HS;Year;Amount\nexp;KOREA RP;2709;2011-12;12,34,567\nimp;USSR;;2012-13;1.5\n"
)


def test_a_mapping_file_describes_any_table(write: Write) -> None:
    read = read_file(write("a.csv", FOREIGN), hints=Hints(mapping=write("map.yaml", MAPPING)))[2]
    assert (read.provider, read.vintage) == ("x-customs", date(2022, 1, 31))
    assert {key: one.value for key, (one,) in _found(read).items()} == {
        "x-customs/exports/IND/KOR/HS2709/INR/fiscal_year": 1_234_567e7,
        "x-customs/imports/IND/RUS/TOTAL/INR/fiscal_year": 1.5e7,
    }


def test_another_mapping_makes_another_release(write: Write) -> None:
    path = write("a.csv", FOREIGN)
    digests = {
        read_file(path, hints=Hints(mapping=write("map.yaml", text)))[2].digest
        for text in (MAPPING, MAPPING.replace("crore", "lakh"))
    }
    assert len(digests) == 2


BAD_MAPPINGS = [
    ("[1, 2]", "a mapping file says"),
    ("a: [", "it is no YAML"),
    ("providr: x", "did you mean provider"),
    ("provider: [x]", "provider must be one word"),
    ("columns: {valeu: Amount}", "did you mean value"),
    ("columns: Amount", "columns must be written as"),
    ("provider: x\ncolumns: {value: Amount}", "nothing says its period"),
    (
        "provider: x\nindicator: imports\nreporter: IND\ncolumns: {value: Sum, period: Year}",
        "the columns Sum are missing",
    ),
    (MAPPING + "sheet: Sheet9", "no sheet called 'Sheet9'"),
    (MAPPING.replace("fiscal_start: 4", "fiscal_start: April"), "fiscal_start is 'April'"),
    (MAPPING + "decimal: ';'", "decimal is ';'"),
    (MAPPING.replace("2022-01-31", "January"), "the vintage is 'January'"),
]


@pytest.mark.parametrize(("text", "why"), BAD_MAPPINGS, ids=[why for _, why in BAD_MAPPINGS])
def test_mapping_files_that_cannot_be_used_say_why(write: Write, text: str, why: str) -> None:
    with pytest.raises(ReadingError, match=why):
        read_file(write("a.csv", FOREIGN), hints=Hints(mapping=write("map.yaml", text)))


BAD_ROWS = [
    ("imports,Ruritania,RUS,TOTAL,2019,5,USD,", "row 4: no state is known as 'Ruritania'"),
    ("imports,,RUS,TOTAL,2019,5,USD,", "row 4: the name of a state is missing"),
    ("imports,IND,IND,TOTAL,2019,5,USD,", "row 4: reporter and partner are both IND"),
    ("import,IND,RUS,TOTAL,2019,5,USD,", "row 4: no indicator is called 'import'; did you mean imports"),
    ("my trade!,IND,RUS,TOTAL,2019,5,USD,", "row 4: the indicator is 'my trade!'"),
    ("imports,IND,RUS,TOTAL,sometime,5,USD,", "row 4: 'sometime' is no period"),
    ("imports,IND,RUS,TOTAL,2011-12,5,USD,", "row 4: '2011-12' may be a month or a fiscal year"),
    ("imports,IND,RUS,TOTAL,2019,five,USD,", "row 4: the value is 'five', which is no number"),
    ("imports,IND,RUS,TOTAL,2019,5,tonnes,", "row 4: imports is measured in USD, not in tonnes"),
    ("reactors-operational,IND,,X,2019,5,units,", "row 4: reactors-operational is counted in reactors, not in units"),
    ("visitors,IND,,X,2019,5,,", "row 4: the unit is missing"),
    ("imports,IND,RUS,TOTAL,2019,5,USD,guessed", "row 4: the flag 'guessed' is not known"),
    (
        "imports,IND,RUS,TOTAL,2019,5,USD,\nimports,India,Russia,,2019,5,USD,",
        "row 5: row 4 gives the same",
    ),
    ('imports,IND,RUS,TOTAL,2019,12.5,USD,\nimports,IND,RUS,TOTAL,2020,"12,5",USD,', "decimal point"),
    ("imports,IND,Congo, Rep.,TOTAL,2019,12.5,USD,rounded", "row 4: it has 9 cells"),
]


@pytest.mark.parametrize(("rows", "why"), BAD_ROWS, ids=[why for _, why in BAD_ROWS])
def test_rows_that_cannot_be_read_are_refused_with_their_line(write: Write, rows: str, why: str) -> None:
    with pytest.raises(ReadingError, match=why):
        read_file(write("a.csv", _own(rows)), layout="tidy")


def test_negative_values_are_read_because_a_balance_may_be_negative(write: Write) -> None:
    ((_, (one,)),) = read_file(write("a.csv", _own("trade-balance,IND,RUS,TOTAL,2019,(5.5),USD,")))[2].data
    assert one.value == -5.5


def test_a_file_has_one_provider(write: Write) -> None:
    text = "provider,indicator,reporter,partner,period,value\nx,imports,IND,RUS,2019,5\ny,imports,IND,RUS,2020,5\n"
    with pytest.raises(ReadingError, match="give each provider a file of its own"):
        read_file(write("a.csv", text))


@pytest.mark.parametrize(
    ("notes", "why"),
    [
        ("# title: t\n", "nothing says its provider"),
        ("# provider: X Y\n", "the provider is 'x y'; write a short id"),
        ("# provider: x\n# vintge: 2020-01-01\n", "'vintge' is no field; did you mean vintage"),
    ],
)
def test_lines_above_the_header_that_cannot_be_used_say_why(write: Write, notes: str, why: str) -> None:
    with pytest.raises(ReadingError, match=why):
        read_file(write("a.csv", _own("imports,IND,RUS,TOTAL,2019,5,USD,", notes=notes)), layout="tidy")

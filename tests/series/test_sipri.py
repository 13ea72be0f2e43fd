"""SIPRI's trade register: volumes by pair and year, weapons by designation, and what is left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from comity.errors import ReadingError
from comity.records import Flag, Frequency, Observation, Series
from comity.series.importing import Read, read_file
from comity.series.layouts.sipri import NON_STATE, NOTHING, SEVERAL_YEARS

Write = Callable[[str, str], Path]

NOTES = (
    "Transfers of major conventional arms from {} to All countries . "
    "Deals with deliveries made for the year range '2018' to '2022';\n"
    "A '?' in a column indicates uncertain data.;\n"
    "Source: SIPRI Arms Transfers Database (c) SIPRI.;\n"
    "Data generated: 12 Feb 2023 12:26:12 PM;\n"
)
HEADER = (
    "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,"
    "Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,Delivery year is estimate,"
    "Status,SIPRI estimate,TIV deal unit,TIV delivery values,Local production;\n"
)


def register(*rows: str, suppliers: str = "All countries") -> str:
    """A register with rows `supplier,recipient,designation,category,number,estimate,year,TIV`."""
    lines = []
    for number, row in enumerate(rows, start=1):
        supplier, recipient, name, category, count, estimate, year, tiv = row.split(",")
        deal = f"{number},{supplier},{recipient},{name},{name.lower()} kind,{category},2015,No"
        lines.append(f"{deal},{count},{estimate},{year},No,New,1,1,{tiv},No;\n")
    return NOTES.format(suppliers) + HEADER + "".join(lines)


REGISTER = register(
    "Russia,India,X-90,Armoured vehicles,10,Yes,2018,40.1",
    "Russia,India,X-90,Armoured vehicles,5,No,2018,20.2",
    "Russia,India,Frigate -,Ships,1,No,2020,300",
    "Russia,India,Frigate --,Ships,1,No,2021,0",
    "France,India,Jet,Aircraft,2,No,2018,50.5",
    "France,Turkiye,Jet,Aircraft,,No,2021,25",
    "France,Hezbollah (Lebanon)*,Jet,Aircraft,1,No,2021,25",
    "unknown supplier(s),India,Rifle,Other,1,No,2021,25",
    "Russia,India,Radar,Sensors,1,No,2021,",
)


@pytest.fixture
def read(write: Write) -> Read:
    return read_file(write("register.csv", REGISTER))[2]


def _values(read: Read, indicator: str, recipient: str, supplier: str, item: str) -> dict[int, float]:
    for series, observations in read.data:
        if (series.indicator, series.reporter, series.partner, series.item) == (indicator, recipient, supplier, item):
            return {one.start.year: one.value for one in observations}
    return {}


def test_the_register_says_of_which_day_it_is_and_how_to_cite_it(read: Read) -> None:
    assert (read.provider, read.vintage, read.rows) == ("sipri", date(2023, 2, 12), 9)
    assert "SIPRI Arms Transfers Database" in read.citation
    assert read.licence


def test_volumes_are_summed_by_recipient_supplier_and_year_and_other_years_are_zero(read: Read) -> None:
    assert _values(read, "arms-imports", "IND", "RUS", "TOTAL") == {2018: 60.3, 2019: 0, 2020: 300, 2021: 0}


def test_zeros_end_with_the_newest_year_that_the_register_tells_of(read: Read) -> None:
    assert max(_values(read, "arms-imports", "IND", "FRA", "TOTAL")) == 2021


def test_pairs_without_a_row_have_no_zeros(read: Read) -> None:
    assert _values(read, "arms-imports", "TUR", "RUS", "TOTAL") == {}


def test_volumes_are_given_by_category_and_from_all_suppliers_too(read: Read) -> None:
    assert _values(read, "arms-imports", "IND", "RUS", "Ships") == {2018: 0, 2019: 0, 2020: 300, 2021: 0}
    assert _values(read, "arms-imports", "IND", "WLD", "TOTAL") == {2018: 110.8, 2019: 0, 2020: 300, 2021: 0}
    (title,) = {series.title for series, _ in read.data if series.partner == "WLD" and series.reporter == "IND"}
    assert "all 2 suppliers in the file" in title


def test_a_register_of_one_supplier_says_nothing_of_all(write: Write) -> None:
    text = register("Russia,India,X-90,Tanks,10,No,2018,40", suppliers="Russia")
    assert {series.partner for series, _ in read_file(write("r.csv", text))[2].data} == {"RUS"}


def test_weapons_are_counted_by_designation_whatever_their_batch(read: Read) -> None:
    assert _values(read, "arms-delivered", "IND", "RUS", "Frigate") == {2018: 0, 2019: 0, 2020: 1, 2021: 1}
    assert _values(read, "arms-delivered", "IND", "RUS", "X-90") == {2018: 15, 2019: 0, 2020: 0, 2021: 0}


def test_an_unknown_number_is_not_zero(read: Read) -> None:
    assert 2021 not in _values(read, "arms-delivered", "TUR", "FRA", "Jet")
    assert _values(read, "arms-imports", "TUR", "FRA", "TOTAL")[2021] == 25


def test_a_year_names_its_weapons_and_says_whether_anything_is_estimated(read: Read) -> None:
    found = {(one.reporter, one.partner, one.item, one.indicator): values for one, values in read.data}
    first, second, *_ = found["IND", "RUS", "TOTAL", "arms-imports"]
    assert first.items == ("X-90 (x-90 kind): 15 in 2018",)
    assert first.flags == (Flag.ESTIMATE,)
    assert (second.items, second.flags) == ((), ())


def test_parties_that_are_no_states_and_rows_without_delivery_are_left_out_by_name(read: Read) -> None:
    assert read.skipped == {NON_STATE: 2, NOTHING: 1}


def test_the_older_export_gives_only_years_that_stand_alone(write: Write) -> None:
    text = (
        "Information generated: 28 June 2021\n"
        "Recipient,Supplier,Year of order,,Number ordered,,Weapon designation,Weapon description,Number delivered,,"
        "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,"
        "SIPRI TIV of delivered weapons\n"
        "India,Russia,2015,,10,,X-90,tank,10,?,2018,New,,4,40,40\n"
        "India,Russia,2016,,10,,X-91,tank,6,,2019; 2020,New,,4,40,24\n"
        "India,Russia,2016,,10,,X-92,tank,6,,2020,New,,4,40,24\n"
    )
    read = read_file(write("old.csv", text))[2]
    assert _values(read, "arms-imports", "IND", "RUS", "TOTAL") == {2018: 40}
    assert _values(read, "arms-delivered", "IND", "RUS", "X-92") == {2020: 6}
    assert read.skipped == {SEVERAL_YEARS: 1}
    assert read.vintage == date(2021, 6, 28)
    (observation,) = next(values for series, values in read.data if series.item == "X-90")
    assert observation.flags == (Flag.ESTIMATE,)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Ruritania,India,X,Tanks,1,No,2018,40", "row 6: no state is known as 'Ruritania'"),
        ("Russia,India,X,Tanks,-1,No,2018,40", "row 6: Numbers delivered is negative"),
        ("Russia,India,X,Tanks,many,No,2018,40", "row 6: Numbers delivered is 'many', which is no number"),
        ("Russia,India,X,Tanks,1,No,soon,40", "row 6: the year of delivery is 'soon'"),
        ("Russia,,X,Tanks,1,No,2018,40", "row 6: the name of a state is missing"),
    ],
)
def test_rows_that_cannot_be_read_are_refused_with_their_line(write: Write, row: str, why: str) -> None:
    with pytest.raises(ReadingError, match=why):
        read_file(write("register.csv", register(row)))


def test_a_register_without_a_column_is_refused_by_naming_it(write: Write) -> None:
    text = REGISTER.replace("TIV delivery values", "TIV")
    with pytest.raises(ReadingError, match="the columns TIV delivery values are missing"):
        read_file(write("register.csv", text), layout="sipri")


def test_series_are_those_of_the_codebook(read: Read) -> None:
    assert (
        Series("sipri", "arms-imports", "IND", "FRA", "Aircraft", "TIV", Frequency.YEAR),
        (
            Observation(date(2018, 1, 1), date(2018, 12, 31), 50.5, (), ("Jet (jet kind): 2 in 2018",)),
            *(Observation(date(year, 1, 1), date(year, 12, 31), 0.0) for year in (2019, 2020, 2021)),
        ),
    ) in list(read.data)

"""Data by pair of states and year: alliances and shared organisations by COW numbers, total trade by name."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from comity.actors import tables
from comity.errors import ReadingError
from comity.records import Observation
from comity.series.cow import states
from comity.series.importing import Read, read_file
from tests.series.conftest import Write

ATOP = "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n"
IGOS = "ccode1,ccode2,year,dyadigos\n"
ITPD = "year,from,to,value\n"


def _read(write: Write, layout: str, text: str) -> Read:
    _, found, read = read_file(write("pairs.csv", text))
    assert found.name == layout
    return read


def _values(read: Read) -> dict[tuple[str, str, str | None], list[tuple[int, float]]]:
    return {
        (series.indicator, series.reporter, series.partner): [(one.start.year, one.value) for one in told]
        for series, told in read.data
    }


def test_obligations_of_alliances_by_year(write: Write) -> None:
    read = _read(
        write, "atop", ATOP + "750.0,365.0,1971.0,0.0,0.0,1.0,1.0,1.0\n750.0,365.0,1994.0,0.0,0.0,0.0,1.0,1.0\n"
    )
    assert _values(read)["alliance-neutrality", "IND", "RUS"] == [(1971, 1), (1994, 0)]
    assert _values(read)["alliance-consultation", "IND", "RUS"] == [(1971, 1), (1994, 1)]
    assert _values(read)["alliance-defence", "IND", "RUS"] == [(1971, 0), (1994, 0)]


def test_the_columns_of_the_data_set_itself_are_read_too(write: Write) -> None:
    head = "dyad,mem1,mem2,year,atopally,defense,offense,neutral,nonagg,consul\n"
    read = _read(write, "atop", head + "2200,2,200,1990,1,1,0,0,0,1\n")
    assert _values(read)["alliance-defence", "GBR", "USA"] == [(1990, 1)]


def test_a_pair_in_both_directions_is_one_series(write: Write) -> None:
    read = _read(write, "igos", IGOS + "365,750,1999,45\n750,365,1999,45\n750,365,2000,44\n")
    assert _values(read) == {("shared-igos", "IND", "RUS"): [(1999, 45), (2000, 44)]}
    assert dict(read.skipped) == {"says what another row says": 1}


def test_a_value_stands_for_its_calendar_year(write: Write) -> None:
    ((series, told),) = _read(write, "igos", IGOS + "2,740,2010,70\n").data
    assert (series.key, told) == (
        "cow-igo/shared-igos/JPN/USA/-/organisations/year",
        (Observation(date(2010, 1, 1), date(2010, 12, 31), 70.0),),
    )


def test_missing_values_and_states_of_the_past_are_left_out_by_name(write: Write) -> None:
    read = _read(write, "igos", IGOS + "2,200,1990,-9\n2,200,1991,\n300,200,1900,3\n2,2,1990,5\n2,200,1992,61\n")
    assert _values(read) == {("shared-igos", "GBR", "USA"): [(1992, 61)]}
    assert dict(read.skipped) == {
        "no value": 2,
        "a state of the past that no series are kept of": 1,
        "a state with itself": 1,
    }


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("3,200,1990,60", "3 is no state number"),
        ("USA,200,1990,60", "'USA' is no state number"),
        ("2,200,90,60", "90 is no year"),
        ("2,200,1990.5,60", "'1990.5' is no year"),
        ("2,200,1990,many", "which is no number"),
        ("200,2,1989,59", "and row 2 says 60: keep the one that holds"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(write: Write, row: str, why: str) -> None:
    with pytest.raises(ReadingError, match=rf"pairs.csv, row 3: .*{why}"):
        _read(write, "igos", IGOS + f"2,200,1989,60\n{row}\n")


def test_trade_is_the_export_of_the_one_to_the_other_in_dollars(write: Write) -> None:
    read = _read(write, "itpd", ITPD + "2000,India,Russia,783795230.5\n2000,Russia,India,930894880\n")
    assert _values(read) == {
        ("exports", "IND", "RUS"): [(2000, 783795230.5)],
        ("exports", "RUS", "IND"): [(2000, 930894880)],
    }
    assert {(series.item, series.unit) for series, _ in read.data} == {("TOTAL", "USD")}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("2001,India,Rossland,5", "no state is known as 'Rossland'"),
        ("2001-02,India,Russia,5", "may be a month or a fiscal year|no calendar year"),
        ("2001,India,Russia,five", "which is no number"),
        ("2001,India,Russia,-5", "cannot be"),
        ("2000,India,Russia,5", "and row 2 says 4"),
    ],
)
def test_trade_that_cannot_be_used_is_named(write: Write, row: str, why: str) -> None:
    with pytest.raises(ReadingError, match=rf"row 3: .*({why})"):
        _read(write, "itpd", ITPD + f"2000,India,Russia,4\n{row}\n")


def test_every_state_number_is_that_of_a_state() -> None:
    assert len(states()) > 210
    assert {code for code in states().values() if code} <= tables.states().keys()
    members = {code for code, one in tables.states().items() if one.kind == "member"}
    assert members <= set(states().values())


@pytest.mark.parametrize(
    ("name", "layout", "column", "indicator"),
    [
        ("atop_alliance_india_russia.csv", "atop", "atop_nonagg", "alliance-nonaggression"),
        ("cow_igo_ndy_india_russia.csv", "igos", "dyadigos", "shared-igos"),
    ],
)
def test_the_published_files(
    shared: Callable[[str], Path], name: str, layout: str, column: str, indicator: str
) -> None:
    path = shared(name)
    _, found, read = read_file(path)
    with path.open(encoding="utf-8") as opened:
        plain = {(int(float(row["year"])), float(row[column])) for row in csv.DictReader(opened)}
    assert found.name == layout
    assert set(_values(read)[indicator, "IND", "RUS"]) == plain


def test_the_published_total_trade(shared: Callable[[str], Path]) -> None:
    path = shared("itpd_aggregated_india_russia.csv")
    with path.open(encoding="utf-8") as opened:
        plain = [(int(row["year"]), float(row["value"])) for row in csv.DictReader(opened) if row["from"] == "Russia"]
    _, _, read = read_file(path)
    assert _values(read)["exports", "RUS", "IND"] == plain

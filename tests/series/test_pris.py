"""Lists of reactors: counts and capacities by plant and state, at the ends of years and on the day of the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from comity.errors import ReadingError
from comity.ledger import Ledger
from comity.ledger.statistics import Wanted
from comity.records import Flag, Observation
from comity.series.importing import Hints, Read, import_file, read_file
from tests.series.conftest import Write

HEAD = (
    "Id,Name,Country,CountryCode,Status,ReactorType,ReactorModel,ConstructionStartAt,OperationalFrom,OperationalTo,"
    "Capacity,LastUpdatedAt,Source\n"
)
# A made-up plant of four units, and a second one, in the published layout.
LIST = HEAD + (
    "1,Lakeside-1,India,IN,Operational,PWR,VVER V-412,2002-03-31,2014-12-31,,917,2015-05-24T04:51:50+03:00,IAEA\n"
    "2,Lakeside-2,India,IN,Operational,PWR,VVER V-412,2002-07-04,2017-03-31,,917,2017-09-25,IAEA\n"
    "3,Lakeside-3,India,IN,Under Construction,PWR,VVERV412,2017-06-29,,,917,2022-09-24,IAEA\n"
    "4,Lakeside-10,India,IN,Planned,PWR,,,,,,,WNA\n"
    "5,Old Mill-1,India,IN,Shutdown,PHWR,Prototype of its own,1961-10-05,1964-12-31,2016-05-06,90,2019-01-01,IAEA\n"
    "6,Old Mill-2,India,IN,Cancelled Construction,PHWR,,1985-06-01,,,90,2019-01-01,IAEA\n"
)


def _read(write: Write, text: str = LIST, hints: Hints | None = None) -> Read:
    path = write("reactors.csv", text)
    _, layout, read = read_file(path, hints=hints or Hints())
    assert layout.name == "pris"
    return read


def _observations(read: Read, indicator: str, item: str | None) -> dict[date, Observation]:
    found = [told for series, told in read.data if (series.indicator, series.item) == (indicator, item)]
    assert len(found) == 1, (indicator, item)
    return {one.end: one for one in found[0]}


def test_the_day_of_the_list_counts_as_listed_and_names_each_unit(write: Write) -> None:
    read, day = _read(write), date(2022, 9, 24)
    assert read.vintage == day
    running = _observations(read, "reactors-operational", "Lakeside")[day]
    assert running.value == 2
    assert running.items == (
        "Lakeside-1 (in operation since 2014-12-31, 917 MW net)",
        "Lakeside-2 (in operation since 2017-03-31, 917 MW net)",
    )
    assert _observations(read, "reactors-under-construction", "Lakeside")[day].value == 1
    assert _observations(read, "reactors-planned", "Lakeside") == {
        day: Observation(day, day, 1.0, (), ("Lakeside-10 (planned)",))
    }
    assert _observations(read, "reactors-shut-down", None)[day].items == (
        "Old Mill-1 (shut down on 2016-05-06, 90 MW net)",
    )


@pytest.mark.parametrize(
    ("day", "running", "building", "net"),
    [
        (date(2001, 12, 31), None, None, None),
        (date(2002, 12, 31), 0, 2, 0),
        (date(2014, 12, 31), 1, 1, 917),
        (date(2016, 12, 31), 1, 1, 917),
        (date(2017, 12, 31), 2, 1, 1834),
    ],
)
def test_the_ends_of_years_follow_from_the_dates(
    write: Write, day: date, running: int | None, building: int | None, net: float | None
) -> None:
    read = _read(write)
    told = [
        _observations(read, indicator, "Lakeside").get(day)
        for indicator in ("reactors-operational", "reactors-under-construction", "capacity-net-operational")
    ]
    assert [one.value if one else None for one in told] == [running, building, net]


def test_a_state_is_the_sum_of_its_plants(write: Write) -> None:
    at = {day: one.value for day, one in _observations(_read(write), "reactors-operational", None).items()}
    assert (at[date(2015, 12, 31)], at[date(2016, 12, 31)], at[date(2017, 12, 31)]) == (2, 1, 2)


def test_gross_capacity_is_rated_and_told_only_where_every_unit_has_a_rating(write: Write) -> None:
    read = _read(write)
    rated = _observations(read, "capacity-gross-operational", "Lakeside")
    assert date(2013, 12, 31) not in rated  # no unit ran
    assert (rated[date(2014, 12, 31)].value, rated[date(2014, 12, 31)].flags) == (1000, (Flag.RATED,))
    assert rated[date(2022, 9, 24)].items[0] == (
        "Lakeside-1 (in operation since 2014-12-31, 917 MW net, 1,000 MW gross by its model)"
    )
    state = _observations(read, "capacity-gross-operational", None)
    assert date(2015, 12, 31) not in state  # Old Mill-1 ran and is not rated
    assert state[date(2017, 12, 31)].value == 2000


def test_gross_capacity_that_the_list_gives_is_not_rated(write: Write) -> None:
    head = HEAD.replace("Capacity,", "Capacity,Gross Capacity,")
    row = "1,Lakeside-1,India,IN,Operational,PWR,VVER V-412,2002-03-31,2014-12-31,,917,1050,2015-05-24,IAEA\n"
    gross = _observations(_read(write, head + row), "capacity-gross-operational", "Lakeside")[date(2015, 5, 24)]
    assert (gross.value, gross.flags) == (1050, ())


def test_a_year_that_dates_leave_open_is_an_estimate(write: Write) -> None:
    years = _observations(_read(write), "reactors-under-construction", "Old Mill")
    assert years[date(1990, 12, 31)].flags == (Flag.ESTIMATE,)  # when the building of the second unit ended is unknown
    assert years[date(1970, 12, 31)].flags == ()
    assert years[date(2022, 9, 24)].flags == ()


def test_what_was_never_completed_is_counted_as_left_out(write: Write) -> None:
    assert dict(_read(write).skipped) == {"counted in no year: cancelled construction": 1}


def test_capacity_is_not_told_where_it_is_unknown_for_a_unit(write: Write) -> None:
    read = _read(write, LIST.replace("2017-03-31,,917", "2017-03-31,,"))
    told = _observations(read, "capacity-net-operational", "Lakeside")
    assert date(2016, 12, 31) in told
    assert date(2017, 12, 31) not in told


def test_the_vintage_that_the_user_gives_is_the_day_of_the_list(write: Write) -> None:
    read = _read(write, hints=Hints(vintage=date(2024, 3, 3)))
    assert max(_observations(read, "reactors-operational", "Lakeside")) == date(2024, 3, 3)
    assert read.digest != _read(write).digest


def test_a_list_is_imported_once_and_a_revised_one_beside_it(ledger: Ledger, write: Write) -> None:
    path = write("reactors.csv", LIST)
    assert not import_file(ledger, path).imported.known
    assert import_file(ledger, path).imported.known
    later = LIST.replace(
        "Under Construction,PWR,VVERV412,2017-06-29,,,917,2022-09-24",
        "Operational,PWR,VVERV412,2017-06-29,2025-01-15,,917,2025-02-01",
    )
    import_file(ledger, write("later.csv", later))
    wanted = Wanted(indicator="reactors-operational", item="Lakeside")
    (table,) = ledger.series_tables(wanted)
    assert [(one.end, one.value) for one in table.observations][-2:] == [(date(2024, 12, 31), 2), (date(2025, 2, 1), 3)]
    assert len(ledger.vintages(table.series.key)) == 2


@pytest.mark.parametrize(
    ("old", "new", "row", "why"),
    [
        ("2,Lakeside-2,India", "2,Lakeside-2,Indja", 3, "no state is known as 'Indja'"),
        ("Operational,PWR,VVER V-412,2002-07", "Running,PWR,VVER V-412,2002-07", 3, "the status 'Running'"),
        ("2002-07-04", "4 July 2002", 3, "write it as 2015-05-24"),
        ("2002-07-04,2017-03-31", "2017-03-31,2002-07-04", 3, "wrong order"),
        ("2017-03-31,,917", "2017-03-31,,9l7", 3, "is no number"),
        ("2017-03-31,,917", "2017-03-31,,-917", 3, "cannot have -917 MW"),
        ("Lakeside-2", "Lakeside-1", 3, "stands in the list twice"),
        ("2,Lakeside-2", "2,", 3, "names no reactor"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(write: Write, old: str, new: str, row: int, why: str) -> None:
    assert old in LIST
    with pytest.raises(ReadingError, match=rf"reactors.csv, row {row}: .*{why}"):
        _read(write, LIST.replace(old, new, 1))


def test_a_list_without_a_day_asks_for_one(write: Write) -> None:
    text = HEAD + "1,Lakeside-1,India,IN,Operational,PWR,,2002-03-31,2014-12-31,,917,,IAEA\n"
    with pytest.raises(ReadingError, match="--vintage"):
        _read(write, text)


def test_the_published_list(shared: Callable[[str], Path]) -> None:
    _, layout, read = read_file(shared("nuclear_power_plants.csv"))
    assert (layout.name, read.rows, read.vintage) == ("pris", 804, date(2024, 3, 3))
    day = date(2024, 3, 3)
    for item, indicator, value in (
        ("Kudankulam", "reactors-operational", 2),
        ("Kudankulam", "reactors-under-construction", 4),
        ("Kudankulam", "capacity-net-operational", 1834),
        ("Kudankulam", "capacity-net-under-construction", 3668),
        ("Kudankulam", "capacity-gross-under-construction", 4000),
        ("Akkuyu", "capacity-gross-under-construction", 4800),
        ("Zaporozhye", "capacity-gross-operational", 6000),
    ):
        assert _observations(read, indicator, item)[day].value == value

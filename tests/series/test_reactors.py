"""Units belong to plants, stand as their dates say, and have the gross rating of their model where it is known."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files

import pytest

from comity.series.reactors import Standing, Unit, plants, rating

BUILT, RUN, SHUT = date(2001, 5, 1), date(2009, 2, 3), date(2020, 12, 31)


@pytest.mark.parametrize(
    ("unit", "beside", "plant"),
    [
        ("Kudankulam-1", (), "Kudankulam"),
        ("Taipingling-1", (), "Taipingling"),
        ("Barsebäck-2", (), "Barsebäck"),
        ("Akademik Lomonosov-1", (), "Akademik Lomonosov"),
        ("Fukushima Daiichi-1", ("Fukushima Daini-1",), "Fukushima Daiichi"),
        ("Fukushima Daini-1", ("Fukushima Daiichi-1",), "Fukushima Daini"),
        ("Shin-Hanul-2", (), "Shin-Hanul"),
        ("Leningrad 2-1", ("Leningrad-1",), "Leningrad 2"),
        ("Qinshan-2-1 (Qinshan 2)", ("Qinshan-1",), "Qinshan 2"),
        ("Point Lepreau 2", ("Point Lepreau",), "Point Lepreau"),
        ("Rostov-3 (Volgodonsk-3)", (), "Rostov"),
        ("Xiaomoshan (Jiulongshan) 1", (), "Xiaomoshan"),
        ("Kalpakkam (PFBR)", ("Kalpakkam-1 (Madras-1)",), "Kalpakkam"),
        ("Higashi Dori-1 (Tohoku)", ("Higashi Dori-1 (Tokyo)",), "Higashi Dori (Tohoku)"),
        ("Higashi Dori-1 (Tohoku)", (), "Higashi Dori"),
        ("Hinkley Point-C1", (), "Hinkley Point C"),
        ("Sizewell-B", ("Sizewell-A1",), "Sizewell B"),
        ("Biblis-A", ("Biblis-B",), "Biblis"),
        ("Zwentendorf", (), "Zwentendorf"),
        ("BR-3", (), "BR-3"),
        ("THTR-300", (), "THTR-300"),
        ("BREST-OD-300", (), "BREST-OD-300"),
        ("APS-1 Obninsk", (), "APS-1 Obninsk"),
        ("KANUPP-2", (), "KANUPP"),
    ],
)
def test_the_plant_of_a_unit(unit: str, beside: tuple[str, ...], plant: str) -> None:
    assert plants([unit, *beside])[unit] == plant


@pytest.mark.parametrize(
    ("model", "net", "gross"),
    [
        ("VVER V-412", 917, 1000),
        ("VVERV412", 917, 1000),
        ("PHWR-700", 630, 700),
        ("Horizontal Pressure Tube type", 202, 220),
        ("Horizontal Pressure Tube type", 630, 700),
        ("Horizontal Pressure Tube type", 207, None),
        ("VVER V-320", 950, 1000),
        ("VVER V-320", 1027, None),
        ("KLT-40S 'Floating'", 30, 35),
        ("a model of tomorrow", 1000, None),
        ("", 1000, None),
        ("VVER V-320", None, None),
    ],
)
def test_a_rating_is_told_where_it_is_known_and_above_the_net_capacity(
    model: str, net: float | None, gross: float | None
) -> None:
    assert rating(model, net) == gross


def test_no_model_is_rated_twice_and_every_rating_has_a_source() -> None:
    text = (files("comity.series") / "data" / "reactor_models.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(), strict=True))
    assert len({(row["model"].casefold(), row["net"]) for row in rows}) == len(rows)
    assert all(row["source"] and float(row["gross"]) > float(row["net"] or 0) for row in rows)


def _unit(
    standing: Standing | None, *, began: date | None = None, ended: date | None = None, updated: date | None = None
) -> Unit:
    return Unit("Somewhere-1", "IND", standing, "As Listed", 202.0, 220.0, True, BUILT, began, ended, updated)


@pytest.mark.parametrize(
    ("unit", "day", "stood", "proved"),
    [
        (_unit(Standing.OPERATIONAL, began=RUN), date(2000, 12, 31), None, True),
        (_unit(Standing.OPERATIONAL, began=RUN), date(2001, 12, 31), Standing.UNDER_CONSTRUCTION, True),
        (_unit(Standing.OPERATIONAL, began=RUN), date(2009, 12, 31), Standing.OPERATIONAL, True),
        (_unit(Standing.OPERATIONAL, began=date(2009, 12, 31)), date(2009, 12, 31), Standing.OPERATIONAL, True),
        (_unit(Standing.SHUT_DOWN, began=RUN, ended=SHUT), date(2019, 12, 31), Standing.OPERATIONAL, True),
        (_unit(Standing.SHUT_DOWN, began=RUN, ended=SHUT), SHUT, Standing.SHUT_DOWN, True),
        # a list says when a reactor was shut down, but not since when its operation is suspended
        (_unit(Standing.SUSPENDED, began=RUN), date(2015, 12, 31), Standing.OPERATIONAL, False),
        (_unit(Standing.SUSPENDED, began=RUN), date(2005, 12, 31), Standing.UNDER_CONSTRUCTION, True),
        # in operation, but no day is given: since the row says so
        (_unit(Standing.OPERATIONAL, updated=SHUT), date(2019, 12, 31), Standing.UNDER_CONSTRUCTION, False),
        (_unit(Standing.OPERATIONAL, updated=SHUT), date(2021, 12, 31), Standing.OPERATIONAL, False),
        # never completed, or shut down without a first day of operation
        (_unit(None), date(2015, 12, 31), None, False),
        (_unit(Standing.SUSPENDED), date(2015, 12, 31), None, False),
        (_unit(Standing.SHUT_DOWN, ended=SHUT), date(2015, 12, 31), None, False),
        (_unit(Standing.SHUT_DOWN, ended=SHUT), date(2021, 12, 31), Standing.SHUT_DOWN, True),
    ],
)
def test_how_a_unit_stood_at_the_end_of_a_day(unit: Unit, day: date, stood: Standing | None, proved: bool) -> None:
    assert unit.on(day) == (stood, proved)


def test_a_unit_says_how_it_stood_since_when_and_what_it_gives() -> None:
    unit = _unit(Standing.OPERATIONAL, began=RUN)
    assert unit.told(Standing.OPERATIONAL) == "Somewhere-1 (in operation since 2009-02-03, 202 MW net)"
    assert unit.told(Standing.UNDER_CONSTRUCTION, gross=True) == (
        "Somewhere-1 (under construction since 2001-05-01, 202 MW net, 220 MW gross by its model)"
    )
    assert _unit(Standing.SUSPENDED).told(Standing.SUSPENDED) == "Somewhere-1 (as listed, 202 MW net)"

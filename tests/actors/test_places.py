"""A place name finds its state and coordinates; names of common words are marked weak."""

from __future__ import annotations

import pytest

from comity.actors import tables
from comity.actors.places import lookup


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("Moscow", "RUS", 55.75, 37.62),
        ("New Delhi", "IND", 28.6, 77.2),
        ("Kudankulam", "IND", 8.2, 77.7),
        ("Sochi", "RUS", 43.6, 39.7),
        ("Kyiv", "UKR", 50.45, 30.5),
        ("Washington", "USA", 38.9, -77.0),
        ("Camp David", "USA", 39.6, -77.5),
        ("Davos", "CHE", 46.8, 9.8),
        ("Baikonur", "KAZ", 46.0, 63.3),
        ("Natanz", "IRN", 33.5, 51.9),
        ("Gaza", "PSE", 31.4, 34.4),
        ("Rambouillet", "FRA", 48.6, 1.8),
        ("Buenos Aires", "ARG", -34.6, -58.4),
    ],
)
def test_a_place_has_its_state_and_coordinates(name: str, country: str, latitude: float, longitude: float) -> None:
    place = lookup(name)
    assert place is not None
    assert place.country == country
    assert place.latitude == pytest.approx(latitude, abs=0.2)
    assert place.longitude == pytest.approx(longitude, abs=0.2)
    assert not place.weak


@pytest.mark.parametrize(
    ("name", "official"),
    [
        ("Kiev", "Kyiv"),
        ("SAINT PETERSBURG", "Saint Petersburg"),
        ("St. Petersburg", "Saint Petersburg"),
        ("Bombay", "Mumbai"),
        ("São Paulo", "Sao Paulo"),
        ("Donbass", "Donbas"),
        ("the Strait of Hormuz", "Strait of Hormuz"),
        ("Straits of Hormuz", "Strait of Hormuz"),
        ("Sharm El-Sheikh", "Sharm el-Sheikh"),
    ],
)
def test_other_spellings_find_the_same_place(name: str, official: str) -> None:
    place = lookup(name)
    assert place is not None
    assert place.name == official


def test_a_sea_belongs_to_no_state() -> None:
    place = lookup("Black Sea")
    assert place is not None
    assert (place.country, place.kind) == (None, "water")


def test_a_capital_goes_before_a_namesake() -> None:
    place = lookup("Tripoli")
    assert place is not None
    assert (place.country, place.kind) == ("LBY", "capital")


def test_states_in_the_text_decide_between_namesakes() -> None:
    place = lookup("Tripoli", near={"LBN", "SYR"})
    assert place is not None
    assert place.country == "LBN"


@pytest.mark.parametrize("name", ["Reading", "Mobile", "Nice", "Orange", "Bath", "Split", "Van"])
def test_names_that_are_common_words_are_weak(name: str) -> None:
    place = lookup(name)
    assert place is not None
    assert place.weak


@pytest.mark.parametrize("name", ["", "Agreement", "the", "Monday", "Putin"])
def test_what_is_no_place_finds_none(name: str) -> None:
    assert lookup(name) is None


def test_every_place_lies_on_the_globe_in_a_known_state() -> None:
    for row in tables.rows("places"):
        assert -90 <= float(row["latitude"]) <= 90 and -180 <= float(row["longitude"]) <= 180, row
        assert not row["country"] or row["country"] in tables.states(), row
        assert row["kind"] in {"capital", "city", "region", "site", "water"}, row
        assert row["weak"] in {"yes", "no"}, row


def test_every_member_state_has_a_place() -> None:
    covered = {row["country"] for row in tables.rows("places")}
    large = tables.members("G20") | tables.members("NATO") | tables.members("SCO") | tables.members("BRICS")
    assert {code for code in large if code in tables.states()} <= covered

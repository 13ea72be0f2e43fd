"""Stretches of days: their words, the grid of a series, neighbours, and what was known on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from comity.checking.measured import Measured
from comity.checking.periods import Grid, Span, extent, gaps, known_years, neighbours, tiles

from .telling import measured


def span(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last))


def of(*names: str, **more: Any) -> Measured:
    return measured({"values": dict.fromkeys(names, 1), **more}, {})


FISCAL = of("2018-19", "2019-20", "2020-21 (Apr-Aug)")
CALENDAR = of("2017", "2018", "2020")
MONTHS = of(*(f"2019-{month:02d}" for month in range(1, 13)))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2019-01-01", "2019-12-31", "2019"),
        ("2017-01-01", "2019-12-31", "2017 to 2019"),
        ("2018-04-01", "2019-03-31", "2018-19"),
        ("2015-04-01", "2019-03-31", "2015-16 to 2018-19"),
        ("1999-07-01", "2000-06-30", "1999-00"),
        ("2019-01-01", "2019-03-31", "January to March 2019"),
        ("2020-02-01", "2020-02-29", "February 2020"),
        ("2020-02-03", "2020-02-03", "2020-02-03"),
        ("2020-02-03", "2021-02-02", "2020-02-03 to 2021-02-02"),
    ],
)
def test_a_stretch_is_called_as_people_call_it(first: str, last: str, words: str) -> None:
    assert str(span(first, last)) == words


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2019-01-01", "2019-12-31", 12),
        ("2018-04-01", "2020-03-31", 24),
        ("2020-02-01", "2020-02-29", 1),
        ("2019-01-01", "2019-12-30", None),
        ("2019-01-15", "2019-03-14", 2),
    ],
)
def test_whole_months_are_counted(first: str, last: str, months: int | None) -> None:
    assert span(first, last).months == months


def test_a_stretch_moves_by_months_whatever_their_length() -> None:
    assert span("2020-02-01", "2020-02-29").shifted(-12) == span("2019-02-01", "2019-02-28")
    assert span("2018-01-01", "2019-12-31").last(12) == span("2019-01-01", "2019-12-31")
    assert span("2018-04-01", "2020-03-31").first(12) == span("2018-04-01", "2019-03-31")


def test_fiscal_years_stand_on_a_grid_of_their_own() -> None:
    grid = Grid.of(FISCAL)
    assert grid.has(span("2018-04-01", "2020-03-31"))
    assert not grid.has(span("2019-01-01", "2019-12-31"))
    assert grid.year_of(date(2020, 2, 1)) == span("2019-04-01", "2020-03-31")


def test_months_make_any_stretch_of_months() -> None:
    grid = Grid.of(MONTHS)
    assert grid.has(span("2018-04-01", "2019-03-31"))
    assert not grid.has(span("2019-01-15", "2019-03-14"))


def test_a_calendar_year_has_two_neighbours_among_fiscal_years_the_nearer_first() -> None:
    found = neighbours(Grid.of(FISCAL), span("2019-01-01", "2019-12-31"))
    assert [(one.months, one.note) for one in found] == [
        (3, "2019-20 in place of 2019"),
        (-9, "2018-19 in place of 2019"),
    ]
    assert [round(one.share, 2) for one in found] == [0.75, 0.25]


def test_a_quarter_has_no_neighbour_among_years() -> None:
    assert neighbours(Grid.of(FISCAL), span("2019-01-01", "2019-03-31")) == []


def test_what_is_missing_of_a_stretch_is_named() -> None:
    assert gaps(CALENDAR, span("2017-01-01", "2020-12-31")) == [span("2019-01-01", "2019-12-31")]
    assert gaps(FISCAL, span("2020-04-01", "2021-03-31")) == [span("2020-04-01", "2021-03-31")]
    assert gaps(FISCAL, span("2020-04-01", "2020-08-31")) == []
    assert len(tiles(MONTHS, span("2019-02-01", "2019-05-31"))) == 4


@pytest.mark.parametrize(
    ("series", "published", "years"),
    [
        (of("2022", "2023"), date(2024, 11, 11), ["2023"]),
        (of("2022", "2023"), date(2024, 2, 11), ["2023", "2022"]),
        (of("2022"), date(2024, 2, 11), ["2022"]),
        (of("2021"), date(2024, 2, 11), ["2023"]),  # which it has not
        (of("2022-23", "2023-24"), date(2024, 11, 11), ["2023-24"]),
        (of("2021", "2022", "2023"), None, ["2023"]),
    ],
)
def test_a_claim_without_a_period_speaks_of_what_was_known(
    series: Measured, published: date | None, years: list[str]
) -> None:
    assert [str(year) for year in known_years(series, published)] == years


@pytest.mark.parametrize(
    ("series", "words"),
    [
        (of("2018", "2019"), "ends in December 2019"),
        (CALENDAR, "ends in December 2020, with gaps before"),
        (FISCAL, "ends in August 2020 (of its last year it has April to August 2020 only)"),
        (of("2024-03-04", nature="stock"), "ends on 2024-03-04"),
    ],
)
def test_it_is_told_until_when_a_series_goes(series: Measured, words: str) -> None:
    assert extent(series) == words

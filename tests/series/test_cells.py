"""What single cells and headings mean: numbers, units, periods (`cells.yaml`)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from comity.records import Frequency
from comity.series.periods import Period, of_days, period
from comity.series.values import decimal_sign, measure_of, number, scale_of, tonnes, unit_of

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cells.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["numbers"], ids=lambda case: case["cell"])
def test_numbers_are_read_however_they_are_grouped(case: dict[str, Any]) -> None:
    assert number(case["cell"]) == case["is"]


@pytest.mark.parametrize("cell", CASES["nothing"])
def test_signs_for_nothing_are_no_zero(cell: str) -> None:
    assert number(cell) is None


@pytest.mark.parametrize("cell", CASES["no number"])
def test_what_is_no_number_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="is no number"):
        number(cell)


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_nothing_or_refused(text: str) -> None:
    try:
        value = number(text)
    except ValueError:
        return
    assert value is None or abs(value) < float("inf")


@given(st.floats(min_value=0, max_value=1e12).map(lambda value: round(value, 2)))
def test_the_three_ways_of_grouping_agree(value: float) -> None:
    english = f"{value:,.2f}"
    continental = english.translate(str.maketrans(",.", ".,"))
    spaced = english.replace(",", " ").replace(".", ",")
    assert number(english) == number(continental) == number(spaced, decimal=",") == float(f"{value:.2f}")


@pytest.mark.parametrize("case", CASES["decimal signs"], ids=lambda case: " ".join(case["cells"]))
def test_a_column_proves_its_decimal_sign(case: dict[str, Any]) -> None:
    assert decimal_sign(case["cells"]) == case["is"]


def test_a_column_with_both_decimal_signs_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'12\.5' has a decimal point and '12,5' a decimal comma"):
        decimal_sign(["12.5", "12,5"])


def test_a_known_decimal_sign_decides_what_one_group_means() -> None:
    assert number("1.234", decimal=",") == 1234
    assert number("1,234", decimal=",") == 1.234


@pytest.mark.parametrize("case", CASES["measures"], ids=lambda case: case["words"])
def test_words_name_a_unit_and_its_scale(case: dict[str, Any]) -> None:
    assert measure_of(case["words"]) == (case["unit"], case["scale"])


def test_a_noun_is_no_unit_of_the_codebook() -> None:
    assert unit_of("thousand reactors") is None
    assert scale_of("thousand reactors") == 1000


@pytest.mark.parametrize("case", CASES["tonnes"], ids=lambda case: str(case["code"]))
def test_weights_of_customs_are_tonnes(case: dict[str, Any]) -> None:
    assert tonnes(str(case["code"])) == case["tonnes"]


@pytest.mark.parametrize("case", CASES["periods"], ids=lambda case: str(case["words"]))
def test_words_name_periods(case: dict[str, Any]) -> None:
    found = period(str(case["words"]), fiscal_start=case.get("fiscal_start"), months=case.get("months", False))
    assert found == Period(case["start"], case["end"], Frequency(case["frequency"]), case.get("partial", False))


@pytest.mark.parametrize("words", CASES["no period"])
def test_what_is_no_period_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        period(words)


def test_a_month_that_may_be_a_fiscal_year_is_refused_with_both_ways_out() -> None:
    with pytest.raises(ValueError, match=r"write 2011-2012 for the year, Dec 2011 for the month"):
        period("2011-12")


@pytest.mark.parametrize(
    ("start", "end", "frequency"),
    [
        ("2019-01-01", "2019-12-31", Frequency.YEAR),
        ("2019-04-01", "2020-03-31", Frequency.FISCAL_YEAR),
        ("2019-07-01", "2019-12-31", Frequency.HALF),
        ("2019-04-01", "2019-06-30", Frequency.QUARTER),
        ("2020-02-01", "2020-02-29", Frequency.MONTH),
        ("2020-02-29", "2020-02-29", Frequency.DAY),
    ],
)
def test_two_days_make_the_period_that_they_bound(start: str, end: str, frequency: Frequency) -> None:
    days = date.fromisoformat(start), date.fromisoformat(end)
    assert of_days(*days) == of_days(*days, frequency) == Period(*days, frequency, False)


def test_two_days_may_bound_a_part_of_a_year() -> None:
    start, end = date(2022, 4, 1), date(2022, 8, 31)
    assert of_days(start, end, Frequency.FISCAL_YEAR) == Period(start, end, Frequency.FISCAL_YEAR, True)
    with pytest.raises(ValueError, match="no whole month, quarter, half or year"):
        of_days(start, end)
    with pytest.raises(ValueError, match="no part of a quarter"):
        of_days(start, end, Frequency.QUARTER)
    with pytest.raises(ValueError, match="before it starts"):
        of_days(end, start)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 800))
def test_no_two_days_are_a_period_longer_than_its_frequency(start: date, more: int) -> None:
    try:
        found = of_days(start, start + timedelta(days=more))
    except ValueError:
        return
    assert found.end - found.start < timedelta(days=366)

"""Which year a change starts from and ends in, by the small words before the years of its sentence."""

from __future__ import annotations

from typing import Any

import pytest

from comity.checking.when import told_when
from comity.records import Period

from .telling import claim, figure


def days(period: Period | None) -> str:
    return f"{period.start} {period.end}" if period else ""


FY20, FY22 = "2019-04-01 2020-03-31", "2021-04-01 2022-03-31"
Y2019, Y2023 = "2019-01-01 2019-12-31", "2023-01-01 2023-12-31"


@pytest.mark.parametrize(
    ("text", "period", "baseline"),
    [
        ("Exports rose tenfold from 2019-20 to 2021-22.", FY22, FY20),
        ("Compared with 2019-20, exports had grown tenfold by 2021-22.", FY22, FY20),
        ("In 2021-22 exports were tenfold those of 2019-20.", FY22, FY20),
        ("Exports rose tenfold in fiscal 2021-22 over fiscal year 2019-20.", FY22, FY20),
        ("Sales were tenfold as high in 2021-22 as in 2019-20.", FY22, FY20),
        ("Exports rose tenfold in 2023 against 2019.", Y2023, Y2019),
        ("Exports are now tenfold the level of 2019.", "", Y2019),
        ("Exports rose tenfold between 2009-13 and 2019-23.", "2019-01-01 2023-12-31", "2009-01-01 2013-12-31"),
        # what is not told by two years stays as it was read
        ("Exports rose tenfold in 2023.", "", ""),
        ("Exports rose tenfold since 2019.", "", ""),
        ("Exports rose tenfold in 2019 and in 2021, and fell in 2023 from 2022.", "", ""),
        ("Exports rose tenfold over 2019 MW in 2023.", "", ""),
        ("Exports rose tenfold in March 2023 compared with March 2019.", "", ""),
    ],
)
def test_the_words_before_the_years_tell(text: str, period: str, baseline: str) -> None:
    told: dict[str, Any] = {"text": text, "number": "tenfold", "kind": "ratio", "value": 10, "unit": "ratio"}
    found = told_when(figure(told), claim(told))
    assert (days(found.period), days(found.baseline)) == (period, baseline)


def test_a_level_keeps_its_period() -> None:
    told: dict[str, Any] = {"text": "It fell to $5 billion in 2023 from 2019.", "number": "$5 billion", "value": 5e9}
    assert told_when(figure(told), claim(told)).baseline is None

"""When a figure holds, where the words around it say so: the only year told, a year earlier."""

from __future__ import annotations

from typing import Any

import pytest

from comity.checking.dated import dated
from comity.records import Period

from .telling import claim, figure

OF = [{"values": {"2019": 1.0e9, "2020": 1.2e9}}]


def days(period: Period | None) -> str:
    return f"{period.start} {period.end}" if period else ""


@pytest.mark.parametrize(
    ("text", "number", "period"),
    [
        (
            "Of the coal that Chile bought in 2019, worth $5 billion, half was sold.",
            "$5 billion",
            "2019-01-01 2019-12-31",
        ),
        ("Exports were $5 billion in 2020, against $4 billion a year earlier.", "$4 billion", "2019-01-01 2019-12-31"),
        (
            "Exports were $5 billion in 2021-22, after $4 billion the previous year.",
            "$4 billion",
            "2020-04-01 2021-03-31",
        ),
        (
            "Exports were $5 billion in 2015; two years later they came to $4 billion.",
            "$4 billion",
            "2017-01-01 2017-12-31",
        ),
        ("In 2020 exports fell from $5 billion to $4 billion.", "$5 billion", "2019-01-01 2019-12-31"),
        ("Exports fell to $4 billion in 2020 from $5 billion.", "$5 billion", "2019-01-01 2019-12-31"),
        # what leaves it open stays open
        ("The plant ordered in 2019 cost $5 billion.", "$5 billion", ""),
        ("Exports were $5 billion in 2020 and 2021, against $4 billion a year earlier.", "$4 billion", ""),
        ("Exports fell from $5 billion to $4 billion.", "$5 billion", ""),
    ],
)
def test_the_words_around_a_number_say_when_it_holds(text: str, number: str, period: str) -> None:
    told: dict[str, Any] = {"text": text, "number": number, "value": 4e9, "of": OF}
    assert days(dated(figure(told), claim(told)).period) == period

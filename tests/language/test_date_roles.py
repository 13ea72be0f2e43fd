"""Dates that only qualify a noun or a side clause are marked, and dates of happenings are not."""

from __future__ import annotations

from datetime import date

import pytest

from comity.language import Analyser
from comity.records import Document, Precision

MODIFIERS = [
    "The contract of 2016 was fulfilled.",
    "The convention of 1982 binds all states.",
    "The 1960 Indus treaty was suspended.",
    "It was his first visit since 2019.",
    "Since Mr Modi took office in May, ties have grown.",
    "Until the war began in 2022, imports were small.",
    "India and Russia adopt programme to 2030 as Modi visits Moscow.",
    "The programme for 2024-2029 was signed.",
    "India bought the system under a 2018 deal.",
]
OWN_DATES = [
    "Trade has grown since 2019.",
    "On 6 December 2021 the two signed the agreement.",
    "The talks in 2023 failed.",
    "The two have met every year since 2000.",
    "The ministers met on the sidelines of the 2023 summit.",
    "On Monday Germany and France signed a pact.",
]


def _modifiers(analyser: Analyser, text: str) -> list[bool]:
    analysis = analyser.analyse(Document(id="d", text=text, published=date(2024, 5, 1)))
    return [mention.modifier for mention in analysis.dates]


@pytest.mark.parametrize("text", MODIFIERS)
def test_a_date_that_qualifies_a_noun_or_a_side_clause_is_a_modifier(analyser: Analyser, text: str) -> None:
    assert _modifiers(analyser, text) == [True]


@pytest.mark.parametrize("text", OWN_DATES)
def test_a_date_of_what_is_told_is_no_modifier(analyser: Analyser, text: str) -> None:
    assert _modifiers(analyser, text) == [False]


@pytest.mark.parametrize(
    "text",
    [
        "In December Erdogan visited Athens.",
        "On Friday Erdogan was received by Putin.",
        "On Monday Germany and France signed a pact.",
    ],
)
def test_a_date_and_a_name_are_parted(analyser: Analyser, text: str) -> None:
    analysis = analyser.analyse(Document(id="d", text=text, published=date(2024, 5, 1)))
    preposition, day, name = analysis.tokens[:3]
    assert (day.dep, day.head) == ("pobj", preposition.i)
    assert name.dep in ("nsubj", "nsubjpass") and analysis.tokens[name.head].pos == "VERB"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("India's exports to Russia rose in 2022-23.", date(2022, 4, 1), date(2023, 3, 31)),
        ("Pakistan's economy grew in 2022-23.", date(2022, 7, 1), date(2023, 6, 30)),
        ("Trade rose in 2022-23.", date(2022, 1, 1), date(2023, 12, 31)),
    ],
)
def test_two_years_joined_are_a_fiscal_year_in_indian_and_pakistani_statistics(
    analyser: Analyser, text: str, start: date, end: date
) -> None:
    (mention,) = analyser.analyse(Document(id="d", text=text, published=date(2024, 5, 1))).dates
    assert (mention.period.start, mention.period.end, mention.period.text) == (start, end, "2022-23")
    assert mention.period.precision is (Precision.RANGE if start.month == 1 else Precision.YEAR)

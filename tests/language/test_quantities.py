"""Numbers are found with their value, unit, hedge and change, and what is no quantity is left alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.language import Analyser, Quantity
from comity.records import Change, Comparator, Document

_GROUPS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("quantities.yaml").read_text(encoding="utf-8")
)
_CASES = [(group, say, want) for group, cases in _GROUPS.items() for say, want in cases.items()]


def _quantities(analyser: Analyser, text: str) -> list[Quantity]:
    analysis = analyser.analyse(Document(id="d", text=text, published=date(2024, 11, 11)))
    for quantity in analysis.quantities:
        assert text[quantity.start : quantity.end] == quantity.text
        assert analysis.tokens[quantity.head].sentence == 0
    return [quantity for quantity in analysis.quantities if not quantity.ordinal]


def _described(quantity: Quantity) -> str:
    value = f"{quantity.value:.15g}" + (f"..{quantity.value_high:.15g}" if quantity.value_high is not None else "")
    properties: list[Any] = []
    if quantity.comparator is not Comparator.EXACT:
        properties.append(quantity.comparator.value)
    if quantity.change is not Change.LEVEL:
        properties.append(quantity.change.value)
    if quantity.direction is not None:
        properties.append(quantity.direction)
    unit = quantity.unit or "-"
    return f"{quantity.text} = {value} {unit}" + (f"; {' '.join(properties)}" if properties else "")


@pytest.mark.parametrize(("group", "say", "want"), _CASES, ids=[f"{g}: {s}" for g, s, _ in _CASES])
def test_quantities_of_a_sentence(analyser: Analyser, group: str, say: str, want: list[str]) -> None:
    assert [_described(quantity) for quantity in _quantities(analyser, say)] == want


def test_the_table_holds_enough_cases() -> None:
    assert len(_CASES) >= 150


@pytest.mark.parametrize(
    ("say", "words", "value"),
    [
        ("The 22nd summit was held in Delhi.", "22nd", 22),
        ("They held the third round of talks.", "third", 3),
        ("The twenty-first session opened.", "twenty-first", 21),
    ],
)
def test_ordinals_are_flagged(analyser: Analyser, say: str, words: str, value: int) -> None:
    analysis = analyser.analyse(Document(id="d", text=say, published=date(2024, 11, 11)))
    assert [(q.text, q.value) for q in analysis.quantities if q.ordinal] == [(words, value)]


def test_head_and_noun_are_the_number_and_what_it_counts(analyser: Analyser) -> None:
    text = "They discussed six additional high-capacity nuclear power units."
    analysis = analyser.analyse(Document(id="d", text=text))
    quantity = analysis.quantities[0]
    assert analysis.tokens[quantity.head].text == "six"
    assert quantity.noun is not None
    assert analysis.tokens[quantity.noun].text == "units"

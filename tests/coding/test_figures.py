"""The figure coder reads the numbers that a text asserts, and only those."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.actors import find_mentions
from comity.coding.figures import code_figures
from comity.coding.figures_lexicon import figure_words
from comity.language import Analyser
from comity.records import Document, Figure, checked

CASES = yaml.safe_load(Path(__file__).with_name("test_figures_cases.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def read(analyser: Analyser, text: str) -> list[Figure]:
    document = Document(id="T1", text=text, published=date(2024, 11, 11))
    analysis = analyser.analyse(document)
    return [checked(figure, document) for figure in code_figures(analysis, find_mentions(analysis))]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_reads_the_figures_of_a_sentence(analyser: Analyser, case: dict[str, Any]) -> None:
    found = read(analyser, case["text"])
    assert [(figure.value, figure.unit) for figure in found] == [(e["value"], e["unit"]) for e in case["figures"]]
    for figure, expected in zip(found, case["figures"], strict=True):
        written = figure.to_json()
        for field in ("comparator", "change", "direction", "status", "from", "to"):
            if field in expected:
                assert written[field] == expected[field], field
        assert expected.get("measure", "").lower() in figure.measure.lower()
        for field in ("period", "baseline"):
            if field in expected:
                assert written[field] is not None and expected[field] in written[field]["text"]


def test_the_number_is_the_words_of_the_text(analyser: Analyser) -> None:
    text = "Norway will deliver 22 tanks to Ukraine this spring."
    (figure,) = read(analyser, text)
    assert figure.number is not None
    assert text[figure.number.start : figure.number.end].startswith("22")


def test_a_plant_named_before_is_named_in_the_measure(analyser: Analyser) -> None:
    text = (
        "Russia is building the Akkuyu Nuclear Power Plant in Turkey. "
        "The total capacity of this plant is expected to reach 4,800 MW."
    )
    figure = read(analyser, text)[-1]
    assert (figure.value, figure.unit, figure.status.value) == (4800, "MW", "expected")
    assert "total capacity" in figure.measure and "Akkuyu Nuclear Power Plant" in figure.measure


def test_indirect_speech_names_its_speaker(analyser: Analyser) -> None:
    (figure,) = read(analyser, "Vladimir Putin said that Russia had exported 50 million tonnes of grain.")
    assert figure.speaker is not None and figure.speaker.country == "RUS"


def test_a_quotation_names_its_speaker(analyser: Analyser) -> None:
    (figure,) = read(analyser, '"We have delivered 40 tanks to Ukraine," Polish President Andrzej Duda said.')
    assert figure.speaker is not None and figure.speaker.country == "POL"


def test_a_pronoun_takes_on_the_measure_of_the_sentence_before(analyser: Analyser) -> None:
    figures = read(analyser, "Inflation in Ghana was 20 percent in May. It reached 25 percent in June.")
    assert "inflation" in figures[1].measure.lower()


def test_a_bare_scaled_number_takes_the_unit_of_the_number_before(analyser: Analyser) -> None:
    figures = read(analyser, "The deficit of Italy narrowed to 310 mln dlrs in April from 450 mln in March.")
    assert [(figure.value, figure.unit) for figure in figures] == [(310e6, "USD"), (450e6, "USD")]


def test_equal_input_gives_equal_records(analyser: Analyser) -> None:
    text = "Japan lent 300 million dollars to Vietnam for two railways in 2019."
    assert read(analyser, text) == read(analyser, text)


def test_every_relation_names_both_ends() -> None:
    for relation in figure_words().relations.values():
        assert {relation.subject, *relation.after.values()} == {"from", "to"}, relation.name


def test_no_word_raises_and_lowers() -> None:
    words = figure_words()
    assert not words.up & words.down

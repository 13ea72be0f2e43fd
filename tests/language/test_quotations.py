"""Quotations of any style are found with who says them; names in quotation marks are not quotations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.language import Analyser
from comity.records import Document

_CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("quotations.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", _CASES, ids=[case["text"][:60] for case in _CASES])
def test_quotations_of_a_text(analyser: Analyser, case: dict[str, Any]) -> None:
    text = case["text"]
    analysis = analyser.analyse(Document(id="d", text=text))
    found = []
    for quotation in analysis.quotations:
        voice = analysis.voices[quotation.voice] if quotation.voice is not None else None
        found.append(f"{text[voice.start : voice.end] if voice else '-'}: {text[quotation.start : quotation.end]}")
    assert found == case["want"]


def _voices(analyser: Analyser, text: str) -> list[tuple[str, str | None]]:
    analysis = analyser.analyse(Document(id="d", text=text))
    return [
        (
            text[s.start : s.end],
            None if s.voice is None else text[analysis.voices[s.voice].start : analysis.voices[s.voice].end],
        )
        for s in analysis.sentences
    ]


def test_a_sentence_wholly_inside_a_quotation_has_its_voice(analyser: Analyser) -> None:
    assert _voices(analyser, '"It will work. It must not fail. We know it," Modi said.') == [
        ('"It will work.', "Modi"),
        ("It must not fail.", "Modi"),
        ('We know it," Modi said.', None),
    ]


def test_a_turn_lasts_until_the_next_label(analyser: Analyser) -> None:
    text = "Vladimir Putin: We are glad to see you.\n\nTrade grows.\n\nNarendra Modi: Thank you."
    assert [(body, voice) for body, voice in _voices(analyser, text) if not body.endswith(":")] == [
        ("We are glad to see you.", "Vladimir Putin"),
        ("Trade grows.", "Vladimir Putin"),
        ("Thank you.", "Narendra Modi"),
    ]


def test_a_row_of_stars_ends_a_turn(analyser: Analyser) -> None:
    text = "President Vladimir Putin: We agree.\n\n* * *\n\nThe talks went on."
    assert _voices(analyser, text)[-1] == ("The talks went on.", None)

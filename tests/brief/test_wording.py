"""Coded things in plain words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.brief.visible import one_line, visible
from comity.brief.wording import EVENT_NAMES, figure_when, value_of, when
from comity.records import Change, Comparator, Figure, Period
from comity.records.parse import period_from_json
from comity.records.plover import codebook

CASES = yaml.safe_load((Path(__file__).parent / "wording.yaml").read_text(encoding="utf-8"))


def period_of(case: dict[str, Any] | None) -> Period | None:
    return period_from_json({key: str(value) if value else None for key, value in case.items()}) if case else None


@pytest.mark.parametrize("case", CASES["periods"], ids=lambda case: case["words"])
def test_a_period_is_written_as_people_do(case: dict[str, Any]) -> None:
    assert when(period_of(case["period"])) == case["words"]


@pytest.mark.parametrize("case", CASES["figures"], ids=lambda case: case["words"])
def test_a_figure_is_written_as_people_do(case: dict[str, Any]) -> None:
    figure = Figure(
        document="d",
        published=None,
        quote="q",
        start=0,
        end=1,
        coder="c",
        confidence=1,
        value=case["value"],
        value_high=case.get("value_high"),
        unit=case["unit"],
        comparator=Comparator(case.get("comparator", "exact")),
        change=Change(case.get("change", "level")),
        direction=case.get("direction"),
        measure="m",
        period=period_of(case.get("period")),
        baseline=period_of(case.get("baseline")),
    )
    assert value_of(figure) == case["words"]
    assert figure_when(figure) == case.get("when", "")


def test_every_type_of_the_codebook_has_a_name() -> None:
    assert set(EVENT_NAMES) == set(codebook().types)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("भारत 🇮🇳 Noël", "भारत 🇮🇳 Noël"),
        ("a\x1b[2Jb", "a\ufffd[2Jb"),
        ("a\u202eb\u202c", "a\ufffdb\ufffd"),
        ("line\nline\ttab", "line\nline\ttab"),
        ("\ud800", "\ufffd"),
        ("a\r\x00\x9b\u2028", "a\ufffd\ufffd\ufffd\ufffd"),
    ],
)
def test_what_could_steer_a_terminal_is_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert len(visible(text)) == len(text)


def test_one_line_has_no_line_ends() -> None:
    assert one_line(" a\n\nb\tc ") == "a b c"

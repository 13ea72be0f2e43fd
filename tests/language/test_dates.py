"""Dates and periods are found with their exact words and resolved against the publication day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.language import Analyser
from comity.records import Document

_GROUPS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("dates.yaml").read_text(encoding="utf-8"))
_CASES = [(group["published"], say, want) for group in _GROUPS for say, want in group["cases"].items()]


def _found(analyser: Analyser, text: str, published: date | None) -> list[str]:
    analysis = analyser.analyse(Document(id="d", text=text, published=published))
    found = []
    for mention in analysis.dates:
        period = mention.period
        words = text[mention.start : mention.end]
        assert period.text == words
        found.append(f"{words} = {period.start or 'open'} .. {period.end or 'open'} {period.precision.value}")
    return found


@pytest.mark.parametrize(("published", "say", "want"), _CASES, ids=[f"{p}: {s}" for p, s, _ in _CASES])
def test_dates_of_a_sentence(analyser: Analyser, published: date | None, say: str, want: list[str]) -> None:
    assert _found(analyser, say, published) == want


def test_the_table_holds_enough_cases() -> None:
    assert len(_CASES) >= 120


def test_a_date_may_run_over_a_wrapped_line(analyser: Analyser) -> None:
    text = "The ministers of both states met in Sochi on November\n7 and agreed to meet again."
    assert _found(analyser, text, date(2024, 11, 11)) == ["November\n7 = 2024-11-07 .. 2024-11-07 day"]


def test_days_that_do_not_exist_are_not_dates(analyser: Analyser) -> None:
    assert _found(analyser, "It was signed on 31 June 2022.", date(2024, 11, 11)) == []

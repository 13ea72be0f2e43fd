"""UN Comtrade and the World Bank within this process, and a cache in a folder of the test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import comtradeapicall
import pytest
import wbgapi

from comity.series.fetching import Answers, comtrade, worldbank
from tests.series.fetching.fakes import DAY, FakeComtrade


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> FakeComtrade:
    fake = FakeComtrade()
    monkeypatch.setattr(comtradeapicall, "previewFinalData", fake.preview)
    monkeypatch.setattr(comtradeapicall, "getFinalData", fake.full)
    monkeypatch.setattr(comtradeapicall, "getFinalDataAvailability", fake.availability)
    monkeypatch.setattr(comtrade, "way_to", lambda *_: None)
    return fake


@pytest.fixture
def bank(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the World Bank answers next: rows, or an error to raise; the calls are counted by what is taken away."""
    answers: list[Any] = []

    def fetch(*_: Any, **__: Any) -> Iterator[dict[str, Any]]:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        yield from answer

    monkeypatch.setattr(wbgapi.data, "fetch", fetch)
    monkeypatch.setattr(wbgapi.source, "get", lambda _: {"id": "2", "lastupdated": "2025-06-05"})
    monkeypatch.setattr(worldbank, "way_to", lambda *_: None)
    return answers


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    return Answers(tmp_path / "cache", today=lambda: DAY)

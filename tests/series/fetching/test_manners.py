"""Providers are asked slowly and seldom, and what they answered is kept for the day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comity.errors import FetchError
from comity.series.fetching import Answers
from comity.series.fetching.answers import folder_of
from comity.series.fetching.asking import PassingError
from comity.settings import Settings
from tests.series.fetching.fakes import DAY, Patience


def test_questions_are_kept_apart() -> None:
    patience = Patience()
    asking = patience.asking(apart=1.5)
    assert [asking.ask(lambda: 1) for _ in range(3)] == [1, 1, 1]
    assert patience.pauses == [1.5, 1.5]


def test_a_passing_failure_is_tried_again_with_growing_waits_and_not_for_ever() -> None:
    patience = Patience()
    tries: list[int] = []

    def question() -> int:
        tries.append(1)
        raise PassingError("503 busy")

    with pytest.raises(FetchError, match=r"does not answer \(503 busy\): try again later"):
        patience.asking().ask(question)
    assert len(tries) == 4
    assert patience.pauses == [2.0, 6.0, 20.0]


def test_the_wait_that_a_provider_asks_for_is_kept_unless_it_is_too_long() -> None:
    patience = Patience()
    failures = [PassingError("slow down", 7.0)]

    def question() -> str:
        if failures:
            raise failures.pop()
        return "here"

    assert patience.asking().ask(question) == "here"
    assert patience.pauses == [7.0]
    failures.append(PassingError("quota", 86_400.0))
    with pytest.raises(FetchError, match="try again later"):
        patience.asking().ask(question)


def test_a_question_is_asked_once_a_day(answers: Answers, tmp_path: Path) -> None:
    asked: list[int] = []

    def ask() -> list[dict[str, Any]]:
        asked.append(1)
        return [{"value": 1.5, "name": "crude “oil”"}]

    first, second = answers.get({"what": "x"}, ask), answers.get({"what": "x"}, ask)
    assert (first, len(asked)) == (second, 1)
    assert answers.get({"what": "y"}, ask).rows == first.rows
    assert len(asked) == 2
    tomorrow = Answers(tmp_path / "cache", today=lambda: date(2025, 7, 2))
    assert tomorrow.get({"what": "x"}, ask).day == date(2025, 7, 2)
    assert len(asked) == 3
    Answers(tmp_path / "cache", today=lambda: date(2025, 7, 2), fresh=True).get({"what": "x"}, ask)
    assert len(asked) == 4


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"question": 1}', '{"question": {"what": "x"}, "rows": [1]}'])
def test_a_damaged_answer_counts_as_none(answers: Answers, tmp_path: Path, damage: str) -> None:
    answers.get({"what": "x"}, lambda: [{"value": 1}])
    (file,) = (tmp_path / "cache").glob("*.json")
    file.write_text(damage, encoding="utf-8")
    assert answers.get({"what": "x"}, lambda: [{"value": 2}]).rows == [{"value": 2}]


def test_a_folder_that_cannot_be_written_costs_only_the_cache(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, no folder", encoding="utf-8")
    assert Answers(tmp_path / "cache", today=lambda: DAY).get({}, lambda: [{"value": 2}]).rows == [{"value": 2}]


def test_the_folder_is_that_of_the_user_unless_the_settings_say_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMITY_CACHE", str(tmp_path / "here"))
    assert folder_of(Settings.from_environment()) == tmp_path / "here"
    monkeypatch.delenv("COMITY_CACHE")
    assert folder_of(Settings.from_environment()).parts[-1].casefold() in ("comity", "cache")

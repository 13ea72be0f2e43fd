"""Scores of verdicts: matched by the words of the number, abstention, and what was not found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from comity.errors import InputError
from comity.evaluation.verdict_score import NOT_FOUND, VerdictReport, is_claim_file, read_claims, score_verdicts

TEXT = "Peru sold 3 ships and 3 ships were lost; trade doubled."
CLAIMS = [
    {"number": "3 ships", "verdict": "consistent", "uncheckable": False},
    {"number": "3 ships", "verdict": ["no_data", "not_comparable"], "uncheckable": True},
    {"number": "doubled", "verdict": "differs"},
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "claims.jsonl"
    path.write_text(json.dumps({"id": "A", "text": TEXT, "published": "2024-05-01", "claims": CLAIMS}) + "\n")
    return path


def said(words: str, verdict: str, start: int = 0) -> dict[str, Any]:
    at = TEXT.index(words, start)
    number = {"text": words, "start": at, "end": at + len(words)}
    return {"figure": {"document": "A", "number": number}, "verdict": verdict, "reason": "because"}


def scored(gold: Path, *verdicts: dict[str, Any]) -> VerdictReport:
    return score_verdicts(read_claims(gold), {"A": list(verdicts)})


def test_a_claim_file_is_known_by_its_first_line(gold: Path, tmp_path: Path) -> None:
    assert is_claim_file(gold)
    other = tmp_path / "documents.jsonl"
    other.write_text('{"id": "A", "text": "…", "events": []}\n')
    assert not is_claim_file(other)
    assert not is_claim_file(tmp_path / "missing.jsonl")


def test_equal_words_are_told_apart_by_their_place(gold: Path) -> None:
    report = scored(gold, said("3 ships", "consistent"), said("3 ships", "no_data", 20), said("doubled", "differs"))
    assert (report.accuracy, report.abstention) == (1.0, 1.0)


def test_any_of_the_right_verdicts_is_right(gold: Path) -> None:
    report = scored(gold, said("3 ships", "not_comparable", 20))
    assert [one.right for one in report.answers] == [False, True, False]


def test_the_words_of_a_claim_need_only_overlap_those_of_the_figure(gold: Path) -> None:
    report = scored(gold, said("3 ships and", "consistent"))
    assert report.answers[0].right


def test_a_number_that_is_no_figure_is_wrong_but_for_the_uncheckable(gold: Path) -> None:
    report = scored(gold)
    assert [one.said for one in report.answers] == [NOT_FOUND] * 3
    assert (round(report.accuracy, 2), report.abstention) == (0.33, 1.0)
    assert len(report.to_json()["wrong"]) == 3


def test_an_uncheckable_claim_that_is_judged_is_not_abstained_from(gold: Path) -> None:
    report = scored(gold, said("3 ships", "consistent"), said("3 ships", "differs", 20), said("doubled", "consistent"))
    assert report.abstention == 0.0
    assert report.confusion == {
        ("consistent", "consistent"): 1,
        ("differs", "consistent"): 1,
        ("no_data", "differs"): 1,
    }


@pytest.mark.parametrize(
    "line",
    [
        "{",
        '{"id": "A", "text": "x"}',
        '{"id": "A", "text": "x", "claims": [{"number": "3", "verdict": "consistent"}]}',
        '{"id": "A", "text": "3", "claims": [{"number": "3", "verdict": "maybe"}]}',
        '{"id": "A", "text": "3", "published": "May", "claims": []}',
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text(f"\n{line}\n")
    with pytest.raises(InputError, match=r"claims\.jsonl:2: needs id, text and claims"):
        read_claims(path)

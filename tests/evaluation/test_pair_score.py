"""Scores of classified pairs: the cases of pair_cases.yaml, and what holds for any answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.evaluation.pair_score import PairReport, answers_by_id, score_pairs
from comity.evaluation.pairs import YIELD, Pair
from comity.records.plover import codebook

CASES = yaml.safe_load(Path(__file__).with_name("pair_cases.yaml").read_text(encoding="utf-8"))
TYPES = (*codebook().types, YIELD)


def scored(pairs: list[list[str]]) -> PairReport:
    gold = [Pair(i, "Chile thanked Peru.", (0, 5), (14, 18), kind) for i, (kind, _) in enumerate(pairs)]
    return score_pairs(gold, [None if said == "-" else said for _, said in pairs])


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_scores(case: dict[str, Any]) -> None:
    report = scored(case["pairs"])
    for name in ("accuracy", "macro_f1", "quad_accuracy", "unanswered"):
        if name in case:
            assert getattr(report, name) == pytest.approx(case[name], abs=5e-5), name
    if "by_type" in case:
        assert {kind: [c.tp, c.fp, c.fn] for kind, c in report.by_type.items()} == case["by_type"]
    if "confusion" in case:
        assert [[*key, n] for key, n in report.confusion.items()] == case["confusion"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(TYPES), st.sampled_from((*codebook().types, "-"))), min_size=1))
def test_the_parts_add_up(pairs: list[tuple[str, str]]) -> None:
    report = scored([list(pair) for pair in pairs])
    assert sum(report.confusion.values()) == report.pairs == len(pairs)
    assert sum(counts.tp for counts in report.by_type.values()) == report.right <= report.right_quads
    assert sum(counts.tp + counts.fn for counts in report.by_type.values()) == report.pairs
    assert sum(n for _, _, n in report.mistaken()) == report.pairs - report.right
    assert 0 <= report.macro_f1 <= 1


def test_mistakes_come_commonest_first() -> None:
    report = scored([["AID", "AGREE"], ["AID", "SUPPORT"], ["AID", "SUPPORT"], ["ACCUSE", "REJECT"]])
    assert report.mistaken() == [("AID", "SUPPORT", 2), ("ACCUSE", "REJECT", 1), ("AID", "AGREE", 1)]


def test_the_report_as_json() -> None:
    assert scored([["AID", "AGREE"], ["AID", "AID"]]).to_json() == {
        "pairs": 2,
        "right": 1,
        "unanswered": 0,
        "accuracy": 0.5,
        "macro_f1": 0.6667,
        "quad_accuracy": 0.5,
        "types": {"AID": {"tp": 1, "fp": 0, "fn": 1, "precision": 1.0, "recall": 0.5, "f1": 0.6667}},
        "confusion": {"AID": {"AGREE": 1, "AID": 1}},
    }


def test_answers_of_another_program_go_by_id() -> None:
    gold = [Pair(key, "Chile thanked Peru.", (0, 5), (14, 18), "AID") for key in ("a", 7, "c")]
    assert answers_by_id(gold, {"7": "AID", "a": "AGREE", "elsewhere": "AID"}) == ["AGREE", "AID", None]

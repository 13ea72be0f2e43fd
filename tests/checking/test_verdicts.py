"""Verdicts over made-up values: which reading decides, and what is said of it. Cases in verdicts.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.checking.judging import verdict_of
from comity.records import Judgement

from .telling import claim, figure

TABLES = yaml.safe_load((Path(__file__).parent / "verdicts.yaml").read_text(encoding="utf-8"))
CASES = [case for cases in TABLES.values() for case in cases]


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_a_claim_gets_its_verdict(case: dict[str, Any]) -> None:
    verdict = verdict_of(figure(case), claim(case))
    assert verdict.judgement is Judgement(case["verdict"]), verdict.working
    assert case.get("reason", "") in verdict.reason
    assert case.get("fetch", "") in (verdict.fetch or "")
    if "note" in case:
        assert case["note"] in verdict.readings[0].note
    if "computed" in case:
        assert verdict.readings[0].computed == pytest.approx(float(case["computed"]))


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_the_working_shows_all_that_the_verdict_rests_on(case: dict[str, Any]) -> None:
    verdict = verdict_of(figure(case), claim(case))
    words = " ".join(verdict.working.split())
    assert case["text"] in words
    assert verdict.reason in words
    for reading in verdict.readings:
        assert reading.formula in words
        assert all(key in words for key in reading.series)


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_a_verdict_is_the_same_every_time(case: dict[str, Any]) -> None:
    one, other = (verdict_of(figure(case), claim(case)) for _ in range(2))
    assert one.to_json() == other.to_json()

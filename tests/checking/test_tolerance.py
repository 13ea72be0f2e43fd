"""How far a number may lie from the series and still hold. Cases in allowed.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from comity.checking.rules import rules
from comity.checking.tolerance import Allowed, allowed
from comity.records import Comparator

from .telling import claim, figure

TABLES = yaml.safe_load((Path(__file__).parent / "allowed.yaml").read_text(encoding="utf-8"))
CASES = [case for cases in TABLES.values() for case in cases]


def allowed_by(case: dict[str, Any]) -> Allowed:
    told = {**case, "text": f"It was {case['number']} then."}
    if "top" in case:
        told["high"] = case["top"]
    else:
        told.pop("high", None)
    return allowed(figure({**told, "value": case.get("figure", case["value"])}), claim(told))


@pytest.mark.parametrize("case", CASES, ids=[case["number"] for case in CASES])
def test_a_number_allows_what_it_may_stand_for(case: dict[str, Any]) -> None:
    found = allowed_by(case)
    assert (found.low, found.high) == pytest.approx((float(case["low"]), float(case["high"])))


@pytest.mark.parametrize("case", CASES, ids=[case["number"] for case in CASES])
def test_the_rule_is_told(case: dict[str, Any]) -> None:
    assert allowed_by(case).says


def test_every_comparator_has_its_widths() -> None:
    assert set(rules().comparators) == set(Comparator)


@given(st.sampled_from(CASES), st.floats(0.01, 3.0))
def test_what_holds_lies_within_the_tolerance(case: dict[str, Any], share: float) -> None:
    found = allowed_by(case)
    value = share * found.claimed
    if found.low <= found.claimed <= found.high and "top" not in case:
        assert found.holds(value) == (abs(value - found.claimed) <= found.tolerance(value) * (1 + 1e-9) + 1e-9 * value)
    if found.holds(value):
        assert found.widened(1.0).holds(value)

"""What holds of every verdict: it can be redone by hand, the deciding reading comes first, and nothing is too much."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from comity.checking.judging import verdict_of
from comity.checking.measured import Claim, Kind, Measured, Role, Value
from comity.checking.rules import rules
from comity.records import (
    Comparator,
    Figure,
    Flag,
    Frequency,
    Judgement,
    Nature,
    Period,
    Precision,
    Trigger,
    Used,
    Verdict,
)

from .telling import claim, figure

TABLES = yaml.safe_load((Path(__file__).parent / "verdicts.yaml").read_text(encoding="utf-8"))
CASES = [case for cases in TABLES.values() for case in cases]
_TERM = re.compile(r"(?P<number>[\d.]+|\([^()]*\)) (?P<unit>million [A-Z]\w*|times|%|percentage points|[A-Za-z]\w*)")


def by_hand(formula: str) -> tuple[float, float]:
    """Both sides of a formula as it is printed."""
    plain = formula.replace(",", "").replace("−", "-").replace("×", "*").replace("÷", "/")

    def scaled(term: re.Match[str]) -> str:
        return f"({term['number']}*1e6)" if term["unit"].startswith("million") else term["number"]

    left, right = (_TERM.sub(scaled, side) for side in plain.split(" = "))
    return eval(left), eval(right)


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_every_formula_can_be_redone_by_hand(case: dict[str, Any]) -> None:
    for reading in verdict_of(figure(case), claim(case)).readings:
        if " = " in reading.formula and " of " not in reading.formula:
            left, right = by_hand(reading.formula)
            assert right == pytest.approx(left, rel=0.005)
            assert right == pytest.approx(reading.computed, rel=0.005)


DAYS = st.dates(date(2010, 1, 1), date(2024, 12, 31))
PERIODS = st.builds(
    lambda first, length, precision, ends: Period(
        first if ends != "until" else None,
        first + timedelta(days=length) if ends != "since" else None,
        precision,
        "then",
    ),
    DAYS,
    st.integers(0, 4000),
    st.sampled_from(Precision),
    st.sampled_from(["both", "since", "until"]),
)
YEARS = st.builds(
    lambda year: Period(date(year, 1, 1), date(year, 12, 31), Precision.YEAR, "then"), st.integers(2010, 2024)
)
FISCAL = st.builds(
    lambda year: Period(date(year, 4, 1), date(year + 1, 3, 31), Precision.YEAR, "then"), st.integers(2010, 2024)
)
SOME = st.one_of(st.none(), PERIODS, YEARS, FISCAL)


def _values(frequency: Frequency, first: int, amounts: list[float], partial: bool) -> tuple[Value, ...]:
    found = []
    for at, amount in enumerate(amounts):
        flags = (Flag.PARTIAL,) if partial and at == len(amounts) - 1 else ()
        start = date(first + at, 4 if frequency is Frequency.FISCAL_YEAR else 1, 1)
        end = date(start.year + 1, start.month, 1) - timedelta(days=1)
        if frequency is Frequency.MONTH:
            start = date(first + at // 12, at % 12 + 1, 1)
            end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        if frequency is Frequency.DAY:
            start = end
        if flags:
            end = min(end, start + timedelta(days=100))
        used = Used("p/exports/AAA/BBB/TOTAL/USD/year", start, end, amount, "USD", flags)
        found.append(Value(start, end, amount, (used,), None, flags))
    return tuple(found)


MEASURED = st.builds(
    lambda frequency, first, amounts, partial, nature, role: Measured(
        "exports", "p", ("p/exports/AAA/BBB/TOTAL/USD/year",), "USD", nature, frequency,
        _values(frequency, first, amounts, partial), role,
    ),
    st.sampled_from([Frequency.YEAR, Frequency.FISCAL_YEAR, Frequency.MONTH, Frequency.DAY]),
    st.integers(2009, 2023),
    st.lists(st.sampled_from([0.0, 1e6, 2e6, 5e6, 7.5e6, 2e7]), max_size=30),
    st.booleans(),
    st.sampled_from(Nature),
    st.sampled_from(Role),
)  # fmt: skip
CLAIMS = st.builds(
    lambda kind, value, several, share: Claim(
        kind,
        "exports",
        value,
        "USD" if kind is Kind.LEVEL else "percent",
        tuple(several),
        tuple(several) if share else (),
    ),
    st.sampled_from(Kind),
    st.sampled_from([0.0, 0.5, 2.0, 35.0, 1e6, 5e6, -12.0]),
    st.lists(MEASURED, max_size=3),
    st.booleans(),
)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    text = draw(st.sampled_from(["Exports rose to 5 then.", "From 5 it fell.", "Exports since 2015 are 5."]))
    start = text.index("5", 10) if text.startswith("Exports since") else text.index("5")
    return Figure(
        document="D",
        published=draw(st.one_of(st.none(), DAYS)),
        quote=text,
        start=0,
        end=len(text),
        coder="test",
        confidence=0.9,
        value=5.0,
        unit="USD",
        comparator=draw(st.sampled_from(Comparator)),
        direction=draw(st.sampled_from(["up", "down", None])),
        measure="exports",
        period=draw(SOME),
        baseline=draw(SOME),
        number=Trigger("5", start, start + 1),
    )


@given(figures(), CLAIMS)
def test_any_claim_has_a_verdict(told: Figure, meant: Claim) -> None:
    verdict = verdict_of(told, meant)
    assert verdict.figure is told
    assert verdict.reason or not meant.of
    assert len(verdict.readings) <= rules().most_readings
    _decides(verdict)


def _decides(verdict: Verdict) -> None:
    """A verdict that asserts something rests on its first reading; one that does not rests on none."""
    if verdict.judgement in (Judgement.CONSISTENT, Judgement.DIFFERS):
        assert verdict.readings[0].judgement is verdict.judgement
        assert verdict.readings[0].computed is not None
    if verdict.judgement is Judgement.NO_DATA:
        assert all(one.judgement is Judgement.NO_DATA for one in verdict.readings if one.computed is None)

"""`comity numbers`, and the verdicts that `figures` and `brief` show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from comity.ledger import Ledger
from comity.records import Figure
from tests.analysis.releases import add
from tests.brief.judged import TRADE

from .conftest import Run


@pytest.fixture
def with_series(filled: Path) -> Path:
    with Ledger.open(filled) as ledger:
        add(ledger, "customs", "2023-06-01", TRADE)
    return filled


def test_numbers_come_period_by_period_with_their_series(run: Run, with_series: Path) -> None:
    out = run("numbers", "India", "Russia").out
    assert "Trade in goods reported by India, calendar years" in out
    assert "2021" in out and "9.90" in out and "−6.60" in out
    assert "Statistics of customs, as of 2023-06-01" in out
    assert "customs/imports/IND/RUS/TOTAL/USD/year" in out


def test_numbers_of_the_newest_periods(run: Run, with_series: Path) -> None:
    out = run("numbers", "IND-RUS", "--limit", "1").out
    assert "9.90" in out and "5.40" not in out


def test_numbers_as_json_name_the_series_and_vintage_of_each(run: Run, with_series: Path) -> None:
    told = json.loads(run("numbers", "IND-RUS", "--json").out)
    assert told["kind"] == "dyad_numbers"
    first = told["topics"][0]["lines"][0]
    assert first["series"] == ["customs/exports/IND/RUS/TOTAL/USD/year"]
    assert [value["vintage"] for value in first["values"]] == ["2023-06-01"] * 3


def test_without_series_it_says_how_to_get_some(run: Run, filled: Path) -> None:
    assert "comity series import FILES" in run("numbers", "IND-RUS").out
    assert json.loads(run("numbers", "IND-RUS", "--json").out)["topics"] == []


def test_figures_have_their_verdicts_made_when_they_are_asked_for(run: Run, with_series: Path) -> None:
    rows = json.loads(run("figures", "IND-RUS", "--json").out)
    verdicts = {row["value"]: row["verdict"] for row in rows}
    assert verdicts[8e9]["verdict"] == "consistent"
    assert verdicts[12e9]["verdict"] == "differs"
    assert "8,100 million USD" in verdicts[12e9]["working"]
    out = " ".join(run("figures", "IND-RUS").out.split())
    assert "consistent: the series gives" in out and "differs: the series gives" in out


def test_figures_of_a_ledger_without_series_have_none(run: Run, filled: Path) -> None:
    assert {row["verdict"] for row in json.loads(run("figures", "IND-RUS", "--json").out)} == {None}


@pytest.mark.parametrize("form", ["terminal", "md", "html"])
def test_the_brief_shows_verdicts_and_numbers(run: Run, with_series: Path, form: str) -> None:
    out = run("brief", "IND-RUS", "--format", form).out
    assert "In official numbers" in out
    assert "differs" in out and "consistent" in out


def test_verdicts_once_made_are_kept_beside_their_figures(run: Run, with_series: Path) -> None:
    run("figures", "IND-RUS")
    with Ledger.open(with_series, read_only=True) as ledger:
        kept = ledger.verdicts()
        figures = [one.id for one in ledger.records_of() if isinstance(one, Figure)]
    assert kept and set(kept) <= set(figures)

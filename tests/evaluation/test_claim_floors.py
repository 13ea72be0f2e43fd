"""Floors under the verdicts on claims (benchmarks/claims.yaml), on the official files beside the checkout."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.cli.evaluate_claims import claim_report
from comity.ledger import Ledger
from comity.series.importing import import_file
from comity.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
STATISTICS = ROOT.parent / "shared" / "series"
FILES: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "benchmarks" / "claims.yaml").read_text(encoding="utf-8"))[
    "files"
]
LEFT_OUT = {"un-roll-calls.csv", "india-imports-hs2709-as-published.xlsx"}  # read with the votes; told by another file


@pytest.fixture(scope="module")
def statistics(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not STATISTICS.is_dir():
        pytest.skip("the official files are not at hand: they lie in the development folder beside the repository")
    path = tmp_path_factory.mktemp("claims") / "series.sqlite"
    with Ledger.open(path) as ledger:
        for file in sorted(STATISTICS.iterdir()):
            if file.is_file() and file.name not in LEFT_OUT:
                import_file(ledger, file)
    return path


@pytest.mark.parametrize("name", FILES)
def test_the_floors_are_of_this_file(name: str) -> None:
    told = hashlib.sha256((ROOT / "tests" / "evaluation" / name).read_bytes()).hexdigest()[:12]
    assert told == FILES[name]["digest"], (
        "another set of claims: give its digest and its floors in benchmarks/claims.yaml"
    )


@pytest.mark.parametrize("name", FILES)
def test_no_share_of_right_verdicts_is_under_its_floor(name: str, statistics: Path) -> None:
    settings = replace(Settings.from_environment(), ledger=statistics)
    report = claim_report(ROOT / "tests" / "evaluation" / name, None, settings)
    asserted = [one for one in report.answers if not one.abstained and not one.right]
    assert report.accuracy >= FILES[name]["accuracy"]
    assert report.abstention >= FILES[name]["abstention"]
    assert len(asserted) <= FILES[name]["asserted_wrongly"]

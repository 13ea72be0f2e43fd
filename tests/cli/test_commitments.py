"""`comity commitments`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from comity.ledger import Ledger
from tests.analysis.told import tell
from tests.cli.conftest import Run

PROMISES = [
    {
        "id": "made",
        "published": "2021-12-07",
        "says": [
            {
                "text": "Russia pledged $2 billion to India \x1b[2J for the Aral plant.",
                "events": [{"type": "AGREE", "trigger": "pledged", "by": {"RUS": "Russia"}, "to": {"IND": "India"}}],
                "figures": [{"words": "$2 billion", "value": 2e9}],
            },
            {
                "text": "Russia agreed to deliver oil barrels to India by 2022.",
                "events": [{"type": "AGREE", "trigger": "agreed", "by": {"RUS": "Russia"}, "to": {"IND": "India"}}],
            },
        ],
    },
    {"id": "newest", "published": "2024-01-01", "says": [{"text": "Nothing more was said."}]},
]


@pytest.fixture
def promised(tmp_path: Path) -> Path:
    path = tmp_path / "comity.sqlite"
    with Ledger.open(path) as ledger:
        tell(ledger, PROMISES)
    return path


def test_commitments_are_told_with_state_sides_deed_and_sentence(run: Run, promised: Path) -> None:
    ended = run("commitments", "IND-RUS")
    assert ended.code == 0
    assert "IND-RUS: 2 commitments (1 open, 1 overdue)" in ended.out
    assert "Russia → India: deliver oil barrels to India by 2022" in ended.out
    assert "“Russia agreed to deliver oil barrels to India by 2022.”" in ended.out
    assert "made 2021-12-07 · due by 2022 · Delhi Wire, 2021-12-07" in ended.out


def test_money_stands_at_the_end(run: Run, promised: Path) -> None:
    out = run("commitments", "IND-RUS").out
    assert "Russia → India: US$2 billion in 1 amount" in out[out.index("Money") :]


def test_only_one_state(run: Run, promised: Path) -> None:
    told = json.loads(run("commitments", "IND-RUS", "--state", "overdue", "--json").out)
    assert [one["what"] for one in told["commitments"]] == ["deliver oil barrels to India by 2022"]


def test_json_has_evidence_amounts_and_money(run: Run, promised: Path) -> None:
    told = json.loads(run("commitments", "IND-RUS", "--json").out)
    assert [said["document"] for one in told["commitments"] for said in one["evidence"]] == ["made", "made"]
    assert [amount["value"] for one in told["commitments"] for amount in one["amounts"]] == [2e9]
    assert [one["total"] for one in told["money"]["pledged"]["sums"]] == [2e9]


def test_text_from_documents_controls_no_terminal(run: Run, promised: Path) -> None:
    assert "\x1b[2J" not in run("commitments", "IND-RUS").out


def test_an_unknown_state_is_refused_with_those_there_are(run: Run, promised: Path) -> None:
    ended = run("commitments", "IND-RUS", "--state", "lost")
    assert ended.code == 2
    assert "open, kept, broken, overdue" in ended.complaint


def test_a_dyad_without_promises_says_so(run: Run, promised: Path) -> None:
    assert "the ledger holds no such commitment of BRA-EGY" in run("commitments", "Brazil", "Egypt").out

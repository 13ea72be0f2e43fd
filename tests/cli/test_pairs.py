"""Marked pairs on the command line: what `classify` answers, and what `evaluate` makes of answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import comity.coding.learned
from tests.cli.conftest import Run

THANKS = {"text": "Chile thanked Peru.", "source": {"start": 0, "end": 5}, "target": {"start": 14, "end": 18}}
BLAME = {"text": "Chile accused Peru of fraud.", "source": {"start": 0, "end": 5}, "target": {"start": 14, "end": 18}}


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the commands do with answers is the same whoever gives them, and the rules give them fast."""
    monkeypatch.setenv("COMITY_MODEL", "off")


def lines(*rows: dict[str, Any]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def gold(tmp_path: Path, *types: str) -> str:
    rows = [THANKS | {"id": f"P{i}", "type": kind} for i, kind in enumerate(types)]
    (tmp_path / "gold.jsonl").write_text(lines(*rows), encoding="utf-8")
    return "gold.jsonl"


def test_pairs_are_answered_in_order_and_bad_lines_named_between(run: Run) -> None:
    blank = {"text": "Chile   Peru", "source": {"start": 5, "end": 7}, "target": {"start": 8, "end": 12}}
    given = lines(THANKS | {"id": "a"}, {"id": "b"}, blank | {"id": "c"}, BLAME | {"id": 4}) + "{\n"
    ended = run("classify", stdin=given)
    answers = [json.loads(line) for line in ended.out.splitlines()]
    assert ended.code == 2
    assert [(answer["id"], answer["type"]) for answer in answers] == [("a", "SUPPORT"), (4, "ACCUSE")]
    second, third, fifth = ended.err.splitlines()
    assert second.startswith("refused: standard input:2: needs id, text, source and target")
    assert third.startswith("refused: standard input:3: ")
    assert "marks no word" in third
    assert fifth.startswith("refused: standard input:5: not JSON")


def test_without_the_model_the_rules_answer_and_say_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMITY_MODEL", "on")
    monkeypatch.setattr(comity.coding.learned, "installed", lambda: False)
    ended = run("classify", stdin=lines(THANKS | {"id": "a"}))
    assert ended.code == 0
    assert json.loads(ended.out)["type"] == "SUPPORT"
    assert "the rules answer alone" in ended.complaint
    assert "pip install 'comity[model]'" in ended.complaint


def test_a_pair_file_is_known_by_its_first_line_and_scored(run: Run, tmp_path: Path) -> None:
    ended = run("evaluate", gold(tmp_path, "SUPPORT", "AID"), "--json")
    report = json.loads(ended.out)
    assert (report["pairs"], report["accuracy"]) == (2, 0.5)
    assert report["confusion"] == {"SUPPORT": {"SUPPORT": 1}, "AID": {"SUPPORT": 1}}


def test_people_get_scores_types_and_what_is_taken_for_what(run: Run, tmp_path: Path) -> None:
    out = run("evaluate", gold(tmp_path, "SUPPORT", "SUPPORT", "AID")).out
    assert "accuracy" in out
    assert "2 right of 3" in out
    assert "macro-F1" in out
    table = [row.split() for row in out[out.index("gold (down), answer (across)") :].splitlines()]
    assert ["SUPP"] in table
    assert table.index(["SUPPORT", "2"]) < table.index(["AID", "1"])


def test_answers_of_another_program_are_scored_by_id(run: Run, tmp_path: Path) -> None:
    rows = lines(
        {"id": "P1", "type": "AID", "confidence": 0.4}, {"id": "P0", "type": "CONCEDE"}, {"id": "X", "type": "AID"}
    )
    (tmp_path / "theirs.jsonl").write_text(rows, encoding="utf-8")
    report = json.loads(
        run("evaluate", gold(tmp_path, "YIELD", "AID", "AID"), "--against", "theirs.jsonl", "--json").out
    )
    assert (report["right"], report["unanswered"]) == (2, 1)
    assert "without an answer" in run("evaluate", "gold.jsonl", "--against", "theirs.jsonl").out


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"id": "P0"}], "theirs.jsonl:1: needs id and type"),
        ([{"id": "P0", "type": "FIGHT"}], "theirs.jsonl:1: the type 'FIGHT' is not one of"),
        ([{"id": "P0", "type": "AID"}] * 2, "theirs.jsonl:2: P0 has been answered before"),
    ],
)
def test_answers_that_cannot_be_used_are_named(
    run: Run, tmp_path: Path, rows: list[dict[str, Any]], message: str
) -> None:
    (tmp_path / "theirs.jsonl").write_text(lines(*rows), encoding="utf-8")
    ended = run("evaluate", gold(tmp_path, "AID"), "--against", "theirs.jsonl")
    assert ended.code == 2
    assert message in ended.complaint


def test_a_gold_pair_that_cannot_be_used_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(lines(THANKS | {"type": "AID"}, THANKS | {"type": "NONE"}), encoding="utf-8")
    ended = run("evaluate", "gold.jsonl")
    assert ended.code == 2
    assert "gold.jsonl:2: the type 'NONE' is not one of" in ended.complaint

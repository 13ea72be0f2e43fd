"""The quality gate: no score may fall under its pinned floor (benchmarks/floors.yaml) unless somebody says why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import benchmarks.floors as gate
from benchmarks.floors import FloorFile, let_down, lifted, read_floors, shortfalls, write_floors
from benchmarks.gold_sets import GoldSet, gold_sets
from benchmarks.measured import MODEL, RULES, Measured, Score, coders, measure

PINNED = read_floors()
SETS = {gold.name: gold for gold in gold_sets()}


@pytest.mark.parametrize(("name", "coder"), [(name, coder) for name in PINNED.floors for coder in PINNED.floors[name]])
def test_no_score_is_under_its_floor(name: str, coder: str) -> None:
    if not SETS[name].files:
        pytest.skip(f"the set {name} is not at hand: it lies in the development folder beside the repository")
    if coder not in coders():
        pytest.skip("the optional part `model` is not installed")
    under = shortfalls(PINNED, measure(SETS[name], coder))
    assert not under, "\n".join(map(str, under))


def test_every_set_at_hand_has_floors() -> None:
    here = {name for name, gold in SETS.items() if gold.files}
    assert here <= PINNED.floors.keys(), "run python -m benchmarks.floors --raise"
    assert PINNED.floors.keys() <= SETS.keys()


def test_a_lowered_floor_says_why() -> None:
    assert all(entry["why"].strip() for entry in PINNED.lowered)


@pytest.fixture
def gold(tmp_path: Path) -> GoldSet:
    path = tmp_path / "set.jsonl"
    path.write_text("one", encoding="utf-8")
    return GoldSet("made-up", "pairs", "two pairs", "never", (path,))


def scored(gold: GoldSet, coder: str = RULES, **scores: float) -> Measured:
    return Measured(gold, coder, {name: Score(value, "2 pairs") for name, value in scores.items()})


def pinned(gold: GoldSet, **floors: float) -> FloorFile:
    return FloorFile({gold.name: gold.digest}, {gold.name: {RULES: floors}})


def test_a_score_on_its_floor_stands_and_one_under_it_says_by_how_much(gold: GoldSet) -> None:
    floors = pinned(gold, accuracy=0.57, recall=0.4)
    assert shortfalls(floors, scored(gold, accuracy=0.57, recall=0.9)) == []
    (short,) = shortfalls(floors, scored(gold, accuracy=0.5425, recall=0.9))
    assert str(short) == "made-up, rules: accuracy is 0.5425, 0.0275 under its floor of 0.57"


def test_a_score_that_is_no_longer_computed_is_under_its_floor(gold: GoldSet) -> None:
    assert [short.score for short in shortfalls(pinned(gold, accuracy=0.5), scored(gold))] == ["accuracy"]


def test_a_set_or_coder_without_floors_has_nothing_to_reach(gold: GoldSet) -> None:
    assert shortfalls(FloorFile(), scored(gold, accuracy=0.1)) == []
    assert shortfalls(pinned(gold, accuracy=0.5), scored(gold, MODEL, accuracy=0.1)) == []


def test_lifting_rounds_down_adds_what_is_new_and_never_lowers(gold: GoldSet) -> None:
    floors = pinned(gold, accuracy=0.5, recall=0.9)
    lifted(floors, scored(gold, accuracy=0.6789, recall=0.8, precision=0.57))
    assert floors.floors["made-up"][RULES] == {"accuracy": 0.67, "recall": 0.9, "precision": 0.57}
    assert floors.lowered == []


def test_lowering_takes_only_what_is_not_reached_and_keeps_the_reason(gold: GoldSet) -> None:
    floors = pinned(gold, accuracy=0.5, recall=0.9, gone=0.3)
    let_down(floors, [scored(gold, accuracy=0.6, recall=0.8)], "the old recall counted reprints")
    assert floors.floors["made-up"][RULES] == {"accuracy": 0.5, "recall": 0.8}
    assert [(e["score"], e["from"], e["to"], e["why"]) for e in floors.lowered] == [
        ("recall", 0.9, 0.8, "the old recall counted reprints"),
        ("gone", 0.3, None, "the old recall counted reprints"),
    ]


def test_another_set_under_the_same_name_needs_new_floors(gold: GoldSet) -> None:
    floors = pinned(gold, accuracy=0.5, recall=0.5)
    gold.files[0].write_text("another", encoding="utf-8")
    measured = scored(gold, accuracy=0.9, recall=0.4)
    (short,) = shortfalls(floors, measured)
    assert "not the set that its floors were made on" in str(short)
    lifted(floors, measured)
    assert floors.floors["made-up"][RULES] == {"accuracy": 0.5, "recall": 0.5}
    let_down(floors, [measured], "ten pairs added")
    assert shortfalls(floors, measured) == []
    assert floors.floors["made-up"][RULES] == {"accuracy": 0.9, "recall": 0.4}
    assert [entry["score"] for entry in floors.lowered] == ["recall"]


def test_the_file_is_read_as_it_was_written(gold: GoldSet, tmp_path: Path) -> None:
    floors = pinned(gold, accuracy=0.5)
    let_down(floors, [scored(gold, accuracy=0.4)], "why: “so”")
    write_floors(floors, tmp_path / "floors.yaml")
    assert read_floors(tmp_path / "floors.yaml") == floors
    assert read_floors(tmp_path / "nowhere.yaml") == FloorFile()


def test_the_command_lowers_nothing_without_its_flag(
    gold: GoldSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "floors.yaml"
    write_floors(pinned(gold, accuracy=0.5), path)
    absent = replace(gold, name="elsewhere", files=())
    monkeypatch.setattr(gate, "gold_sets", lambda: [gold, absent])
    monkeypatch.setattr(gate, "coders", lambda: [RULES])
    monkeypatch.setattr(gate, "measure", lambda gold, coder: scored(gold, coder, accuracy=0.4))
    assert gate.main([], path) == 1
    assert gate.main(["--raise"], path) == 1
    assert "made-up, rules: accuracy is 0.4000, 0.1000 under its floor of 0.5" in capsys.readouterr().out
    assert read_floors(path).floors["made-up"][RULES] == {"accuracy": 0.5}
    with pytest.raises(SystemExit):
        gate.main(["--lower", " "], path)
    assert gate.main(["--lower", "fewer pairs"], path) == 0
    assert read_floors(path).floors["made-up"][RULES] == {"accuracy": 0.4}

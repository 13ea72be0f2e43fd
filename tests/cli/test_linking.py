"""`thread`, `why`, `merge`, `split`: histories, reasons, and what people correct."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from comity.ledger import Ledger
from tests.cli.conftest import Run
from tests.linking.reading import read_all

DOCUMENTS = {
    "A 1998-06-02": "The Aral project of India and Russia was signed on 1998-06-01.",
    "B 2010-01-02": "The Aral project of India and Russia will be completed in 2012.",
    "C 2014-05-05": "The Aral project of India and Russia was completed on 2014-05-01.",
    "D 2014-05-06": "India met Russia on 2014-05-05.",
    "E 2014-05-07": "Russia met India on 2014-05-05.",
    "F 2014-05-08": "India met Russia on 2014-05-07.",
}


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    path = tmp_path / "comity.sqlite"
    with Ledger.open(path) as ledger:
        read_all(ledger, DOCUMENTS)
    return path


def ids_of(path: Path) -> dict[str, tuple[str, str]]:
    """(record, group) of each document."""
    with Ledger.open(path, read_only=True) as ledger:
        return {
            one.record.document: (one.record.id, str(one.event_id or one.thread_id)) for one in ledger.linked_records()
        }


def test_a_thread_is_told_with_a_sentence_for_each_stage_and_what_became_of_its_promises(
    run: Run, linked: Path
) -> None:
    told = run("thread", "aral")
    assert told.code == 0
    assert "Aral project: completed" in told.out
    assert "1998-06-01" in told.out and "was signed on 1998-06-01" in " ".join(told.out.split())
    assert "to be completed: kept 1 year late (2014-05-01)" in told.out


def test_a_thread_as_json_is_its_history(run: Run, linked: Path) -> None:
    history = json.loads(run("thread", "aral", "--json").out)
    assert [entry["stage"] for entry in history["stages"]] == ["signed", "completed"]
    assert history["due"][0]["kept"]["start"] == "2014-05-01"


def test_a_thread_that_is_not_there_is_said_with_what_comes_near(run: Run, linked: Path) -> None:
    ended = run("thread", "aral", "bridge")
    assert ended.code != 0
    assert ended.complaint.endswith("no thread is called 'aral bridge'; near are Aral project")


def test_why_shows_each_join_with_its_weights(run: Run, linked: Path) -> None:
    _, group = ids_of(linked)["D"]
    told = run("why", group)
    assert "2 reports" in told.out
    assert "+2.00  both on the same day: 2014-05-05" in told.out
    shown = json.loads(run("why", group, "--json").out)
    assert len(shown["joins"]) == 1 and shown["decisions"] == []


def test_merging_and_splitting_are_kept_with_who_and_why(run: Run, linked: Path) -> None:
    ids = ids_of(linked)
    merged = run("merge", ids["D"][1], ids["F"][1], "--by", "Asha", "--note", "one visit")
    assert merged.code == 0, merged.err
    assert "now has 3 records" in merged.out
    assert "decided: merge by Asha" in run("why", ids["F"][0]).out
    group = ids_of(linked)["F"][1]
    parted = run("split", group, ids["F"][0], "--by", "Boris")
    assert "keeps 2 records" in parted.out
    assert ids_of(linked)["F"][1] != ids_of(linked)["D"][1]


def test_nonsense_is_refused_with_what_to_do(run: Run, linked: Path) -> None:
    ids = ids_of(linked)
    assert run("merge", ids["D"][1], ids["A"][1], "--by", "Asha").code != 0
    ended = run("split", ids["D"][1], ids["F"][0], "--by", "Asha")
    assert ended.code != 0
    assert "see  comity why" in ended.complaint
    assert run("why", "evt_nothing").code != 0

"""Same thread and its history. Cases in threads.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.ledger import Filter, Ledger
from tests.linking.reading import read_all

CASES = yaml.safe_load((Path(__file__).parent / "threads.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_threads_linked(ledger: Ledger, case: dict[str, Any]) -> None:
    read_all(ledger, case["documents"])
    histories = [
        {
            "name": history["name"],
            "parties": history["parties"],
            "stages": [f"{entry['stage']} {entry['date']['start']}" for entry in history["stages"]],
            "due": [f"{due['stage']} {due['date']['end']}{' overdue' * due['overdue']}" for due in history["due"]],
        }
        for history in ledger.thread_histories()
    ]
    expected = [{"parties": [], "stages": [], "due": [], **thread} for thread in case["threads"]]
    assert sorted(histories, key=str) == sorted(expected, key=str)


def test_every_stage_carries_its_sentence(ledger: Ledger) -> None:
    read_all(ledger, {"A 2000-01-02": "Well. The Aral project of India and Russia was signed."})
    (history,) = ledger.thread_histories("IND-RUS")
    (mention,) = ledger.records_of(Filter(kind="thread"))
    assert history == {
        "kind": "thread_history",
        "thread_id": next(ledger.linked_records()).thread_id,
        "name": "Aral project",
        "names": ["Aral project"],
        "canonical": "aral project",
        "thread_kind": "project",
        "parties": ["IND", "RUS"],
        "pillars": ["energy"],
        "ordinals": [],
        "sources": 1,
        "stage": "signed",
        "certainty": 0.9,
        "last_said": "2000-01-02",
        "stages": [
            {
                "stage": "signed",
                "date": {"start": "2000-01-02", "end": "2000-01-02", "precision": "day", "text": ""},
                "document": "A",
                "start": mention.start,
                "end": mention.end,
                "quote": "The Aral project of India and Russia was signed.",
                "record": mention.id,
            }
        ],
        "parts": [],
        "due": [],
    }


def test_histories_of_a_dyad_only(ledger: Ledger) -> None:
    read_all(ledger, {"A 2000-01-02": "The Aral project of India and Russia was signed. The Nile project was signed."})
    assert [history["name"] for history in ledger.thread_histories("IND-RUS")] == ["Aral project"]
    assert len(list(ledger.thread_histories())) == 2


def test_mentions_of_a_thread_name_it_and_count_its_sources(ledger: Ledger) -> None:
    read_all(ledger, {"A 2000-01-02": "The Aral project was signed.", "B 2001-01-02": "See: the Aral project."})
    rows = list(ledger.export_rows())
    mentions = [row for row in rows if row["kind"] == "thread"]
    assert {(row["thread_id"], row["sources"]) for row in mentions} == {(rows[-1]["thread_id"], 2)}
    assert rows[-1]["kind"] == "thread_history"

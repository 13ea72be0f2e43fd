"""B³ over gold mentions, and what of the export is compared with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from comity.evaluation.gold import GoldDocument, read_gold
from comity.evaluation.link_score import b_cubed, has_links, score_links
from comity.records import Document

LINKING = Path(__file__).parent / "linking.jsonl"


@pytest.mark.parametrize(
    ("gold", "found", "precision", "recall"),
    [
        ("AAB", "xxy", 1.0, 1.0),
        ("AABB", "xxxx", 0.5, 1.0),
        ("AABB", "wxyz", 1.0, 0.5),
        ("AAAB", "xxyy", 0.75, 2 / 3),  # xx: both right, two of three; yy: half right each, a third and all
    ],
)
def test_b_cubed_is_the_mean_over_mentions(gold: str, found: str, precision: float, recall: float) -> None:
    score = b_cubed(list(zip(gold, found, strict=True)))
    assert score.precision == pytest.approx(precision)
    assert score.recall == pytest.approx(recall)
    assert score.mentions == len(gold)


def document(
    name: str, events: list[dict[str, object]], threads: list[dict[str, object]] | None = None
) -> GoldDocument:
    text = "India met Russia at the Aral plant. Then they met again."
    return GoldDocument(
        Document(name, text, date(2024, 1, 1)), {"event": events, "figure": [], "thread": threads or []}
    )


MET = {"type": "CONSULT", "start": 0, "end": 35}


def test_mentions_are_compared_by_the_ids_of_the_export() -> None:
    gold = [document(name, [MET | {"event_id": "e1"}]) for name in "AB"]
    rows = {
        name: [{"kind": "event", "id": f"ev_{name}", "event_id": "evt_1", "document": name, **MET}] for name in "AB"
    }
    assert score_links(gold, rows)["events"].found.f1 == 1.0


def test_a_record_without_an_id_of_a_group_stands_alone() -> None:
    gold = [document(name, [MET | {"event_id": "e1"}]) for name in "AB"]
    rows = {name: [{"kind": "event", "id": f"ev_{name}", "event_id": None, "document": name, **MET}] for name in "AB"}
    assert score_links(gold, rows)["events"].found.recall == 0.5


def test_a_missed_mention_counts_alone_among_all_and_not_among_the_found() -> None:
    gold = [document(name, [MET | {"event_id": "e1"}]) for name in "AB"]
    rows = {"A": [{"kind": "event", "id": "ev_A", "event_id": "evt_1", "document": "A", **MET}]}
    score = score_links(gold, rows)["events"]
    assert (score.found.mentions, score.found.f1) == (1, 1.0)
    assert (score.all.mentions, score.all.recall) == (2, 0.5)


def test_of_two_records_of_one_sentence_the_one_of_the_same_type_is_meant() -> None:
    gold = [document(name, [MET | {"event_id": "e1"}]) for name in "AB"]
    rows = {
        name: [
            {"kind": "event", "id": f"ev_{name}1", "event_id": f"evt_{name}", **MET, "type": "AGREE"},
            {"kind": "event", "id": f"ev_{name}2", "event_id": "evt_1", **MET},
        ]
        for name in "AB"
    }
    assert score_links(gold, rows)["events"].found.f1 == 1.0


def test_threads_are_matched_by_name_before_span() -> None:
    named = {"name": "the Aral plant", "start": 20, "end": 34, "thread_id": "h1"}
    gold = [document("A", [], [named])]
    rows = {
        "A": [
            {"kind": "thread", "id": "th_1", "thread_id": "thr_1", "name": "talks", "start": 0, "end": 35},
            {"kind": "thread", "id": "th_2", "thread_id": "thr_2", "name": "Aral plant", "start": 0, "end": 35},
        ]
    }
    assert score_links(gold, rows)["threads"].found.mentions == 1


def test_the_development_gold_is_as_large_as_it_has_to_be() -> None:
    gold = read_gold(LINKING)
    assert has_links(gold)
    events = [event for one in gold for event in one.records["event"]]
    threads = [thread for one in gold for thread in one.records["thread"]]
    assert len(events) + len(threads) >= 250
    assert len({event["event_id"] for event in events}) >= 60
    assert len({thread["thread_id"] for thread in threads}) >= 40

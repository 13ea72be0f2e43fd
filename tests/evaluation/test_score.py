"""The scorer: what counts as right, false and missed (cases.yaml), and which fields of matched records are right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.errors import InputError
from comity.evaluation import Counts, GoldDocument, Report, score
from comity.records import Document

CASES = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))
SPAN = {"start": 0, "end": 40}


def scored(gold: dict[str, list[Any]], found: dict[str, list[Any]]) -> Report:
    wanted = {kind: [SPAN | record for record in gold.get(kind, ())] for kind in ("event", "figure", "thread")}
    given = [SPAN | record | {"kind": kind} for kind, records in found.items() for record in records]
    return score([GoldDocument(Document("D", "x" * 100), wanted)], {"D": given})


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_matches(case: dict[str, Any]) -> None:
    report = scored(case["gold"], case["found"])
    expected = {name: counts for name, counts in case.items() if name not in ("name", "gold", "found")}
    assert expected.keys() <= report.scores.keys()
    counted = {name: report.scores[name] for name in expected}
    assert {name: [c.tp, c.fp, c.fn] for name, c in counted.items()} == expected


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        ("2024-03-04", {"start": "2024-03-04", "end": "2024-03-04"}, True),
        ("2024-03", {"start": "2024-03-04", "end": "2024-03-04"}, True),
        ("2024-03-04", {"start": "2024-03-01", "end": "2024-03-31"}, False),
        ("196X", {"start": "1960-01-01", "end": "1969-12-31"}, True),
        ({"start": "2024-03-04"}, {"start": "2024-03-04", "end": "2024-03-05"}, True),
        ("2030", {"start": None, "end": "2030-12-31"}, True),
        ("2024-03-04", None, False),
    ],
)
def test_a_date_is_right_to_the_exactness_of_the_gold(gold: Any, found: Any, right: bool) -> None:
    report = scored({"event": [{"type": "AGREE", "date": gold}]}, {"event": [{"type": "AGREE", "date": found}]})
    assert report.fields["event date"] == (int(right), 1)


def test_fields_count_only_where_gold_has_them() -> None:
    report = scored(
        {"event": [{"type": "AGREE", "date": None}], "thread": [{"name": "Nile talks"}]},
        {"event": [{"type": "AGREE", "date": {"start": "2024-03-04"}}], "thread": [{"name": "Nile talks"}]},
    )
    assert report.fields == {}


def test_fields_of_figures_and_threads() -> None:
    report = scored(
        {
            "figure": [{"value": 5, "unit": "MW", "from": "FRA", "to": None, "comparator": "over"}],
            "thread": [{"name": "Nile talks", "kind": "mechanism", "stage": "none", "ordinal": 3}],
        },
        {
            "figure": [{"value": 5, "unit": "MW", "from": "FRA", "to": "ITA", "comparator": "over"}],
            "thread": [{"name": "Nile talks", "thread_kind": "mechanism", "stage": None, "ordinal": 4}],
        },
    )
    assert report.fields == {
        "figure comparator": (1, 1),
        "figure from": (1, 1),
        "figure to": (0, 1),
        "thread stage": (1, 1),
        "thread kind": (1, 1),
        "thread ordinal": (0, 1),
    }


def test_counts_by_type() -> None:
    report = scored({"event": [{"type": "AGREE"}, {"type": "AID"}]}, {"event": [{"type": "AGREE"}, {"type": "ACCUSE"}]})
    assert {name: (c.tp, c.fp, c.fn) for name, c in report.by_type.items()} == {
        "AGREE": (1, 0, 0),
        "AID": (0, 0, 1),
        "ACCUSE": (0, 1, 0),
    }


def test_a_document_without_predictions_has_missed_everything() -> None:
    gold = GoldDocument(Document("D", "x" * 50), {"event": [SPAN | {"type": "AGREE"}], "figure": [], "thread": []})
    assert score([gold], {}).scores["events strict"] == Counts(tp=0, fp=0, fn=1)


@pytest.mark.parametrize(
    ("counts", "precision", "recall", "f1"),
    [(Counts(3, 1, 3), 0.75, 0.5, 0.6), (Counts(0, 0, 2), 0, 0, 0), (Counts(0, 2, 0), 0, 0, 0), (Counts(), 0, 0, 0)],
)
def test_rates(counts: Counts, precision: float, recall: float, f1: float) -> None:
    assert counts.precision == precision
    assert counts.recall == recall
    assert counts.f1 == pytest.approx(f1)


def test_a_prediction_that_cannot_be_matched_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="prediction for D: the event  has no type"):
        scored({}, {"event": [{"start": 0, "end": 5}]})

"""Same event: which reports of documents become one event. Cases in events.yaml."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.ledger import Decision, Filter, Ledger
from comity.linking import link
from comity.linking.groups import group_id, place
from tests.linking.reading import read_all

CASES = yaml.safe_load((Path(__file__).parent / "events.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_events_linked(ledger: Ledger, case: dict[str, Any]) -> None:
    read_all(ledger, case["documents"])
    linked: dict[str | None, list[str]] = {}
    for found in ledger.linked_records(Filter(kind="event")):
        linked.setdefault(found.event_id, []).append(found.record.quote)
    assert None not in linked
    assert sorted(sorted(quotes) for quotes in linked.values()) == sorted(sorted(group) for group in case["events"])


def test_reprints_and_near_copies_count_as_one_source(ledger: Ledger) -> None:
    padding = " ".join(f"word{number}" for number in range(200))
    meeting = "India met Russia on 2024-11-07."
    read_all(
        ledger,
        {
            "original 2024-11-08": f"{meeting} {padding}",
            "reprint 2024-11-09": f"{meeting}  {padding.upper()}!",
            "near-copy 2024-11-10": f"Update: {meeting} {padding}",
            "independent 2024-11-11": f"Yes, India met Russia on 2024-11-07. {padding[::-1]}",
        },
    )
    assert {found.sources for found in ledger.linked_records()} == {2}
    assert {document.id: original for document, original in ledger.documents()} == {
        "original": None,
        "reprint": "original",
        "near-copy": "original",
        "independent": None,
    }


def test_an_original_that_is_read_after_its_reprint_is_still_the_original(ledger: Ledger) -> None:
    text = "India met Russia."
    read_all(ledger, {"late 2024-11-09": text})
    read_all(ledger, {"early 2024-11-08": text})
    assert {document.id: original for document, original in ledger.documents()} == {
        "early": None,
        "late": "early",
    }


def test_a_rejected_report_is_no_longer_linked(ledger: Ledger) -> None:
    read_all(
        ledger, {"A 2024-11-08": "India met Russia on 2024-11-07.", "B 2024-11-09": "Russia met India on 2024-11-07."}
    )
    wrong, right = ledger.records_of()
    ledger.review(wrong.id, Decision.REJECT, "Asha")
    assert link(ledger).changed
    rows = {row["id"]: row for row in ledger.export_rows() if row["kind"] == "event"}
    assert (rows[wrong.id]["event_id"], rows[wrong.id]["sources"]) == (None, 0)
    assert rows[right.id]["sources"] == 1


def test_linking_again_without_news_does_nothing(ledger: Ledger) -> None:
    read_all(ledger, {"A 2024-11-08": "India met Russia. The Aral project was signed."})
    again = link(ledger)
    assert (again.events, again.threads, again.reprints, again.changed) == (1, 1, 0, False)


def test_a_later_report_leaves_the_id_of_an_event_as_it_is(ledger: Ledger) -> None:
    read_all(ledger, {"A 2024-11-08": "India met Russia on 2024-11-07."})
    before = next(ledger.linked_records()).event_id
    read_all(ledger, {"B 2024-12-01": "Russia met India on 2024-11-07."})
    assert {found.event_id for found in ledger.linked_records()} == {before}


def test_unknown_days_are_the_last() -> None:
    known, unknown = place(date(2024, 1, 1), "Z", "ev_2"), place(None, "A", "ev_1")
    assert group_id("evt_", [unknown, known]) == group_id("evt_", [known])

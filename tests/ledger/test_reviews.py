"""Reviews: append-only, and the latest one wins over the machine."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from comity.errors import EvidenceError, InputError
from comity.ledger import Decision, Filter, Ledger
from comity.records import Document, Event
from tests.plain_coder import code

ARTICLE = Document("A", "India met Russia. Brazil was told.")
MEETING = code(ARTICLE)[0]
BRAZIL = {"id": "BRA", "country": "BRA", "name": "Brazil", "text": "Brazil", "start": 18, "end": 24}


@pytest.fixture
def reviewed(ledger: Ledger) -> Ledger:
    ledger.store(ARTICLE, [MEETING], coder_version="1")
    return ledger


def test_a_rejected_record_is_in_no_answer_but_in_the_export_with_its_review(reviewed: Ledger) -> None:
    reviewed.review(MEETING.id, Decision.REJECT, "Asha", note="a headline", at=datetime(2025, 1, 2, tzinfo=UTC))
    assert list(reviewed.records_of()) == []
    assert reviewed.dyads() == []
    assert reviewed.search("met") == []
    assert list(reviewed.export_rows())[1]["review"] == {
        "decision": "reject",
        "reviewer": "Asha",
        "at": "2025-01-02T00:00:00+00:00",
        "note": "a headline",
        "changes": None,
    }


def test_a_corrected_record_says_and_is_found_by_what_it_was_corrected_to(reviewed: Ledger) -> None:
    reviewed.review(MEETING.id, Decision.CORRECT, "Asha", changes={"recipients": [BRAZIL], "pillars": ["trade"]})
    (corrected,) = reviewed.records_of(Filter(dyad="BRA-IND", pillar="trade"))
    assert isinstance(corrected, Event)
    assert [actor.country for actor in corrected.recipients] == ["BRA"]
    assert (corrected.id, corrected.quote, corrected.coder) == (MEETING.id, MEETING.quote, MEETING.coder)
    assert list(reviewed.records_of(Filter(dyad="IND-RUS"))) == []


def test_the_latest_decision_stands_and_all_are_kept(reviewed: Ledger) -> None:
    reviewed.review(MEETING.id, Decision.CORRECT, "Asha", changes={"type": "AGREE"})
    reviewed.review(MEETING.id, Decision.REJECT, "Boris")
    reviewed.review(MEETING.id, Decision.ACCEPT, "Asha")
    assert list(reviewed.records_of()) == [MEETING]
    assert [review.decision for review in reviewed.reviews_of(MEETING.id)] == ["correct", "reject", "accept"]


IMPOSSIBLE: list[tuple[Decision, dict[str, Any] | None, type[Exception], str]] = [
    (Decision.CORRECT, None, InputError, "names the fields"),
    (Decision.ACCEPT, {"type": "AGREE"}, InputError, "only a correction"),
    (Decision.CORRECT, {"quote": "India thanked Russia."}, InputError, "cannot change quote"),
    (Decision.CORRECT, {"colour": "red"}, InputError, "no field colour"),
    (Decision.CORRECT, {"status": "perhaps"}, InputError, "perhaps"),
    (Decision.CORRECT, {"recipients": [{**BRAZIL, "start": 0, "end": 5}]}, EvidenceError, "not the words 'Brazil'"),
]


@pytest.mark.parametrize(("decision", "changes", "error", "says"), IMPOSSIBLE)
def test_an_impossible_review_is_refused_whole(
    reviewed: Ledger, decision: Decision, changes: dict[str, Any] | None, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        reviewed.review(MEETING.id, decision, "Asha", changes=changes)
    assert reviewed.reviews_of(MEETING.id) == []
    assert list(reviewed.records_of()) == [MEETING]


@pytest.mark.parametrize("statement", ["DELETE FROM reviews", "UPDATE reviews SET decision = 'accept'"])
def test_reviews_cannot_be_changed_even_from_outside(reviewed: Ledger, path: Path, statement: str) -> None:
    reviewed.review(MEETING.id, Decision.REJECT, "Asha")
    with closing(sqlite3.connect(path)) as file, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        file.execute(statement)


def test_a_withdrawn_decision_leaves_the_machines_word_and_stays_on_file(reviewed: Ledger) -> None:
    reviewed.review(MEETING.id, Decision.CORRECT, "Asha", changes={"recipients": [BRAZIL]})
    reviewed.review(MEETING.id, Decision.WITHDRAW, "Asha")
    assert list(reviewed.records_of()) == [MEETING]
    assert reviewed.linked_record(MEETING.id).decision is None
    assert [one.decision for one in reviewed.reviews_of(MEETING.id)] == [Decision.CORRECT, Decision.WITHDRAW]
    assert list(reviewed.export_rows())[1]["review"] is None


def test_a_withdrawn_acceptance_of_what_is_no_longer_coded_lets_it_go(reviewed: Ledger) -> None:
    reviewed.review(MEETING.id, Decision.ACCEPT, "Asha")
    reviewed.store(ARTICLE, [], coder_version="2")
    assert list(reviewed.records_of()) == [MEETING]
    reviewed.review(MEETING.id, Decision.WITHDRAW, "Asha")
    assert list(reviewed.records_of()) == []


def test_the_queue_holds_what_nobody_decided_on(reviewed: Ledger) -> None:
    assert [linked.record for linked in reviewed.review_queue(dyad="IND-RUS")] == [MEETING]
    assert reviewed.review_queue(kind="figure") == []
    reviewed.review(MEETING.id, Decision.ACCEPT, "Asha")
    assert reviewed.review_queue() == []
    assert [review.reviewer for review in reviewed.all_reviews()] == ["Asha"]

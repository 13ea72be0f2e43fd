"""Overviews: of each pair how much there is, what happened when, and what is new since a look."""

from __future__ import annotations

from datetime import date

import pytest

from comity.ledger import Decision, Ledger, Overview, YearCount
from comity.linking import link
from comity.records import Document
from tests.plain_coder import code

FIRST = [
    Document("A", "India met Russia on 2023-12-31. India accused Russia.", date(2024, 1, 1)),
    Document("B", "India met Russia on 2023-12-31.", date(2024, 1, 2)),
    Document("C", "India will meet Russia on 2030-06-01. Brazil thanked Egypt.", date(2024, 2, 1)),
]
SECOND = Document("D", "India met Russia on 2023-12-31. Russia thanked India on 2024-03-01.", date(2024, 3, 2))


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    for document in FIRST:
        ledger.store(document, code(document), coder_version="1")
    link(ledger)
    return ledger


def of(ledger: Ledger, dyad: str) -> Overview:
    return next(one for one in ledger.overviews() if one.dyad == dyad)


def test_events_count_once_and_by_the_year_in_which_they_took_place(filled: Ledger) -> None:
    found = of(filled, "IND-RUS")
    assert (found.documents, found.events, found.last) == (3, 3, date(2024, 1, 1))
    assert found.years == {2023: YearCount(1, 0), 2024: YearCount(1, 0)}


def test_pairs_with_most_events_come_first_and_can_be_limited(filled: Ledger) -> None:
    assert [one.dyad for one in filled.overviews()] == ["IND-RUS", "BRA-EGY"]
    assert [one.dyad for one in filled.overviews({"BRA", "EGY", "IND"})] == ["BRA-EGY"]


def test_what_is_new_came_after_the_mark_and_a_retold_event_is_not(filled: Ledger) -> None:
    mark = filled.link_mark("look")
    assert [one.new_events for one in filled.overviews(since=mark)] == [0, 0]
    filled.store(SECOND, code(SECOND), coder_version="1")
    link(filled)
    assert [(one.new_documents, one.new_events) for one in filled.overviews(since=mark)] == [(1, 1), (0, 0)]
    assert [(one.new_documents, one.new_events) for one in filled.overviews()] == [(0, 0), (0, 0)]


def test_what_a_person_rejected_does_not_count(filled: Ledger) -> None:
    for record in list(filled.records_of()):
        if record.document == "C":
            filled.review(record.id, Decision.REJECT, "Ada")
    assert [(one.dyad, one.documents, one.events) for one in filled.overviews()] == [("IND-RUS", 2, 2)]


def test_an_empty_ledger_has_none(ledger: Ledger) -> None:
    assert ledger.overviews() == []

"""Search: narrowed by kind, party and day, and quick also for words that stand everywhere."""

from __future__ import annotations

from datetime import date

import pytest

from comity.ledger import Decision, Ledger, Narrowing
from comity.records import Document
from tests.plain_coder import code

DOCUMENTS = [
    Document("A", "Russia thanked India.", date(2024, 2, 1)),
    Document("B", "Brazil thanked Egypt.", date(2024, 3, 1)),
    Document("C", "Brazil thanked Egypt for the Aral project of India and Russia.", None),
]


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    for document in DOCUMENTS:
        ledger.store(document, code(document), coder_version="1")
    return ledger


NARROWED = [
    (Narrowing(), {"A event", "B event", "C event"}),
    (Narrowing(kind="event"), {"A event", "B event", "C event"}),
    (Narrowing(kind="figure"), set()),
    (Narrowing(party="RUS"), {"A event"}),
    (Narrowing(since=date(2024, 2, 2)), {"B event"}),
    (Narrowing(until=date(2024, 2, 2)), {"A event"}),
    (Narrowing(party="BRA", since=date(2024, 1, 1)), {"B event"}),
]


@pytest.mark.parametrize(("within", "expected"), NARROWED, ids=[str(case[0]) for case in NARROWED])
def test_a_search_may_be_narrowed(filled: Ledger, within: Narrowing, expected: set[str]) -> None:
    found = filled.search("thanked", within=within)
    assert {f"{one.record.document} {one.record.kind}" for one in found if one.record.kind != "thread"} == expected


def test_documents_are_narrowed_by_their_day_alone(filled: Ledger) -> None:
    within = Narrowing(kind="figure", party="RUS", since=date(2024, 2, 2))
    assert [one.id for one in filled.search_documents("thanked", within=within)] == ["B"]


def test_what_was_rejected_leaves_its_place_to_the_next(filled: Ledger) -> None:
    (first,) = filled.search("thanked", limit=1)
    filled.review(first.record.id, Decision.REJECT, "Ada")
    (second,) = filled.search("thanked", limit=1)
    assert second.record.id != first.record.id


def test_of_a_word_that_stands_everywhere_the_newest_are_ranked(
    filled: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comity.ledger.searching._RANKED", 2)
    assert {one.id for one in filled.search_documents("thanked")} == {"B", "C"}


def test_more_is_found_than_is_looked_at_in_one_go(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comity.ledger.searching._BATCH", 2)
    for number in range(7):
        ledger.store(Document(f"D{number}", f"A ferry of the year {number}."), [], coder_version="1")
    assert len(ledger.search_documents("ferry")) == 7
    assert len(ledger.search_documents("ferry", limit=3)) == 3

"""Queries: what is asked for, in the order of the export, whatever the order of storing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from comity.errors import InputError
from comity.ledger import DyadCount, Filter, Ledger
from comity.records import Actor, Document
from tests.plain_coder import code

DOCUMENTS = [
    Document(
        "C", "Brazil accused Egypt. The Aral project of India and Russia was signed on 2023-05-01.", date(2024, 2, 1)
    ),
    Document("B", "India met Russia on 2023-12-31 and bought 500 barrels.", date(2024, 1, 1)),
    Document("A", "Russia thanked India.", date(2024, 2, 1)),
    Document("D", "India will meet Russia on 2030-06-01.", None),
]


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    for document in DOCUMENTS:
        ledger.store(document, code(document), coder_version="1")
    return ledger


ASKED = [
    (Filter(), ["B event", "B figure", "A event", "C event", "C thread", "D event"]),
    (Filter(dyad="IND-RUS"), ["B event", "B figure", "A event", "C thread", "D event"]),
    (Filter(dyad="BRA-EGY"), ["C event"]),
    (Filter(dyad="BRA-IND"), []),
    (Filter(kind="thread"), ["C thread"]),
    (Filter(pillar="energy"), ["B event", "B figure", "C thread"]),
    (Filter(status="future"), ["D event"]),
    (Filter(document="A"), ["A event"]),
    (Filter(since=date(2024, 1, 2)), ["A event", "C event", "D event"]),
    (Filter(until=date(2023, 12, 31)), ["B event", "C thread"]),
    (Filter(since=date(2023, 1, 1), until=date(2023, 12, 31), dyad="IND-RUS"), ["B event", "C thread"]),
]


@pytest.mark.parametrize(("asked", "expected"), ASKED, ids=[str(case[0]) for case in ASKED])
def test_records_that_pass_the_filter(filled: Ledger, asked: Filter, expected: list[str]) -> None:
    assert [f"{record.document} {record.kind}" for record in filled.records_of(asked)] == expected


def test_a_speaker_is_no_party(ledger: Ledger) -> None:
    document = Document("A", "Brazil: India met Russia.")
    event = code(document)[0]
    said = replace(event, speaker=Actor("BRA", "BRA", "Brazil", "Brazil", 0, 6))
    ledger.store(document, [said], coder_version="1")
    assert [count.dyad for count in ledger.dyads()] == ["IND-RUS"]
    assert list(ledger.records_of(Filter(dyad="BRA-IND"))) == []


def test_dyads_with_their_counts(filled: Ledger) -> None:
    assert filled.dyads() == [DyadCount("IND-RUS", 3, 1, 1), DyadCount("BRA-EGY", 1, 0, 0)]
    assert filled.dyads(among={"BRA", "EGY", "RUS"}) == [DyadCount("BRA-EGY", 1, 0, 0)]


def test_counts(filled: Ledger) -> None:
    counts = filled.counts()
    assert (counts.documents, counts.events, counts.figures, counts.threads) == (4, 4, 1, 1)


def test_documents_come_by_day_then_id_unknown_days_last(filled: Ledger) -> None:
    assert [document.id for document, _ in filled.documents()] == ["B", "A", "C", "D"]


SEARCHES = [
    ("accuse", ["Brazil accused Egypt."]),
    ("barrel india", ["India met Russia on 2023-12-31 and bought 500 barrels."]),
    ('"russia india"', []),
    ('"thanked india"', ["Russia thanked India."]),
    ('AND OR * ( " -', []),
    ("", []),
]


@pytest.mark.parametrize(("words", "quotes"), SEARCHES)
def test_search_finds_quotes_that_hold_all_the_words(filled: Ledger, words: str, quotes: list[str]) -> None:
    assert sorted({linked.record.quote for linked in filled.search(words)}) == quotes


def test_search_finds_documents(filled: Ledger) -> None:
    assert {document.id for document in filled.search_documents("signed")} == {"C"}


@pytest.mark.parametrize("look_up", ["document", "record", "linked_record", "reviews_of"])
def test_an_unknown_id_is_said_to_be_unknown(ledger: Ledger, look_up: str) -> None:
    with pytest.raises(InputError, match=r"the ledger has no .* 'nix'"):
        getattr(ledger, look_up)("nix")


def test_reading_and_writing_at_once(filled: Ledger) -> None:
    """Records stream from one view of the ledger, also while something is stored."""
    stream = filled.records_of()
    next(stream)
    document = Document("E", "Egypt met India.", date(2020, 1, 1))
    filled.store(document, code(document), coder_version="1")
    assert len(list(stream)) == 5
    assert len(list(filled.records_of())) == 7

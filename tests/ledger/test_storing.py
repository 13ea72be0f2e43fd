"""Storing: one document, one transaction; again changes nothing; a newer coder supersedes the machine only."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from comity.errors import ConflictError, EvidenceError, LedgerError, ReadingError
from comity.ledger import Decision, Filter, Ledger
from comity.records import Document, Event, Record
from tests.plain_coder import code

ARTICLE = Document(
    "A", "India met Russia. It bought 500 barrels.", date(2024, 11, 11), title="Oil", url="https://x.org/a"
)


def exported(ledger: Ledger) -> list[dict[str, object]]:
    return list(ledger.export_rows())


def ids(records: list[Record]) -> set[str]:
    return {record.id for record in records}


def test_records_and_document_come_back_as_they_were(ledger: Ledger) -> None:
    records = code(ARTICLE)
    stored = ledger.store(ARTICLE, records, coder_version="1")
    assert (stored.added, stored.skipped) == (2, False)
    assert ledger.document("A") == ARTICLE
    assert list(ledger.records_of()) == records


def test_storing_again_is_skipped_and_changes_nothing(ledger: Ledger) -> None:
    ledger.store(ARTICLE, code(ARTICLE), coder_version="1")
    before = exported(ledger)
    assert ledger.knows(ARTICLE, "1")
    assert ledger.store(ARTICLE, code(ARTICLE), coder_version="1").skipped
    assert exported(ledger) == before


def test_another_coder_version_is_not_known_yet(ledger: Ledger) -> None:
    ledger.store(ARTICLE, code(ARTICLE), coder_version="1")
    assert not ledger.knows(ARTICLE, "2")


def test_the_same_record_twice_is_kept_once(ledger: Ledger) -> None:
    ledger.store(ARTICLE, [*code(ARTICLE), *code(ARTICLE)], coder_version="1")
    assert ledger.counts().events == 1


def test_an_id_with_another_text_is_a_conflict(ledger: Ledger) -> None:
    ledger.store(ARTICLE, code(ARTICLE), coder_version="1")
    other = replace(ARTICLE, text="India accused Russia.")
    with pytest.raises(ConflictError, match="A is already in the ledger with another text"):
        ledger.store(other, code(other), coder_version="1")
    with pytest.raises(ConflictError):
        ledger.knows(other, "1")
    assert ledger.document("A") == ARTICLE


def test_an_id_with_another_day_is_a_conflict(ledger: Ledger) -> None:
    ledger.store(ARTICLE, code(ARTICLE), coder_version="1")
    with pytest.raises(ConflictError, match="published on 2024-11-11, not 2020-01-01"):
        ledger.store(replace(ARTICLE, published=date(2020, 1, 1)), [], coder_version="1")


def test_a_day_of_publication_is_learnt_where_none_was_known(ledger: Ledger) -> None:
    undated = replace(ARTICLE, published=None)
    ledger.store(undated, code(undated), coder_version="1")
    assert not ledger.knows(ARTICLE, "1")
    ledger.store(ARTICLE, code(ARTICLE), coder_version="1")
    assert ledger.document("A").published == ARTICLE.published
    assert ledger.knows(ARTICLE, "1")
    assert ledger.knows(undated, "1")


def test_a_record_that_is_not_the_documents_words_is_refused_with_its_document(ledger: Ledger) -> None:
    good, bad = code(ARTICLE)
    with pytest.raises(EvidenceError):
        ledger.store(ARTICLE, [good, replace(bad, quote="It bought 900 barrels.")], coder_version="1")
    assert exported(ledger) == []


def test_half_a_character_is_refused_in_words(ledger: Ledger) -> None:
    with pytest.raises(ReadingError, match="lone surrogate"):
        ledger.store(Document("B", "India \ud83d met Russia."), [], coder_version="1")


def test_any_other_character_is_kept(ledger: Ledger) -> None:
    text = "هند\u200f e\u0301 😀 \x00 India met Russia."
    document = Document("B", text)
    ledger.store(document, code(document), coder_version="1")
    assert ledger.document("B").text == text
    assert [text[record.start : record.end] == record.quote for record in ledger.records_of()] == [True]


def test_a_newer_coder_supersedes_what_it_no_longer_says(ledger: Ledger) -> None:
    event, figure = code(ARTICLE)
    ledger.store(ARTICLE, [event, figure], coder_version="1")
    renewed = replace(figure, coder="plain:test@2", confidence=0.5)
    stored = ledger.store(ARTICLE, [renewed], coder_version="2")
    assert stored.superseded == 1
    assert list(ledger.records_of()) == [renewed]
    assert ledger.record(event.id) == event, "what was superseded can still be looked up"


def test_going_back_to_a_coder_gives_what_it_gave(ledger: Ledger) -> None:
    ledger.store(ARTICLE, code(ARTICLE), coder_version="1")
    before = exported(ledger)
    ledger.store(ARTICLE, [], coder_version="2")
    ledger.store(ARTICLE, code(ARTICLE), coder_version="1")
    assert exported(ledger) == before


@pytest.mark.parametrize("decision", ["accept", "reject", "correct"])
def test_a_newer_coder_keeps_what_people_decided(ledger: Ledger, decision: str) -> None:
    event = code(ARTICLE)[0]
    ledger.store(ARTICLE, [event], coder_version="1")
    changes = {"type": "AGREE"} if decision == "correct" else None
    ledger.review(event.id, Decision(decision), "Asha", changes=changes)
    ledger.store(ARTICLE, [], coder_version="2")
    kept = list(ledger.linked_records(Filter(rejected=True)))
    assert [(linked.record.id, linked.decision) for linked in kept] == [(event.id, decision)]


def test_a_newer_coder_does_not_contradict_an_accepted_record_on_the_same_words(ledger: Ledger) -> None:
    event = code(ARTICLE)[0]
    assert isinstance(event, Event)
    ledger.store(ARTICLE, [event], coder_version="1")
    ledger.review(event.id, Decision.ACCEPT, "Asha")
    ledger.store(ARTICLE, [replace(event, id="ev_other", type="ACCUSE")], coder_version="2")
    assert ids(list(ledger.records_of())) == {event.id}


def test_a_text_in_the_file_cannot_be_changed_from_outside_either(ledger: Ledger, path: Path) -> None:
    ledger.store(ARTICLE, code(ARTICLE), coder_version="1")
    with closing(sqlite3.connect(path)) as file, pytest.raises(sqlite3.IntegrityError, match="never changes"):
        file.execute("UPDATE documents SET text = 'Other.'")


def test_a_failing_file_is_a_ledger_error_and_nothing_half_stored(ledger: Ledger, path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TRIGGER fail BEFORE INSERT ON readings BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(LedgerError):
        ledger.store(ARTICLE, code(ARTICLE), coder_version="1")
    assert exported(ledger) == []

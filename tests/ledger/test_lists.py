"""Lists of a pair of states: the same events as everywhere, as far as a line tells of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from comity.brief.naming import names_a_side
from comity.ledger import Decision, Filter, Ledger
from comity.linking import link
from comity.linking.happenings import Happening, grouped
from comity.records import Document, Event
from tests.plain_coder import code

DOCUMENTS = [
    Document("A", "India met Russia on 2023-12-31. India accused Russia.", date(2024, 1, 1)),
    Document("B", "India met Russia on 2023-12-31.", date(2024, 1, 2)),
    Document("C", "Brazil thanked Egypt.", date(2024, 2, 1)),
]


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    for document in DOCUMENTS:
        ledger.store(document, code(document), coder_version="1")
    link(ledger)
    return ledger


def told(one: Happening) -> tuple[object, ...]:
    event, reports = one.event, [(report.record.id, report.decision, report.sources) for report in one.reports]
    sides = [[actor.country for actor in actors] for actors in (event.actors, event.recipients)]
    what = (event.type, event.mode, event.quad, event.status, event.pillars, event.quote, event.confidence)
    return (one.id, one.first, one.sources, reports, sides, event.date, event.document, event.published, *what)


def test_listed_events_are_those_of_the_records(filled: Ledger) -> None:
    first = next(one.id for one in filled.records_of(Filter(dyad="IND-RUS")) if isinstance(one, Event))
    filled.review(first, Decision.CORRECT, "Ada", changes={"status": "negated"})
    whole = grouped(filled.linked_records(Filter(dyad="IND-RUS")))
    listed = grouped(filled.lists.events("IND-RUS"))
    assert [told(one) for one in listed] == [told(one) for one in whole]
    assert any(one.event.status == "negated" for one in listed)
    assert filled.lists.documents("IND-RUS") == 2


def test_what_was_rejected_is_not_listed(filled: Ledger) -> None:
    (thanked,) = filled.lists.events("BRA-EGY")
    filled.review(thanked.record.id, Decision.REJECT, "Ada")
    assert list(filled.lists.events("BRA-EGY")) == []


def test_a_pair_is_touched_by_what_was_read_or_reviewed_since(filled: Ledger) -> None:
    mark, _ = filled.lists.standing()
    assert not filled.lists.touched("IND-RUS", mark)
    (thanked,) = filled.lists.events("BRA-EGY")
    filled.review(thanked.record.id, Decision.ACCEPT, "Ada")
    assert (filled.lists.touched("BRA-EGY", mark), filled.lists.touched("IND-RUS", mark)) == (True, False)
    later = replace(DOCUMENTS[1], id="D")
    filled.store(later, code(later), coder_version="1")
    assert filled.lists.touched("IND-RUS", mark)


def test_the_news_of_a_pair_are_those_of_its_overview(filled: Ledger) -> None:
    mark = filled.link_mark("look")
    assert filled.news(None, mark) == {}
    later = Document("D", "India met Russia on 2023-12-31. Russia thanked India on 2024-03-01.", date(2024, 3, 2))
    filled.store(later, code(later), coder_version="1")
    link(filled)
    overviews = {one.dyad: (one.new_documents, one.new_events) for one in filled.overviews(since=mark)}
    assert filled.news(None, mark) == {dyad: new for dyad, new in overviews.items() if any(new)} == {"IND-RUS": (1, 1)}


def test_a_part_of_the_records_is_that_of_all(filled: Ledger) -> None:
    every = list(filled.linked_records())
    assert list(filled.linked_records(limit=2, skip=1)) == every[1:3]


def test_documents_are_named_by_who_published_them_else_by_their_title(ledger: Ledger) -> None:
    ledger.store(Document("A", "One.", date(2024, 1, 1), title="Title", publisher="Paper"), [], coder_version="1")
    ledger.store(Document("B", "Two.", title="Title", publisher=""), [], coder_version="1")
    ledger.store(Document("C", "Three."), [], coder_version="1")
    headings = ledger.lists.headings(["A", "B", "C", "none"])
    assert {one: heading.where for one, heading in headings.items()} == {
        "A": "Paper, 2024-01-01",
        "B": "Title",
        "C": "C",
    }


def test_a_listed_event_knows_whether_its_sentence_names_a_party(ledger: Ledger) -> None:
    document = Document("A", "India thanked Russia. India thanked Russia.")
    named, other = (one for one in code(document) if isinstance(one, Event))
    unnamed = {"text": "it", "start": other.start, "inferred": True}
    actors, recipients = (
        tuple(replace(one, **unnamed) for one in side)  # type: ignore[arg-type]
        for side in (other.actors, other.recipients)
    )
    everyone = replace(other, actors=actors, recipients=recipients)
    ledger.store(document, [named, everyone], coder_version="1")
    listed = {one.record.start: one.record for one in ledger.lists.events("IND-RUS")}
    assert [names_a_side(one) for _, one in sorted(listed.items()) if isinstance(one, Event)] == [True, False]

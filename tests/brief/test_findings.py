"""What a brief finds in a ledger."""

from __future__ import annotations

from datetime import date

from comity.brief.findings import Question, find, to_json
from comity.brief.model import Brief
from comity.brief.tone import Tally
from comity.ledger import Decision, Filter, Ledger


def test_headline_numbers_count_reprints_once(brief: Brief) -> None:
    numbers = brief.numbers
    assert (numbers.documents, numbers.sources) == (3, 2)
    assert (numbers.tally, numbers.unreal) == (Tally(cooperative=2, critical=1), 1)
    assert (numbers.threads, numbers.figures, numbers.stages) == (1, 4, (("Operational", 1),))
    assert numbers.published == (date(2021, 12, 7), date(2023, 5, 2))


def test_an_event_and_its_reprint_are_one_claim_with_one_source(brief: Brief) -> None:
    (claim,) = [claim for section in brief.sections for claim in section.claims if "signed" in claim.quote]
    assert claim.sources == 1
    assert [brief.notes[number - 1].document for number in claim.notes] == ["visit"]


def test_a_claim_of_two_pillars_is_told_once_in_the_narrower(brief: Brief) -> None:
    told = {section.pillar for section in brief.sections for claim in section.claims if "signed" in claim.quote}
    assert told == {"defence"}


def test_asked_for_a_pillar_all_its_claims_are_told(ledger: Ledger) -> None:
    found = find(ledger, Question("IND-RUS", pillar="trade"))
    assert [section.pillar for section in found.sections] == ["trade"]
    assert any("signed" in claim.quote for claim in found.sections[0].claims)


def test_plans_are_shown_as_plans(brief: Brief) -> None:
    states = {meeting.quote: meeting.state for meeting in brief.meetings}
    assert states["Modi will travel to Moscow in 2022."] == "planned"
    assert states["Putin visited New Delhi on December 6."] == ""


def test_a_meeting_says_who_when_and_where(brief: Brief) -> None:
    (met,) = [meeting for meeting in brief.meetings if not meeting.state]
    assert (met.day, met.place, met.what, met.level) == ("2021-12-06", "New Delhi", "Visit", 2)
    assert "Putin (Russia)" in met.who


def test_the_lead_never_takes_a_plan_for_the_latest_meeting(brief: Brief) -> None:
    point = next(point for point in brief.lead if point.title == "Latest meeting of leaders")
    assert point.parts[0][0].startswith("2021-12-06")


def test_the_lead_names_the_latest_criticism(brief: Brief) -> None:
    point = next(point for point in brief.lead if point.title == "Latest criticism")
    assert "Accusation, Russia → India" in point.parts[0][0]


def test_what_nobody_dated_says_when_it_was_reported(brief: Brief) -> None:
    days = {claim.quote: claim.day for section in brief.sections for claim in section.claims}
    assert days["Moscow accused Delhi of delay."] == "reported 2023-05-02"


def test_a_thread_has_its_history_with_a_citation_for_each_step(brief: Brief) -> None:
    (thread,) = brief.threads
    assert [(step.stage, step.day) for step in thread.steps] == [
        ("Signed", "as of 2021-12-07"),
        ("Operational", "as of 2023-05-02"),
    ]
    assert [brief.notes[step.note - 1].document for step in thread.steps] == ["visit", "later"]


def test_figures_are_in_words(brief: Brief) -> None:
    said = {(figure.value, figure.measure, figure.period) for figure in brief.figures}
    assert ("over 20-fold rise", "oil exports to India", "since 2021") in said
    assert ("US$8 billion", "bilateral trade", "2020") in said


def test_a_figure_that_names_no_party_is_told_where_it_measures_a_thread_of_the_two(brief: Brief) -> None:
    assert "rifles of the Aral rifle contract" in {figure.measure for figure in brief.figures}


def test_sources_that_disagree_stand_side_by_side(brief: Brief) -> None:
    (disagreement,) = brief.disagreements
    assert {words for words, _ in disagreement.sides} == {"US$8 billion", "US$12 billion"}


def test_every_note_is_the_words_of_its_document(brief: Brief) -> None:
    texts = {source.document: source.text for source in brief.sources}
    assert brief.notes
    assert all(texts[note.document][note.start : note.end] == note.quote for note in brief.notes)


def test_notes_are_numbered_from_one_in_the_order_of_reading(brief: Brief) -> None:
    assert [note.number for note in brief.notes] == list(range(1, len(brief.notes) + 1))
    assert brief.lead[0].parts[0][1] == (1,)


def test_a_claim_says_who_says_so(brief: Brief) -> None:
    said = {claim.quote: claim.said for section in brief.sections for claim in section.claims}
    assert said["Moscow accused Delhi of delay."] == "according to Moscow Gazette"


def test_the_period_limits_what_is_told(ledger: Ledger) -> None:
    found = find(ledger, Question("IND-RUS", since=date(2023, 1, 1)))
    assert not found.meetings
    cited = [number for section in found.sections for claim in section.claims for number in claim.notes]
    assert {found.notes[number - 1].document for number in cited} == {"later"}


def test_lists_are_cut_and_say_how_many_more_there_are(ledger: Ledger) -> None:
    found = find(ledger, Question("IND-RUS", limit=1))
    assert (len(found.figures), found.more.figures) == (1, 3)
    assert (len(found.meetings), found.more.meetings) == (1, 1)


def test_events_coded_with_little_confidence_are_counted_not_told(ledger: Ledger) -> None:
    found = find(ledger, Question("IND-RUS", sure=0.95))
    assert not found.sections
    assert found.numbers.unsure == 4


def test_a_rejected_record_is_gone_and_a_reviewed_one_says_so(ledger: Ledger) -> None:
    accused = next(one.id for one in ledger.records_of(Filter(kind="event")) if "accused" in one.quote)
    ledger.review(accused, Decision.ACCEPT, "Ana")
    told = [claim for section in find(ledger, Question("IND-RUS")).sections for claim in section.claims]
    assert next(claim for claim in told if "accused" in claim.quote).coded.by == "reviewed by a person"
    ledger.review(accused, Decision.REJECT, "Ana")
    told = [claim for section in find(ledger, Question("IND-RUS")).sections for claim in section.claims]
    assert not any("accused" in claim.quote for claim in told)
    ledger.review(accused, Decision.ACCEPT, "Ana")


def test_an_unknown_dyad_gives_an_empty_brief(ledger: Ledger) -> None:
    assert find(ledger, Question("BRA-EGY")).empty


def test_the_same_ledger_gives_the_same_findings(ledger: Ledger) -> None:
    assert to_json(find(ledger, Question("IND-RUS"))) == to_json(find(ledger, Question("IND-RUS")))

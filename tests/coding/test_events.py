"""The table of sentences and their events, and what holds for every event."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.language import Analyser
from comity.records import Event
from tests.coding.conftest import Code

CASES = yaml.safe_load(Path(__file__).with_name("events.yaml").read_text(encoding="utf-8"))


def written(event: Event) -> str:
    """The event as the table writes it."""
    actors = "+".join(sorted({actor.country for actor in event.actors}))
    recipients = "+".join(sorted({actor.country for actor in event.recipients}))
    status = "" if event.status.value == "occurred" else f" {event.status.value}"
    return f"{event.type} {actors}" + (f" > {recipients}" if recipients else "") + status


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_a_sentence_says_what_the_table_says(coded: Code, case: dict[str, Any]) -> None:
    events = [record for record in coded(case["text"]) if isinstance(record, Event)]
    found = {written(event) for event in events}
    if case.get("loose"):
        assert {wanted.split()[0] for wanted in case["expect"]} <= {event.type for event in events}
    else:
        assert found == set(case["expect"])
    kind = case.get("of", "CONSULT" if "mode" in case else case["expect"][0].split()[0] if case["expect"] else "")
    first = next((event for event in events if event.type == kind), None)
    if "mode" in case:
        assert first is not None and first.mode == case["mode"]
    if "date" in case:
        assert first is not None
        start = first.date.start if first.date is not None else None
        assert start is None if case["date"] is None else str(start).startswith(case["date"])


def test_equal_input_gives_equal_records(coded: Code) -> None:
    text = "Ghana and Togo signed an accord on Friday. The two countries will open a joint border post in 2025."
    assert [record.to_json() for record in coded(text)] == [record.to_json() for record in coded(text)]


def test_a_side_that_is_not_named_is_inferred_with_a_reason(coded: Code) -> None:
    text = (
        "President of Kenya William Ruto had a telephone conversation with President of Rwanda Paul Kagame.\n\n"
        "It was agreed to continue contacts."
    )
    agreed = next(record for record in coded(text) if isinstance(record, Event) and record.type == "AGREE")
    assert {actor.country for actor in agreed.actors} == {"KEN", "RWA"}
    assert all(actor.inferred and actor.reason for actor in agreed.actors)


def test_the_date_of_the_clause_is_the_date_of_the_event(coded: Code) -> None:
    event = next(r for r in coded("Mongolia and Japan signed a treaty on 3 May 2024.") if isinstance(r, Event))
    assert event.date is not None
    assert event.date.start == date(2024, 5, 3)


def test_what_happened_long_before_publication_is_historical(coded: Code) -> None:
    event = next(r for r in coded("In 1975 Portugal recognised Angola's independence.") if isinstance(r, Event))
    assert event.status.value == "historical"


def test_indirect_speech_names_its_speaker(coded: Code) -> None:
    text = "The Greek foreign minister said Turkey had attacked Syria."
    attack = next(r for r in coded(text) if isinstance(r, Event) and r.type == "ASSAULT")
    assert attack.speaker is not None
    assert attack.speaker.country == "GRC"


def test_every_record_says_which_rule_spoke_and_why(coded: Code) -> None:
    for record in coded("Spain imposed sanctions on Nicaragua and expelled its ambassador."):
        assert record.coder.startswith("rules:")
        assert record.reasons


def test_the_classifier_reads_a_marked_pair(analyser: Analyser) -> None:
    from comity.coding.classify import classify
    from comity.records import Document

    text = "The union thanked the company for the new equipment."
    answer = classify(analyser.analyse(Document(id="P", text=text)), (0, 9), (18, 29))
    assert answer.type == "SUPPORT"
    assert abs(sum(share for _, share in answer.ranking) - 1) < 0.01


def test_two_meetings_on_other_days_in_one_sentence_are_two_events(coded: Code) -> None:
    text = "Japan and India met in March 2019 and they met again in October 2020."
    events = [record for record in coded(text) if isinstance(record, Event)]
    assert sorted(str(event.date.start) for event in events if event.date) == ["2019-03-01", "2020-10-01"]

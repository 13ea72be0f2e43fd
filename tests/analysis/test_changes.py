"""What is new since a day, and since the last look. Documents are coded by the plain coder of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from comity.analysis.changes import changes
from comity.analysis.looks import Changes, Since, since_last
from comity.ledger import Ledger
from tests.linking.reading import read_all

DAY = date(2025, 1, 1)
PADDING = " ".join(f"word{number}" for number in range(120))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "test.sqlite") as opened:
        yield opened


def since(ledger: Ledger, day: date = DAY, pillar: str | None = None) -> Changes:
    return changes(ledger, "IND-RUS", Since(day=day), pillar)


def looked(ledger: Ledger) -> Changes:
    """What is new since the last look, which is then remembered."""
    found = changes(ledger, "IND-RUS", since_last(ledger, ledger.look("changes")))
    ledger.note_look("changes", ledger.link_mark("look"))
    return found


def quotes(found: Changes) -> list[str]:
    return [one.happening.event.quote for one in found.events]


# Since a day


@pytest.mark.parametrize(
    ("rule", "heading", "text", "new"),
    [
        ("dated after", "a 2025-02-02", "India met Russia on 2025-02-01.", True),
        ("dated before", "a 2024-12-02", "India met Russia on 2024-12-01.", False),
        ("first published then, just over", "a 2025-01-03", "India met Russia on 2024-12-30.", True),
        ("retold", "a 2025-02-02", "India met Russia on 2013-02-01.", False),
        ("without a day, first published then", "a 2025-02-02", "India thanked Russia.", True),
        ("without a day, published before", "a 2024-02-02", "India thanked Russia.", False),
        ("a plan of before for a day after", "a 2024-02-02", "India will meet Russia on 2025-02-01.", False),
        ("a plan made since", "a 2025-02-02", "India will meet Russia on 2025-03-01.", True),
    ],
)
def test_which_events_are_new(ledger: Ledger, rule: str, heading: str, text: str, new: bool) -> None:
    read_all(ledger, {heading: text})
    assert quotes(since(ledger)) == ([text] if new else []), rule


def test_an_event_is_told_once_with_its_reports_and_sources(ledger: Ledger) -> None:
    meeting = "India met Russia on 2025-02-01."
    read_all(
        ledger,
        {
            "one 2025-02-02": f"{meeting} {PADDING}",
            "reprint 2025-02-03": f"{meeting} {PADDING}",
            "other 2025-02-03": meeting,
        },
    )
    (one,) = since(ledger).events
    assert (one.happening.sources, len(one.happening.reports)) == (2, 3)


def test_a_new_report_of_a_known_event_is_more_evidence(ledger: Ledger) -> None:
    meeting = "India met Russia on 2024-12-01."
    read_all(ledger, {"one 2024-12-02": meeting, "other 2025-02-03": f"Yes, {meeting}"})
    found = since(ledger)
    assert found.events == ()
    assert [[report.record.document for report in one.more] for one in found.evidence] == [["other"]]


def test_threads_and_their_stages(ledger: Ledger) -> None:
    read_all(
        ledger,
        {
            "old 2024-03-01": "The Aral project of India and Russia was signed.",
            "new 2025-03-01": "The Aral project of India and Russia was operational. "
            "The Onega project of India and Russia was proposed.",
        },
    )
    found = since(ledger)
    assert [(one.history["name"], one.history["stage"]) for one in found.threads] == [("Onega project", "proposed")]
    (step,) = found.stages
    assert (step.history["name"], step.old, step.entry["stage"]) == ("Aral project", "signed", "operational")
    assert step.to_json()["quote"] == "The Aral project of India and Russia was operational."


def test_promises_made_kept_and_overdue(ledger: Ledger) -> None:
    read_all(
        ledger,
        {
            "a 2024-03-01": "The Aral project of India and Russia will be signed in 2024-11. "
            "The Onega project of India and Russia will be completed in 2025-02. "
            "The Volga project of India and Russia will be signed in 2025-03.",
            "b 2025-03-15": "The Volga project of India and Russia was signed on 2025-03-10. "
            "The Kama project of India and Russia will be operational in 2026.",
        },
    )
    found = since(ledger)
    assert [step.history["name"] for step in found.promised] == ["Kama project"]
    assert [step.history["name"] for step in found.overdue] == ["Onega project"]
    assert [step.history["name"] for step in found.kept] == ["Volga project"]
    assert found.kept[0].to_json()["kept_by"]["quote"].startswith("The Volga project")


def test_figures_count_from_their_first_publication(ledger: Ledger) -> None:
    read_all(
        ledger,
        {
            "a 2024-03-01": "India thanked Russia for 500 barrels.",
            "b 2025-03-01": "India thanked Russia for 500 barrels. India accused Russia of 900 barrels.",
        },
    )
    assert [(one.figure.value, one.sources) for one in since(ledger).figures] == [(900, 1)]


def test_only_a_pillar(ledger: Ledger) -> None:
    read_all(ledger, {"a 2025-03-01": "India thanked Russia for 500 barrels. India accused Russia on 2025-02-01."})
    found = since(ledger, pillar="energy")
    assert quotes(found) == ["India thanked Russia for 500 barrels."]
    assert len(found.figures) == 1


def test_the_most_important_comes_first(ledger: Ledger) -> None:
    meeting = "India met Russia on 2025-02-01."
    read_all(
        ledger,
        {"a 2025-02-02": meeting, "b 2025-02-03": f"Yes, {meeting}", "c 2025-03-01": "India thanked Russia."},
    )
    assert [quote.endswith("2025-02-01.") for quote in quotes(since(ledger))] == [True, False]


# Since the last look


def test_the_first_look_takes_the_newest_ninety_days(ledger: Ledger) -> None:
    read_all(
        ledger,
        {
            "old 2024-12-02": "India met Russia on 2024-12-01.",
            "new 2025-06-02": "India accused Russia on 2025-06-01.",
        },
    )
    found = looked(ledger)
    assert (found.since.first, found.since.day) == (True, date(2025, 3, 4))
    assert quotes(found) == ["India accused Russia on 2025-06-01."]


def test_a_second_look_has_nothing_new(ledger: Ledger) -> None:
    read_all(ledger, {"new 2025-06-02": "India accused Russia on 2025-06-01."})
    looked(ledger)
    found = looked(ledger)
    assert not found.since.first
    assert not any(found.groups().values())


def test_what_was_read_since_is_new_however_old(ledger: Ledger) -> None:
    read_all(ledger, {"new 2025-06-02": "India accused Russia on 2025-06-01."})
    looked(ledger)
    read_all(ledger, {"old 2013-06-02": "India met Russia on 2013-06-01."})
    assert quotes(looked(ledger)) == ["India met Russia on 2013-06-01."]
    assert quotes(looked(ledger)) == []


def test_reports_of_known_events_are_more_evidence_and_reprints_nothing(ledger: Ledger) -> None:
    meeting = "India met Russia on 2025-06-01."
    read_all(ledger, {"one 2025-06-02": f"{meeting} {PADDING}"})
    looked(ledger)
    read_all(ledger, {"reprint 2025-06-03": f"{meeting} {PADDING}"})
    assert not any(looked(ledger).groups().values())
    read_all(ledger, {"other 2025-06-04": f"Yes, {meeting}"})
    found = looked(ledger)
    assert found.events == ()
    assert [[report.record.document for report in one.more] for one in found.evidence] == [["other"]]


def test_reading_a_document_again_brings_nothing(ledger: Ledger) -> None:
    table = {"one 2025-06-02": "India met Russia on 2025-06-01."}
    read_all(ledger, table)
    looked(ledger)
    read_all(ledger, table)
    assert not any(looked(ledger).groups().values())


def test_a_promise_comes_due_by_the_days_that_were_read(ledger: Ledger) -> None:
    read_all(ledger, {"a 2025-01-02": "The Aral project of India and Russia will be signed in 2025-03."})
    looked(ledger)
    read_all(ledger, {"b 2025-05-02": "Egypt thanked Brazil."})
    assert [step.history["name"] for step in looked(ledger).overdue] == ["Aral project"]
    read_all(ledger, {"c 2025-06-02": "Egypt thanked Brazil."})
    assert looked(ledger).overdue == ()


def test_an_empty_ledger_has_nothing_new(ledger: Ledger) -> None:
    found = looked(ledger)
    assert found.since.first
    assert not any(found.groups().values())

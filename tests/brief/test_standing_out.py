"""What a brief puts first: figures, promises, headlines with their bodies, originals before reprints."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comity.brief import markdown, terminal
from comity.brief.figures import direction, is_notable
from comity.brief.findings import Question, find
from comity.brief.model import Brief
from comity.brief.threads import ordinal_word
from comity.ledger import Ledger, LinkedRecord
from comity.linking import link
from comity.linking.happenings import grouped
from comity.pipeline import fingerprint
from comity.records import Document, Event, Figure, Period, Precision, Record, Stage, Status, ThreadKind, checked
from tests.brief.making import LATER, VISIT, actor, event, figure, thread

BY_2025 = Period(None, date(2025, 12, 31), Precision.YEAR, "by 2025")


def measured(measure: str, unit: str = "USD") -> Figure:
    return figure(LATER, "Trade was worth $12 billion in 2020.", "$12 billion", value=12e9, unit=unit, measure=measure)


@pytest.mark.parametrize("measure", ["oil exports to India", "bilateral trade", "S-400 contract", "trade"])
def test_a_measure_that_says_what_is_counted_may_stand_alone(measure: str) -> None:
    assert is_notable(measured(measure))


@pytest.mark.parametrize(
    "measure",
    [
        *("", "most months", "goods worth", "of the total sum", "2021 oil exports", "India bought", "Russian"),
        "contract",
    ],
)
def test_a_fragment_may_not(measure: str) -> None:
    assert not is_notable(measured(measure))


def test_a_bare_percentage_must_say_of_what() -> None:
    assert not is_notable(measured("crude oil", "percent"))
    assert is_notable(measured("share of crude oil", "percent"))


@pytest.mark.parametrize(
    "measure", ["trade", "bilateral trade", "Trade turnover", "mutual investment", "two-way trade in goods", "commerce"]
)
def test_what_goes_both_ways_has_no_arrow(measure: str) -> None:
    between = replace(measured(measure), source="RUS", target="IND")
    assert direction(between) == "India – Russia"
    assert direction(replace(between, target=None)) == "with Russia"


@pytest.mark.parametrize("measure", ["oil exports", "trade deficit", "tariffs on trade", "deliveries", "joint loan"])
def test_what_one_side_gives_or_owes_has_an_arrow(measure: str) -> None:
    given = replace(measured(measure), source="RUS", target="IND")
    assert direction(given) == "Russia → India"
    assert direction(replace(given, target=None)) == "from Russia"


def linked(record: Event, group: str) -> LinkedRecord:
    return LinkedRecord(record, group, None, 1, None, None)


def visit(quote: str, **fields: Any) -> Event:
    sides = [actor(VISIT, "Putin", "RUS")], [actor(VISIT, "New Delhi", "IND")]
    return event(VISIT, quote, "CONSULT", "visited", *sides, **fields)


def test_a_headline_is_one_happening_with_the_dated_event_of_its_text() -> None:
    day = Period(date(2021, 12, 6), date(2021, 12, 6), Precision.DAY, "December 6")
    headline, body = visit("Putin visited New Delhi"), visit("Putin visited New Delhi on December 6.", date=day)
    (one,) = grouped([linked(headline, "a"), linked(body, "b")])
    assert (one.id, one.event, len(one.reports)) == ("b", body, 2)


def test_a_plan_is_not_joined_to_what_took_place() -> None:
    headline, body = visit("Putin visited New Delhi", status=Status.FUTURE), visit(VISIT.text[:38])
    assert len(grouped([linked(headline, "a"), linked(body, "b")])) == 2


def test_a_deadline_does_not_sort_what_happened_into_the_future() -> None:
    (one,) = grouped([linked(visit(VISIT.text[:38], date=BY_2025), "a")])
    assert (one.first, one.period) == (VISIT.published, None)


def test_a_reprint_is_named_with_its_original_and_not_cited(brief: Brief) -> None:
    assert {note.document for note in brief.notes} == {"visit", "later"}
    assert "also printed by Russian leader visits India" in markdown.render(brief)


def test_an_entry_below_sixty_per_cent_is_marked_unsure(tmp_path: Path) -> None:
    told = event(
        LATER,
        "Moscow accused Delhi of delay.",
        "ACCUSE",
        "accused",
        [actor(LATER, "Moscow", "RUS")],
        [actor(LATER, "Delhi", "IND")],
        confidence=0.55,
    )
    found = brief_of(tmp_path, LATER, told)
    assert "unsure, 55%" in terminal.as_text(found)
    assert not found.lead


def test_an_award_is_political_whatever_it_was_given_for(tmp_path: Path) -> None:
    document = replace(VISIT, id="award", text="Russia awarded India a medal for rockets.")
    sides = [actor(document, "Russia", "RUS")], [actor(document, "India", "IND")]
    told = event(document, document.text, "SUPPORT", "awarded", *sides, pillars=("space",))
    assert [section.pillar for section in brief_of(tmp_path, document, told).sections] == ["political"]


def test_a_series_lists_its_sessions_and_what_is_plainly_missing(tmp_path: Path) -> None:
    text = "The 3rd Aral forum met in 2018. The 5th Aral forum met in 2021. The 6th Aral forum is to meet in 2030."
    document = replace(VISIT, id="series", text=text)
    sentences = [sentence.strip(" .") + "." for sentence in text.split(". ")]
    told = ((3, 2018, Status.OCCURRED), (5, 2021, Status.OCCURRED), (6, 2030, Status.FUTURE))
    mentions = []
    for quote, (ordinal, year, status) in zip(sentences, told, strict=True):
        plain = thread(document, quote, "Aral forum", Stage.OPERATIONAL, status=status)
        in_year = Period(date(year, 1, 1), date(year, 12, 31), Precision.YEAR, f"in {year}")
        made = replace(plain, thread_kind=ThreadKind.MECHANISM, ordinal=ordinal, date=in_year)
        mentions.append(checked(made, document))
    (line,) = brief_of(tmp_path, document, *mentions).threads
    assert [words for words, _ in line.sessions] == ["3rd 2018", "5th 2021", "6th (planned for 2030)"]
    assert line.missing == "4th"


@pytest.mark.parametrize(("number", "word"), [(1, "1st"), (2, "2nd"), (11, "11th"), (23, "23rd"), (112, "112th")])
def test_ordinals(number: int, word: str) -> None:
    assert ordinal_word(number) == word


def test_the_terminal_quotes_a_sentence_where_it_is_told_and_cites_in_one_line(brief: Brief) -> None:
    page = terminal.as_text(brief)
    cited = page.split("Cited ")[1].splitlines()[1:]
    assert [line.split("]")[0].strip(" [") for line in cited[: len(brief.notes)]] == [
        str(note.number) for note in brief.notes
    ]
    assert not any("“" in line for line in cited)
    assert all(len(line) <= 100 for line in page.splitlines())


def brief_of(folder: Path, document: Document, *records: Record) -> Brief:
    with Ledger.open(folder / "one.sqlite") as ledger:
        ledger.store(document, list(records), coder_version="made", fingerprint=fingerprint(document))
        link(ledger)
        return find(ledger, Question("IND-RUS"))

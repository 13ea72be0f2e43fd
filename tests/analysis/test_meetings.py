"""Who met whom: each meeting once, plans apart, and the numbered series with their gaps."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.analysis.met import Meeting, Told, meetings_told
from comity.analysis.sessions import gap_words
from comity.brief.wording import when
from comity.ledger import Ledger
from tests.analysis.told import tell

CASES = yaml.safe_load(Path(__file__).with_name("meetings.yaml").read_text(encoding="utf-8"))
_SUMMIT = {"kind": "mechanism", "canonical": "annual summit", "stage": "operational"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["about"]))
def test_meetings(case: dict[str, Any], tmp_path: Path) -> None:
    told = _told(tmp_path, case["documents"])
    assert [_line(one) for one in told.held] == [_expected(line) for line in case["meetings"]]
    assert [_line(one) for one in told.planned] == [_expected(line) for line in case.get("plans", [])]


def _line(one: Meeting) -> tuple[str, str, str, str, int]:
    met = one.met
    day = f"{met.first} to {met.last}" if met.exact and met.first != met.last else when(met.period)
    return day, met.how, met.level, met.place, len(met.reports)


def _expected(line: list[Any]) -> tuple[str, str, str, str, int]:
    day, how, level, place, sentences = line
    return str(day), how, level, place, sentences


def _told(tmp_path: Path, documents: list[dict[str, Any]], **asked: Any) -> Told:
    with Ledger.open(tmp_path / "told.sqlite") as ledger:
        tell(ledger, documents)
        return meetings_told(ledger, "IND-RUS", **asked)


def _summit(number: int, day: str, city: str) -> dict[str, Any]:
    name = f"{number}th annual summit"
    text = f"Modi and Putin held the {name} in {city} on {day}."
    people = {"IND": ["Modi", "head of government"], "RUS": ["Putin", "head of state"]}
    return {
        "id": f"s{number}",
        "published": day,
        "says": [
            {
                "text": text,
                "events": [{"trigger": "held", "by": people, "day": [day, day]}],
                "threads": [{"name": name, "ordinal": number, "status": "ongoing", **_SUMMIT}],
            }
        ],
    }


SUMMITS = [
    _summit(15, "2014-12-11", "New Delhi"),
    _summit(18, "2017-06-01", "Moscow"),
    _summit(20, "2020-09-05", "Moscow"),
]


def test_a_series_is_told_by_number_with_year_and_place(tmp_path: Path) -> None:
    (series,) = _told(tmp_path, SUMMITS).series
    told = [(session.ordinal, session.year, session.place, session.held) for session in series.sessions]
    assert told == [(15, 2014, "New Delhi", True), (18, 2017, "Moscow", True), (20, 2020, "Moscow", True)]
    assert series.name == "annual summit"


def test_numbers_that_nobody_names_are_gaps_with_the_years_they_would_have_been(tmp_path: Path) -> None:
    (series,) = _told(tmp_path, SUMMITS).series
    assert [gap_words(gap) for gap in series.gaps] == [
        "the 16th to 17th are not in what was read; they would have been from 2015 to 2016",
        "the 19th is not in what was read; it would have been in 2018 or 2019",
    ]


def test_a_session_of_which_no_event_was_coded_takes_its_day_from_a_report_of_those_days(tmp_path: Path) -> None:
    documents = [
        {
            "id": "first",
            "published": "2024-07-10",
            "says": [
                {
                    "text": "It was the 22nd annual summit.",
                    "threads": [{"name": "22nd annual summit", "ordinal": 22, "status": "ongoing", **_SUMMIT}],
                }
            ],
        },
        {
            "id": "second",
            "published": "2024-07-12",
            "says": [
                {
                    "text": "Their annual summit ended on Tuesday.",
                    "threads": [
                        {"name": "annual summit", "status": "ongoing", "day": ["Tuesday", "2024-07-09"], **_SUMMIT}
                    ],
                }
            ],
        },
    ]
    (series,) = _told(tmp_path, documents).series
    assert [(session.ordinal, session.year) for session in series.sessions] == [(22, 2024)]


def test_each_meeting_has_its_sentence_with_document_and_publisher(tmp_path: Path) -> None:
    (one,) = _told(tmp_path, CASES[0]["documents"]).held
    assert (one.said[0].document, one.said[0].publisher) == ("release", "Delhi Wire")
    assert one.said[0].quote == "Vladimir Putin had a telephone conversation with Narendra Modi."


def test_a_level_and_a_stretch_of_days_may_be_asked_for(tmp_path: Path) -> None:
    documents = next(case for case in CASES if "session on the day" in case["about"])["documents"]
    assert [one.met.level for one in _told(tmp_path, documents, level="ministers").held] == ["ministers"]
    with Ledger.open(tmp_path / "told.sqlite") as ledger:
        assert not meetings_told(ledger, "IND-RUS", since=date(2025, 1, 1)).held


def test_a_plan_of_the_past_that_nobody_reports_is_marked(tmp_path: Path) -> None:
    documents = [
        *next(case for case in CASES if "plan is told apart" in case["about"])["documents"],
        {"id": "later", "published": "2024-01-01", "says": [{"text": "Nothing happened."}]},
    ]
    (plan,) = _told(tmp_path, documents).planned
    assert plan.passed

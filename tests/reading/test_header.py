"""What stands above a text: header lines, front matter, a date line, a title."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.reading.header import first_line_title, leading_date, split_header
from comity.records import PublishedBasis

from .conftest import ReadOne

BODY = "Norway and Chile signed a fisheries treaty on Tuesday. It enters into force in May."
CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "dates.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["line"] for case in CASES])
def test_leading_date_line(case: dict[str, Any]) -> None:
    found = leading_date(f"{case['line']}\n\n{BODY}")
    assert (found.published if found else None) == case["day"]
    if found:
        assert (found.bare is not None) == case["bare"]


def test_a_date_line_may_stand_below_the_title() -> None:
    found = leading_date(f"A Treaty on Fish\n\n3 March 2009\n\n{BODY}")
    assert found is not None
    assert found.published == date(2009, 3, 3)


def test_no_date_is_taken_from_below_the_first_prose() -> None:
    assert leading_date(f"{BODY}\n\n3 March 2009\n\n{BODY}") is None


def test_a_bare_date_line_leaves_the_text(read_one: ReadOne) -> None:
    document = read_one(f" date 2009-03-03 \n\n\n{BODY}\n")
    assert document.text == BODY
    assert (document.published, document.published_basis) == (date(2009, 3, 3), PublishedBasis.LEADING_LINE)


def test_a_dateline_stays_in_the_text(read_one: ReadOne) -> None:
    document = read_one(f"Oslo, 3 March 2009\n\n{BODY}")
    assert document.text == f"Oslo, 3 March 2009\n\n{BODY}"
    assert document.published == date(2009, 3, 3)


def test_the_option_wins_and_a_line_that_says_otherwise_stays(read_one: ReadOne) -> None:
    document = read_one(f"2009-03-03\n\n{BODY}", published=date(2010, 1, 1))
    assert (document.published, document.published_basis) == (date(2010, 1, 1), PublishedBasis.OPTION)
    assert document.text.startswith("2009-03-03")


def test_an_unknown_date_stays_unknown(read_one: ReadOne) -> None:
    document = read_one(BODY)
    assert (document.published, document.published_basis) == (None, PublishedBasis.UNKNOWN)


def test_header_lines_are_metadata_and_leave_the_text(read_one: ReadOne) -> None:
    document = read_one(
        "Title: Fish and Friendship\nPublisher: Fjord Times\nURL: https://example.org/fish\nDate: 3 March 2009\n\n"
        + BODY
    )
    assert document.text == BODY
    assert document.title == "Fish and Friendship"
    assert document.publisher == "Fjord Times"
    assert document.url == "https://example.org/fish"
    assert (document.published, document.published_basis) == (date(2009, 3, 3), PublishedBasis.LEADING_LINE)


def test_front_matter_is_metadata(read_one: ReadOne) -> None:
    front = "---\ntitle: 'Fish: a treaty'\nsource: Fjord Times\ndate: 2009-03-03\ntags: [fish]\n---\n"
    document = read_one(front + BODY, "file.md")
    assert document.text == BODY
    assert document.title == "Fish: a treaty"
    assert document.publisher == "Fjord Times"
    assert (document.published, document.published_basis) == (date(2009, 3, 3), PublishedBasis.METADATA)


@pytest.mark.parametrize(
    "text",
    [
        f"Vladimir Ivanov: Good morning, colleagues.\n\n{BODY}",
        f"Agenda: fish\n\n{BODY}",
        f"Date: to be announced\n\n{BODY}",
        f"---\n\n{BODY}",
        f"Author: Somebody\n\n{BODY}",
    ],
)
def test_what_is_no_header_stays(text: str) -> None:
    assert split_header(text).text == text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"A Treaty on Fish\n\n{BODY}", "A Treaty on Fish"),
        (f"“Frank” Talks in Oslo\n\n{BODY}", "“Frank” Talks in Oslo"),
        (f"{BODY}\n\n{BODY}", None),
        (f"A Treaty on Fish\n{BODY}", None),
        (f"Oslo, 3 March 2009\n\n{BODY}", None),
        (f"FISH\n\n{BODY}", None),
        ("A Treaty on Fish", None),
    ],
)
def test_a_line_that_stands_alone_on_top_is_the_title(text: str, title: str | None) -> None:
    assert first_line_title(text) == title


def test_the_title_stays_in_the_text(read_one: ReadOne) -> None:
    document = read_one(f"A Treaty on Fish\n\n2009-03-03\n\n{BODY}")
    assert document.title == "A Treaty on Fish"
    assert document.text == f"A Treaty on Fish\n\n{BODY}"


@pytest.mark.parametrize("kind", ["PRESS RELEASE", "Press release", "COMMUNIQUÉ", "News", "FOR IMMEDIATE RELEASE"])
def test_what_kind_of_paper_it_is_is_no_title(kind: str) -> None:
    text = f"{kind}\n\nMinisters Meet in Oslo\n\nThe ministers met on Friday."
    assert first_line_title(text) == "Ministers Meet in Oslo"

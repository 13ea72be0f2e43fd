"""PDF: the text layer as paragraphs, and clear refusals."""

from __future__ import annotations

from datetime import date

import pytest

from comity.records import PublishedBasis

from .conftest import ReadOne, RefuseOne
from .pdf_file import encrypted, make_pdf, with_properties

LINES = [
    "A Treaty on Fish",
    "3 March 2009",
    "Norway and Chile signed a fisheries treaty on Tuesday after four years of negotia-",
    "tions in which scientists of both sides took part, the Norwegian ministry said in a",
    "statement.",
    "The treaty enters into force in May.",
]


def test_lines_become_paragraphs(read_one: ReadOne) -> None:
    document = read_one(make_pdf([LINES]), "treaty.pdf")
    assert document.text == (
        "A Treaty on Fish\n\nNorway and Chile signed a fisheries treaty on Tuesday after four years of negotiations "
        "in which scientists of both sides took part, the Norwegian ministry said in a statement.\n\n"
        "The treaty enters into force in May."
    )
    assert document.title == "A Treaty on Fish"
    assert (document.published, document.published_basis) == (date(2009, 3, 3), PublishedBasis.LEADING_LINE)


def test_the_day_a_file_was_made_is_not_the_day_of_publication(read_one: ReadOne) -> None:
    document = read_one(with_properties(make_pdf([LINES[2:]]), "treaty_final_v3"), "treaty.pdf")
    assert document.published is None
    assert document.title is None


def test_a_title_in_the_properties_counts_if_the_page_shows_it(read_one: ReadOne) -> None:
    assert read_one(with_properties(make_pdf([LINES]), "a treaty on fish"), "x.pdf").title == "a treaty on fish"


def test_content_tells_pdf_whatever_the_name(read_one: ReadOne) -> None:
    assert read_one(make_pdf([LINES]), "treaty.txt").text.startswith("A Treaty")


def test_an_encrypted_pdf_is_refused(refuse_one: RefuseOne) -> None:
    assert "encrypted" in refuse_one(encrypted(make_pdf([LINES]), "secret"), "treaty.pdf").reason


def test_a_pdf_that_opens_without_a_password_is_read(read_one: ReadOne) -> None:
    assert read_one(encrypted(make_pdf([LINES]), ""), "treaty.pdf").text.startswith("A Treaty")


def test_a_scan_is_refused(refuse_one: RefuseOne) -> None:
    assert "OCR" in refuse_one(make_pdf([[], []]), "scan.pdf").reason


@pytest.mark.parametrize("kept", [30, 200, 600])
def test_a_damaged_pdf_is_refused_or_read_but_never_breaks(refuse_one: RefuseOne, kept: int) -> None:
    assert "PDF" in refuse_one(make_pdf([LINES])[:kept], "cut.pdf").reason

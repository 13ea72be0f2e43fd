"""Markdown: markup goes; headings, list items and table rows stay recognisable as lines."""

from __future__ import annotations

import pytest

from .conftest import ReadOne


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("## Trade\nIt grew.", "Trade\n\nIt grew."),
        ("Trade\n=====\n\nIt grew.", "Trade\n\nIt grew."),
        ("It **grew** by _five_ `percent`.", "It grew by five percent."),
        ("See [the treaty](https://example.org/t) and ![map](map.png)here.", "See the treaty and here."),
        ("* one\n* two\n\nAfter.", "- one\n- two\n\nAfter."),
        ("3. one\n4. two", "3. one\n4. two"),
        ("> They said\n> so.", "They said\nso."),
        ("| Year | Cost |\n|---|---|\n| 2020 | 5 |", "Year | Cost\n2020 | 5"),
        ("One.\n\n---\n\nTwo.", "One.\n\nTwo."),
        ("One.[^1]\n\nTwo.", "One.\n\nTwo."),
        ("One <b>bold</b> word.<!-- note -->", "One bold word."),
        ("```\nplain\n```\n\nAfter.", "plain\n\nAfter."),
        (r"5 \* 6, AT&amp;T", "5 * 6, AT&T"),
    ],
)
def test_markup(read_one: ReadOne, markup: str, text: str) -> None:
    assert read_one(markup, "file.md").text == text


def test_the_first_heading_is_the_title_and_stays(read_one: ReadOne) -> None:
    document = read_one("# Fish and *Friendship*\n\nThey signed.\n\n## Later\n\nMore.", "file.md")
    assert document.title == "Fish and Friendship"
    assert document.text == "Fish and Friendship\n\nThey signed.\n\nLater\n\nMore."


def test_a_heading_tells_markdown_without_a_name(read_one: ReadOne) -> None:
    assert read_one("# Fish\n\nThey signed.", "file").text == "Fish\n\nThey signed."


def test_a_text_file_is_not_taken_for_markdown(read_one: ReadOne) -> None:
    assert read_one("# 5 is *not* a heading", "file.txt").text == "# 5 is *not* a heading"

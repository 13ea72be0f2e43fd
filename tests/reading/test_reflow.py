"""Lines of printed pages become paragraphs again."""

from __future__ import annotations

import pytest

from comity.reading import tidy
from comity.reading.reflow import reflow

FULL = "The two governments agreed on Friday that their navies would hold an exercise"


@pytest.mark.parametrize(
    ("end", "start", "joined"),
    [
        ("after long negotia-", "tions", "negotiations"),
        ("a first-", "class result", "first-class result"),
        ("with the Franco-", "German brigade", "Franco-German brigade"),
        ("with the Type-", "45 destroyer", "Type-45 destroyer"),
        ("at the sea-", "side", "seaside"),
    ],
)
def test_words_broken_at_the_end_of_a_line(end: str, start: str, joined: str) -> None:
    assert joined in reflow([f"{FULL}\n{FULL} {end}\n{start} of this year."])


def test_a_compound_that_the_text_spells_with_a_hyphen_keeps_it() -> None:
    pages = [f"{FULL}\n{FULL} of minesweepers, co-\noperation among crews.\nIts co-operation clause is new."]
    assert "minesweepers, co-operation among" in reflow(pages)


def test_items_stay_on_lines_of_their_own() -> None:
    text = tidy(reflow([f"{FULL}\nin these waters:\n• off the northern coast\n• in the southern strait\n{FULL}."]))
    assert "in these waters:\n\n• off the northern coast\n• in the southern strait" in text


def test_a_heading_is_not_joined_to_what_stands_around_it() -> None:
    text = tidy(reflow([f"{FULL}.\nWhat Comes Next\n{FULL}\nin the spring."]))
    assert text.split("\n\n")[1] == "What Comes Next"


def test_page_numbers_and_running_heads_are_dropped_and_the_sentence_goes_on() -> None:
    body = [f"{word} {FULL}\nand {word.lower()} {FULL}" for word in ("Once", "Twice", "Often", "Seldom")]
    pages = [f"Naval Review 2011\n{lines}\n{number}" for number, lines in enumerate(body, 1)]
    assert tidy(reflow(pages)) == " ".join(body).replace("\n", " ")


def test_a_blank_line_ends_a_paragraph() -> None:
    assert tidy(reflow([f"{FULL}\n\n{FULL}"])) == f"{FULL}\n\n{FULL}"


def test_a_heading_in_capitals_is_a_paragraph_of_its_own() -> None:
    pages = [f"{FULL}\nANSWER\nThe plant has two units."]
    assert tidy(reflow(pages)) == f"{FULL}\n\nANSWER\n\nThe plant has two units."

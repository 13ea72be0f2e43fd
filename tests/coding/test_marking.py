"""How a pair is shown to the model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.coding.learned.marking import MARKS, SPECIAL, marked, original

TEXT = "Latvia has ordered two consular officers of Belarus to leave by Friday."


def test_source_target_and_trigger_stand_between_their_marks() -> None:
    shown = marked(TEXT, (0, 6), (44, 51), (11, 18))
    assert shown.split("[unused1]")[1].split("[unused2]")[0].strip() == "Latvia"
    assert shown.split("[unused3]")[1].split("[unused4]")[0].strip() == "Belarus"
    assert shown.split("[unused5]")[1].split("[unused6]")[0].strip() == "ordered"


def test_without_a_trigger_there_are_no_marks_for_one() -> None:
    assert MARKS[2][0] not in marked(TEXT, (0, 6), (44, 51))


def test_a_long_text_is_cut_around_the_pair() -> None:
    text = "Nothing of note. " * 60 + TEXT + " Nothing of note." * 60
    at = text.index("Latvia")
    shown = marked(text, (at, at + 6), (at + 44, at + 51))
    assert len(shown) < 600
    assert "Latvia" in shown and "Belarus" in shown and "ordered" in shown


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, tuple[int, int], tuple[int, int]]:
    words = draw(st.lists(st.text("abcdefg", min_size=1, max_size=9), min_size=3, max_size=140))
    text = " ".join(words)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    first, second = (cuts[0], max(cuts[1], cuts[0] + 1)), (max(cuts[2], cuts[1]), max(cuts[3], cuts[2] + 1))
    spans = (first, second) if draw(st.booleans()) else (second, first)
    return text, (spans[0][0], min(spans[0][1], len(text))), (spans[1][0], min(spans[1][1], len(text)))


@given(texts_with_spans())
def test_every_mark_stands_once_and_what_is_shown_is_the_text(
    case: tuple[str, tuple[int, int], tuple[int, int]],
) -> None:
    text, source, target = case
    shown = marked(text, source, target)
    for mark in SPECIAL[:4]:
        assert shown.count(mark) == 1
    bare = shown
    for mark in SPECIAL[:4]:
        bare = bare.replace(f" {mark} ", "")
    assert bare in text


@given(texts_with_spans(), st.data())
def test_a_place_in_what_is_shown_leads_back_to_the_text(
    case: tuple[str, tuple[int, int], tuple[int, int]], data: st.DataObject
) -> None:
    text, source, target = case
    shown = marked(text, source, target)
    at = data.draw(st.integers(0, len(shown) - 1))
    if shown[at] in "abcdefg" and not any(
        start <= at < start + len(mark) for mark in SPECIAL for start in [shown.find(mark)] if start >= 0
    ):
        assert text[original(text, (source, target), at)] == shown[at]


@pytest.mark.parametrize("mark", SPECIAL)
def test_marks_are_no_words_of_any_text(mark: str) -> None:
    assert mark.startswith("[unused")

"""White space is tidied once; letters are never touched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.reading import tidy

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"

ODD = st.text(
    alphabet=st.one_of(
        st.sampled_from(" \t\n\r\x0b\x0c\x85\xa0\u2003\u2028\u2029\u3000\u200b\u200c\u200d\ufeff\u00ad\u202e\x00\x1c"),
        st.sampled_from(
            "aé\u0301ßЖİıﬁ①½한漢क्षمی‌هاא\u05b0\U0001f469\U0001f3fd\u2764\ufe0f\U0001f3f4\U000e0067\U000e007f"
        ),
        st.characters(),
    ),
    max_size=80,
)


@given(ODD)
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(ODD)
def test_every_letter_digit_mark_and_sign_stays_in_its_place(text: str) -> None:
    def visible(of: str) -> list[str]:
        return [sign for sign in of if unicodedata.category(sign)[0] in "LNMPS"]

    assert visible(tidy(text)) == visible(text)


@given(ODD)
def test_tidy_text_has_one_kind_of_blank_and_of_line_end(text: str) -> None:
    tidied = tidy(text)
    assert not any(sign.isspace() and sign not in " \n" for sign in tidied)
    assert "\n\n\n" not in tidied
    assert " \n" not in tidied
    assert tidied == tidied.strip()
    assert all(not line.lstrip(" ").count("  ") for line in tidied.split("\n"))


@pytest.mark.parametrize(
    ("raw", "tidied"),
    [
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree"),
        ("one\n\n \t\n\n\ntwo", "one\n\ntwo"),
        ("a\tb\xa0c\u2009\u202fd", "a b c d"),
        ("\ufeffone \u200btwo\u00ad\x07", "one two"),
        ("one\u2028two\u2029three", "one\ntwo\n\nthree"),
        ("   all lines\n   are indented", "all lines\nare indented"),
        ("wire copy\nruns on\n   New paragraph\ngoes on", "wire copy\nruns on\n    New paragraph\ngoes on"),
        ("left \u202eright\u202c to left", "left right to left"),
        ("", ""),
        (" \n\t\n", ""),
    ],
)
def test_white_space(raw: str, tidied: str) -> None:
    assert tidy(raw) == tidied


@pytest.mark.parametrize(
    "text",
    [
        FAMILY,
        SCOTLAND,
        "\u2764\ufe0f\u200d\U0001f525",
        "می\u200cخواهم",
        "क्\u200dष",
        "cafe\u0301",
        "\u212b ﬁ ① ½",
        "שלום עולם، مرحبا",
    ],
)
def test_what_scripts_and_emoji_need_survives(text: str) -> None:
    assert tidy(text) == text


@pytest.mark.parametrize("text", ["in\u200cvisible", "zero\u200d", "hidden\U000e0068\U000e0069 words"])
def test_joiners_and_tags_that_nothing_needs_are_dropped(text: str) -> None:
    assert tidy(text).isascii()

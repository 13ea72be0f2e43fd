"""Reprints are known by content and by near content, the same in every process."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.reading.reprints import SHORTEST, ReprintIndex, same_text_key, signature, similarity
from comity.records import Document

SUBJECTS = ("Norway", "Chile", "Ghana", "Laos", "Malta", "Peru", "Oman", "Togo", "Fiji", "Nepal")
VERBS = ("praised", "questioned", "studied", "signed", "amended", "welcomed", "recalled")
OBJECTS = ("the fisheries treaty", "a harbour project", "its own proposal", "the joint survey", "an earlier pledge")


def story(seed: int, sentences: int = 20) -> str:
    """A text of about five words a sentence; different seeds share few sequences of words."""
    told = []
    for at in range(sentences):
        turn = seed * 31 + at * (seed % 7 + 3)
        told.append(
            f"{SUBJECTS[turn % 10]} {VERBS[turn * 3 % 7]} {OBJECTS[(turn + at) % 5]} "
            f"after {SUBJECTS[(turn + 3 + at) % 10]}."
        )
    return " ".join(told)


def indexed(*texts: str) -> list[str | None]:
    index = ReprintIndex()
    return [index.add(Document(id=f"D{at}", text=text)) for at, text in enumerate(texts)]


def test_case_white_space_and_punctuation_do_not_make_another_text() -> None:
    text = story(1)
    assert indexed(text, text.upper().replace(".", " !\n\n")) == [None, "D0"]


def test_a_cut_copy_is_a_reprint() -> None:
    assert indexed(story(1, 40), "(Agency) " + story(1, 37)) == [None, "D0"]


def test_another_story_is_not() -> None:
    assert indexed(story(1), story(2), story(4)) == [None, None, None]


def test_the_same_form_with_another_number_is_not() -> None:
    notice = story(1, 15) + " The decree takes effect for the {}th brigade. " + story(1, 30)
    assert indexed(notice.format(155), notice.format(126)) == [None, None]
    assert indexed(notice.format(155), notice.replace("{}th ", "")) == [None, "D0"]


def test_short_texts_are_known_by_their_key_alone() -> None:
    short = " ".join(story(1).split()[: SHORTEST - 1])
    assert signature(short) == b""
    assert indexed(short, short.upper(), short + " Again") == [None, "D0", None]


def test_the_most_similar_of_several_is_named() -> None:
    whole = story(1, 60)
    assert indexed(story(1, 54), whole, whole + " End.") == [None, "D0", "D1"]


def test_an_index_restored_from_signatures_decides_alike() -> None:
    texts = [story(1, 40), story(2, 40), story(1, 37), story(2, 40).upper(), story(5)]
    index = ReprintIndex()
    restored = [index.add_signature(f"D{at}", same_text_key(text), signature(text)) for at, text in enumerate(texts)]
    assert restored == indexed(*texts) == [None, None, "D0", "D1", None]
    assert len(index) == 5


def test_matches_do_not_depend_on_the_order() -> None:
    texts = {f"D{at}": story(1, 30 + at) for at in range(6)}

    def pairs(order: list[str]) -> set[frozenset[str]]:
        index, found = ReprintIndex(), set()
        for key in order:
            print_of = (same_text_key(texts[key]), signature(texts[key]))
            found |= {frozenset({key, match.id}) for match in index.matches(*print_of)}
            index.add_signature(key, *print_of)
        return found

    assert pairs(sorted(texts)) == pairs(sorted(texts, reverse=True))


def test_long_texts_are_compared_by_a_fair_sample() -> None:
    letters = str.maketrans("0123456789", "abcdefghij")
    words = [str(number * 7919 % 100_003).translate(letters) for number in range(6000)]
    one, other = signature(" ".join(words)), signature(" ".join(words[:5400]))
    assert len(one) == len(other) == 2 + 4 * 1024
    assert similarity(one, other) == pytest.approx(0.9, abs=0.03)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Two Sides met.", "the two\u00a0sides  met", True),
        ("caf\u00e9 talks", "cafe\u0301 talks", True),
        ("rose 1.5 per cent", "rose 15 per cent", False),
        ("rose 1 1/2 points", "rose 11/2 points", False),
        ("का", "के", False),
    ],
)
def test_same_text_key(one: str, other: str, same: bool) -> None:
    assert (same_text_key(one) == same_text_key(other)) is same


@given(st.text())
def test_any_text_has_a_key_and_a_signature(text: str) -> None:
    assert len(same_text_key(text)) == 32
    assert len(signature(text)) <= 2 + 4 * (1024 + 64)


def test_signatures_are_the_same_in_another_process() -> None:
    code = "import sys; from comity.reading.reprints import signature; print(signature(sys.stdin.read()).hex())"
    other = subprocess.run([sys.executable, "-c", code], input=story(3), capture_output=True, text=True, check=True)
    assert other.stdout.strip() == signature(story(3)).hex()

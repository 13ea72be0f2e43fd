"""The probes: pairs rewritten in one respect, whose marks still mark what they marked, or what stands for it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.evaluation.pairs import Pair
from comity.evaluation.probes import NEUTRAL, PROBES, Kept, Probe, bare, kept, one_way, shuffled, swapped, unnamed

TEXT = "On Monday Chile's envoy thanked Peru, his host, for the help."
PAIR = Pair("P", TEXT, (10, 15), (32, 36), "SUPPORT")
WORDS = st.text(alphabet="abé ,.'\n’", max_size=24)
NAMES = st.text(alphabet="XYé -", min_size=1, max_size=9)


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """Any text with two marked spans apart, in either order."""
    before, first, between, second, after = (draw(each) for each in (WORDS, NAMES, WORDS, NAMES, WORDS))
    a = (len(before), len(before) + len(first))
    b = (a[1] + len(between), a[1] + len(between) + len(second))
    spans = (a, b) if draw(st.booleans()) else (b, a)
    return Pair("P", before + first + between + second + after, *spans)


@st.composite
def overlapping(draw: st.DrawFn) -> Pair:
    """Any text with two spans that share a character."""
    text = draw(st.text(alphabet="ab é", min_size=1, max_size=20))
    at = draw(st.integers(0, len(text) - 1))
    spans = [(draw(st.integers(0, at)), draw(st.integers(at + 1, len(text)))) for _ in range(2)]
    return Pair("P", text, spans[0], spans[1])


def marks(pair: Pair) -> tuple[str, str]:
    return pair.text[slice(*pair.source)], pair.text[slice(*pair.target)]


@pytest.mark.parametrize("probe", PROBES, ids=[probe.name for probe in PROBES])
@settings(deadline=None)
@given(pair=st.one_of(pairs(), overlapping()))
def test_spans_stay_in_the_text_and_a_probe_asks_the_same_each_time(probe: Probe, pair: Pair) -> None:
    again = probe.rewrite(pair)
    assert again == probe.rewrite(pair)
    assert (again.id, again.type) == (pair.id, pair.type)
    for start, end in (again.source, again.target):
        assert 0 <= start < end <= len(again.text)


@settings(deadline=None)
@given(st.one_of(pairs(), overlapping()))
def test_swapping_exchanges_the_marks_alone(pair: Pair) -> None:
    assert swapped(pair).text == pair.text
    assert marks(swapped(pair)) == marks(pair)[::-1]
    assert swapped(swapped(pair)) == pair


@settings(deadline=None)
@given(st.one_of(pairs(), overlapping()))
def test_shuffling_keeps_the_marks_their_order_and_all_words(pair: Pair) -> None:
    again = shuffled(pair)
    assert marks(again) == marks(pair)
    assert (again.source < again.target) == (pair.source < pair.target)
    assert sorted(again.text) == sorted(pair.text)


def test_shuffling_leaves_what_is_joined_to_a_mark() -> None:
    again = shuffled(PAIR)
    assert "Chile's " in again.text
    assert "Peru, " in again.text
    assert again.text != PAIR.text
    assert sorted(again.text.split()) == sorted(TEXT.split())


@settings(deadline=None)
@given(pairs())
def test_names_are_taken_from_the_marks_alone(pair: Pair) -> None:
    again = unnamed(pair)
    assert marks(again) == NEUTRAL
    (a, b), (c, d) = sorted((pair.source, pair.target))
    (e, f), (g, h) = sorted((again.source, again.target))
    assert (again.text[:e], again.text[f:g], again.text[h:]) == (pair.text[:a], pair.text[b:c], pair.text[d:])


@settings(deadline=None)
@given(overlapping())
def test_names_stay_where_the_marks_overlap(pair: Pair) -> None:
    assert unnamed(pair) == pair


@settings(deadline=None)
@given(pairs())
def test_names_alone_are_left_in_their_order(pair: Pair) -> None:
    again = bare(pair)
    assert marks(again) == marks(pair)
    first, second = marks(pair) if pair.source < pair.target else marks(pair)[::-1]
    assert again.text == f"{first}, {second}"


@settings(deadline=None)
@given(overlapping())
def test_of_overlapping_marks_their_union_is_left(pair: Pair) -> None:
    assert marks(bare(pair)) == marks(pair)


def test_what_a_probe_changes_is_counted_against_the_gold() -> None:
    gold = [Pair(i, TEXT, (10, 15), (32, 36), kind) for i, kind in enumerate(("YIELD", "AID", "AID", "ACCUSE"))]
    found = kept(gold, ["CONCEDE", "AID", "AGREE", "ACCUSE"], ["RETREAT", "SUPPORT", "AID", "ACCUSE"])
    assert found == Kept(pairs=4, same=2, right_before=3, right_after=3)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("ACCUSE", True), ("YIELD", True), ("CONSULT", False), ("COOPERATE", False), ("AGREE", False), (None, False)],
)
def test_which_types_are_one_way(kind: str | None, expected: bool) -> None:
    assert one_way(Pair("P", TEXT, (10, 15), (32, 36), kind)) is expected

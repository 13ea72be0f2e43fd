"""The two tables that matching reads besides those of the actors: phrases that are no actor, and cue words."""

from __future__ import annotations

from collections import Counter

import pytest

from comity.actors import tables
from comity.actors.cues import cue
from comity.errors import ComityError


def test_every_phrase_that_is_no_actor_says_what_it_is() -> None:
    assert all(row["phrase"].strip() and row["meaning"].strip() for row in tables.rows("not_actors"))


def test_no_phrase_that_is_no_actor_stands_twice() -> None:
    counts = Counter(row["phrase"] for row in tables.rows("not_actors"))
    assert [phrase for phrase, count in counts.items() if count > 1] == []


def test_no_phrase_that_is_no_actor_is_the_name_of_a_state() -> None:
    names = {name for state in tables.states().values() for name in state.all_names if state.kind == "member"}
    assert [row["phrase"] for row in tables.rows("not_actors") if row["phrase"] in names] == []


def test_cue_words_are_in_lower_case_and_explained() -> None:
    for row in tables.rows("cues"):
        assert row["words"] == row["words"].lower()
        assert row["meaning"]


def test_no_cue_stands_twice() -> None:
    counts = Counter(row["cue"] for row in tables.rows("cues"))
    assert max(counts.values()) == 1


def test_an_unknown_cue_says_where_to_add_it() -> None:
    with pytest.raises(ComityError, match=r"cues\.csv"):
        cue("no such cue")

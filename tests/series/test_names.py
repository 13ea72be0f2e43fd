"""Names of states in statistics (`names.yaml`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.actors import tables
from comity.errors import UnknownPartyError
from comity.series.names import NOT_A_STATE, not_a_state, spellings, state

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "names.yaml").read_text(encoding="utf-8"))
SPELT = [(code, name) for code, names in CASES["states"].items() for name in names]
# ISO 3166-1 has codes for places without people or government, which the tables of actors leave out.
NO_ACTORS = {"ATF", "BES", "BVT", "CCK", "CXR", "HMD", "UMI", "WLF", "BLM", "MAF", "SGS", "SPM"}


@pytest.mark.parametrize(("code", "name"), SPELT)
def test_states_are_known_however_statistics_spell_them(code: str, name: str) -> None:
    assert state(name) == code


@pytest.mark.parametrize("name", CASES["not states"])
def test_names_of_no_state_are_known_as_such(name: str) -> None:
    assert not_a_state(name)
    with pytest.raises(UnknownPartyError):
        state(name)


@pytest.mark.parametrize(("name", "suggested"), CASES["unknown"].items())
def test_unknown_names_are_refused_with_suggestions(name: str, suggested: str | None) -> None:
    assert not not_a_state(name)
    with pytest.raises(UnknownPartyError) as refused:
        state(name)
    assert suggested is None or suggested in refused.value.suggestions


def test_every_state_is_known_by_all_its_own_names_but_those_of_two() -> None:
    for one in tables.states().values():
        if one.kind != "former" and one.code not in {"COD"}:  # "Congo", which statistics use for the other
            assert {state(name) for name in one.all_names if name != "West Bank and Gaza"} == {one.code}


def test_a_state_that_was_carried_on_is_its_successor_and_others_keep_their_code() -> None:
    assert state("Soviet Union") == "RUS"
    assert state("East Germany") == "DDR"


def test_the_table_of_spellings_has_codes_that_are_known() -> None:
    known = {*tables.states(), *tables.igos(), *NO_ACTORS, "WLD", NOT_A_STATE}
    assert set(spellings().values()) <= known

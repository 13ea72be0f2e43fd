"""The codebook: PLOVER's types, their modes, scores and CAMEO codes, and the pillars and stages of the glossary."""

from __future__ import annotations

import re

import pytest

from comity.records import Stage
from comity.records.pillars import pillars
from comity.records.plover import EventType, Quad, codebook
from comity.records.stages import stage_cues, stages

TYPES = codebook().types
EVERY_TYPE = pytest.mark.parametrize("entry", TYPES.values(), ids=TYPES.keys())
COOPERATION = {Quad.VERBAL_COOPERATION, Quad.MATERIAL_COOPERATION}
VERBAL = {Quad.VERBAL_COOPERATION, Quad.VERBAL_CONFLICT}

QUADS = {
    Quad.VERBAL_COOPERATION: {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    Quad.MATERIAL_COOPERATION: {"COOPERATE", "AID", "RETREAT"},
    Quad.VERBAL_CONFLICT: {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    Quad.MATERIAL_CONFLICT: {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}


def test_the_sixteen_types_stand_in_their_quadrants() -> None:
    found: dict[Quad, set[str]] = {}
    for name, entry in TYPES.items():
        found.setdefault(entry.quad, set()).add(name)
    assert found == QUADS
    assert len(TYPES) == 16


@EVERY_TYPE
def test_every_type_and_mode_is_defined_in_a_sentence(entry: EventType) -> None:
    for definition in (entry.definition, *(mode.definition for mode in entry.modes.values())):
        assert re.fullmatch(r"[A-Z].+\.", definition)


@EVERY_TYPE
def test_scores_are_in_range_and_of_the_sign_of_their_quadrant(entry: EventType) -> None:
    sign = 1 if entry.quad in COOPERATION else -1
    assert 0 < sign * entry.score <= 10
    for mode in entry.modes.values():
        assert 0 <= sign * mode.score <= 10, mode.name
        assert entry.score_of(mode.name) == mode.score
    assert entry.score_of(None) == entry.score


@EVERY_TYPE
def test_cameo_codes_are_well_formed_and_of_the_side_of_their_quadrant(entry: EventType) -> None:
    """CAMEO's roots 01 to 08 are cooperation and 09 to 20 conflict."""
    for code in (entry.cameo, *(mode.cameo for mode in entry.modes.values())):
        assert re.fullmatch(r"(0[1-9]|1\d|20)\d{1,2}", code)
        assert (int(code[:2]) <= 8) == (entry.quad in COOPERATION), code
    assert entry.cameo_of(None) == entry.cameo


@EVERY_TYPE
def test_modes_are_named_in_lower_case_and_belong_to_their_type_alone(entry: EventType) -> None:
    for name, mode in entry.modes.items():
        assert mode.name == name
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    with pytest.raises(KeyError):
        entry.score_of("no such mode")


def test_what_the_graver_deed_scores() -> None:
    """Words weigh less than deeds, on the side of conflict, and force weighs most."""
    conflict = {name: entry.score for name, entry in TYPES.items() if entry.quad not in COOPERATION}
    assert min(conflict, key=lambda name: conflict[name]) == "ASSAULT"
    words = [score for name, score in conflict.items() if TYPES[name].quad in VERBAL]
    deeds = [score for name, score in conflict.items() if TYPES[name].quad not in VERBAL]
    assert min(words) >= max(deeds)


def test_only_what_both_sides_do_alike_is_symmetric() -> None:
    assert {name for name, entry in TYPES.items() if entry.symmetric} == {"CONSULT", "COOPERATE"}


def test_contexts_are_named_and_defined() -> None:
    for name, definition in codebook().contexts.items():
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", name)
        assert definition.endswith(".")


PILLARS = (
    "political defence trade energy nuclear space science culture people multilateral finance transport agriculture"
    " health humanitarian security"
)


def test_the_pillars_are_those_of_the_glossary() -> None:
    assert set(pillars()) == set(PILLARS.split())


def test_every_pillar_has_a_name_and_words_in_lower_case() -> None:
    for pillar in pillars().values():
        assert pillar.name
        assert pillar.words
        assert all(word == word.strip().lower() and word for word in pillar.words), pillar.id


def test_every_stage_is_defined_and_the_order_of_advance_has_no_gap() -> None:
    table = stages()
    assert set(table) == set(Stage)
    ranks = [entry.advance for entry in table.values() if entry.advance is not None]
    assert ranks == list(range(len(ranks)))
    assert {stage for stage, entry in table.items() if entry.advance is None} == {Stage.SUSPENDED, Stage.CANCELLED}


def test_what_is_only_promised_is_a_lower_stage() -> None:
    table = stages()
    for entry in table.values():
        if entry.once_done is not None:
            promised = table[entry.once_done].advance
            assert entry.advance is not None
            assert promised is not None
            assert promised < entry.advance


def test_no_word_promises_and_refuses() -> None:
    assert not stage_cues().promises & stage_cues().refusals

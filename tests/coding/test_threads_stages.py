"""The codebook of stages is whole, ordered and unambiguous."""

from __future__ import annotations

from comity.records import Stage
from comity.records.stages import ROLES, stage_cues, stages


def test_every_stage_of_the_contract_is_described() -> None:
    assert set(stages()) == set(Stage)
    assert all(entry.name and entry.definition.endswith(".") for entry in stages().values())


def test_stages_advance_in_codebook_order() -> None:
    ranks = [entry.advance for entry in stages().values() if entry.advance is not None]
    assert ranks == list(range(len(ranks)))


def test_suspension_and_cancellation_lie_outside_the_order() -> None:
    outside = {stage for stage, entry in stages().items() if entry.advance is None}
    assert outside == {Stage.SUSPENDED, Stage.CANCELLED}


def test_what_is_only_promised_is_less_advanced() -> None:
    for entry in stages().values():
        if entry.once_done is not None:
            before = stages()[entry.once_done].advance
            assert before is not None and entry.advance is not None and before < entry.advance


def test_every_stage_has_cues_in_lower_case() -> None:
    cues = stage_cues()
    found = {stage for role in ROLES for stage in getattr(cues, role).values()}
    assert found == set(Stage)
    assert all(word == word.lower() for role in ROLES for word in getattr(cues, role))

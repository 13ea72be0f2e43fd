"""The stages of a thread, and the words that say how far it has got (codebook/stages.yaml)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from comity.records.plover import read_data
from comity.records.record import Stage

STANDING_REASON = "no words of stage: spoken of as existing"
"""The reason of a record whose stage is only that of a thing that is there; it dates no change of stage."""

OF_A_PART = "said of a part"
"""In the reason of a record whose stage was said of a part of the thing."""

_PROMISES = "promises the stage"
_PART = "a part has reached the stage"
ROLES = ("verbs", "stands", "nouns", "modifiers", "phrases")


@dataclass(frozen=True, slots=True)
class StageEntry:
    """One stage: its name and definition for people, its rank in the order of advance (None outside the order).

    `once_done` is the stage that is reached while this one is only promised: "will sign" says that it is agreed.
    """

    stage: Stage
    name: str
    definition: str
    advance: int | None
    once_done: Stage | None


@dataclass(frozen=True, slots=True)
class StageCues:
    """Words (lemmas) by the role in which they give a stage, and words that put it off or deny it.

    The header of codebook/stages.yaml explains the roles.
    """

    verbs: dict[str, Stage]
    stands: dict[str, Stage]
    nouns: dict[str, Stage]
    modifiers: dict[str, Stage]
    phrases: dict[str, Stage]
    promises: frozenset[str]
    refusals: frozenset[str]


@cache
def stages() -> dict[Stage, StageEntry]:
    """All stages in codebook order. Raises ValueError for a stage that the contract does not know."""
    found: dict[Stage, StageEntry] = {}
    for key, body in _raw()["stages"].items():
        done = body["once_done"]
        found[Stage(key)] = StageEntry(
            stage=Stage(key),
            name=body["name"],
            definition=body["definition"],
            advance=body["advance"],
            once_done=Stage(done) if done else None,
        )
    return found


@cache
def stage_cues() -> StageCues:
    """The cue words by role. Raises ValueError where one word stands for two stages in the same role."""
    tables: dict[str, dict[str, Stage]] = {role: {} for role in ROLES}
    raw = _raw()
    for key, roles in raw["cues"].items():
        for role, words in roles.items():
            for word in words:
                if tables[role].setdefault(str(word), Stage(key)) != Stage(key):
                    raise ValueError(f"stages.yaml: {word!r} stands for two stages among {role}; keep one of them")
    return StageCues(**tables, promises=frozenset(raw["promises"]), refusals=frozenset(raw["refusals"]))


def promise_reason(stage: Stage) -> str:
    """The reason, for people, of a record that promises a stage; `promised_stage` reads it back."""
    return f"{_PROMISES} '{stage.value}'"


def promised_stage(reasons: Iterable[str]) -> Stage | None:
    """The stage that a record's reasons say is promised: its own stage is the one reached so far."""
    known = {promise_reason(stage): stage for stage in Stage}
    return next((known[reason] for reason in reasons if reason in known), None)


def part_reason(stage: Stage) -> str:
    """The reason, for people, of a record that says how far a part has got; `part_stage` reads it back."""
    return f"{_PART} '{stage.value}'"


def part_stage(reasons: Iterable[str]) -> Stage | None:
    """The stage that a record's reasons say a part has reached: its own stage is that of the whole."""
    known = {part_reason(stage): stage for stage in Stage}
    return next((known[reason] for reason in reasons if reason in known), None)


def _raw() -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw: dict[str, Any] = yaml.load(read_data("comity.records.codebook", "stages.yaml"), Loader=loader)
    return raw

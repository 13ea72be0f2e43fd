"""PLOVER as Comity applies it: types, modes, contexts, quad classes, scores and nearest CAMEO codes, read from the
codebook.

Source: PLOVER manual draft 0.8 (2021), Open Event Data Alliance; CAMEO manual 1.1b3 for the codes. Definitions and
scores are ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

import yaml


class Quad(StrEnum):
    """The four quadrants of verbal/material cooperation/conflict."""

    VERBAL_COOPERATION = "verbal_cooperation"
    MATERIAL_COOPERATION = "material_cooperation"
    VERBAL_CONFLICT = "verbal_conflict"
    MATERIAL_CONFLICT = "material_conflict"


@dataclass(frozen=True, slots=True)
class Mode:
    """How an event of a type was done; score and CAMEO code may be nearer than the type's."""

    name: str
    definition: str
    score: float
    cameo: str


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the 16 types. `score` is from -10 (conflict) to +10 (cooperation)."""

    name: str
    definition: str
    quad: Quad
    score: float
    cameo: str
    symmetric: bool
    modes: dict[str, Mode]

    def score_of(self, mode: str | None) -> float:
        """The mode's score, else the type's."""
        return self.modes[mode].score if mode else self.score

    def cameo_of(self, mode: str | None) -> str:
        """The mode's nearest CAMEO code, else the type's."""
        return self.modes[mode].cameo if mode else self.cameo


@dataclass(frozen=True, slots=True)
class Codebook:
    """All event types and contexts by name."""

    version: int
    types: dict[str, EventType]
    contexts: dict[str, str]


def read_data(package: str, name: str) -> str:
    """The text of a data file that ships inside the package."""
    return resources.files(package).joinpath(name).read_text(encoding="utf-8")


@cache
def codebook() -> Codebook:
    """The event codebook, read once."""
    raw = yaml.load(
        read_data("comity.records.codebook", "plover.yaml"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    types = {}
    for name, entry in raw["types"].items():
        modes = {
            mode: Mode(mode, body["definition"], float(body["score"]), str(body["cameo"]))
            for mode, body in entry["modes"].items()
        }
        types[name] = EventType(
            name,
            entry["definition"],
            Quad(entry["quad"]),
            float(entry["score"]),
            str(entry["cameo"]),
            bool(entry["symmetric"]),
            modes,
        )
    return Codebook(int(raw["version"]), types, dict(raw["contexts"]))

"""The published weights of linking (data/weights.yaml): what speaks for and against a join, and by how much."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from comity.records.plover import read_data


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that holds of two records: its name in the file, its weight here, and the words that show it."""

    name: str
    weight: float
    shown: str = ""

    def to_json(self) -> dict[str, Any]:
        """Name, weight to two digits, and the words."""
        return {"feature": self.name, "weight": round(self.weight, 2), "shown": self.shown}


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of one kind ("events", "threads") by name."""

    kind: str
    values: dict[str, float]
    says: dict[str, str]

    def feature(self, name: str, shown: str = "", share: float = 1.0) -> Feature:
        """The feature of that name, its weight times `share`. Raises KeyError for a name that the file has not."""
        return Feature(name, self.values[name] * share, shown)


@cache
def weights(kind: str) -> Weights:
    """The weights of "events" or "threads"."""
    table = _raw()[kind]
    return Weights(kind, {name: float(entry[0]) for name, entry in table.items()}, {n: e[1] for n, e in table.items()})


@cache
def weights_version() -> int:
    """The version of the file; other weights link anew."""
    return int(_raw()["version"])


@cache
def _raw() -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw: dict[str, Any] = yaml.load(read_data("comity.linking.data", "weights.yaml"), Loader=loader)
    return raw

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
    """The weights of one kind by name, and what each says of a pair."""

    values: dict[str, float]
    says: dict[str, str]

    def feature(self, name: str, shown: str = "", share: float = 1.0) -> Feature:
        """The feature of that name, its weight times `share`. Raises KeyError for a name that the file has not."""
        return Feature(name, self.values[name] * share, shown)


@cache
def weights(kind: str) -> Weights:
    """The weights of "events" or "threads"."""
    table = _raw()[kind]
    values = {name: float(weight) for name, (weight, _) in table.items()}
    return Weights(values, {name: said for name, (_, said) in table.items()})


@cache
def weights_version() -> int:
    """The version of the file; other weights link anew."""
    return int(_raw()["version"])


@cache
def _raw() -> dict[str, Any]:
    raw: dict[str, Any] = yaml.safe_load(read_data("comity.linking.data", "weights.yaml"))
    return raw

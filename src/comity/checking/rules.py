"""The published rules of verdicts (data/tolerance.yaml), as one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

import yaml

from comity.records import Comparator, Flag
from comity.records.plover import read_data

Width = float | str
"""A share of the number, or `rounding` or `slack`."""


@dataclass(frozen=True, slots=True)
class Widths:
    """How far below and above a number a value may lie; `name` is how the rule is called."""

    below: Width
    above: Width
    name: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of the file; see there for what each says. `rounding` and `periods` are by name."""

    version: int
    rounding: Mapping[str, float]
    exact_below: float
    measures: frozenset[str]
    slack_at_most: float
    comparators: Mapping[Comparator, Widths]
    words: tuple[tuple[tuple[str, ...], Widths, bool], ...]
    not_hedges: Mapping[str, frozenset[str]]
    flags: Mapping[Flag, float]
    periods: Mapping[str, int]
    cumulative: frozenset[str]
    open_unless: Mapping[str, tuple[str, ...]]
    most_readings: int


@cache
def rules() -> Rules:
    """The rules as published with this version."""
    raw: dict[str, Any] = yaml.safe_load(read_data("comity.checking.data", "tolerance.yaml"))
    comparators = {
        Comparator(name): Widths(one["below"], one["above"], name.replace("_", " "))
        for name, one in raw["comparators"].items()
    }
    words = tuple(
        (tuple(one["starts"]), Widths(one["below"], one["above"], one["name"]), bool(one.get("plural", False)))
        for one in raw["words"]
    )
    return Rules(
        version=int(raw["version"]),
        rounding=MappingProxyType(raw["rounding"]),
        exact_below=float(raw["counts"]["exact_below"]),
        measures=frozenset(raw["counts"]["measures"]),
        slack_at_most=float(raw["slack_at_most"]),
        comparators=MappingProxyType(comparators),
        words=words,
        not_hedges=MappingProxyType({word: frozenset(verbs) for word, verbs in raw["not_hedges"].items()}),
        flags=MappingProxyType({Flag(name): float(share) for name, share in raw["flags"].items()}),
        periods=MappingProxyType(raw["periods"]),
        cumulative=frozenset(raw["cumulative"]),
        open_unless=MappingProxyType({name: tuple(words) for name, words in raw["open_unless"].items()}),
        most_readings=int(raw["most_readings"]),
    )

"""The words of promises (data/deeds.yaml): kinds of deeds, what undertakes them, and what is no promise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from comity.linking.content import stem
from comity.records import Stage
from comity.records.plover import read_data


@dataclass(frozen=True, slots=True)
class Deed:
    """A kind of deed: PLOVER types of a later event that can be it done, and the stage of a thread at which it is."""

    id: str
    types: frozenset[str]
    stage: Stage | None


@cache
def deeds() -> dict[str, Deed]:
    """All kinds by id."""
    return {
        key: Deed(key, frozenset(body["types"]), Stage(body["stage"]) if "stage" in body else None)
        for key, body in _raw()["deeds"].items()
    }


def deed_of(word: str) -> str:
    """The kind of deed that a word speaks of; empty for none."""
    return _by_stem().get(stem(word), "")


@cache
def _by_stem() -> dict[str, str]:
    """Raises ValueError for a word of two kinds."""
    found: dict[str, str] = {}
    for key, body in _raw()["deeds"].items():
        for word in body["words"]:
            if found.setdefault(stem(word), key) != key:
                raise ValueError(f"deeds.yaml: {word!r} speaks of two kinds of deeds; keep one")
    return found


@cache
def breaks() -> frozenset[str]:
    """The stems of words that break a promise."""
    return frozenset(stem(word) for word in _raw()["breaks"])


@cache
def words(name: str) -> re.Pattern[str]:
    """One of the words of a list of the file, as whole words in any case."""
    return re.compile(rf"\b(?:{alternatives(_raw()[name])})\b", re.IGNORECASE)


def alternatives(several: Iterable[str]) -> str:
    """Words as alternatives of a pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(several, key=lambda word: (-len(word), word)))


@cache
def listed(name: str) -> str:
    """The words of a list of the file as alternatives of a pattern."""
    return alternatives(_raw()[name])


@cache
def _raw() -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw: dict[str, Any] = yaml.load(read_data("comity.analysis.data", "deeds.yaml"), Loader=loader)
    return raw

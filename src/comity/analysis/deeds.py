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

_WORD = re.compile(r"[^\W\d_]+")
_BEGINS = re.compile(r"([^\W\d_]+)(?:\s+([^\W\d_]+))?")


@dataclass(frozen=True, slots=True)
class Deed:
    """A kind of deed: PLOVER types of a later event that can be it done, and the stage of a thread at which it is."""

    types: frozenset[str]
    stage: Stage | None


@cache
def deeds() -> dict[str, Deed]:
    """All kinds by id."""
    return {
        key: Deed(frozenset(body["types"]), Stage(body["stage"]) if "stage" in body else None)
        for key, body in _raw()["deeds"].items()
    }


def deed_of(words: str) -> str:
    """The kind of deed that words begin with ("supply", "set up a fund"); empty for none."""
    begins = _BEGINS.match(words)
    if begins is None:
        return ""
    first, second = stem(begins[1]), stem(begins[2] or "")
    return _by_stems().get(f"{first} {second}") or _by_stems().get(first, "")


@cache
def _by_stems() -> dict[str, str]:
    """Raises ValueError for a word of two kinds."""
    found: dict[str, str] = {}
    for key, body in _raw()["deeds"].items():
        for words in body["words"]:
            if found.setdefault(" ".join(map(stem, words.split())), key) != key:
                raise ValueError(f"deeds.yaml: {words!r} speaks of two kinds of deeds; keep one")
    return found


def speaks_of(name: str, text: str) -> bool:
    """Whether a word of a text is in a list of the file, in any form with a regular ending."""
    return not _stems(name).isdisjoint(map(stem, _WORD.findall(text)))


@cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _raw()[name])


def listed(name: str) -> str:
    """The words of a list of the file as alternatives of a pattern."""
    return alternatives(_raw()[name])


def alternatives(words: Iterable[str]) -> str:
    """Words as alternatives of a pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def whole_words(name: str) -> re.Pattern[str]:
    """A pattern of the words of a list of the file as they stand there, in any case; "May" is the month."""
    return re.compile(rf"\b(?-i:(?!May\b))(?:{listed(name)})\b", re.IGNORECASE)


@cache
def _raw() -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw: dict[str, Any] = yaml.load(read_data("comity.analysis.data", "deeds.yaml"), Loader=loader)
    return raw

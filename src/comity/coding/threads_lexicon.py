"""The lexicon of the thread coder: head nouns, words that specify, names that everybody knows.

Read from data/threads.yaml and data/threads_known.csv, which explain their fields at the top.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import yaml

from comity.records import ThreadKind
from comity.records.plover import read_data

_PACKAGE = "comity.coding"
_KEY = 3
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth",
    "sixteenth seventeenth eighteenth nineteenth twentieth",
)
WORD_ORDINALS = {word: number for number, word in enumerate(" ".join(_ORDINAL_WORDS).split(), start=1)}


class Need(StrEnum):
    """What a phrase must say besides its head noun; explained at the top of data/threads.yaml."""

    TOPIC = "topic"
    PARTY = "party"
    SHARED = "shared"
    SERIES = "series"
    BUILT = "built"
    MEMBER = "member"
    CONTINUED = "continued"
    TRADED = "traded"
    PUT = "put"
    SITED = "sited"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun: its words, the kind of thread it names, and what its phrase must say."""

    words: tuple[str, ...]
    kind: ThreadKind
    need: Need


@dataclass(frozen=True, slots=True)
class Known:
    """A thread that texts name without saying what it is. `exact` names are written in one case only (START).

    Before the year `since` (0: none) the words mean something else.
    """

    canonical: str
    kind: ThreadKind
    parties: tuple[str, ...]
    name: str
    exact: bool
    since: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words of data/threads.yaml. `heads` is keyed by the last word of a head noun, longest phrases first."""

    heads: dict[str, tuple[Head, ...]]
    sharing: frozenset[str]
    series: frozenset[str]
    after_places: frozenset[str]
    not_of: frozenset[str]
    working: frozenset[str]
    christened: frozenset[str]
    landmarks: frozenset[str]
    financing: frozenset[str]
    own_rules: frozenset[str]
    light: frozenset[str]
    cooperating: frozenset[str]
    war: frozenset[str]
    planning: frozenset[str]
    domestic: frozenset[str]
    owners: frozenset[str]
    domestic_bodies: frozenset[str]
    times: frozenset[str]
    sittings: frozenset[str]
    makeable: frozenset[str]
    frames: frozenset[str]
    framed_nouns: frozenset[str]
    collectives: frozenset[str]
    not_topics: frozenset[str]
    fields: frozenset[str]
    pointing: frozenset[str]
    parts: frozenset[str]
    whole: frozenset[str]
    never: frozenset[str]
    continued: frozenset[str]
    bargained: frozenset[str]
    traded: frozenset[str]
    contracts: frozenset[str]
    works: frozenset[str]
    hardware: frozenset[str]
    handed: frozenset[str]
    not_designations: frozenset[str]
    anaphors: dict[str, frozenset[ThreadKind]]
    prefixes: dict[str, frozenset[str]]
    classes: tuple[tuple[frozenset[str], frozenset[str]], ...]


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once. Raises ValueError for a kind or a need that nobody knows."""
    raw = yaml.load(read_data(_PACKAGE, "data/threads.yaml"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    heads: dict[str, list[Head]] = {}
    for kind, needs in raw["heads"].items():
        for need, nouns in needs.items():
            for noun in nouns:
                words = tuple(str(noun).split())
                heads.setdefault(words[-1], []).append(Head(words, ThreadKind(kind), Need(need)))
    return Lexicon(
        heads={word: tuple(sorted(found, key=lambda head: -len(head.words))) for word, found in heads.items()},
        **{
            name: frozenset(str(word) for word in raw[name])
            for name in (
                "sharing",
                "series",
                "after_places",
                "not_of",
                "working",
                "christened",
                "landmarks",
                "financing",
                "own_rules",
                "light",
                "cooperating",
                "war",
                "planning",
                "domestic",
                "owners",
                "domestic_bodies",
                "times",
                "sittings",
                "makeable",
                "frames",
                "framed_nouns",
                "collectives",
                "not_topics",
                "fields",
                "pointing",
                "parts",
                "whole",
                "never",
                "continued",
                "bargained",
                "traded",
                "contracts",
                "works",
                "hardware",
                "handed",
                "not_designations",
            )
        },
        prefixes={sort: frozenset(letters) for sort, letters in raw["prefixes"].items()},
        classes=tuple((frozenset(sort["nouns"]), frozenset(sort["words"])) for sort in raw["classes"]),
        anaphors={noun: frozenset(ThreadKind(kind) for kind in kinds) for noun, kinds in raw["anaphors"].items()},
    )


@cache
def known_names() -> dict[str, tuple[Known, ...]]:
    """Known names by their first three letters in lower case (see `known_key`), longest names first."""
    lines = [line for line in read_data(_PACKAGE, "data/threads_known.csv").splitlines() if not line.startswith("#")]
    found: dict[str, list[Known]] = {}
    for row in csv.DictReader(lines, delimiter=";"):
        for name in row["names"].split("|"):
            exact, since = name == name.upper(), int(row["since"] or 0)
            known = Known(row["canonical"], ThreadKind(row["kind"]), tuple(row["parties"].split()), name, exact, since)
            found.setdefault(known_key(name), []).append(known)
    return {key: tuple(sorted(entries, key=lambda known: -len(known.name))) for key, entries in found.items()}


@cache
def written_small() -> frozenset[str]:
    """Keys of known names that begin with a small letter or a digit; words in small letters are else no names."""
    return frozenset(
        known_key(known.name) for entries in known_names().values() for known in entries if not known.name[0].isupper()
    )


def known_key(word: str) -> str:
    """The key of a name or of a token in `known_names`."""
    return word[:_KEY].lower()

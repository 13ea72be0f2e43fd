"""The words of the figure coder (data/figures.yaml, which explains each list)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import yaml

from comity.records.plover import read_data

_END = {"from", "to"}


@dataclass(frozen=True, slots=True)
class Relation:
    """Who stands where around words of giving, selling, owing: `subject`, `object` and `after` say "from" or "to"."""

    name: str
    subject: str
    object: str
    after: dict[str, str]


@dataclass(frozen=True, slots=True)
class FigureWords:
    """All lists of data/figures.yaml."""

    not_counted: frozenset[str]
    not_counted_below: int
    countable_small: frozenset[str]
    incidental: frozenset[str]
    lasting: frozenset[str]
    signed_papers: frozenset[str]
    signing: frozenset[str]
    company_measures: frozenset[str]
    indices: frozenset[str]
    never_money: frozenset[str]
    money: frozenset[str]
    participants: frozenset[str]
    participants_from: int
    durations: frozenset[str]
    duration_governors: frozenset[str]
    short_durations: frozenset[str]
    long_governors: frozenset[str]
    countable_one: frozenset[str]
    people: frozenset[str]
    persons: frozenset[str]
    flying: frozenset[str]
    held: frozenset[str]
    holding: frozenset[str]
    ways: frozenset[str]
    bodies: frozenset[str]
    reactor_context: frozenset[str]
    reactor_units: frozenset[str]
    military: frozenset[str]
    bearings: frozenset[str]
    up: frozenset[str]
    down: frozenset[str]
    target: frozenset[str]
    expected: frozenset[str]
    amount: frozenset[str]
    keep_amount: frozenset[str]
    level_verbs: frozenset[str]
    saying: frozenset[str]
    receiving: frozenset[str]
    shared: frozenset[str]
    shared_adjectives: frozenset[str]
    relations: dict[str, Relation]


@cache
def figure_words() -> FigureWords:
    """The lists, read once. Raises ValueError for a relation whose roles are not "from" and "to"."""
    raw = yaml.load(
        read_data("comity.coding", "data/figures.yaml"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    relations: dict[str, Relation] = {}
    for entry in raw["relations"]:
        opposite = "to" if entry["subject"] == "from" else "from"
        relation = Relation(entry["name"], entry["subject"], entry.get("object", opposite), dict(entry["after"]))
        if not all(isinstance(word, str) for word in relation.after):
            raise ValueError(f'figures.yaml: relation {relation.name!r}: put "on" in quotation marks')
        if not {relation.subject, relation.object, *relation.after.values()} <= _END:
            raise ValueError(f"figures.yaml: relation {relation.name!r} has a role other than 'from' and 'to'")
        for word in entry["words"]:
            relations.setdefault(str(word), relation)
    lists = {
        name: frozenset(str(word) for word in words)
        for name, words in raw.items()
        if isinstance(words, list) and name != "relations"
    }
    return FigureWords(
        **lists,
        not_counted_below=int(raw["not_counted_below"]),
        participants_from=int(raw["participants_from"]),
        relations=relations,
    )

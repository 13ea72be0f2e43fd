"""From scored pairs to groups: surest join first, unless something forbids it (Kruskal 1956, with vetoes).

A component is what is connected by pairs above zero; groups lie within components, and a component's groups follow
from its own records alone. So a new record can change the groups of the components that it touches, and no others.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from comity.ledger import Join
from comity.linking.groups import Place, Union
from comity.linking.weights import Feature

T = TypeVar("T")
Numbers = Sequence[int]
CLEARLY = 0.5
"""How much better the best group must suit a loose record than the second best, or it stays apart."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Two records, by number, what holds of the pair, and the sum of it."""

    one: int
    other: int
    score: float
    features: tuple[Feature, ...]


@dataclass(slots=True)
class Grouping:
    """Groups of record numbers, the joins that made them, and each record's component (its smallest number)."""

    groups: list[list[int]]
    joins: list[Edge]
    component: list[int]


def candidates(
    keys: Iterable[Iterable[str]],
    compare: Callable[[int, int], Edge | None],
    asks: Iterable[Iterable[str]] | None = None,
) -> list[Edge]:
    """The pairs above zero among records of which one asks for a key of the other; no others are compared.

    `keys` are what each record is found under, `asks` what it asks for where that is not the same.
    """
    if asks is None:
        keys = asks = [tuple(each) for each in keys]
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(keys):
        for key in set(each):
            blocks[key].append(number)
    found = []
    for number, each in enumerate(asks):
        others: set[int] = set()
        for key in each:
            block = blocks.get(key, ())
            others.update(block[bisect_right(block, number) :])
        for other in sorted(others):
            edge = compare(number, other)
            if edge is not None and edge.score > 0:
                found.append(Edge(number, other, edge.score, edge.features))
    return found


@dataclass(frozen=True, slots=True)
class Rules:
    """How records are grouped, by their numbers.

    `rank` orders records in a way that does not depend on their numbers; `loose` ones (of which the time or the name is
    vague) are joined last, each to the one group that suits it clearly best; `forbids` says whether two groups cannot
    be one. People's decisions go before all: pairs `together`, and pairs `apart`.
    """

    rank: Callable[[int], Place]
    loose: Callable[[int], bool]
    forbids: Callable[[Numbers, Numbers], bool]
    together: Sequence[tuple[int, int]] = ()
    apart: Collection[tuple[int, int]] = frozenset()


DECIDED = Feature("decided", 0.0, "a person merged them")


class _Groups:
    """Groups as they grow."""

    def __init__(self, size: int, rules: Rules) -> None:
        self.rules = rules
        self.union = Union(size)
        self.members: dict[int, list[int]] = {number: [number] for number in range(size)}
        self.joins: list[Edge] = []

    def join(self, edge: Edge, *, decided: bool = False) -> None:
        """Make one group of the two that an edge connects, unless that is forbidden."""
        one, other = self.union.find(edge.one), self.union.find(edge.other)
        if one == other or (not decided and not self.may_join(self.members[one], self.members[other])):
            return
        self.union.join([one, other])
        kept = self.union.find(one)
        self.members[kept] = self.members[kept] + self.members.pop(other if kept == one else one)
        self.joins.append(edge)

    def may_join(self, one: Numbers, other: Numbers) -> bool:
        """Whether neither the rules nor a person forbid it."""
        apart = self.rules.apart
        if apart and any((min(a, b), max(a, b)) in apart for a in one for b in other):
            return False
        return not self.rules.forbids(one, other)


def grouped(size: int, edges: Sequence[Edge], rules: Rules) -> Grouping:
    """Group the records 0..size-1 by their edges, which are all above zero."""
    groups = _Groups(size, rules)
    whole = Union(size)
    for one, other in rules.together:
        whole.join([one, other])
        groups.join(Edge(one, other, 0.0, (DECIDED,)), decided=True)

    def order(edge: Edge) -> tuple[float, Place, Place]:
        one, other = rules.rank(edge.one), rules.rank(edge.other)
        return (-round(edge.score, 6), min(one, other), max(one, other))

    of_loose: defaultdict[int, list[Edge]] = defaultdict(list)
    among_loose: list[Edge] = []
    for edge in sorted(edges, key=order):
        whole.join([edge.one, edge.other])
        vague = [number for number in (edge.one, edge.other) if rules.loose(number)]
        if len(vague) == 2:
            among_loose.append(edge)
        elif vague:
            of_loose[vague[0]].append(edge)
        else:
            groups.join(edge)
    firm = {root: list(members) for root, members in groups.members.items()}
    home = {number: root for root, members in firm.items() for number in members}
    for number in sorted(of_loose, key=rules.rank):
        best: dict[int, Edge] = {}
        for edge in of_loose[number]:  # the best first
            best.setdefault(home[edge.other if edge.one == number else edge.one], edge)
        choices = [edge for root, edge in best.items() if groups.may_join([number], firm[root])]
        if len(choices) == 1 or (len(choices) > 1 and choices[0].score - choices[1].score >= CLEARLY):
            groups.join(choices[0])
    for edge in among_loose:
        groups.join(edge)
    return Grouping(groups.union.sets(), groups.joins, [whole.find(number) for number in range(size)])


def joins_by_group(found: Grouping, ids: Sequence[str]) -> dict[int, list[Join]]:
    """The joins of each group, under the group's first number, with the ids of records in the place of numbers."""
    first = {number: members[0] for members in found.groups for number in members}
    joins: dict[int, list[Join]] = {members[0]: [] for members in found.groups}
    for edge in found.joins:
        features = [feature.to_json() for feature in edge.features]
        joins[first[edge.one]].append(Join(ids[edge.one], ids[edge.other], round(edge.score, 2), features))
    return joins


def related(
    new: Iterable[tuple[str, Iterable[str], T]],
    known: Iterable[tuple[str, Iterable[str], T]],
    compare: Callable[[T, T], Edge | None],
) -> set[str]:
    """The ids of known records that are above zero with a new one; each as (id, keys asked for or had, what it is)."""
    by_key: defaultdict[str, list[tuple[str, T]]] = defaultdict(list)
    for record, keys, what in new:
        for key in set(keys):
            by_key[key].append((record, what))
    found = set()
    for record, keys, what in known:
        others = {one: other for key in set(keys) for one, other in by_key.get(key, ())}
        for other in others.values():
            edge = compare(other, what)
            if edge is not None and edge.score > 0:
                found.add(record)
                break
    return found

"""What people merged and split, as linking respects it: pairs of records that belong together, and pairs apart."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from comity.ledger import LinkDecision, Linking

Pair = tuple[str, str]


@dataclass(slots=True)
class Decided:
    """Pairs of record ids, each in alphabetical order; the latest decision on a pair counts."""

    together: set[Pair] = field(default_factory=set)
    apart: set[Pair] = field(default_factory=set)

    def within(self, ids: Sequence[str]) -> tuple[list[tuple[int, int]], set[tuple[int, int]]]:
        """The pairs together and the pairs apart among these records, by their numbers (smaller first)."""
        return self.within_groups({record: at for at, record in enumerate(ids)})

    def within_groups(self, number: Mapping[str, int]) -> tuple[list[tuple[int, int]], set[tuple[int, int]]]:
        """The same where several records can have one number; pairs of one number are left out."""
        together, apart = (
            [
                (min(number[one], number[other]), max(number[one], number[other]))
                for one, other in sorted(pairs)
                if one in number and other in number and number[one] != number[other]
            ]
            for pairs in (self.together, self.apart)
        )
        return together, set(apart)

    def partners(self, records: Collection[str]) -> set[str]:
        """The records that a decision names beside these."""
        wanted = set(records)
        return {
            other
            for pairs in (self.together, self.apart)
            for pair in pairs
            for one, other in (pair, pair[::-1])
            if one in wanted
        }


def decided_of(decisions: Sequence[Linking]) -> Decided:
    """What all decisions say, oldest first.

    A merge joins all records that it names; a split parts every record of one side from every record of the other.
    """
    found = Decided()
    for decision in decisions:
        every = {(min(pair), max(pair)) for pair in product(decision.one, decision.other)}
        if decision.decision is LinkDecision.SPLIT:
            found.together -= every
            found.apart |= every
        else:
            found.apart -= every
            first, *others = sorted({*decision.one, *decision.other})
            found.together |= {(first, other) for other in others}
    return found

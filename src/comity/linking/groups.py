"""Groups that do not depend on the order of arrival: a union of what belongs together, named by its first member."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

Place = tuple[date, str, str]
"""Where a record stands among all: day of publication (unknown last), document id, record id."""


class Union:
    """Disjoint sets over the numbers 0..size-1 (Tarjan 1975, with path halving)."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def find(self, number: int) -> int:
        """The number that stands for the set; the smallest of it."""
        above = self._above
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    def join(self, numbers: Iterable[int]) -> None:
        """Make one set of the sets of these numbers."""
        first = None
        for number in numbers:
            root = self.find(number)
            if first is None:
                first = root
            elif root != first:
                first, other = min(first, root), max(first, root)
                self._above[other] = first

    def sets(self) -> list[list[int]]:
        """All sets, by their smallest member; members ascending."""
        found: dict[int, list[int]] = {}
        for number in range(len(self._above)):
            found.setdefault(self.find(number), []).append(number)
        return list(found.values())


def place(published: date | None, document: str, record: str) -> Place:
    """The place of a record, by which groups are named and evidence is ordered."""
    return (published or date.max, document, record)


def group_id(prefix: str, places: Sequence[Place]) -> str:
    """Content-hash id of a group: of its first member by place, so that later reports leave it as it is."""
    return prefix + hashlib.sha256(min(places)[2].encode()).hexdigest()[:16]

"""Scores of classified pairs: how many are right, macro-F1 over the types of the gold, and what is taken for what.

Where the gold uses YIELD anywhere, CONCEDE and RETREAT count as YIELD on both sides; elsewhere they are two types.
YIELD counts as material cooperation, the quadrant that it had before it was divided (and that RETREAT kept).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from comity.evaluation.pairs import YIELD, Pair
from comity.evaluation.score import Counts
from comity.records.plover import Quad, codebook

NO_ANSWER = "no answer"
_PARTS_OF_YIELD = ("CONCEDE", "RETREAT")


@dataclass(frozen=True, slots=True)
class PairReport:
    """`by_type` has the types of the gold; `confusion` counts (gold, answer); both in the order of the codebook."""

    pairs: int
    right: int
    right_quads: int
    by_type: dict[str, Counts]
    confusion: dict[tuple[str, str], int]

    @property
    def accuracy(self) -> float:
        """Share of the pairs whose type is right."""
        return self.right / self.pairs if self.pairs else 0.0

    @property
    def quad_accuracy(self) -> float:
        """Share of the pairs whose quadrant is right."""
        return self.right_quads / self.pairs if self.pairs else 0.0

    @property
    def macro_f1(self) -> float:
        """Mean F1 of the types that the gold has, each counting the same."""
        return sum(counts.f1 for counts in self.by_type.values()) / len(self.by_type) if self.by_type else 0.0

    @property
    def unanswered(self) -> int:
        """Pairs without an answer, which count as wrong."""
        return sum(n for (_, said), n in self.confusion.items() if said == NO_ANSWER)

    @property
    def answers(self) -> list[str]:
        """The answers that were given, in the order of the codebook."""
        return sorted({said for _, said in self.confusion}, key=_order().__getitem__)

    def mistaken(self) -> list[tuple[str, str, int]]:
        """(gold, answer, how often) of what was taken for something else, most often first."""
        wrong = [(gold, said, n) for (gold, said), n in self.confusion.items() if gold != said]
        return sorted(wrong, key=lambda one: (-one[2], one[:2]))

    def to_json(self) -> dict[str, Any]:
        """The whole report; `confusion` is gold type -> answer -> count."""
        confusion: dict[str, dict[str, int]] = {kind: {} for kind in self.by_type}
        for (gold, said), n in self.confusion.items():
            confusion[gold][said] = n
        return {
            "pairs": self.pairs,
            "right": self.right,
            "unanswered": self.unanswered,
            "accuracy": round(self.accuracy, 4),
            "macro_f1": round(self.macro_f1, 4),
            "quad_accuracy": round(self.quad_accuracy, 4),
            "types": {kind: counts.to_json() for kind, counts in self.by_type.items()},
            "confusion": confusion,
        }


def score_pairs(gold: Sequence[Pair], answers: Sequence[str | None]) -> PairReport:
    """Score one answer (a type, or None) for each gold pair, in the same order."""
    older = any(pair.type == YIELD for pair in gold)
    both = [(as_gold(pair.type, older), as_gold(said, older)) for pair, said in zip(gold, answers, strict=True)]
    order = _order()
    counted = Counter(both)
    confusion = {key: counted[key] for key in sorted(counted, key=lambda key: (order[key[0]], order[key[1]]))}
    return PairReport(
        pairs=len(both),
        right=sum(one == other for one, other in both),
        right_quads=sum(_quad(one) == _quad(other) for one, other in both),
        by_type={kind: _counts(kind, counted) for kind in sorted({one for one, _ in both}, key=order.__getitem__)},
        confusion=confusion,
    )


def as_gold(kind: str | None, older: bool) -> str:
    """A type as gold names it; `older` gold says YIELD for CONCEDE and RETREAT."""
    if kind is None:
        return NO_ANSWER
    return YIELD if older and kind in _PARTS_OF_YIELD else kind


def answers_by_id(gold: Sequence[Pair], given: Mapping[str, str]) -> list[str | None]:
    """The answers of another program (type by id) in the order of the gold; None where it gives none."""
    return [given.get(str(pair.id)) for pair in gold]


def _order() -> dict[str, int]:
    return {kind: i for i, kind in enumerate((*codebook().types, YIELD, NO_ANSWER))}


def _counts(kind: str, counted: Mapping[tuple[str, str], int]) -> Counts:
    wanted = sum(n for (gold, _), n in counted.items() if gold == kind)
    said = sum(n for (_, answer), n in counted.items() if answer == kind)
    hits = counted.get((kind, kind), 0)
    return Counts(tp=hits, fp=said - hits, fn=wanted - hits)


def _quad(kind: str) -> Quad | None:
    types = codebook().types
    if kind == YIELD:
        return types["RETREAT"].quad
    return types[kind].quad if kind in types else None

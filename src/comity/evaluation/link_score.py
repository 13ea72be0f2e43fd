"""How well reports are linked: B³ over the gold mentions of events and of threads (Bagga and Baldwin 1998).

Gold records that carry `event_id` or `thread_id` say which happening or which thread they speak of. Each is matched to
at most one predicted record of its document: events to an event whose span overlaps, of the same type if there is one;
threads to a thread mention whose span overlaps, by a shared word of the name if there is one. The predicted id
(`event_id`, `thread_id` of the export) of the matched record is then compared with the gold's.

Two scores of each kind: over the mentions that were found, which measures linking by itself, and over all of them,
where a mention that was not found stands alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from comity.evaluation.gold import GoldDocument
from comity.evaluation.score import content_words, overlap

Json = Mapping[str, Any]
ID_OF = {"event": "event_id", "thread": "thread_id"}


@dataclass(frozen=True, slots=True)
class BCubed:
    """B³ precision and recall over `mentions`, as shares between 0 and 1."""

    precision: float
    recall: float
    mentions: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def to_json(self) -> dict[str, float | int]:
        """Rates to four digits, and the number of mentions."""
        rates = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {name: round(rate, 4) for name, rate in rates.items()} | {"mentions": self.mentions}


@dataclass(frozen=True, slots=True)
class LinkScore:
    """The scores of one kind: over mentions that were found, and over all with the missed ones standing alone."""

    found: BCubed
    all: BCubed

    def to_json(self) -> dict[str, Any]:
        """Both scores."""
        return {"found": self.found.to_json(), "all": self.all.to_json()}


def has_links(gold: Sequence[GoldDocument]) -> bool:
    """Whether the gold says which mentions belong together."""
    return any(ID_OF[kind] in record for one in gold for kind in ID_OF for record in one.records[kind])


def score_links(gold: Sequence[GoldDocument], predicted: Mapping[str, Sequence[Json]]) -> dict[str, LinkScore]:
    """B³ of "events" and "threads" for rows of the export by document id. A row without a group's id stands alone."""
    found = {}
    for kind, name in ID_OF.items():
        pairs: list[tuple[Hashable, Hashable | None]] = []
        for document in gold:
            wanted = [record for record in document.records[kind] if record.get(name)]
            given = [row for row in predicted.get(document.document.id, ()) if row["kind"] == kind]
            matched = _matched(wanted, given, kind)
            pairs += [
                (record[name], (row.get(name) or row["id"]) if (row := matched.get(i)) is not None else None)
                for i, record in enumerate(wanted)
            ]
        alone = [(one, other if other is not None else ("missed", i)) for i, (one, other) in enumerate(pairs)]
        found[f"{kind}s"] = LinkScore(
            b_cubed([(one, other) for one, other in pairs if other is not None]), b_cubed(alone)
        )
    return found


def b_cubed(mentions: Sequence[tuple[Hashable, Hashable]]) -> BCubed:
    """B³ of mentions given as (gold group, predicted group)."""
    sizes: dict[tuple[str, Hashable], int] = defaultdict(int)
    both: dict[tuple[Hashable, Hashable], int] = defaultdict(int)
    for wanted, given in mentions:
        sizes["gold", wanted] += 1
        sizes["found", given] += 1
        both[wanted, given] += 1
    number = len(mentions)
    if not number:
        return BCubed(0.0, 0.0, 0)
    precision = sum(both[pair] / sizes["found", pair[1]] for pair in mentions) / number
    recall = sum(both[pair] / sizes["gold", pair[0]] for pair in mentions) / number
    return BCubed(precision, recall, number)


def _matched(wanted: Sequence[Json], given: Sequence[Json], kind: str) -> dict[int, Json]:
    """For each gold mention, by its number, the row it is matched to; best fits first, each row once."""
    fits = sorted(
        (not _alike(one, other, kind), -overlap(one, other), int(other["end"]) - int(other["start"]), i, j)
        for i, one in enumerate(wanted)
        for j, other in enumerate(given)
        if overlap(one, other)
    )
    found: dict[int, Json] = {}
    used: set[int] = set()
    for *_, i, j in fits:
        if i not in found and j not in used:
            found[i] = given[j]
            used.add(j)
    return found


def _alike(one: Json, other: Json, kind: str) -> bool:
    if kind == "event":
        return bool(one["type"] == other["type"])
    mention = other.get("mention") or {}
    at_name = mention and int(mention["start"]) < int(one["end"]) and int(one["start"]) < int(mention["end"])
    return bool(at_name or content_words(one["name"]) & content_words(other["name"]))

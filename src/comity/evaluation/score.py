"""Scores: matches between predicted and gold records, counted by kind and by field.

Definitions are those of docs/records.md: an event matches on overlapping span and equal type (strict) or equal quad
class (loose); a figure on overlapping span, value within 0.1 % and equal unit; a thread on overlapping span and a
shared content word of its name.
Each gold record is matched at most once; optional gold records count neither for nor against.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from comity.evaluation.gold import KINDS, GoldDocument, require
from comity.records.plover import codebook

Json = Mapping[str, Any]
# Words of a thread's name that say nothing of which thread it is.
_EMPTY_WORDS = frozenset((
    "the", "a", "an", "of", "and", "for", "in", "on", "to", "between", "with", "by", "from", "at", "its", "their",
    "this", "that", "new",
))  # fmt: skip
VALUE_TOLERANCE = 0.001


@dataclass(slots=True)
class Counts:
    """True positives, false positives, false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        """tp / (tp + fp), 0 when nothing was predicted."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """tp / (tp + fn), 0 when there is no gold."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def to_json(self) -> dict[str, float | int]:
        """Counts and rates, rates to four digits."""
        return {
            "tp": self.tp, "fp": self.fp, "fn": self.fn,
            "precision": round(self.precision, 4), "recall": round(self.recall, 4), "f1": round(self.f1, 4),
        }  # fmt: skip


@dataclass(slots=True)
class Report:
    """Scores by name, in the order they are shown; `by_type` holds strict event scores of each type."""

    scores: dict[str, Counts] = field(default_factory=dict)
    fields: dict[str, tuple[int, int]] = field(default_factory=dict)
    by_type: dict[str, Counts] = field(default_factory=dict)
    documents: int = 0

    def to_json(self) -> dict[str, Any]:
        """The whole report."""
        return {
            "documents": self.documents,
            "scores": {name: counts.to_json() for name, counts in self.scores.items()},
            "fields": {
                name: {"right": right, "of": total, "share": round(right / total, 4) if total else None}
                for name, (right, total) in self.fields.items()
            },
            "event_types": {name: counts.to_json() for name, counts in sorted(self.by_type.items())},
        }


def score(gold: Sequence[GoldDocument], predicted: Mapping[str, Sequence[Json]]) -> Report:
    """Score predicted records (JSON objects of the contract, by document id) against gold documents.

    Raises InputError when a predicted record lacks a field that matching needs.
    """
    report = Report(documents=len(gold))
    scores = report.scores
    for name in ("events strict", "events loose", "countries", "countries with direction", "figures", "threads"):
        scores[name] = Counts()
    for document in gold:
        found = predicted.get(document.document.id, ())
        by_kind = {kind: [record for record in found if record["kind"] == kind] for kind in KINDS}
        for kind, records in by_kind.items():
            for record in records:
                require(record, kind, f"prediction for {document.document.id}")
        strict = _match(
            document.records["event"], by_kind["event"], _same_type, scores["events strict"], report.by_type
        )
        _match(document.records["event"], by_kind["event"], _same_quad, scores["events loose"])
        for wanted, given in strict:
            _tally(scores["countries"], _countries(wanted), _countries(given))
            _tally(scores["countries with direction"], _directed(wanted), _directed(given))
            if "status" in wanted:
                _field(report, "event status", wanted["status"] == given.get("status"))
            if wanted.get("date"):
                _field(report, "event date", _same_date(wanted["date"], given.get("date")))
        for wanted, given in _match(document.records["figure"], by_kind["figure"], _same_figure, scores["figures"]):
            for name in ("comparator", "change", "status", "from", "to"):
                if name in wanted:
                    _field(report, f"figure {name}", wanted[name] == given.get(name))
        for wanted, given in _match(document.records["thread"], by_kind["thread"], _same_thread, scores["threads"]):
            if "stage" in wanted:
                _field(report, "thread stage", (wanted["stage"] or "none") == (given.get("stage") or "none"))
            if kind_of := _thread_kind(wanted):
                _field(report, "thread kind", kind_of == _thread_kind(given))
            if wanted.get("ordinal") is not None:
                _field(report, "thread ordinal", wanted["ordinal"] == given.get("ordinal"))
    return report


def _match(
    wanted: Sequence[Json],
    given: Sequence[Json],
    same: Callable[[Json, Json], bool],
    counts: Counts,
    by_type: dict[str, Counts] | None = None,
) -> list[tuple[Json, Json]]:
    """One-to-one matches, nearest first; required gold before optional gold. Returns the pairs with required gold."""
    order = sorted(
        (
            (bool(one.get("optional")), -_closeness(one, other), i, j)
            for i, one in enumerate(wanted)
            for j, other in enumerate(given)
            if overlap(one, other) and same(one, other)
        ),
    )
    used_gold: set[int] = set()
    used_given: set[int] = set()
    pairs: list[tuple[Json, Json]] = []
    for optional, _, i, j in order:
        if i in used_gold or j in used_given:
            continue
        used_gold.add(i)
        used_given.add(j)
        if not optional:
            pairs.append((wanted[i], given[j]))
    missed = [one for i, one in enumerate(wanted) if i not in used_gold and not one.get("optional")]
    extra = [other for j, other in enumerate(given) if j not in used_given]
    counts.tp += len(pairs)
    counts.fn += len(missed)
    counts.fp += len(extra)
    if by_type is not None:
        for one, _ in pairs:
            by_type.setdefault(one["type"], Counts()).tp += 1
        for one in missed:
            by_type.setdefault(one["type"], Counts()).fn += 1
        for other in extra:
            by_type.setdefault(other["type"], Counts()).fp += 1
    return pairs


def overlap(one: Json, other: Json) -> int:
    return max(0, min(int(one["end"]), int(other["end"])) - max(int(one["start"]), int(other["start"])))


def _closeness(one: Json, other: Json) -> float:
    """How well two records fit: shared parties first, then shared characters."""
    union = _countries(one) | _countries(other)
    shared = len(_countries(one) & _countries(other)) / len(union) if union else 0.0
    longest = max(int(one["end"]) - int(one["start"]), int(other["end"]) - int(other["start"]))
    return 10 * shared + overlap(one, other) / longest


def _same_type(one: Json, other: Json) -> bool:
    return bool(one["type"] == other["type"])


def _same_quad(one: Json, other: Json) -> bool:
    types = codebook().types
    return one["type"] in types and other["type"] in types and types[one["type"]].quad == types[other["type"]].quad


def _same_figure(one: Json, other: Json) -> bool:
    tolerance = VALUE_TOLERANCE * max(abs(one["value"]), abs(other["value"]))
    return abs(one["value"] - other["value"]) <= tolerance and _unit(one.get("unit")) == _unit(other.get("unit"))


def _unit(unit: str | None) -> str:
    """Singular and plural of a counted noun are one unit."""
    name = (unit or "").strip().lower()
    if name.endswith("ies"):
        return name[:-3] + "y"
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name


def _same_thread(one: Json, other: Json) -> bool:
    return bool(content_words(one["name"]) & content_words(other["name"]))


def _thread_kind(thread: Json) -> str | None:
    """The kind of thing; gold that is not in the contract's form may call it just `kind`."""
    kind = thread.get("thread_kind") or thread.get("kind")
    return None if kind == "thread" else kind


def content_words(name: str) -> set[str]:
    return {word for word in re.findall(r"\w+", name.casefold()) if word not in _EMPTY_WORDS}


def _countries(record: Json) -> set[str]:
    if "parties" in record:
        return set(record["parties"])
    if "actors" not in record:
        return {code for code in (record.get("from"), record.get("to")) if code}
    return {actor["country"] for side in ("actors", "recipients") for actor in record.get(side, ())}


def _directed(event: Json) -> set[tuple[str, str]]:
    return {(side, actor["country"]) for side in ("actors", "recipients") for actor in event.get(side, ())}


def _tally(counts: Counts, wanted: Iterable[Any], given: Iterable[Any]) -> None:
    one, other = set(wanted), set(given)
    counts.tp += len(one & other)
    counts.fp += len(other - one)
    counts.fn += len(one - other)


def _field(report: Report, name: str, right: bool) -> None:
    done, total = report.fields.get(name, (0, 0))
    report.fields[name] = (done + right, total + 1)


def _same_date(wanted: Any, given: Any) -> bool:
    """Whether dates agree as far as the gold is exact ("2021-12" agrees with any day of that month)."""
    if not given:
        return False
    text = wanted if isinstance(wanted, str) else str(wanted.get("start") or wanted.get("end"))
    start = str(given.get("start") or given.get("end"))
    return start.startswith(text.split("/")[0].rstrip("X"))

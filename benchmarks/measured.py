"""What every coder scores on a set: the numbers behind docs/accuracy.md and the floors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from benchmarks.gold_sets import GoldSet, documents_of, pairs_of, relations_of
from comity.coding.learned import PairModel, Question, pair_model
from comity.evaluation import Counts, Report, score
from comity.evaluation.classifying import types_of
from comity.evaluation.link_score import LinkScore, score_links
from comity.evaluation.linked import linked_rows
from comity.evaluation.pair_score import PairReport, score_pairs
from comity.evaluation.pairs import Pair
from comity.evaluation.probes import PROBES, Kept, kept, one_way, swapped
from comity.language import Analyser
from comity.pipeline import extract
from comity.records.plover import codebook
from comity.settings import Settings

RULES, MODEL = "rules", "model"
"""The coders: rules alone, and rules with the learned model as Comity is installed with it."""
# Other fields are too few, or move with what is matched: a better coder may have a worse share of them right.
_GUARDED_FIELDS = ("event status",)


@dataclass(frozen=True, slots=True)
class Score:
    """A figure between 0 and 1, and what it was computed from, in words; `guarded` ones have floors."""

    value: float
    of: str
    guarded: bool = True


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """A probe's effect; of exchanged parties, also on the types that are one way and on those done together."""

    name: str
    all: Kept
    one_way: Kept | None = None
    together: Kept | None = None


@dataclass(slots=True)
class Measured:
    """All that one coder scores on one set; what the kind of the set does not have is empty."""

    gold: GoldSet
    coder: str
    scores: dict[str, Score] = field(default_factory=dict)
    pairs: PairReport | None = None
    documents: Report | None = None
    probes: list[ProbeResult] = field(default_factory=list)

    @property
    def by_type(self) -> dict[str, Counts]:
        """Right, false and missed of each type, in the order of the codebook."""
        if self.pairs is not None:
            return self.pairs.by_type
        found = self.documents.by_type if self.documents is not None else {}
        return {kind: found[kind] for kind in codebook().types if kind in found}


def coders() -> list[str]:
    """The coders that can be measured here."""
    return [RULES] if pair_model() is None else [RULES, MODEL]


def measure(gold: GoldSet, coder: str, *, probes: bool = False) -> Measured:
    """Scores of a coder on a set that is at hand; with `probes`, of rewritten pairs too."""
    settings = replace(Settings.from_environment(), model=coder == MODEL)
    model = pair_model() if settings.model else None
    done = Measured(gold, coder)
    if gold.kind == "documents":
        documents = documents_of(gold)
        found = extract([one.document for one in documents], settings=settings)
        done.documents = score(documents, {document.id: [r.to_json() for r in records] for document, records in found})
        done.scores = dict(_document_scores(done.documents))
        return done
    if gold.kind == "linking":
        whole = documents_of(gold)
        links = score_links(whole, linked_rows([one.document for one in whole], settings))
        done.scores = dict(_link_scores(links))
        return done
    pairs, analyser = pairs_of(gold), Analyser(settings.spacy_model)
    answers = types_of(pairs, analyser, model)
    done.pairs = score_pairs(pairs, answers)
    done.scores = dict(_pair_scores(done.pairs))
    if gold.kind == "sentences" and model is not None:
        done.scores |= dict(_relation_scores(gold, model))
    if probes:
        done.probes = list(_probed(pairs, answers, analyser, model))
    return done


def _pair_scores(report: PairReport) -> Iterator[tuple[str, Score]]:
    yield "accuracy", Score(report.accuracy, f"{report.right:,} of {report.pairs:,} pairs")
    yield "macro-F1", Score(report.macro_f1, f"{len(report.by_type)} types, {report.pairs:,} pairs")
    yield "quad accuracy", Score(report.quad_accuracy, f"{report.right_quads:,} of {report.pairs:,} pairs")


def _document_scores(report: Report) -> Iterator[tuple[str, Score]]:
    for name, counts in report.scores.items():
        yield f"{name} F1", _f1(counts)
    for name, (right, total) in report.fields.items():
        basis = f"{right:,} of {total:,} matched"
        yield f"{name} right", Score(right / total if total else 0.0, basis, name in _GUARDED_FIELDS)


def _link_scores(links: Mapping[str, LinkScore]) -> Iterator[tuple[str, Score]]:
    for name, found in links.items():
        one, every = found.found, found.all
        rates = (
            f"precision {one.precision:.3f}, recall {one.recall:.3f}, {one.mentions:,} of {every.mentions:,} mentions"
        )
        yield f"{name} linked, B³ F1", Score(one.f1, rates)
        yield f"{name} linked, B³ F1 with the missed alone", Score(every.f1, f"{every.mentions:,} mentions")


def _relation_scores(gold: GoldSet, model: PairModel) -> Iterator[tuple[str, Score]]:
    """Whether a party does anything to another, and with what status: the model by itself, without the rules."""
    relations = relations_of(gold)
    said = model.judge([Question(r.pair.text, r.pair.source, r.pair.target) for r in relations])
    counts, status, events = Counts(), 0, 0
    for relation, judgement in zip(relations, said, strict=True):
        is_one, taken = relation.status is not None, judgement.event >= 0.5
        counts.tp += is_one and taken
        counts.fp += taken and not is_one
        counts.fn += is_one and not taken
        events += is_one
        status += relation.status == judgement.status
    yield "event or none F1", _f1(counts, f"; {len(relations):,} ordered pairs")
    yield "status of events", Score(status / events if events else 0.0, f"{status:,} of {events:,} pairs with an event")


def _f1(counts: Counts, more: str = "") -> Score:
    return Score(counts.f1, f"{counts.tp:,} right, {counts.fp:,} false, {counts.fn:,} missed{more}")


def _probed(
    pairs: Sequence[Pair], answers: Sequence[str], analyser: Analyser, model: PairModel | None
) -> Iterator[ProbeResult]:
    for probe in PROBES:
        after = types_of([probe.rewrite(pair) for pair in pairs], analyser, model)
        parts: list[Kept | None] = [None, None]
        if probe.rewrite is swapped:
            symmetric = [kind.name for kind in codebook().types.values() if kind.symmetric]
            chosen = ([one_way(pair) for pair in pairs], [pair.type in symmetric for pair in pairs])
            parts = [_part(pairs, answers, after, which) for which in chosen]
        yield ProbeResult(probe.name, kept(pairs, answers, after), *parts)


def _part(pairs: Sequence[Pair], before: Sequence[str], after: Sequence[str], which: Sequence[bool]) -> Kept:
    rows = [row for row, chosen in zip(zip(pairs, before, after, strict=True), which, strict=True) if chosen]
    return kept([pair for pair, _, _ in rows], [one for _, one, _ in rows], [other for _, _, other in rows])

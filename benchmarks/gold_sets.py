"""The sets that accuracy is measured on, those of them that are at hand, and how far each was looked at."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from comity.evaluation import GoldDocument, read_gold
from comity.evaluation.pairs import Pair, read_pairs
from training.corpus_text import Sentence, read_batch

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A set by name. `files` are its files (none: it is not at hand); `about` and `looked_at` are for the page."""

    name: str
    kind: str  # "pairs", "sentences" (pairs, and which parties stand in no event), "documents" or "linking"
    about: str
    looked_at: str
    files: tuple[Path, ...]

    @property
    def digest(self) -> str:
        """Twelve hex digits that change with any byte of the set."""
        total = hashlib.sha256()
        for path in self.files:
            total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return total.hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Relation:
    """Two parties of a sentence in one direction: whether the first does anything to the second, and the status."""

    pair: Pair
    status: str | None


def gold_sets() -> list[GoldSet]:
    """Every set, also those that are not at hand (without files)."""
    shared, own = ROOT.parent / "shared" / "gold", ROOT / "tests" / "evaluation"
    return [
        GoldSet(
            "pairs-dev",
            "pairs",
            "1,026 news sentences with a marked source and target and one of 15 types (YIELD is one type in it): the"
            " PLV set of the zero-shot PLOVER paper (ACL 2024)",
            "the choice between models, settings and rules was made by its scores; no sentence of it is trained on",
            _there(shared / "pairs-dev.jsonl"),
        ),
        GoldSet(
            "sentences-unseen",
            "sentences",
            "our own sentences with numbered parties, written by the guide of the training corpus and kept out of it"
            " (`training/heldout/`)",
            "never trained on; written by the same guide as the corpus, so it is nearer to that than news is",
            tuple(sorted((ROOT / "training" / "heldout").glob("*.txt"))),
        ),
        GoldSet(
            "documents-dev",
            "documents",
            "13 whole documents annotated for events, figures and threads",
            "read again and again while the rules were written: what it scores is the best that can be hoped for",
            _there(shared / "documents-dev.jsonl"),
        ),
        GoldSet(
            "documents-own",
            "documents",
            "documents of our own, annotated in the same way (`tests/evaluation/documents.jsonl`)",
            "written and annotated without sight of the program; three of the six were then used to mend figures and"
            " threads, and all of them to mend which events are found",
            _there(own / "documents.jsonl"),
        ),
        GoldSet(
            "linking-dev",
            "linking",
            "79 documents of our own on nine dyads, with which reports tell one happening and which mentions mean one"
            " thread (`tests/evaluation/linking.jsonl`)",
            "written without sight of the program; then used to mend coding and to set the weights of linking",
            _there(own / "linking.jsonl"),
        ),
        GoldSet(
            "linking-second",
            "linking",
            "36 documents of our own on six other dyads, in the same form (`tests/evaluation/linking-second.jsonl`)",
            "written without sight of the program; looked at to mend how names of threads are folded, and later which"
            " events are found",
            _there(own / "linking-second.jsonl"),
        ),
        GoldSet(
            "linking-unseen",
            "linking",
            "34 documents of our own on six dyads again, in the same form (`tests/evaluation/linking-unseen.jsonl`)",
            "written without sight of the program; only its scores were looked at, some settings were chosen with them"
            " in view",
            _there(own / "linking-unseen.jsonl"),
        ),
    ]


def pairs_of(gold: GoldSet) -> list[Pair]:
    """The pairs of a set of pairs or sentences. Of several events of one pair, the first is asked for."""
    if gold.kind == "pairs":
        return [pair for path in gold.files for pair in read_pairs(path)]
    return [relation.pair for relation in relations_of(gold) if relation.pair.type is not None]


def relations_of(gold: GoldSet) -> list[Relation]:
    """Every ordered pair of parties of a set of sentences."""
    return [relation for path in gold.files for sentence in read_batch(path) for relation in _relations(sentence)]


def documents_of(gold: GoldSet) -> list[GoldDocument]:
    """The documents of a set of documents."""
    return [document for path in gold.files for document in read_gold(path)]


def _relations(sentence: Sentence) -> list[Relation]:
    found = []
    for one in sentence.parties:
        for other in sentence.parties:
            if one.number != other.number:
                said = [e for e in sentence.events if (e.source, e.target) == (one.number, other.number)]
                name = f"{sentence.id}:{one.number}>{other.number}"
                spans = (one.start, one.end), (other.start, other.end)
                pair = Pair(name, sentence.text, *spans, said[0].type if said else None, name)
                found.append(Relation(pair, said[0].status if said else None))
    return found


def _there(path: Path) -> tuple[Path, ...]:
    return (path,) if path.is_file() else ()

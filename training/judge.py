"""What a network scores: on corpus sentences kept aside, and on pair files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.batches import rows
from training.corpus_text import Sentence
from training.fit import answers
from training.instances import Instance, instances
from training.labels import STATUSES, TYPES
from training.network import PairNetwork

YIELD = ("CONCEDE", "RETREAT")


def aside(network: PairNetwork, sentences: Sequence[Sentence], words: Tokenizer, device: str) -> dict[str, float]:
    """Type and status accuracy, and the relation's F1, with and without a marked trigger."""
    result = {}
    for name, marked in (("plain", False), ("marked", True)):
        given = [i for s in sentences for i in instances(s) if (i.trigger is not None) == marked]
        if not given:
            continue
        out = answers(network, rows(given, words), device)
        said = out["relation"] > 0
        truth = torch.tensor([bool(i.events) for i in given])
        hits = int((said & truth).sum())
        result[f"{name} relation F1"] = 2 * hits / max(1, int(said.sum()) + int(truth.sum()))
        at = [k for k, i in enumerate(given) if i.events]
        kinds = out["type"][at].argmax(-1)
        result[f"{name} type"] = sum(given[k].events[0].type == TYPES[t] for k, t in zip(at, kinds, strict=True)) / len(
            at
        )
        states = out["status"][at].argmax(-1)
        result[f"{name} status"] = sum(
            given[k].events[0].status == STATUSES[t] for k, t in zip(at, states, strict=True)
        ) / len(at)
    return result


def pairs(path: Path) -> tuple[list[Instance], list[str]]:
    """A pair file as instances, and its types."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    span = lambda s: (s["start"], s["end"])  # noqa: E731
    return [Instance(r["id"], r["text"], span(r["source"]), span(r["target"]), None, ()) for r in records], [
        r["type"] for r in records
    ]


def on_pairs(probabilities: torch.Tensor, truth: Sequence[str]) -> tuple[float, float, list[str]]:
    """Accuracy, macro-F1 and answers, with CONCEDE and RETREAT counted as YIELD."""
    names = [t for t in TYPES if t not in YIELD] + ["YIELD"]
    columns = [probabilities[:, TYPES.index(t)] for t in names[:-1]]
    columns.append(probabilities[:, [TYPES.index(t) for t in YIELD]].sum(-1))
    said = [names[i] for i in torch.stack(columns, -1).argmax(-1)]
    right = sum(a == b for a, b in zip(said, truth, strict=True)) / len(truth)
    scores = []
    for name in sorted(set(truth)):
        tp = sum(a == b == name for a, b in zip(said, truth, strict=True))
        scores.append(2 * tp / max(1, said.count(name) + list(truth).count(name)))
    return right, sum(scores) / len(scores), said

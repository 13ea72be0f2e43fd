"""What a network scores on sentences kept aside."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from tokenizers import Tokenizer

from training.batches import rows
from training.corpus_text import Sentence
from training.fit import answers
from training.instances import instances
from training.labels import STATUSES, TYPES
from training.network import PairNetwork


def aside(network: PairNetwork, sentences: Sequence[Sentence], words: Tokenizer) -> dict[str, float]:
    """Type and status accuracy, and the relation's F1, with and without a marked trigger."""
    result = {}
    for name, marked in (("plain", False), ("marked", True)):
        given = [i for s in sentences for i in instances(s) if (i.trigger is not None) == marked]
        if not given:
            continue
        out = answers(network, rows(given, words))
        said = out["relation"] > 0
        truth = torch.tensor([bool(i.events) for i in given])
        hits = int((said & truth).sum())
        result[f"{name} relation F1"] = 2 * hits / max(1, int(said.sum()) + int(truth.sum()))
        held = [k for k, i in enumerate(given) if i.events]
        for head, names in (("type", TYPES), ("status", STATUSES)):
            answers_given = [names[t] for t in out[head][held].argmax(-1)]
            right = sum(getattr(given[k].events[0], head) == a for k, a in zip(held, answers_given, strict=True))
            result[f"{name} {head}"] = right / len(held)
    return result

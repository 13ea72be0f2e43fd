"""Calibrate: scale the logits so that an answer given with 80 % is right four times in five (temperature scaling,
Guo et al. 2017), on sentences that were not trained on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its usual name

from training.batches import rows
from training.corpus_text import Sentence
from training.fit import answers
from training.instances import instances
from training.labels import STATUSES, TYPES
from training.network import PairNetwork

_STEPS = 60


def calibrated(network: PairNetwork, sentences: Sequence[Sentence], words: Tokenizer) -> dict[str, float]:
    """Factors for the logits of relation (with a shift), type and status."""
    given = [i for s in sentences for i in instances(s) if i.trigger is None]
    out = answers(network, rows(given, words))
    events = torch.tensor([float(bool(i.events)) for i in given])
    held = [k for k, i in enumerate(given) if i.events]
    kinds = torch.tensor([TYPES.index(given[k].events[0].type) for k in held])
    states = torch.tensor([STATUSES.index(given[k].events[0].status) for k in held])
    relation, shift = _fitted(lambda f, s: F.binary_cross_entropy_with_logits(out["relation"] * f + s, events))
    kind, _ = _fitted(lambda f, s: F.cross_entropy(out["type"][held] * f, kinds) + s.square())
    status, _ = _fitted(lambda f, s: F.cross_entropy(out["status"][held] * f, states) + s.square())
    heat = {"relation": relation, "relation_shift": shift, "type": kind, "status": status}
    return {name: round(value, 4) for name, value in heat.items()}


def _fitted(loss: Callable[[Tensor, Tensor], Tensor]) -> tuple[float, float]:
    """The factor and the shift of the logits at which the loss is least."""
    factor, shift = torch.ones(1, requires_grad=True), torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.LBFGS([factor, shift], max_iter=_STEPS)

    def step() -> Tensor:
        optimizer.zero_grad()
        value = loss(factor, shift)
        value.backward()
        return value

    optimizer.step(step)
    return float(factor.detach()), float(shift.detach())

"""Fit the network to the corpus: losses, epochs, and what it scores on sentences kept aside."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its usual name

from training.batches import Row, batches, rows
from training.corpus_text import Sentence
from training.instances import Instance, instances
from training.network import PairNetwork
from training.swapping import swapped


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. `negatives` and `marked` are numbers of rows for each positive row without a marked trigger."""

    epochs: int = 4
    batch: int = 64
    rate: float = 4e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    warm: float = 0.06
    smoothing: float = 0.05
    swap: float = 0.5
    negatives: float = 0.8
    marked: float = 0.35
    seed: int = 7


def epoch_rows(sentences: Sequence[Sentence], plan: Plan, chance: random.Random, words: Tokenizer) -> list[Row]:
    """One epoch's rows: every positive pair, and drawn shares of the rest, on sentences with states exchanged."""
    positive: list[Instance] = []
    marked: list[Instance] = []
    negative: list[Instance] = []
    for sentence in sentences:
        shown = swapped(sentence, chance) if chance.random() < plan.swap else sentence
        for instance in instances(shown):
            if instance.trigger is not None:
                marked.append(instance)
            elif instance.events:
                positive.append(instance)
            else:
                negative.append(instance)
    hit = [i for i in marked if i.events]
    miss = [i for i in marked if not i.events]

    def few(pool: list[Instance], share: float) -> list[Instance]:
        return chance.sample(pool, min(len(pool), int(share * len(positive))))

    return rows([*positive, *few(negative, plan.negatives), *few(hit, plan.marked), *few(miss, plan.marked)], words)


def losses(out: dict[str, Tensor], chosen: list[Row], plan: Plan) -> Tensor:
    """The sum of the heads' losses over a batch."""
    events = torch.tensor([r.event for r in chosen])
    total = F.binary_cross_entropy_with_logits(out["relation"], _softened(events))
    at = [i for i, r in enumerate(chosen) if r.types is not None]
    if not at:
        return total
    held = [chosen[i] for i in at]
    types = torch.tensor([r.types for r in held])
    total = total + F.cross_entropy(_pick(out["type"], at), types, label_smoothing=plan.smoothing)
    for name, weight in (("status", 0.4), ("mode", 0.3), ("trigger", 0.3)):
        said = [(i, getattr(r, name)) for i, r in zip(at, held, strict=True) if getattr(r, name) is not None]
        if said:
            truth = torch.tensor([value for _, value in said])
            total = total + weight * F.cross_entropy(_pick(out[name], [i for i, _ in said]), truth)
    for name in ("contexts", "pillars"):
        truth = torch.tensor([getattr(r, name) for r in held])
        total = total + F.binary_cross_entropy_with_logits(_pick(out[name], at), truth)
    return total


def _softened(events: Tensor) -> Tensor:
    """A label is never quite sure: an allowance set by hand, as label smoothing is for the types."""
    return events * 0.97 + 0.015


def _pick(values: Tensor, at: list[int]) -> Tensor:
    return values[torch.tensor(at)]


def fit(
    network: PairNetwork,
    sentences: Sequence[Sentence],
    words: Tokenizer,
    plan: Plan,
    say: Callable[[str], None] = print,
    after: Callable[[int], None] = lambda epoch: None,
) -> None:
    """Train in place. The same plan, sentences and machine give the same weights."""
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    network.train()
    given = epoch_rows(sentences, plan, chance, words)
    steps = plan.epochs * len(given) // plan.batch + 1
    optimizer = torch.optim.AdamW(_groups(network, plan), weight_decay=plan.decay, fused=True)

    def rising_then_falling(step: int) -> float:
        return min(1.0, step / max(1, plan.warm * steps)) * max(0.02, 1 - step / steps)

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rising_then_falling)
    began = time.perf_counter()
    for epoch in range(plan.epochs):
        if epoch:
            given = epoch_rows(sentences, plan, chance, words)
        total, steps_done = 0.0, 0
        for ids, mask, chosen in batches(given, plan.batch, chance):
            loss = losses(network(ids, mask), chosen, plan)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
            steps_done += 1
        say(f"epoch {epoch + 1}: loss {total / steps_done:.3f}, {len(given)} rows, {time.perf_counter() - began:.0f} s")
        after(epoch + 1)


def _groups(network: PairNetwork, plan: Plan) -> list[dict[str, object]]:
    """Parameters with their rates: the heads start from nothing and learn faster."""
    encoder = {id(parameter) for parameter in network.encoder.parameters()}
    heads = [parameter for parameter in network.parameters() if id(parameter) not in encoder]
    return [
        {"params": list(network.encoder.parameters()), "lr": plan.rate},
        {"params": heads, "lr": plan.head_rate},
    ]


@torch.no_grad()
def answers(network: PairNetwork, given: Sequence[Row], batch: int = 64) -> dict[str, Tensor]:
    """The logits of every row, in order (those of the trigger left out: their lengths differ)."""
    network.eval()
    order = sorted(range(len(given)), key=lambda i: len(given[i].ids))
    found: dict[str, list[Tensor]] = {}
    for ids, mask, _ in batches([given[i] for i in order], batch, None):
        for name, value in network(ids, mask).items():
            if name != "trigger":
                found.setdefault(name, []).append(value)
    back = torch.empty(len(given), dtype=torch.long)
    back[torch.tensor(order)] = torch.arange(len(given))
    return {name: torch.cat(parts)[back] for name, parts in found.items()}

"""Instances become batches of tensors: token ids, masks and targets."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from comity.coding.learned.marking import SPECIAL
from training.instances import Instance
from training.labels import CONTEXTS, MODES, PILLARS, STATUSES, TYPES

LONGEST = 160  # word pieces
PAD = 0  # masked out everywhere, so that its number does not matter


def tokenizer(weights: Path) -> Tokenizer:
    """The encoder's own tokenizer, with the marks kept whole."""
    made = Tokenizer.from_file(str(weights / "tokenizer.json"))
    made.add_special_tokens(list(SPECIAL))
    made.enable_truncation(LONGEST)
    made.no_padding()
    return made


@dataclass(slots=True)
class Row:
    """One instance as numbers. Targets of what the instance does not say are None.

    `event` is 1 where there is one, else 0.
    """

    ids: list[int]
    event: float
    types: list[float] | None
    status: int | None
    mode: int | None
    contexts: list[float] | None
    pillars: list[float] | None
    trigger: int | None


def rows(given: Sequence[Instance], words: Tokenizer) -> list[Row]:
    """The instances as rows, in the same order."""
    return [_row(i, e) for i, e in zip(given, words.encode_batch([i.shown() for i in given]), strict=True)]


def _row(instance: Instance, encoding: object) -> Row:
    ids: list[int] = encoding.ids  # type: ignore[attr-defined]
    shares = instance.types()
    if not shares:
        return Row(ids, 0.0, None, None, None, None, None, None)
    main = instance.events[0]
    return Row(
        ids,
        1.0,
        [shares.get(t, 0.0) for t in TYPES],
        STATUSES.index(main.status),
        MODES.index((main.type, main.mode)) if main.mode else None,
        [float(any(c in e.contexts for e in instance.events)) for c in CONTEXTS],
        [float(any(p in e.pillars for e in instance.events)) for p in PILLARS],
        None if instance.trigger else _piece(instance, encoding),
    )


def _piece(instance: Instance, encoding: object) -> int | None:
    """The first word piece of the main event's trigger in the marked sentence."""
    word = instance.text[slice(*instance.events[0].trigger)]
    before = instance.text[: instance.events[0].trigger[0]].count(word)
    shown = instance.shown()
    at = -1
    for _ in range(before + 1):
        at = shown.find(word, at + 1)
    piece = encoding.char_to_token(at) if at >= 0 else None  # type: ignore[attr-defined]
    return piece if piece is None or piece < LONGEST else None


def batches(
    given: Sequence[Row], size: int, chance: random.Random | None
) -> Iterator[tuple[Tensor, Tensor, list[Row]]]:
    """Batches of rows of like length; shuffled where `chance` is given."""
    order = list(range(len(given)))
    if chance:
        chance.shuffle(order)
        pools = [order[i : i + size * 24] for i in range(0, len(order), size * 24)]
        order = [i for pool in pools for i in sorted(pool, key=lambda i: len(given[i].ids))]
    parts = [order[i : i + size] for i in range(0, len(order), size)]
    if chance:
        chance.shuffle(parts)
    for part in parts:
        chosen = [given[i] for i in part]
        longest = max(len(r.ids) for r in chosen)
        ids = torch.tensor([r.ids + [PAD] * (longest - len(r.ids)) for r in chosen])
        mask = torch.tensor([[1] * len(r.ids) + [0] * (longest - len(r.ids)) for r in chosen])
        yield ids, mask, chosen

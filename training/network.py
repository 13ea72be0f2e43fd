"""The network: an encoder reads the marked sentence; small heads answer from the marks of source and target."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from comity.coding.learned.marking import MARKS, SPECIAL
from training.labels import CONTEXTS, MODES, PILLARS, STATUSES, TYPES

# Words whose vectors the marks start from: the vocabulary's unused pieces carry nothing of their own.
_SEEDS = (("source", "does"), ("target", "receives"), ("event", "act"))
OUTPUTS = ("relation", "type", "status", "mode", "contexts", "pillars", "trigger")


class PairNetwork(nn.Module):
    """Token ids and attention mask of shape (batch, length) in; logits by name out.

    relation (batch,); type (batch, 16); status (batch, 6); mode (batch, all modes); contexts and pillars (batch, each);
    trigger (batch, length): how far each word piece is the word that says the event.
    """

    def __init__(self, encoder: Any, mark_ids: tuple[int, int], dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.source_mark, self.target_mark = mark_ids
        width = encoder.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        self.mix = nn.Linear(3 * width, width)
        sizes = {"relation": 1, "type": len(TYPES), "status": len(STATUSES), "mode": len(MODES),
                 "contexts": len(CONTEXTS), "pillars": len(PILLARS)}  # fmt: skip
        self.heads = nn.ModuleDict({f"of_{name}": nn.Linear(4 * width, size) for name, size in sizes.items()})
        self.trigger = nn.Linear(width, width)

    def forward(self, ids: Tensor, mask: Tensor) -> dict[str, Tensor]:
        """The logits of a batch."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weight = mask.unsqueeze(-1).to(states.dtype)
        whole = (states * weight).sum(1) / weight.sum(1)
        source = _at(states, ids == self.source_mark)
        target = _at(states, ids == self.target_mark)
        both = torch.cat([source, target, whole], -1)
        mixed = torch.tanh(self.mix(self.dropout(both)))
        feature = self.dropout(torch.cat([both, mixed], -1))
        out = {name.removeprefix("of_"): head(feature) for name, head in self.heads.items()}
        out["relation"] = out["relation"].squeeze(-1)
        out["trigger"] = (states @ self.trigger(mixed).unsqueeze(-1)).squeeze(-1).masked_fill(mask == 0, -1e4)
        return out


def _at(states: Tensor, where: Tensor) -> Tensor:
    """The state at the one place where `where` holds, for each row."""
    weight = where.unsqueeze(-1).to(states.dtype)
    return (states * weight).sum(1) / weight.sum(1).clamp(min=1.0)


def load(weights: Path, vocabulary: dict[str, int], dropout: float = 0.1) -> PairNetwork:
    """A fresh network on the pre-trained encoder in `weights` (configuration and safetensors)."""
    from transformers import AutoModel

    encoder = AutoModel.from_pretrained(weights, add_pooling_layer=False)
    table = encoder.get_input_embeddings().weight
    with torch.no_grad():
        for marks, seeds in zip(MARKS, _SEEDS, strict=True):
            for mark, seed in zip(marks, seeds, strict=True):
                table[vocabulary[mark]] = table[vocabulary[seed]]
    return PairNetwork(encoder, (vocabulary[SPECIAL[0]], vocabulary[SPECIAL[2]]), dropout)

"""The labels in the order in which the model's outputs stand."""

from __future__ import annotations

from comity.records.pillars import pillars
from comity.records.plover import codebook
from training.corpus_text import STATUSES

TYPES = tuple(codebook().types)
MODES = tuple((kind, mode) for kind, body in codebook().types.items() for mode in body.modes)
CONTEXTS = tuple(name for name in codebook().contexts if name not in ("historical", "hypothetical"))
PILLARS = tuple(pillars())

__all__ = ["CONTEXTS", "MODES", "PILLARS", "STATUSES", "TYPES"]

"""The pillars of a relationship, and the words that place a sentence in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import yaml

from comity.records.plover import read_data


@dataclass(frozen=True, slots=True)
class Pillar:
    """A sector: id, name for people, and its words (lemmas or phrases; a trailing * matches any ending)."""

    id: str
    name: str
    words: tuple[str, ...]


@cache
def pillars() -> dict[str, Pillar]:
    """All pillars in codebook order."""
    raw = yaml.load(
        read_data("comity.records.codebook", "pillars.yaml"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return {key: Pillar(key, body["name"], tuple(str(word) for word in body["words"])) for key, body in raw.items()}

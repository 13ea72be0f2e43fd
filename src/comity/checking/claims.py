"""Figures become claims: what each says that official series may measure, and what the ledger's series say of it.

The subjects are asked one after the other, each by its own words (`data/vocabulary.yaml`); a figure that is none of
theirs is no claim that a series could speak to. Nothing is matched by likeness: a word is understood, or the figure is
not compared.
"""

from __future__ import annotations

from collections.abc import Callable

from comity.checking import arms, diplomacy, economies, reactors, sides, trade, weapons
from comity.checking.asking import Asked, asked, missing
from comity.checking.comparing import as_compared
from comity.checking.measured import Claim
from comity.checking.store import SeriesStore
from comity.checking.telling import Telling
from comity.records import Figure

__all__ = ["SeriesStore", "claim_of"]

_SUBJECTS: tuple[Callable[[Telling, Asked, SeriesStore], Claim | None], ...] = (
    diplomacy.votes,
    diplomacy.memberships,
    reactors.claim,
    weapons.claim,
    arms.claim,
    economies.claim,
    trade.claim,
    diplomacy.alliances,
)


def claim_of(figure: Figure, series: SeriesStore) -> Claim:
    """What a figure claims, and what the series of the ledger measure of the same thing. Pure but for the ledger."""
    telling = Telling(figure)
    what = as_compared(telling, asked(telling))
    beside = sides.claim(telling, what, series)
    if beside is not None:
        return beside
    for subject in _SUBJECTS:
        claim = subject(telling, what, series)
        if claim is not None:
            return claim
    return missing(telling, what, "no official series is known for this measure")

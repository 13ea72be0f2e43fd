"""Which stretches of days answer a claim: of a level one, of a change the one at its end and the one before it.

The words of the figure decide (its period, its baseline, "from" and "to" before the number), and where they are silent
the day of publication: only what had ended by then can have been meant. Where the words leave several open, all are
plans.
"""

from __future__ import annotations

from dataclasses import replace

from comity.checking.changes import changes
from comity.checking.fiscal import variants
from comity.checking.levels import flows, stocks
from comity.checking.measured import Claim, Kind, Measured
from comity.checking.spoken import Plan, Unclear
from comity.records import Figure, Nature

CHANGES = frozenset({Kind.RATIO, Kind.PERCENT_CHANGE, Kind.DIFFERENCE})


def plans(figure: Figure, claim: Claim, measured: Measured) -> list[Plan] | Unclear:
    """The plans for one measured thing, the nearest to the words first."""
    if not measured.values:
        return Unclear(f"there are no values of {measured.label}")
    found: list[Plan] = []
    unclear: list[Unclear] = []
    for read, words in variants(figure, measured):
        several = _plans(read, claim, measured)
        if isinstance(several, Unclear):
            unclear.append(several)
        else:
            found += [replace(plan, note="; ".join(filter(None, (plan.note, words)))) for plan in several]
    return found or (unclear or [Unclear(f"{measured.label}: the series has no whole year")])[0]


def _plans(figure: Figure, claim: Claim, measured: Measured) -> list[Plan] | Unclear:
    if claim.kind in CHANGES:
        return changes(figure, measured)
    return stocks(figure, measured) if measured.nature is Nature.STOCK else flows(figure, measured)

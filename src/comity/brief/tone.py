"""The tone of an event between two states, for counts and colours.

PLOVER's quad classes, with two things told apart that its conflict puts together: a request or an invitation is
no criticism, and what the two do together against a third, or suffer from one, is no conflict between them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from comity.records import Event, Status

REAL = frozenset({Status.OCCURRED, Status.ONGOING, Status.HISTORICAL})
"""What took place; anything else is planned, only possible, or denied."""

_STANDS = frozenset({"REJECT", "PROTEST"})
"""Types that, without a recipient, the sides aim at something else than each other ("the sides oppose sanctions")."""


class Tone(StrEnum):
    """How an act stands to the relation of the two."""

    COOPERATIVE = "cooperative"
    NEUTRAL = "neutral"
    CRITICAL = "critical"
    CONFLICTUAL = "conflictual"


@dataclass(frozen=True, slots=True)
class Tally:
    """Events that took place by tone; `neutral`: requests, and what the two do together or suffer from a third."""

    cooperative: int = 0
    neutral: int = 0
    critical: int = 0
    conflictual: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.cooperative + self.neutral + self.critical + self.conflictual


def tone(event: Event, dyad: frozenset[str]) -> Tone:
    """Cooperative by quad class; conflict is critical (verbal) or conflictual (material) where the two are opposed."""
    if event.quad.endswith("cooperation"):
        return Tone.COOPERATIVE
    if event.type == "REQUEST" or not _opposed(event, dyad):
        return Tone.NEUTRAL
    return Tone.CONFLICTUAL if event.quad == "material_conflict" else Tone.CRITICAL


def _opposed(event: Event, dyad: frozenset[str]) -> bool:
    """Whether one of the two acts on the other, or both clash; not where both act on, or suffer from, a third."""
    actors = dyad & {actor.country for actor in event.actors}
    recipients = dyad & {actor.country for actor in event.recipients}
    if not event.recipients:
        return actors == dyad and event.type not in _STANDS
    return bool(actors and recipients and len(actors | recipients) == 2)


def tally(events: Iterable[Event], dyad: frozenset[str]) -> Tally:
    """How many of the events that took place are of each tone."""
    tones = [tone(event, dyad) for event in events if event.status in REAL]
    return Tally(*(tones.count(one) for one in Tone))

"""Verdict: what official series say of a figure, with every reading that was tried and its working."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from comity.records.record import Figure


class Judgement(StrEnum):
    """What a series says of a figure."""

    CONSISTENT = "consistent"
    DIFFERS = "differs"
    NOT_COMPARABLE = "not_comparable"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True)
class Used:
    """An observation that a reading used: of which series, for which days, its value, and who was counted."""

    series: str
    start: date
    end: date
    value: float
    unit: str
    flags: tuple[str, ...] = ()
    items: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "series": self.series,
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "value": self.value,
            "unit": self.unit,
            "flags": list(self.flags),
            "items": list(self.items),
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a figure against a series. `computed`, `claimed` and `tolerance` are in the unit of the figure.

    `series` are keys; `vintage` the day of the newest release used; `note` says how the words were read ("2021 as the
    base") or why nothing could be computed; `formula` the computation in figures, so that it can be redone by hand.
    """

    series: tuple[str, ...]
    provider: str
    vintage: date | None
    used: tuple[Used, ...]
    computed: float | None
    claimed: float
    tolerance: float | None
    judgement: Judgement
    note: str
    formula: str = ""

    def to_json(self) -> dict[str, Any]:
        """The reading object of RECORDS."""
        return {
            "series": list(self.series),
            "provider": self.provider,
            "vintage": self.vintage.isoformat() if self.vintage else None,
            "periods": [used.to_json() for used in self.used],
            "computed": self.computed,
            "claimed": self.claimed,
            "tolerance": self.tolerance,
            "verdict": self.judgement.value,
            "note": self.note,
            "formula": self.formula,
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """What series say of a figure. `readings` shows all that were tried, the deciding one first.

    `reason` is one sentence: by how much it differs and which reading would be consistent, why it is not comparable,
    or what would be needed; `fetch` is the command that would fetch it. `working` is one readable block.
    """

    figure: Figure
    judgement: Judgement
    reason: str
    readings: tuple[Reading, ...]
    working: str
    fetch: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The verdict object of RECORDS."""
        return {"kind": "verdict", "figure": self.figure.to_json(), **self.body()}

    def body(self) -> dict[str, Any]:
        """The verdict without its figure: what the ledger keeps and the export puts on figures."""
        return {
            "verdict": self.judgement.value,
            "reason": self.reason,
            "readings": [reading.to_json() for reading in self.readings],
            "working": self.working,
            "fetch": self.fetch,
        }

"""What stands between a figure and the series: what the text claims, and what series measure of the same thing.

`claims` turns figures into claims with their measured values; `arithmetic` and `judging` turn claims into verdicts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comity.records import Flag, Frequency, Nature, Used


class Kind(StrEnum):
    """What sort of arithmetic a claim asks for.

    `level`: the value itself, also a count ("six reactors"); `ratio`: how many times the base ("twentyfold" 20,
    "doubled" 2, "halved" 0.5); `percent_change`: by how many percent; `difference`: by how much; `share`: percent of a
    whole.
    """

    LEVEL = "level"
    RATIO = "ratio"
    PERCENT_CHANGE = "percent_change"
    DIFFERENCE = "difference"
    SHARE = "share"


class Role(StrEnum):
    """How a measured thing stands to the words of the claim; the nearest comes first.

    `direct`: it is what the words say; `mirror`: the same flow as the other side reports it; `other`: another reading
    of the words (gross instead of net capacity, imports alone instead of trade).
    """

    DIRECT = "direct"
    MIRROR = "mirror"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Value:
    """A measured value for the days from `start` to `end`, with the observations that make it up."""

    start: date
    end: date
    value: float
    used: tuple[Used, ...]
    vintage: date | None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """What series say of one thing, period by period (by day, no two alike), in `unit`.

    `label` names it for people: "India's imports of crude oil (HS 2709) from Russia". Sums of series (exports and
    imports) are one Measured. `note` says how it differs from the words of the claim; empty where it does not.
    """

    label: str
    provider: str
    series: tuple[str, ...]
    unit: str
    nature: Nature
    frequency: Frequency
    values: tuple[Value, ...]
    role: Role = Role.DIRECT
    note: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a figure claims, as far as it can be checked.

    `of` says the same thing from several sources, the nearest to the words first; `wholes` holds, for a share, the
    whole of each of `of` (same order and length). Where `of` is empty nothing can be computed: `why` then says in one
    sentence what is missing (no_data) or, with `comparable` false, why no series can speak to it (not_comparable).
    `needed` is the command that would fetch what is missing. `value` is the claimed value in the unit of the measured
    ones, `high` the upper end of a range.
    """

    kind: Kind
    what: str
    value: float
    unit: str
    of: tuple[Measured, ...] = ()
    wholes: tuple[Measured, ...] = ()
    high: float | None = None
    comparable: bool = True
    why: str = ""
    needed: str | None = None

"""Series: what official statistics say, provider-independent; each observation with the release that it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

WORLD = "WLD"
"""The partner of a series that speaks of all partners together."""

TOTAL = "TOTAL"
"""The item of a series that speaks of all items together."""


class Frequency(StrEnum):
    """What one observation stands for. `day`: how things stood on one day, such as a list of reactors."""

    YEAR = "year"
    FISCAL_YEAR = "fiscal_year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"


class Nature(StrEnum):
    """Whether values of neighbouring periods may be added up."""

    FLOW = "flow"
    STOCK = "stock"
    SHARE = "share"


class Flag(StrEnum):
    """What is to be known of one observation before it is used."""

    PARTIAL = "partial"  # the period is shorter than the frequency says: April to August of a fiscal year
    ESTIMATE = "estimate"
    PROVISIONAL = "provisional"
    ROUNDED = "rounded"  # the provider, or who typed it, rounded the value to few digits
    RATED = "rated"  # not measured: counted from the rating of the model


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of the codebook (`codebook/indicators.yaml`): what is measured, in which unit, and how it adds up.

    `symmetric`: it says the same of both states, whose codes then stand in alphabetical order.
    """

    id: str
    name: str
    unit: str
    nature: Nature
    symmetric: bool = False


@cache
def indicators() -> MappingProxyType[str, Indicator]:
    """Every indicator of the codebook by its id, in the order of the file."""
    text = files("comity.records").joinpath("codebook", "indicators.yaml").read_text(encoding="utf-8")
    rows = yaml.safe_load(text)["indicators"]
    return MappingProxyType({row["id"]: Indicator(**{**row, "nature": Nature(row["nature"])}) for row in rows})


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a statistic: what `provider` says of `indicator` for `reporter` (and `partner`, and `item`).

    `reporter` and `partner` are ISO 3166 alpha-3 codes, codes of organisations, or WLD. Flows are reported from the
    view of the reporter: `imports` of IND from RUS, `exports` of RUS to IND, `arms-imports` of IND from RUS. `item` is
    what is counted: `HS2709`, `TOTAL`, a designation (`T-90S`), a plant (`Kudankulam`), or None. `unit` is a unit of
    the codebook or a noun ("reactors"); values are fully scaled (no "US$ million").
    """

    provider: str
    indicator: str
    reporter: str
    partner: str | None
    item: str | None
    unit: str
    frequency: Frequency
    title: str = field(default="", compare=False)

    @property
    def key(self) -> str:
        """The readable id: `india-commerce/imports/IND/RUS/HS2709/USD/fiscal_year`."""
        parts = (self.provider, self.indicator, self.reporter, self.partner, self.item, self.unit, self.frequency)
        return "/".join((part or "-").replace("/", "|") for part in parts)

    def to_json(self) -> dict[str, Any]:
        """JSON-ready, with the key."""
        return {
            "key": self.key,
            "provider": self.provider,
            "indicator": self.indicator,
            "reporter": self.reporter,
            "partner": self.partner,
            "item": self.item,
            "unit": self.unit,
            "frequency": self.frequency.value,
            "title": self.title,
        }


@dataclass(frozen=True, slots=True)
class Observation:
    """One value, for the days from `start` to `end` (both included). `items` names what was counted, where known."""

    start: date
    end: date
    value: float
    flags: tuple[Flag, ...] = ()
    items: tuple[str, ...] = ()

    @property
    def partial(self) -> bool:
        """Whether the period is shorter than the frequency of its series says."""
        return Flag.PARTIAL in self.flags

    def to_json(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "value": self.value,
            "flags": [flag.value for flag in self.flags],
            "items": list(self.items),
        }


@dataclass(frozen=True, slots=True)
class Release:
    """One publication of statistics, as imported: who published it, when (`vintage`), and how to cite it.

    `digest` is the SHA-256 of what was imported, so that the same file is known again. `vintage` is None where neither
    the file nor its user says it.
    """

    provider: str
    title: str
    vintage: date | None
    citation: str
    licence: str
    source: str
    digest: str
    url: str | None = None

    def to_json(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "provider": self.provider,
            "title": self.title,
            "vintage": self.vintage.isoformat() if self.vintage else None,
            "citation": self.citation,
            "licence": self.licence,
            "source": self.source,
            "digest": self.digest,
            "url": self.url,
        }


@dataclass(frozen=True, slots=True)
class SeriesTable:
    """A series with its observations by day, and which release each comes from (same order and length)."""

    series: Series
    observations: tuple[Observation, ...]
    releases: tuple[Release, ...]

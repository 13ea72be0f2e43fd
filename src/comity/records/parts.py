"""The parts that records are made of: actors, periods, places, triggers. All offsets refer to the document's text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Precision(StrEnum):
    """How exact a date is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included; an open end is None ("since 2022", "by 2030").

    `text` is the wording it was read from ("November 7"); empty where it was inferred, for example from the
    document's own day.
    """

    start: date | None
    end: date | None
    precision: Precision
    text: str = ""

    def to_json(self) -> dict[str, Any]:
        """The date object of RECORDS: ISO days or null, precision, wording."""
        return {
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "precision": self.precision.value,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, or a body, office or person that acts for one; an IGO; a company; an armed group.

    `id` is `RUS`, `RUS/ROSATOM`, `UN`, `ISIS` …; `country` is ISO 3166 alpha-3, or the organisation's own code.
    `inferred` is true where the wording does not name the actor ("both nations", "he"), and `reason` then says how
    it was resolved.
    """

    id: str
    country: str
    name: str
    text: str
    start: int
    end: int
    role: str | None = None
    sector: str | None = None
    inferred: bool = False
    reason: str = field(default="", compare=False)

    def to_json(self) -> dict[str, Any]:
        """The actor object of RECORDS."""
        return {
            "id": self.id,
            "country": self.country,
            "name": self.name,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "role": self.role,
            "sector": self.sector,
            "inferred": self.inferred,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that speak of the event."""

    text: str
    start: int
    end: int

    def to_json(self) -> dict[str, Any]:
        """Text and span."""
        return {"text": self.text, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happened: a named place with its state and, where known, its coordinates in degrees (WGS 84)."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    text: str
    start: int
    end: int

    def to_json(self) -> dict[str, Any]:
        """The place object of RECORDS."""
        return {
            "name": self.name,
            "country": self.country,
            "latitude": self.latitude,
            "longitude": self.longitude,
            "text": self.text,
            "start": self.start,
            "end": self.end,
        }

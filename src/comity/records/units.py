"""The codebook of units (`codebook/units.yaml`): what figures are measured in, and which units can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnitKind(StrEnum):
    """What a unit measures."""

    CURRENCY = "currency"
    RATIO = "ratio"
    POWER = "power"
    ENERGY = "energy"
    MASS = "mass"
    VOLUME = "volume"
    FLOW = "flow"
    LENGTH = "length"
    AREA = "area"
    TIME = "time"
    TEMPERATURE = "temperature"
    SPEED = "speed"
    DATA = "data"
    EMISSION = "emission"
    PEOPLE = "people"
    COUNT = "count"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of the codebook. `scale` units of `base` are one of this unit; units of one base can be compared.

    `names` stand after a number in any case, `codes` after it just as written, `before` before it just as written.
    """

    id: str
    kind: UnitKind
    base: str
    scale: float
    names: tuple[str, ...]
    codes: tuple[str, ...]
    before: tuple[str, ...]


@cache
def units() -> Mapping[str, Unit]:
    """Every unit of the codebook by its id, in the order of the file."""
    text = files("comity.records").joinpath("codebook", "units.yaml").read_text(encoding="utf-8")
    rows = yaml.load(text, Loader=_Loader)["units"]  # a SafeLoader
    table = {
        row["id"]: Unit(
            id=row["id"],
            kind=UnitKind(row["kind"]),
            base=row["base"],
            scale=float(row["scale"]),
            names=tuple(row["names"]),
            codes=tuple(row.get("codes", ())),
            before=tuple(row.get("before", ())),
        )
        for row in rows
    }
    return MappingProxyType(table)


def to_base(value: float, unit: str) -> tuple[float, str]:
    """A value in the base unit of its kind, and that unit; a noun that is not in the codebook is its own base."""
    entry = units().get(unit)
    return (value, unit) if entry is None else (value * entry.scale, entry.base)


def comparable(one: str, other: str) -> bool:
    """Whether values in the two units can be compared after scaling."""
    return to_base(1.0, one)[1] == to_base(1.0, other)[1]

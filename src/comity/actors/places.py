"""Places: where a named city, region, site or stretch of water lies, from `data/places.csv` (docs/actors.md)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from comity.actors import tables
from comity.actors.words import fold


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place with its state and its coordinates in degrees (WGS 84, north and east positive).

    `country` is None for waters and places that no one state holds, and for disputed islands. `kind` is `capital`,
    `city`, `region`, `site` or `water`. `weak` marks a name that is also a common word or a surname ("Nice", "Split",
    "Reading"): take it for the place only where the text says so.
    """

    name: str
    country: str | None
    latitude: float
    longitude: float
    kind: str
    weak: bool


def _key(name: str) -> str:
    """The name without case, diacritics, full stops, a leading "the", and differences of hyphen and apostrophe."""
    folded = fold(name).replace("-", " ").replace(".", "").replace("’", "'").replace(",", " ")
    return " ".join(folded.split()).removeprefix("the ")


@cache
def _table() -> dict[str, tuple[PlaceEntry, ...]]:
    found: dict[str, list[PlaceEntry]] = {}
    for row in tables.rows("places"):
        entry = PlaceEntry(
            name=row["name"],
            country=row["country"] or None,
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            kind=row["kind"],
            weak=row["weak"] == "yes",
        )
        for name in (row["name"], *row["names"].split(";")):
            key = _key(name)
            if key and entry not in found.setdefault(key, []):
                found[key].append(entry)
    return {key: tuple(sorted(several, key=_preference)) for key, several in found.items()}


def _preference(entry: PlaceEntry) -> tuple[bool, bool]:
    return (entry.kind != "capital", entry.weak)


def lookup(name: str, near: Collection[str] = ()) -> PlaceEntry | None:
    """The place of that name, or None where the table has none.

    `near` are codes of states that the text speaks of: of several places of one name the one in such a state is
    taken, else a capital, else the one that is named first in the table. Case and diacritics do not count.
    """
    several = _table().get(_key(name), ())
    for entry in several:
        if entry.country in near:
            return entry
    return several[0] if several else None

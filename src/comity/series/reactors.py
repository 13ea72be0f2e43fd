"""Nuclear reactors: which plant a unit belongs to, how it stood on a day, and what its model is rated at."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Standing(StrEnum):
    """How a unit stands. The values are the ends of the indicators: `reactors-under-construction`."""

    OPERATIONAL = "operational"
    UNDER_CONSTRUCTION = "under-construction"
    PLANNED = "planned"
    SUSPENDED = "suspended"
    SHUT_DOWN = "shut-down"


@dataclass(frozen=True, slots=True)
class Unit:
    """One reactor of a list. `standing` is as listed; `status` says it in the words of the list.

    `net` and `gross` are MW, `rated` says that gross comes from the model. `started` is the first day of construction,
    `began` the first of (commercial) operation, `ended` the last; `updated` is when the list last changed the row.
    """

    name: str
    state: str
    standing: Standing | None
    status: str
    net: float | None
    gross: float | None
    rated: bool
    started: date | None
    began: date | None
    ended: date | None
    updated: date | None

    def on(self, day: date) -> tuple[Standing | None, bool]:
        """How it stood at the end of a day before the list was made, by its dates; and whether the dates prove it.

        Suspended operation counts as operation, since lists do not say when it began, and an operation that has no
        first day counts from the day that its row was last changed; both are not proved. What was never completed, and
        what was shut down without a first day of operation, is neither built nor run on any day that is proved.
        """
        if self.started is None or day < self.started:
            return None, True
        if self.ended is not None and day >= self.ended:
            return Standing.SHUT_DOWN, True
        if self.began is not None:
            running = day >= self.began
            return (Standing.OPERATIONAL if running else Standing.UNDER_CONSTRUCTION), not (
                running and self.standing is Standing.SUSPENDED
            )
        if self.standing is Standing.UNDER_CONSTRUCTION:
            return Standing.UNDER_CONSTRUCTION, True
        if self.standing is Standing.OPERATIONAL:
            running = self.updated is not None and day >= self.updated
            return (Standing.OPERATIONAL if running else Standing.UNDER_CONSTRUCTION), False
        return None, False

    def told(self, standing: Standing, *, gross: bool = False) -> str:
        """The unit, how it stood, and its capacity: `Kudankulam-1 (in operation since 2014-12-31, 917 MW net)`."""
        power = [f"{self.net:,g} MW net"] if self.net is not None else []
        if gross and self.gross is not None:
            power.append(f"{self.gross:,g} MW gross{' by its model' if self.rated else ''}")
        return f"{self.name} ({', '.join([self._standing(standing), *power])})"

    def _standing(self, standing: Standing) -> str:
        if standing is Standing.OPERATIONAL:
            return f"in operation since {self.began}" if self.began else "in operation"
        if standing is Standing.UNDER_CONSTRUCTION:
            return f"under construction since {self.started}" if self.started else "under construction"
        if standing is Standing.SHUT_DOWN:
            return f"shut down on {self.ended}" if self.ended else "shut down"
        return self.status.lower()


# A number of one or two digits at the end, perhaps behind the letter of a station: Kudankulam-1, Hinkley Point-C1.
_NUMBERED = re.compile(r"(?P<stem>.+?)[- ](?P<letter>[A-Z]?)(?P<number>\d{1,2})")
_LETTERED = re.compile(r"(?P<stem>.+?)[- ](?P<letter>[A-Z])")
_TYPE = re.compile(r"[A-Z]{1,3}")  # the stem of a type that was built once (BR-3, EL-4), not of a place
_OTHER_NAME = re.compile(r"\(([^()]*)\)")
_SECOND_PLANT = re.compile(r"-(?=\d+$)")


def plants(names: Iterable[str]) -> dict[str, str]:
    """The plant of each unit of one state: its name without the number.

    Other names in brackets are left out, unless two units would then be called alike ("Higashi Dori-1 (Tohoku)" and
    "… (Tokyo)"). A letter before a number is a station of its own ("Hinkley Point-C1": Hinkley Point C), and so is a
    letter alone beside such stations ("Sizewell-B" beside "Sizewell-A1"); otherwise it is a unit ("Biblis-A": Biblis).
    A second plant at a place keeps its number ("Leningrad 2-1": Leningrad 2).
    """
    bare = {name: " ".join(_OTHER_NAME.sub(" ", name).split()) or name for name in names}
    stations = {match["stem"] for name in bare.values() if (match := _NUMBERED.fullmatch(name)) and match["letter"]}
    found = {name: _plant(plain, stations) for name, plain in bare.items()}
    times = Counter(bare.values())
    doubtful = {found[name] for name, plain in bare.items() if times[plain] > 1}
    return {
        name: f"{plant} ({other[1]})" if plant in doubtful and (other := _OTHER_NAME.search(name)) else plant
        for name, plant in found.items()
    }


def _plant(name: str, stations: set[str]) -> str:
    numbered = _NUMBERED.fullmatch(name)
    if numbered:
        stem, letter = numbered["stem"], numbered["letter"]
        if _TYPE.fullmatch(stem):
            return name
        return f"{stem} {letter}" if letter else _SECOND_PLANT.sub(" ", stem)
    lettered = _LETTERED.fullmatch(name)
    if lettered:
        return f"{lettered['stem']} {lettered['letter']}" if lettered["stem"] in stations else lettered["stem"]
    return name


def rating(model: str, net: float | None) -> float | None:
    """The gross MW that a model is rated at, by `data/reactor_models.csv`; None where that is not known.

    Some models are known at one net capacity only. A rating below the net capacity of the unit does not hold for it.
    """
    known = _ratings().get(_folded(model))
    if known is None or net is None:
        return None
    gross = known.get(net, known.get(None))
    return gross if gross is not None and gross > net else None


@cache
def _ratings() -> Mapping[str, Mapping[float | None, float]]:
    text = (files("comity.series") / "data" / "reactor_models.csv").read_text(encoding="utf-8")
    found: dict[str, dict[float | None, float]] = {}
    for row in csv.DictReader(text.splitlines(), strict=True):
        net = float(row["net"]) if row["net"] else None
        found.setdefault(_folded(row["model"]), {})[net] = float(row["gross"])
    return found


def _folded(model: str) -> str:
    return "".join(letter for letter in model.casefold() if letter.isalnum())

"""Lines of numbers: a series as it is, or one computed of two series of one provider, for the same days."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from comity.records import Observation, Release, Series, SeriesTable


@dataclass(frozen=True, slots=True)
class Line:
    """What series say of one thing, under a label for people, and a shorter one beside others of its topic.

    `table` holds the values. `of` are the series that it was computed from, the very same one where nothing was
    computed; `formula` says how ("part ÷ whole × 100"), empty for none. `note` tells what is to be known of it.
    """

    label: str
    short: str
    table: SeriesTable
    of: tuple[SeriesTable, ...]
    formula: str = ""
    mirror: bool = False
    note: str = ""

    @property
    def last(self) -> date:
        """The last day that it speaks of."""
        return self.table.observations[-1].end

    def to_json(self) -> dict[str, Any]:
        """JSON-ready: each value with its vintage and the observations that it comes from."""
        series = self.table.series
        return {
            "label": self.label,
            "provider": series.provider,
            "series": [table.series.key for table in self.of],
            "unit": series.unit,
            "frequency": series.frequency.value,
            "formula": self.formula,
            "mirror": self.mirror,
            "note": self.note,
            "values": [self._value(at) for at in range(len(self.table.observations))],
        }

    def _value(self, at: int) -> dict[str, Any]:
        observation, release = self.table.observations[at], self.table.releases[at]
        used = [
            {"series": table.series.key, "value": one.value}
            for table in self.of
            for one in table.observations
            if (one.start, one.end) == (observation.start, observation.end)
        ]
        vintage = release.vintage.isoformat() if release.vintage else None
        return {**observation.to_json(), "vintage": vintage, "used": used}


def plain(table: SeriesTable, label: str, short: str = "", *, mirror: bool = False, note: str = "") -> Line:
    """A series as it is."""
    return Line(label, short or label, table, (table,), "", mirror, note)


def total(both: tuple[Line, Line], label: str, short: str) -> Line | None:
    """The sum of two lines, for the days that both speak of; None where they share none."""
    formula = f"{both[0].short} + {both[1].short}"
    return _computed(both, (label, short), formula, lambda first, second: first + second)


def balance(both: tuple[Line, Line], label: str, short: str) -> Line | None:
    """What the first has over the second."""
    formula = f"{both[0].short} − {both[1].short}"
    return _computed(both, (label, short), formula, lambda first, second: first - second)


def share(part: SeriesTable, whole: SeriesTable, label: str, short: str) -> Line | None:
    """A part in percent of its whole; days on which the whole is zero are left out."""
    named = plain(part, "part"), plain(_only(whole, lambda one: one.value), "whole")
    found = _computed(named, (label, short), "part ÷ whole × 100", lambda first, second: 100 * first / second)
    if found is None:
        return None
    series = replace(found.table.series, unit="percent")
    return replace(found, table=replace(found.table, series=series))


def without_parts(table: SeriesTable) -> SeriesTable:
    """The series without the parts of periods that it has the whole of."""
    whole = [one for one in table.observations if not one.partial]
    return _only(table, lambda one: not (one.partial and is_within(one, whole)))


def is_within(part: Observation, whole: Iterable[Observation]) -> bool:
    """Whether the days of an observation lie within those of one of the others."""
    return any(one.start <= part.start and part.end <= one.end for one in whole)


def _only(table: SeriesTable, keep: Callable[[Observation], object]) -> SeriesTable:
    kept = [(one, release) for one, release in zip(table.observations, table.releases, strict=True) if keep(one)]
    return SeriesTable(table.series, tuple(one for one, _ in kept), tuple(release for _, release in kept))


def _computed(
    both: tuple[Line, Line], labels: tuple[str, str], formula: str, operation: Callable[[float, float], float]
) -> Line | None:
    one, other = both
    others = {
        (observation.start, observation.end): (observation, release)
        for observation, release in zip(other.table.observations, other.table.releases, strict=True)
    }
    observations: list[Observation] = []
    releases: list[Release] = []
    for first, release in zip(one.table.observations, one.table.releases, strict=True):
        if (first.start, first.end) in others:
            second, beside = others[first.start, first.end]
            flags = tuple(dict.fromkeys((*first.flags, *second.flags)))
            observations.append(Observation(first.start, first.end, operation(first.value, second.value), flags))
            releases.append(max((release, beside), key=lambda found: found.vintage or date.min))
    if not observations:
        return None
    table = SeriesTable(_named(one.table.series, labels[0]), tuple(observations), tuple(releases))
    return Line(*labels, table, (*one.of, *other.of), formula, one.mirror or other.mirror, other.note or one.note)


def _named(of: Series, label: str) -> Series:
    """A series that no provider publishes, named by its label."""
    return replace(of, indicator="computed", item=None, title=label)

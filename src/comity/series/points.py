"""What a chart draws of series: points on the real days of their periods, and the labels of those periods."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from comity.records import Flag, Frequency, Nature, SeriesTable
from comity.records.series import indicators
from comity.series.wording import (
    figure,
    item_name,
    part_name,
    party_name,
    period_name,
    release_name,
    source_name,
    unit_name,
    what_name,
    year_of,
)

Claimed = tuple[tuple[date, date] | None, float, str]
"""A claimed value: of which days (None where the text names none), how much, in the unit of the series, its label."""

_CHARACTER = 6.6  # the width of a character of 12 pixels
_LONGEST_GAP = {
    Frequency.YEAR: 370,
    Frequency.FISCAL_YEAR: 370,
    Frequency.HALF: 186,
    Frequency.QUARTER: 94,
    Frequency.MONTH: 32,
    Frequency.DAY: 1100,
}
"""Days from the middle of a period to that of the next one, at most; a line is broken where there are more."""
_STEPS = {
    Frequency.YEAR: (1, 2, 5, 10, 20, 50, 100),
    Frequency.FISCAL_YEAR: (1, 2, 5, 10, 20, 50, 100),
    Frequency.HALF: (1, 2, 4, 10, 20, 40),
    Frequency.QUARTER: (1, 2, 4, 8, 20, 40),
    Frequency.MONTH: (1, 2, 3, 6, 12, 24, 60, 120),
    Frequency.DAY: (1, 2, 5, 10, 20, 50, 100),
}
"""Every how many periods a label may stand; from the third on at round years."""
_SIGNS = ((Flag.ESTIMATE, "e"), (Flag.PROVISIONAL, "p"))


@dataclass(frozen=True, slots=True)
class Point:
    """An observation as drawn, its days as proleptic ordinals. `run` joins points of a line without a gap."""

    line: str
    run: str
    start: int
    end: int
    value: float
    sign: str
    hollow: bool
    pale: bool

    @property
    def middle(self) -> float:
        """The middle of its days."""
        return (self.start + self.end) / 2

    def row(self, size: float, digits: int | None) -> dict[str, Any]:
        """The point as data of a chart whose values are in `size` units, with so many decimals in figures."""
        inset = (self.end - self.start) * 0.1
        value = self.value / size
        return {
            "line": self.line,
            "run": self.run,
            "from": self.start + inset,
            "to": self.end - inset,
            "middle": self.middle,
            "value": value,
            "number": f"{figure(value, digits)} {self.sign}".rstrip(),
            "hollow": self.hollow,
            "pale": self.pale,
        }


def points(table: SeriesTable, line: str) -> list[Point]:
    """The observations of a series as points of a line of that name, in the order of their days.

    Estimates are pale, but where a series holds nothing else.
    """
    found: list[Point] = []
    runs = 0
    guessed = all(Flag.ESTIMATE in one.flags for one in table.observations)
    for one in table.observations:
        start, end = one.start.toordinal(), one.end.toordinal() + 1
        before = found[-1] if found else None
        gap = before is not None and (start + end) / 2 - before.middle > _LONGEST_GAP[table.series.frequency]
        if gap or one.partial or (before is not None and before.hollow):
            runs += 1
        pale = Flag.ESTIMATE in one.flags and not guessed
        sign = ", ".join(sign for flag, sign in _SIGNS if flag in one.flags and (pale or flag is not Flag.ESTIMATE))
        found.append(Point(line, f"{line} {runs}", start, end, one.value, sign, one.partial, pale))
    return found


def adds_up(table: SeriesTable) -> bool:
    """Whether a series is a flow over periods, which bars show best."""
    known = indicators().get(table.series.indicator)
    return table.series.frequency is not Frequency.DAY and (known is None or known.nature is Nature.FLOW)


def line_names(tables: Sequence[SeriesTable]) -> list[str]:
    """What a legend calls each series: only what tells them apart."""
    every = [table.series for table in tables]
    ways = [
        [what_name(one) for one in every],
        [party_name(one.reporter) for one in every],
        [party_name(one.partner) for one in every],
        [item_name(one.item) for one in every],
        [source_name(table.releases[-1]).split(",")[0] for table in tables],
        [one.frequency.value.replace("_", " ") for one in every],
        [one.key for one in every],
    ]
    telling: list[list[str]] = []
    for way in ways:
        before = set(zip(*telling, strict=True)) if telling else {()}
        if len(set(zip(*telling, way, strict=True))) > len(before):
            telling.append(way)
    names = [", ".join(word for word in words if word) for words in zip(*telling, strict=True)]
    return names or [what_name(one) for one in every]


def labels(tables: Sequence[SeriesTable], claim: Claimed | None, width: float) -> dict[float, list[str]]:
    """The periods that an axis of that many pixels has room to name, by the middle of their days; lines of text each.

    Parts of a period and the period of a claim are named first. Series of several frequencies have calendar years.
    """
    frequencies = {table.series.frequency for table in tables}
    frequency = frequencies.pop() if len(frequencies) == 1 else Frequency.YEAR
    days = [(one.start, one.end) for table in tables for one in table.observations]
    named: dict[float, tuple[int, list[str]]] = {}
    first: list[float] = []
    if claim and claim[0]:
        days.append(claim[0])
        first.append(_middle(*claim[0]))
        named[first[0]] = (0, [_claim_period(*claim[0], frequency)])
    for table in tables:
        for one in table.observations if table.series.frequency is frequency else ():
            part = part_name(one)
            name = _point_name(one.start, one.end, frequency)
            named[_middle(one.start, one.end)] = (_place(one.start, frequency), [name, part] if part else [name])
            first += [_middle(one.start, one.end)] if part else []
    if len({table.series.frequency for table in tables}) > 1:
        for year in range(min(days)[0].year, max(end for _, end in days).year + 1):
            named.setdefault(_middle(date(year, 1, 1), date(year, 12, 31)), (year, [str(year)]))
    across = max(end for _, end in days).toordinal() - min(days)[0].toordinal() + 1
    widest = max(len(line) for _, lines in named.values() for line in lines) * _CHARACTER + 8
    apart = widest * across / max(width, widest)
    return {at: named[at][1] for at in sorted(_fitting(named, [*dict.fromkeys(first)], apart, frequency))}


def _fitting(
    named: Mapping[float, tuple[int, list[str]]], first: Sequence[float], apart: float, frequency: Frequency
) -> list[float]:
    """Which of the named days have room, that far apart: the first ones, then every one, every second, … period."""
    whole = sorted((at for at in named if at not in first), reverse=True)
    kept: list[float] = []
    for step in _STEPS[frequency]:
        newest = named[whole[0]][0] if whole and step <= 2 else 0
        even = [at for at in whole if (named[at][0] - newest) % step == 0]
        kept = [at for at in first if not any(abs(at - other) < apart for other in first[: first.index(at)])]
        kept += [at for at in even if all(abs(at - other) >= apart for other in kept)]
        if all(earlier - later >= apart for earlier, later in pairwise(even)):
            break
    return kept


def _middle(start: date, end: date) -> float:
    return (start.toordinal() + end.toordinal() + 1) / 2


def _place(start: date, frequency: Frequency) -> int:
    """The number of a period in the order of its frequency; divisible by the periods of a year where a year begins."""
    if frequency in (Frequency.YEAR, Frequency.FISCAL_YEAR):
        return start.year
    if frequency is Frequency.DAY:
        return start.year
    months = {Frequency.HALF: 6, Frequency.QUARTER: 3, Frequency.MONTH: 1}[frequency]
    return (start.year * 12 + start.month - 1) // months


def _point_name(start: date, end: date, frequency: Frequency) -> str:
    """The name of a period on an axis; of how things stood on the last day of a year, that year."""
    if frequency is Frequency.DAY and (start.month, start.day) == (12, 31):
        return f"end {start.year}"
    return period_name(start, end, frequency)


def _claim_period(start: date, end: date, frequency: Frequency) -> str:
    whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    return str(start.year) if whole and start.year == end.year else period_name(start, end, frequency)


def subtitle(tables: Sequence[SeriesTable], short: str) -> str:
    """The unit of the values, and when fiscal years run."""
    fiscal = [table for table in tables if table.series.frequency is Frequency.FISCAL_YEAR]
    run = year_of(one.start for table in fiscal for one in table.observations)
    years = f"fiscal years{', ' if run else ''}{run}" if fiscal else ""
    return "; ".join(part for part in (unit_name(tables[0].series.unit, short), years) if part)


def caption(tables: Sequence[SeriesTable], drawn: Sequence[Point], width: int) -> list[str]:
    """The lines under a chart: what the signs mean, and where the values come from, as of when."""
    signs = [
        ("Hollow: part of the period.", any(point.hollow for point in drawn)),
        ("Pale, e: estimate.", any(point.pale for point in drawn)),
        (
            "All values are estimates.",
            all(Flag.ESTIMATE in one.flags for table in tables for one in table.observations),
        ),
        ("p: provisional.", any("p" in point.sign for point in drawn)),
    ]
    sources = dict.fromkeys(release_name(release) for table in tables for release in table.releases)
    newest = [*sources][-3:]
    older = f"; and {len(sources) - len(newest)} older" if len(sources) > len(newest) else ""
    text = [" ".join(words for words, used in signs if used), f"Source: {'; '.join(newest)}{older}"]
    return [line for part in text if part for line in textwrap.wrap(part, max(30, int(width / 6)))]

"""Lines of numbers as a table: a row for each line, a column for each period, numbers of one unit in one size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comity.analysis.number_lines import Line, is_within
from comity.records import Flag, Observation
from comity.series.wording import FLAG_NAMES, observation_name, size_for, unit_name

_MARKS = {Flag.PROVISIONAL: "p", Flag.ESTIMATE: "e"}
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Grid:
    """The words of a table. Each row begins with its label; `marks` says what the letters behind numbers mean."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    marks: str


def grid(lines: Sequence[Line], most: int) -> Grid:
    """The newest `most` periods of lines, oldest first; 0 is no limit."""
    periods = _periods(lines)[-most:]
    frequency = lines[0].table.series.frequency
    columns = tuple(observation_name(period, frequency) for period in periods)
    rows = tuple((_label(line, lines), *_cells(line, lines, periods)) for line in lines)
    used = {flag for flag, mark in _MARKS.items() if any(cell.endswith(mark) for row in rows for cell in row[1:])}
    marks = "; ".join(f"{mark}: {FLAG_NAMES[flag]}" for flag, mark in _MARKS.items() if flag in used)
    return Grid(columns, rows, marks)


def digits(value: float, places: int) -> str:
    """A number of a table: `1,205`, `46.50`, `−58.96`."""
    return f"{value:,.{places}f}".replace("-", "−")


def _periods(lines: Sequence[Line]) -> list[Observation]:
    """All periods, oldest first; a part of one only where no line has the whole."""
    found = {(one.end, one.start): one for line in reversed(lines) for one in line.table.observations}
    whole = [one for one in found.values() if not one.partial]
    within = {(one.end, one.start) for one in found.values() if one.partial and is_within(one, whole)}
    return [found[days] for days in sorted(found) if days not in within]


def _label(line: Line, lines: Sequence[Line]) -> str:
    unit = unit_name(line.table.series.unit, _size(line, lines)[2])
    return line.short if not unit or unit in line.short.casefold() else f"{line.short}, {unit}"


def _size(line: Line, lines: Sequence[Line]) -> tuple[float, int, str]:
    """By how much numbers of the line's unit are divided in this table, with how many places, and its short name."""
    unit = line.table.series.unit
    alike = [one.value for other in lines if other.table.series.unit == unit for one in other.table.observations]
    divisor, _, short = size_for(max(map(abs, alike)))
    largest = max(map(abs, alike)) / divisor
    if all(value == int(value) for value in alike) and divisor == 1:
        return divisor, 0, short
    return divisor, 0 if largest >= 1000 else 1 if largest >= (10 if unit == "percent" else 100) else 2, short


def _cells(line: Line, lines: Sequence[Line], periods: Sequence[Observation]) -> Iterator[str]:
    values = {(one.start, one.end): one for one in line.table.observations}
    divisor, places, _ = _size(line, lines)
    for period in periods:
        found = values.get((period.start, period.end))
        marks = "".join(mark for flag, mark in _MARKS.items() if found and flag in found.flags)
        yield f"{digits(found.value / divisor, places)}{marks}" if found else _NOTHING

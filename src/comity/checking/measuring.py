"""Series become measured values: one series, or sums and differences of several, period by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from comity.checking.measured import Measured, Role, Value
from comity.records import Flag, Frequency, Nature, SeriesTable, Used
from comity.records.series import indicators

_Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Shown:
    """How a measured thing is to be shown: what people call it, and how it stands to the words of the claim."""

    label: str
    role: Role = Role.DIRECT
    note: str = ""


def measured(table: SeriesTable, shown: Shown) -> Measured:
    """What one series says."""
    one = table.series
    known = indicators().get(one.indicator)
    return Measured(
        label=shown.label,
        provider=one.provider,
        series=(one.key,),
        unit=one.unit,
        nature=known.nature if known else Nature.FLOW,
        frequency=one.frequency,
        values=tuple(_value(table, at) for at in range(len(table.observations))),
        role=shown.role,
        note=shown.note,
    )


def _value(table: SeriesTable, at: int) -> Value:
    seen = table.observations[at]
    used = Used(
        table.series.key,
        seen.start,
        seen.end,
        seen.value,
        table.series.unit,
        tuple(flag.value for flag in seen.flags),
        seen.items,
    )
    return Value(seen.start, seen.end, seen.value, (used,), table.releases[at].vintage, seen.flags)


def added(parts: Sequence[Measured], shown: Shown, signs: Sequence[int] = ()) -> Measured | None:
    """The sum of several series over the periods that all of them have; `signs` of 1 and -1 make it a difference.

    None where they differ in unit or frequency, or have no period in common.
    """
    return _joined(parts, shown, signs or [1] * len(parts), everywhere=True)


def summed(parts: Sequence[Measured], shown: Shown) -> Measured | None:
    """The sum over partners or recipients, of whom not all are there in every period: no row means nothing."""
    return _joined(parts, shown, [1] * len(parts), everywhere=False)


def _joined(parts: Sequence[Measured], shown: Shown, signs: Sequence[int], *, everywhere: bool) -> Measured | None:
    if not parts or len({(one.unit, one.frequency) for one in parts}) != 1:
        return None
    found: dict[_Days, list[tuple[int, Value]]] = defaultdict(list)
    for sign, one in zip(signs, parts, strict=True):
        for value in one.values:
            found[value.start, value.end].append((sign, value))
    values = tuple(
        _total(days, told) for days, told in sorted(found.items()) if not everywhere or len(told) == len(parts)
    )
    if not values:
        return None
    return replace(
        parts[0],
        label=shown.label,
        role=shown.role,
        note=shown.note,
        provider=" and ".join(dict.fromkeys(one.provider for one in parts)),
        series=tuple(dict.fromkeys(key for one in parts for key in one.series)),
        values=values,
    )


def _total(days: _Days, told: Sequence[tuple[int, Value]]) -> Value:
    return Value(
        start=days[0],
        end=days[1],
        value=sum(sign * value.value for sign, value in told),
        used=tuple(used for _, value in told for used in value.used),
        vintage=newest(value.vintage for _, value in told),
        flags=_flags(value.flags for _, value in told),
    )


def newest(days: Iterable[date | None]) -> date | None:
    """The latest of the days that are known."""
    return max((day for day in days if day is not None), default=None)


def _flags(several: Iterable[tuple[Flag, ...]]) -> tuple[Flag, ...]:
    return tuple(dict.fromkeys(flag for flags in several for flag in flags))


def mean(part: Measured, count: Measured, shown: Shown) -> Measured | None:
    """The one for each of the other (capacity for each reactor), at the times at which both are known."""
    counts = {(value.start, value.end): value for value in count.values}
    values = [
        replace(
            value,
            value=value.value / under.value,
            used=value.used + under.used,
            vintage=newest((value.vintage, under.vintage)),
            flags=_flags((value.flags, under.flags)),
        )
        for value in part.values
        if (under := counts.get((value.start, value.end))) is not None and under.value
    ]
    if not values:
        return None
    return replace(
        part,
        label=shown.label,
        role=shown.role,
        note=shown.note,
        series=tuple(dict.fromkeys((*part.series, *count.series))),
        values=tuple(values),
    )


def fits(one: Measured, other: Measured) -> bool:
    """Whether two measured things come from one source and can be set against each other."""
    return (one.provider, one.unit, one.frequency) == (other.provider, other.unit, other.frequency)


def in_order(several: Iterable[Measured], days: _Days | None) -> tuple[Measured, ...]:
    """The nearest to the words first: by role, then fiscal years for a claim of a fiscal year; else as they come."""
    fiscal = days is not None and (days[0].month, days[0].day) not in ((1, 1), (12, 31)) and days[0].day == 1

    def rank(one: Measured) -> tuple[int, bool]:
        return list(Role).index(one.role), (one.frequency is Frequency.FISCAL_YEAR) is not fiscal

    return tuple(sorted(several, key=rank))

"""The arithmetic of a reading: values of a stretch, and what a claim asks of them, with the formula in figures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from comity.checking.amounts import amount, number, unit_of
from comity.checking.measured import Kind, Measured, Value
from comity.checking.periods import Span, extent, gaps, is_whole, moved, span_of, tiles
from comity.checking.rules import rules
from comity.records import Flag, Frequency, Nature, Used

_MANY = 6
_SAME = 1e-6


@dataclass(frozen=True, slots=True)
class Taken:
    """The value of a stretch, with the observations behind it. `play` is what the series itself leaves open, in its
    unit; `shown` is the value as the formula writes it, and `note` what is to be known of it."""

    value: float
    play: float
    used: tuple[Used, ...]
    vintage: date | None
    shown: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a stretch has no value. `partial`: a part of it is there."""

    why: str
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A measured thing, and for shares the whole that it is a part of."""

    of: Measured
    whole: Measured | None = None

    @property
    def series(self) -> tuple[str, ...]:
        """The keys of the series behind it."""
        return tuple(dict.fromkeys((*self.of.series, *(self.whole.series if self.whole else ()))))

    @property
    def is_share(self) -> bool:
        """Whether it is measured in percent of something."""
        return self.whole is not None or self.of.nature is Nature.SHARE


@dataclass(frozen=True, slots=True)
class Computed:
    """What a claim asks for, computed: `value` and `play` in the unit of the claim."""

    value: float
    play: float
    formula: str
    used: tuple[Used, ...]
    vintage: date | None
    notes: tuple[str, ...]


def taken(source: Source, span: Span) -> Taken | Missing:
    """The value of a source in a stretch; of a share, the part in percent of the whole."""
    part = _taken(source.of, span)
    if source.whole is None or isinstance(part, Missing):
        return part
    whole = _taken(source.whole, span)
    if isinstance(whole, Missing):
        return whole
    if not whole.value:
        return Missing(f"{source.whole.label} are nought in {span}")
    value = 100 * part.value / whole.value
    return Taken(
        value=value,
        play=value * math.hypot(_share(part), _share(whole)),
        used=(*part.used, *whole.used),
        vintage=newest((part.vintage, whole.vintage)),
        shown=f"100 × {part.shown} ÷ {whole.shown}",
        note="; ".join(dict.fromkeys(note for note in (part.note, whole.note) if note)),
    )


def _taken(measured: Measured, span: Span) -> Taken | Missing:
    if measured.nature is Nature.STOCK:
        return _at_end(measured, span)
    missing = gaps(measured, span)
    if missing:
        return _missing(measured, missing)
    values = tiles(measured, span)
    total = sum(value.value for value in values)
    if measured.nature is Nature.SHARE and len(values) > 1:
        note = f"the mean of {len(values)} values, each of which weighs alike"
        return _of(measured, values, total / len(values), note, mean=True)
    return _of(measured, values, total)


def _missing(measured: Measured, days: Sequence[Span]) -> Missing:
    parts = [
        value for value in measured.values if not is_whole(value) and any(span_of(value).overlap(one) for one in days)
    ]
    wanted = " and ".join(str(one) for one in days[:3]) + (" and more" if len(days) > 3 else "")
    return Missing(f"{measured.label}: the series {extent(measured)}; the claim needs {wanted}", bool(parts))


def _at_end(measured: Measured, span: Span) -> Taken | Missing:
    """The last value in a stretch, else of single days the last before it, if it is not too old."""
    if measured.frequency is not Frequency.DAY and span.start != span.end:
        inside = [value for value in measured.values if span.start <= value.start and value.end <= span.end]
        return _of(measured, inside[-1:], inside[-1].value) if inside else _missing(measured, [span])
    oldest = moved(span.end, -rules().periods["stock_older_months"])
    older = [value for value in measured.values if oldest <= value.end <= span.end]
    if not older:
        return _missing(measured, [Span(span.end, span.end)])
    note = "" if span_of(older[-1]).overlap(span) else f"as of {older[-1].end}"
    return _of(measured, older[-1:], older[-1].value, note)


def _of(measured: Measured, values: Sequence[Value], value: float, note: str = "", *, mean: bool = False) -> Taken:
    play = math.hypot(*(_play(one) for one in values)) / (len(values) if mean else 1)
    notes = [note, *_flag_notes(values)]
    return Taken(
        value=value,
        play=play,
        used=tuple(used for one in values for used in one.used),
        vintage=newest(one.vintage for one in values),
        shown=_shown(values, value, measured.unit, mean=mean),
        note="; ".join(one for one in notes if one),
    )


def _play(value: Value) -> float:
    """What the flags of a value say that it may be off by; of several it is the root of the squares, as of errors."""
    off = [rules().flags[flag] * abs(value.value) for flag in value.flags if flag in rules().flags]
    if Flag.ROUNDED in value.flags and value.value:
        digits = f"{abs(value.value):.12g}"
        off.append(_last_digit(digits) / 2)
    return max(off, default=0.0)


def _last_digit(digits: str) -> float:
    """A unit of the last digit of a number that is not a nought: of 48,600,000,000 a hundred million."""
    if "e" in digits:
        return 0.0
    whole, _, decimals = digits.partition(".")
    return 10.0 ** -len(decimals) if decimals else 10.0 ** (len(whole) - len(whole.rstrip("0")))


def _flag_notes(values: Iterable[Value]) -> list[str]:
    flags = {flag for value in values for flag in value.flags}
    told = {
        Flag.ESTIMATE: f"partly estimates, taken as good to {rules().flags[Flag.ESTIMATE]:.0%}",
        Flag.PROVISIONAL: f"provisional, taken as good to {rules().flags[Flag.PROVISIONAL]:.0%}",
        Flag.ROUNDED: "rounded in its source",
        Flag.RATED: "by the rating of the model, not measured",
    }
    return [words for flag, words in told.items() if flag in flags]


def _shown(values: Sequence[Value], value: float, unit: str, *, mean: bool) -> str:
    """A value as it comes from its observations where they are few, so that it can be redone by hand."""
    parts = [used.value for one in values for used in one.used]
    if len(values) == 1 and len(parts) > 1 and not _is(sum(parts), value):
        return _of_two(values[0], unit)
    if 1 < len(parts) <= _MANY and _is(sum(parts) / (len(values) if mean else 1), value):
        largest = max(parts, key=abs)
        text = f"({' + '.join(number(part, unit, largest) for part in parts)}){unit_of(unit, largest)}"
        return f"{text} ÷ {len(values)}" if mean else text
    text = amount(value, unit)
    return text if len(parts) < 2 else f"{text} ({'mean' if mean else 'sum'} of {len(parts)} values)"


def _of_two(value: Value, unit: str) -> str:
    """A value that is made of others, yet is not their sum: a balance, or so much for each."""
    first, *others = value.used
    if _is(first.value - sum(one.value for one in others), value.value):
        return f"({' − '.join(amount(one.value, one.unit) for one in value.used)})"
    if len(others) == 1 and others[0].value and _is(first.value / others[0].value, value.value):
        return f"({amount(first.value, first.unit)} ÷ {amount(others[0].value, others[0].unit)})"
    return amount(value.value, unit)


def _is(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME * max(abs(one), abs(other), 1e-12)


def computed(kind: Kind, source: Source, end: Span, base: Span | None, *, inverse: bool = False) -> Computed | Missing:
    """What a claim of this kind comes to; `inverse` gives how many times smaller instead of how many times larger."""
    last = taken(source, end)
    first = taken(source, base) if base is not None else None
    if isinstance(last, Missing):
        return _both(last, first) if isinstance(first, Missing) else last
    if isinstance(first, Missing):
        return first
    if first is None:
        formula = f"{last.shown}{_equals(last, source)}"
        return Computed(last.value, last.play, formula, last.used, last.vintage, _notes(last))
    return change(kind, source, last, first, inverse=inverse)


def _both(end: Missing, base: Missing) -> Missing:
    """What is missing at the end and at the beginning, as one sentence where it is of one series."""
    head, _, wanted = end.why.rpartition("the claim needs ")
    other, _, more = base.why.rpartition("the claim needs ")
    same = head and head == other
    why = f"{head}the claim needs {more} and {wanted}" if same else f"{end.why}; {base.why}"
    return Missing(why, end.partial or base.partial)


def change(kind: Kind, source: Source, last: Taken, first: Taken, *, inverse: bool = False) -> Computed | Missing:
    """The change from one value to another as a ratio, in percent, or as a difference."""
    used, vintage = (*last.used, *first.used), newest((last.vintage, first.vintage))
    notes = tuple(dict.fromkeys((*_notes(last), *_notes(first))))
    above, below = _term(last, source), _term(first, source)
    if kind is Kind.DIFFERENCE:
        value, unit = last.value - first.value, "percentage points" if source.is_share else source.of.unit
        return Computed(
            value, math.hypot(last.play, first.play), f"{above} − {below} = {amount(value, unit)}", used, vintage, notes
        )
    top, bottom = (first, last) if inverse else (last, first)
    if not bottom.value:
        return Missing(
            f"{source.of.label} are nought at the {'end' if inverse else 'beginning'}, so no ratio can be made"
        )
    ratio = top.value / bottom.value
    play = abs(ratio) * math.hypot(_share(last), _share(first))
    if kind is Kind.RATIO:
        terms = f"{below} ÷ {above}" if inverse else f"{above} ÷ {below}"
        return Computed(ratio, play, f"{terms} = {amount(ratio, 'ratio')}", used, vintage, notes)
    value = 100 * (ratio - 1)
    return Computed(
        value, 100 * play, f"100 × ({above} ÷ {below} − 1) = {amount(value, 'percent')}", used, vintage, notes
    )


def _term(value: Taken, source: Source) -> str:
    if source.whole is not None:
        return f"({value.shown})"
    return value.shown


def _equals(value: Taken, source: Source) -> str:
    """The result behind a formula that is more than one number."""
    unit = "percent" if source.whole is not None else source.of.unit
    result = amount(value.value, unit)
    return "" if value.shown == result else f" = {result}"


def _share(value: Taken) -> float:
    return abs(value.play / value.value) if value.value else 0.0


def _notes(value: Taken) -> tuple[str, ...]:
    return (value.note,) if value.note else ()


def newest(days: Iterable[date | None]) -> date | None:
    """The newest of the days that are known."""
    return max((day for day in days if day is not None), default=None)

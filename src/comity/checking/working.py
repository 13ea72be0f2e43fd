"""The working of a verdict: one readable block from which it can be redone by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from textwrap import wrap

from comity.actors.parties import country_name
from comity.checking.amounts import amount, number, stretch, unit_of
from comity.checking.arithmetic import Computed
from comity.checking.measured import Claim, Kind
from comity.checking.periods import Span
from comity.checking.readings import Attempt
from comity.checking.tolerance import Allowed
from comity.records import Figure, FigureStatus, Frequency, Judgement, Period, Reading, Series, Used
from comity.series.wording import item_name, party_name, series_name

_WIDTH = 110
_LABEL = 12
_MANY = 6
NAMES = {
    Judgement.CONSISTENT: "consistent",
    Judgement.DIFFERS: "differs",
    Judgement.NOT_COMPARABLE: "not comparable",
    Judgement.NO_DATA: "no data",
}
_STATUS = {FigureStatus.EXPECTED: "a forecast", FigureStatus.TARGET: "an aim"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A reading with the attempt behind it and the values that it allows."""

    attempt: Attempt
    reading: Reading
    allowed: Allowed


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the verdict is, why, and how what is missing could be fetched."""

    judgement: Judgement
    reason: str
    fetch: str | None


def working(figure: Figure, claim: Claim, allowed: Allowed, shown: Sequence[Shown], outcome: Outcome) -> str:
    """The sentence, how it was understood, each reading with its values and formula, the tolerance and the verdict."""
    lines = [*wrap(f"“{' '.join(figure.quote.split())}”", _WIDTH), ""]
    lines += _line("claim", _understood(figure, claim))
    if shown:
        lines += _line("allowed", f"{_range(allowed, claim)} ({allowed.says})")
    for place, one in enumerate(shown, 1):
        lines += ["", *_reading(place, one, allowed, claim)]
    lines += ["", *_line("verdict", f"{NAMES[outcome.judgement]}: {outcome.reason}")]
    if outcome.fetch:
        lines += _line("needed", outcome.fetch)
    return "\n".join(lines)


def _line(label: str, text: str) -> list[str]:
    """A labelled line, with the lines that follow it indented."""
    lead = f"{label:<{_LABEL}}"
    wrapped = wrap(text, _WIDTH, initial_indent=lead, subsequent_indent=" " * _LABEL, break_on_hyphens=False)
    return wrapped or [lead.rstrip()]


def _understood(figure: Figure, claim: Claim) -> str:
    """What was understood: the number, of what, between whom, when, as a fact or not."""
    number = " ".join(figure.number.text.split()) if figure.number else amount(figure.value, figure.unit)
    parts = [f"{number}: {claim.what}"]
    if claim.kind in (Kind.RATIO, Kind.PERCENT_CHANGE, Kind.DIFFERENCE):
        parts.append({"up": "a rise", "down": "a fall"}.get(figure.direction or "", "a change"))
    if figure.source and figure.target:
        parts.append(f"{country_name(figure.source)} → {country_name(figure.target)}")
    parts.append(_period("period", figure.period))
    parts.append(_period("compared with", figure.baseline) if figure.baseline != figure.period else "")
    parts.append(_STATUS.get(figure.status, ""))
    parts.append(f"published {figure.published}" if figure.published else "day of publication unknown")
    return "; ".join(part for part in parts if part)


def _period(name: str, period: Period | None) -> str:
    if period is None:
        return "no period named" if name == "period" else ""
    days = (
        Span(period.start, period.end).days
        if period.start and period.end
        else f"from {period.start} on"
        if period.start
        else f"until {period.end}"
    )
    text = " ".join(period.text.split())
    return f"{name} “{text}” ({days})" if text else f"{name} {days}"


def _range(allowed: Allowed, claim: Claim) -> str:
    unit = {Kind.RATIO: "ratio", Kind.PERCENT_CHANGE: "percent", Kind.SHARE: "percent"}.get(claim.kind, claim.unit)
    return stretch(allowed.low, allowed.high, unit)


def _reading(place: int, shown: Shown, allowed: Allowed, claim: Claim) -> Iterator[str]:
    attempt, reading = shown.attempt, shown.reading
    label = attempt.measured.label
    if attempt.source.whole is not None:
        label += f", as a share of {attempt.source.whole.label}"
    yield from _line(f"reading {place}", label)
    yield from _line(
        "", f"by {reading.provider}{f', as of {reading.vintage}' if reading.vintage else ''}: {_keys(reading)}"
    )
    if attempt.read_as:
        yield from _line("", f"read as: {attempt.read_as}")
    yield from _values(reading.used)
    if isinstance(attempt.result, Computed):
        if len(reading.used) != 1 or " = " in reading.formula:
            yield from _line("", reading.formula)
        more = shown.allowed.high - allowed.high
        if more > 0:
            yield from _line("", f"allowed with what the series leaves open: {_range(shown.allowed, claim)}")
    yield from _line("", f"→ {NAMES[reading.judgement]}{f': {attempt.lacking}' if attempt.lacking else ''}")


def _keys(reading: Reading) -> str:
    return ", ".join(reading.series[:4]) + (
        f" and {len(reading.series) - 4} more series" if len(reading.series) > 4 else ""
    )


def _values(used: Sequence[Used]) -> Iterator[str]:
    """Each observation with its days and value, and by name who was counted; many of one time in one paragraph."""
    several = len({one.series for one in used}) > 1
    for (start, end, unit), found in groupby(used, key=lambda one: (one.start, one.end, one.unit)):
        group = list(found)
        if len(group) > _MANY:
            yield from _paragraph(Span(start, end), unit, group)
            continue
        for one in group:
            what = f"  {series_name(_series(one.series))}" if several else ""
            flags = f"  ({', '.join(one.flags)})" if one.flags else ""
            yield f"{'':<{_LABEL}}{Span(start, end).days:<28}{amount(one.value, unit):>26}{what}{flags}"
            if one.items:
                indent = " " * (_LABEL + 2)
                yield from wrap("; ".join(one.items), _WIDTH, initial_indent=indent, subsequent_indent=indent)


def _paragraph(span: Span, unit: str, group: Sequence[Used]) -> Iterator[str]:
    """Many values of one time, such as all partners of a state, each by what sets it apart from the others."""
    several = [_series(one.series) for one in group]
    differ = [
        name for name in ("reporter", "partner", "item", "indicator") if len({getattr(s, name) for s in several}) > 1
    ]
    largest = max((one.value for one in group), key=abs)
    told = []
    for one, series in zip(group, several, strict=True):
        names = [_name(name, getattr(series, name)) for name in differ] or [series_name(series)]
        told.append(f"{', '.join(names)} {number(one.value, unit, largest)}")
    total = sum(one.value for one in group)
    text = f"{span.days}, in{unit_of(unit, largest)}: {'; '.join(told)}; together {number(total, unit, largest)}"
    yield from _line("", text)


def _name(field: str, value: str | None) -> str:
    if field in ("reporter", "partner"):
        return party_name(value)
    return item_name(value) if field == "item" else str(value)


def _series(key: str) -> Series:
    """A series by its key."""
    provider, indicator, reporter, partner, item, unit, frequency = (part.replace("|", "/") for part in key.split("/"))
    none = {"-": None}
    return Series(
        provider, indicator, reporter, none.get(partner, partner), none.get(item, item), unit, Frequency(frequency)
    )

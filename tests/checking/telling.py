"""Figures and claims told in a few lines, over made-up values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from comity.checking.measured import Claim, Kind, Measured, Role, Value
from comity.records import (
    Change,
    Comparator,
    Document,
    Figure,
    FigureStatus,
    Flag,
    Frequency,
    Nature,
    Period,
    Precision,
    Trigger,
    Used,
    checked,
)
from comity.series.periods import period as period_named

_CHANGES = {"share": Change.LEVEL, "level": Change.LEVEL}


def figure(told: Mapping[str, Any]) -> Figure:
    """A figure: `text`, `number` (its words in the text), `value`, maybe value_high, unit, comparator, direction,
    `period` and `since`/`baseline` as [first day, last day, precision, words], published, status."""
    text, words = told["text"], told["number"]
    document = Document(id="D", text=text, published=_day(told.get("published", "2024-11-11")))
    start = text.index(words)
    kind = told.get("kind", "level")
    made = Figure(
        document="D",
        published=document.published,
        quote=text,
        start=0,
        end=len(text),
        coder="rules:told@1",
        confidence=0.9,
        value=float(told["value"]),
        value_high=float(told["high"]) if "high" in told else None,
        unit=told.get("unit", "USD"),
        comparator=Comparator(told.get("comparator", "exact")),
        change=_CHANGES.get(kind) or Change(kind),
        direction=told.get("direction"),
        measure=told.get("measure", "it"),
        source=told.get("from"),
        target=told.get("to"),
        period=_period(told.get("period")),
        baseline=_period(told.get("baseline")),
        status=FigureStatus(told.get("status", "actual")),
        number=Trigger(words, start, start + len(words)),
    )
    return checked(made, document)


def claim(told: Mapping[str, Any]) -> Claim:
    """A claim: `kind`, and `of` (and `wholes`) as lists of measured things; of the same number as the figure."""
    kind = Kind(told.get("kind", "level"))
    return Claim(
        kind=kind,
        what=told.get("what", "what is told"),
        value=float(told["value"]),
        high=float(told["high"]) if "high" in told else None,
        unit=told.get("unit", "USD"),
        of=tuple(measured(one, told) for one in told.get("of", ())),
        wholes=tuple(measured(one, told) for one in told.get("wholes", ())),
        comparable=told.get("comparable", True),
        why=told.get("why", ""),
        needed=told.get("needed", "comity series fetch comtrade"),
    )


def measured(told: Mapping[str, Any], case: Mapping[str, Any]) -> Measured:
    """A measured thing: `values` by period ("2019", "2018-19", "2022-23 (Apr-Aug)", "Mar 2019", "2019-12-31"), each a
    number, or [number, flag or name of an item …]; maybe label, provider, indicator, unit, nature, role, note."""
    named = [(period_named(str(when), fiscal_start=4), given) for when, given in told["values"].items()]
    frequency = Frequency(told.get("frequency") or named[0][0].frequency)
    unit = told.get("unit") or ("percent" if told.get("nature") == "share" else _unit(case))
    indicator, provider = told.get("indicator", "exports"), told.get("provider", "customs")
    key = f"{provider}/{indicator}/AAA/BBB/TOTAL/{unit}/{frequency}"
    values = []
    for when, given in named:
        number, *rest = given if isinstance(given, list) else [given]
        flags = [Flag(one) for one in rest if one in tuple(Flag)] + ([Flag.PARTIAL] if when.partial else [])
        items = tuple(one for one in rest if one not in tuple(Flag))
        used = Used(key, when.start, when.end, float(number), unit, tuple(flags), items)
        values.append(Value(when.start, when.end, float(number), (used,), date(2024, 10, 1), tuple(flags)))
    return Measured(
        label=told.get("label", "exports of AAA to BBB"),
        provider=provider,
        series=(key,),
        unit=unit,
        nature=Nature(told.get("nature", "flow")),
        frequency=frequency,
        values=tuple(values),
        role=Role(told.get("role", "direct")),
        note=told.get("note", ""),
    )


def _unit(case: Mapping[str, Any]) -> str:
    unit = case.get("unit", "USD")
    return case.get("measured_in", "USD") if unit in ("percent", "ratio") else str(unit)


def _period(told: list[Any] | None) -> Period | None:
    if told is None:
        return None
    first, last, precision, words = told
    return Period(_day(first), _day(last), Precision(precision), words)


def _day(said: str | date | None) -> date | None:
    return said if said is None or isinstance(said, date) else date.fromisoformat(said)

"""Figures of a brief: equal ones once, and those that do not agree side by side."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date

from comity.brief import wording
from comity.brief.model import Disagreement, FigureLine
from comity.brief.notes import Citing, coded
from comity.ledger import LinkedRecord
from comity.records import Change, Comparator, Figure

_ARTICLES = re.compile(r"\b(?:the|a|an|its|their|his|her|this)\b")
_TOLERANCE = 0.02
"""Values within two in a hundred of each other are one value, rounded."""

_CURRENCIES = frozenset({"USD", "EUR", "GBP", "INR", "RUB", "JPY", "CNY"})


def lines(
    records: Iterable[LinkedRecord], citing: Citing, dyad: frozenset[str], limit: int
) -> tuple[tuple[FigureLine, ...], int]:
    """The figures, those of the dyad's own dealings first, then newest first; and how many more there are."""
    groups: dict[tuple[object, ...], list[LinkedRecord]] = {}
    for linked in records:
        if isinstance(linked.record, Figure):
            groups.setdefault(_key(linked.record), []).append(linked)
    ordered = sorted(groups.values(), key=lambda group: _order(group, dyad))
    shown = ordered[:limit] if limit else ordered
    return tuple(_line(group, citing, dyad) for group in shown), len(ordered) - len(shown)


def _key(figure: Figure) -> tuple[object, ...]:
    period = figure.period.to_json() if figure.period else {}
    when = (period.get("start"), period.get("end"))
    what = (figure.value, figure.value_high, figure.unit, figure.change, figure.direction, figure.status)
    return (*what, measure_key(figure), figure.source, figure.target, when)


def measure_key(figure: Figure) -> str:
    """The measure without case and articles, to tell whether two figures count the same thing."""
    return " ".join(_ARTICLES.sub(" ", figure.measure.casefold()).split())


def _order(group: Sequence[LinkedRecord], dyad: frozenset[str]) -> tuple[int, int, str, int]:
    figure = _figure(group[0])
    between = {figure.source, figure.target} == dyad
    published = max((linked.record.published or date.min) for linked in group)
    return (not between, -published.toordinal(), figure.document, figure.start)


def _figure(linked: LinkedRecord) -> Figure:
    assert isinstance(linked.record, Figure)
    return linked.record


def _line(group: Sequence[LinkedRecord], citing: Citing, dyad: frozenset[str]) -> FigureLine:
    best = max(group, key=lambda linked: (linked.reprint_of is None, linked.record.confidence, linked.record.id))
    figure = _figure(best)
    originals = [best, *(linked for linked in group if linked is not best)]
    return FigureLine(
        value=wording.value_of(figure),
        measure=figure.measure,
        direction=direction(figure),
        period=wording.figure_when(figure),
        state=wording.FIGURE_STATUS_NAMES[figure.status],
        said=wording.attribution(figure.speaker, citing.publisher(figure)),
        notes=citing.cite_all(originals),
        sources=len({linked.reprint_of or linked.record.document for linked in group}),
        coded=coded(best),
        weight=weight(figure, dyad),
        sort=figure.published or date.min,
    )


def direction(figure: Figure) -> str:
    """`Russia → India`, `to India`, `from Russia`."""
    if figure.source and figure.target:
        return f"{wording.names([figure.source])} → {wording.names([figure.target])}"
    if figure.source:
        return f"from {wording.names([figure.source])}"
    return f"to {wording.names([figure.target])}" if figure.target else ""


def weight(figure: Figure, dyad: frozenset[str]) -> float:
    """How much a figure stands out, by rule: between the two 3, a change 2, else the size of a sum or quantity, 0 to 2.

    A ratio must be at least a doubling and a percentage at least ten to count as a change that stands out.
    """
    points = 3.0 if {figure.source, figure.target} == dyad else 0.0
    if figure.change is Change.RATIO and figure.value >= 2:
        return points + 2.0
    if figure.change is Change.PERCENT_CHANGE and abs(figure.value) >= 10:
        return points + 1.5
    size = math.log10(abs(figure.value)) if abs(figure.value) >= 1 else 0.0
    return points + min(2.0, size / (6 if figure.unit in _CURRENCIES else 3))


def disagreements(records: Iterable[LinkedRecord], citing: Citing) -> list[Disagreement]:
    """Levels of one measure, for one period and direction, that independent documents put at different values.

    Only what is plainly about the same thing: same measure of two words or more, same unit, period, direction and
    status, and numbers that are neither hedged as bounds nor within two per cent of each other.
    """
    groups: dict[tuple[object, ...], list[LinkedRecord]] = {}
    for linked in records:
        figure = linked.record
        if not isinstance(figure, Figure) or figure.comparator not in (Comparator.EXACT, Comparator.ABOUT):
            continue
        if figure.period is None or linked.reprint_of is not None or " " not in measure_key(figure):
            continue
        when = (figure.period.start, figure.period.end)
        what = (measure_key(figure), figure.unit, figure.change, figure.status)
        groups.setdefault((*what, figure.source, figure.target, when), []).append(linked)
    found = []
    for group in groups.values():
        sides: list[list[LinkedRecord]] = []
        for linked in group:
            same = next((side for side in sides if _close(_figure(side[0]), _figure(linked))), None)
            if same is None:
                sides.append([linked])
            else:
                same.append(linked)
        if len(sides) > 1 and len({side[0].record.document for side in sides}) > 1:
            figure = _figure(group[0])
            about = ", ".join(part for part in (figure.measure, direction(figure), wording.figure_when(figure)) if part)
            said = tuple((wording.value_of(_figure(side[0])), citing.cite_all(side)) for side in sides)
            found.append(Disagreement(about, said))
    return found


def _close(one: Figure, other: Figure) -> bool:
    return abs(one.value - other.value) <= _TOLERANCE * max(abs(one.value), abs(other.value))

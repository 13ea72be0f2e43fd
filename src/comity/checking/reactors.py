"""Nuclear reactors: how many a plant or a state has, and their capacity, by how they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from comity.checking import needed, vocabulary
from comity.checking.asking import Asked, in_unit, missing, not_a_fact, refused
from comity.checking.measured import Claim, Kind, Measured, Role
from comity.checking.measuring import Shown, added, mean, measured, summed
from comity.checking.naming import name_of
from comity.checking.plants import Where, named_plants, near_of, rated, unit_named, where_of
from comity.checking.store import SeriesStore
from comity.checking.telling import Piece, Telling
from comity.records import FigureStatus, Frequency
from comity.records.series import WORLD, indicators
from comity.records.units import comparable

_OPERATIONAL, _CONSTRUCTION, _PLANNED = "operational", "under-construction", "planned"
_STAGES = {
    "operational": (_OPERATIONAL,),
    "construction": (_CONSTRUCTION,),
    "planned": (_PLANNED,),
    "shut": ("shut-down",),
    "suspended": ("suspended",),
}
_WHOLE = (_OPERATIONAL, _CONSTRUCTION)
_INDICATORS = tuple(one for one in indicators() if one.startswith(("reactors-", "capacity-")))
_NAMES = {
    (_OPERATIONAL,): "in operation",
    (_CONSTRUCTION,): "under construction",
    (_PLANNED,): "planned",
    ("shut-down",): "permanently shut down",
    ("suspended",): "suspended",
    _WHOLE: "in operation and under construction",
}
_KINDS = {"net": "net capacity", "gross": "gross capacity, the rating by which reactors are usually named"}
_NEAR = 14  # words after a number in which its state of building stands
_AHEAD = 9  # and before it
_FEW = 2000  # so many reactors there are nowhere


def claim(telling: Telling, what: Asked, store: SeriesStore) -> Claim | None:
    """The claim of a figure of reactors, or None where it speaks of something else."""
    figure = telling.figure
    unit = figure.unit == "reactors" or figure.unit in ("units", "power units") or comparable(figure.unit, "MW")
    nuclear = figure.unit == "reactors" or (unit and (_is_nuclear(telling) or bool(named_plants(telling, store))))
    power = nuclear and comparable(figure.unit, "MW")
    counts = nuclear and not power
    moved = what.kind is not Kind.LEVEL and figure.unit in ("percent", "ratio") and _says(telling.measure, "reactors")
    if not (counts or power) or (moved and not _is_nuclear(telling)):
        return None
    if counts and (_says(telling.measure, "made") or abs(what.value) >= _FEW):
        return refused(telling, what, "it speaks of what reactors make, and not of reactors")
    problem = _problem(telling, what, power=power)
    if problem:
        return refused(telling, what, problem)
    if counts and what.kind is Kind.DIFFERENCE and _stage(telling) == ("shut-down",):
        if telling.figure.period is not None:
            return refused(telling, what, "it counts those shut down in that time, and lists count all that ever were")
        what = replace(what, kind=Kind.LEVEL, value=abs(what.value))  # "shut down 14 reactors": the coder hears a fall
    where = where_of(telling, store)
    if where.why:
        return (missing if where.unknown else refused)(telling, what, where.why)
    if counts and what.kind is Kind.LEVEL and _says(telling.clause, "entered"):
        return _entered(telling, what, store, where)
    if power and where.plant and unit_named(telling, where.plant):
        return _one_unit(telling, what, store, where)
    return _claim(telling, what, store, where, power=power)


def _is_nuclear(telling: Telling) -> bool:
    return any(_says(piece, "nuclear") for piece in (telling.quote, *telling.asides))


def _says(piece: Piece, *names: str) -> bool:
    return any(piece.told(vocabulary.reactors()[name]) for name in names)


def _problem(telling: Telling, what: Asked, *, power: bool) -> str:
    """Why the figure is of something else than lists of reactors say."""
    coming = telling.figure.status is FigureStatus.EXPECTED and what.kind is Kind.LEVEL
    if not (coming and (power or _is_whole(telling))):
        found = not_a_fact(telling, near_of(telling))
        if found and not _is_listed_as_planned(telling):
            return found
    for piece in telling.pieces():
        told = next(iter(piece.told(vocabulary.reactors()["not"])), None)
        if told is not None:
            word = " ".join(piece.folded[told.first : told.last])
            return f"“{word}” makes it a count of something else than lists of reactors say"
    if any(_says(piece, "besides") for piece in telling.pieces()) and _stage(telling) is None:
        return "it counts reactors besides others, and does not say how they stand"
    return ""


def _is_listed_as_planned(telling: Telling) -> bool:
    """Whether "planned" is said of reactors as lists do, not of what somebody means to build."""
    return telling.figure.status is FigureStatus.ACTUAL and _says(telling.measure, "planned")


def _is_whole(telling: Telling) -> bool:
    return any(_says(piece, "whole", "completed") for piece in (telling.clause, *telling.asides))


def _stage(telling: Telling) -> tuple[str, ...] | None:
    """How the reactors stand by the words of the measure, else by those nearest behind or before the number."""
    after = telling.after.cut(0, min(_NEAR, len(telling.after)))
    before = telling.before.cut(max(0, len(telling.before) - _AHEAD), len(telling.before))
    for piece in (telling.measure, *telling.asides, after, before):
        told = [
            (one.first, stages) for name, stages in _STAGES.items() for one in piece.told(vocabulary.reactors()[name])
        ]
        if told:
            return min(told)[1]
    return None


def _claim(telling: Telling, what: Asked, store: SeriesStore, where: Where, *, power: bool) -> Claim:
    stage = _stage(telling)
    label = _label(where, stage, power=power)
    if stage is not None and power and stage not in ((_OPERATIONAL,), (_CONSTRUCTION,)):
        return refused(telling, what, "lists of reactors give no capacity of reactors that are neither run nor built")
    builder = _Builder(store, where)
    readings = _readings(telling, where, stage, power=power)
    found = _powers(telling, builder, readings) if power else _counts(builder, readings)
    if not found:
        return missing(telling, what, f"the ledger has no series of {label}", label, needed.PRIS)
    if _says(telling.measure, "some") and not power and _is_less(what, found):
        why = "it speaks of some of the reactors, by make or builder, which lists of reactors here do not tell apart"
        return refused(telling, what, why, label)
    sized = what.kind in (Kind.LEVEL, Kind.DIFFERENCE)
    value, high = (in_unit(what, found[0]) if sized and power else None) or (what.value, what.high)
    unit = found[0].unit if sized else what.unit
    return Claim(what.kind, label, value, unit, of=tuple(found), high=high, needed=needed.PRIS)


def _entered(telling: Telling, what: Asked, store: SeriesStore, where: Where) -> Claim:
    """How many came into operation in a time: by how many more ever ran at its end than at its start."""
    label = f"reactors that came into operation {'at' if where.plant else 'in'} {where.name}"
    if telling.figure.period is None:
        return refused(telling, what, "it does not say in which time they came into operation", label)
    builder = _Builder(store, where)
    found = builder.count((_OPERATIONAL, "shut-down")) or builder.count((_OPERATIONAL,))
    if found is None:
        return missing(telling, what, f"the ledger has no series of {label}", label, needed.PRIS)
    ever = replace(found, label=label, note="by how many more run or have run")
    return Claim(Kind.DIFFERENCE, label, what.value, found.unit, of=(ever,), high=what.high, needed=needed.PRIS)


def _one_unit(telling: Telling, what: Asked, store: SeriesStore, where: Where) -> Claim:
    """The capacity of one reactor of a plant, as the list has it beside the total."""
    name = f"{where.plant}-{unit_named(telling, where.plant or '')}"
    kinds = (
        ("gross", "net") if _says(telling.clause, "gross") and not _says(telling.clause, "net") else ("net", "gross")
    )
    builder = _Builder(store, where)
    builder.count((_OPERATIONAL,))
    found = []
    for kind in kinds:
        for at in _WHOLE:
            one = builder.one(f"capacity-{kind}-{at}")
            values = [(value, rated(value, name, kind)) for value in one.values] if one else []
            kept = tuple(replace(value, value=size) for value, size in values if size is not None)
            if one and kept:
                role = Role.OTHER if kind != kinds[0] else Role.DIRECT
                label = f"{kind} capacity of {name}"
                shown = replace(one, label=label, role=role, note=f"{_NAMES[at,]}; {_KINDS[kind]}")
                found.append(replace(shown, values=kept, unit="MW"))
    label = f"capacity of {name}"
    scaled = in_unit(what, found[0]) if found and what.kind is Kind.LEVEL else None
    if scaled is None:
        return missing(telling, what, f"the ledger has no series of the {label}", label, needed.PRIS)
    of = tuple(sorted(found, key=lambda one: list(Role).index(one.role)))
    return Claim(what.kind, label, scaled[0], "MW", of=of, high=scaled[1], needed=needed.PRIS)


def _is_less(what: Asked, found: Sequence[Measured]) -> bool:
    values = [one.values[-1].value for one in found]
    return what.kind is Kind.LEVEL and what.value not in values and what.value < max(values)


def _label(where: Where, stage: tuple[str, ...] | None, *, power: bool) -> str:
    thing = "capacity of the reactors" if power else "reactors"
    how = _NAMES.get(stage or (), "")
    at = f"at {where.plant}" if where.plant else f"in {name_of(where.state)}"
    return " ".join(part for part in (thing, at, how) if part)


def _readings(
    telling: Telling, where: Where, stage: tuple[str, ...] | None, *, power: bool
) -> list[tuple[tuple[str, ...], Role, str]]:
    """(stages, role, note): which reactors are meant, the nearest to the words first."""
    if stage is not None and not (power and telling.figure.status is FigureStatus.EXPECTED):
        return [(stage, Role.DIRECT, "")]
    whole = (_WHOLE, Role.DIRECT, "in operation and under construction together")
    running = ((_OPERATIONAL,), Role.DIRECT, "in operation alone")
    if telling.figure.status is FigureStatus.EXPECTED:
        return [whole]
    if power and _says(telling.clause, "capacity_now"):
        return [running]
    if where.plant is None:
        return [(running[0], Role.DIRECT, ""), (whole[0], Role.OTHER, whole[2])]
    if _consists(telling):
        return [whole]
    return [whole, running]


def _consists(telling: Telling) -> bool:
    words = {*telling.clause.folded, *(word for piece in telling.asides for word in piece.folded)}
    return bool(words & {"consists", "consist", "consisting", "comprises", "comprise", "comprising", "altogether"})


class _Builder:
    """Builds measured values of one plant, state or the world."""

    def __init__(self, store: SeriesStore, where: Where) -> None:
        self.store = store
        self.where = where

    def one(self, indicator: str) -> Measured | None:
        """What the first list says of an indicator; of the world the sum over all states."""
        if self.where.state == WORLD:
            own = self.store.tables(indicator, WORLD)
            tables = own or self.store.reporters(indicator)
            parts = [measured(table, Shown("")) for table in tables]
            return summed(parts, Shown("", note="" if own else f"the sum over {len(parts)} states"))
        self.store.ask(_INDICATORS, self.where.state, None, (self.where.plant,))
        tables = self.store.tables(indicator, self.where.state, None, self.where.plant)
        return measured(tables[0], Shown("")) if tables else None

    def count(self, stages: Sequence[str]) -> Measured | None:
        """How many reactors are in these stages together."""
        parts = [self.one(f"reactors-{stage}") for stage in stages]
        return added([one for one in parts if one], Shown("")) if all(parts) else None

    def power(self, kind: str, stages: Sequence[str]) -> Measured | None:
        """The capacity of the reactors in these stages; a stage in which there are none adds nothing."""
        parts: list[Measured] = []
        for stage in stages:
            capacity, count = self.one(f"capacity-{kind}-{stage}"), self.one(f"reactors-{stage}")
            empty = [value for value in count.values if not value.value] if count else []
            told = {(value.start, value.end): value for value in (capacity.values if capacity else ())}
            base = capacity or count
            if base is None:
                return None
            for value in empty:
                told.setdefault((value.start, value.end), replace(value, value=0.0))
            values = tuple(told[days] for days in sorted(told))
            parts.append(replace(base, unit="MW", values=values, frequency=Frequency.DAY))
        total = added(parts, Shown(""))
        if total is None or not any(value.value for value in total.values):
            return None
        return replace(total, values=tuple(value for value in total.values if value.value))


def _counts(builder: _Builder, readings: Iterable[tuple[tuple[str, ...], Role, str]]) -> list[Measured]:
    found = []
    for stages, role, note in readings:
        one = builder.count(stages)
        if one is not None:
            label = _label(builder.where, stages, power=False)
            found.append(replace(one, label=label, role=role, note="; ".join(filter(None, (note, one.note)))))
    return found


def _powers(
    telling: Telling, builder: _Builder, readings: Iterable[tuple[tuple[str, ...], Role, str]]
) -> list[Measured]:
    """Net and gross capacity; where the words do not say which, net is shown first and gross beside it."""
    says_gross, says_net = _says(telling.clause, "gross"), _says(telling.clause, "net")
    kinds = ("gross", "net") if says_gross and not says_net else ("net", "gross")
    each = _is_each(telling)
    found = []
    for stages, role, note in readings:
        for at, kind in enumerate(kinds):
            one = builder.power(kind, stages)
            if one is not None and each:
                count = builder.count(stages)
                one = mean(one, count, Shown("", note=one.note)) if count else None
            if one is None:
                continue
            label = f"{kind} {_label(builder.where, stages, power=True)}{', mean of a reactor' if each else ''}"
            notes = (note, _KINDS[kind])
            shown = Role.OTHER if at else role
            found.append(replace(one, label=label, role=shown, note="; ".join(filter(None, (*notes, one.note)))))
    return sorted(found, key=lambda one: list(Role).index(one.role))


def _is_each(telling: Telling) -> bool:
    behind = telling.after.cut(0, min(3, len(telling.after)))
    return _says(behind, "each") or _says(telling.measure, "each") or "each" in telling.before.folded[:4]

"""Claims of a flow of goods, and of its share in another, from what series measure of them."""

from __future__ import annotations

from collections.abc import Sequence

from comity.checking import needed
from comity.checking.asking import Asked, in_unit, is_money, missing, other_money, refused
from comity.checking.legs import Builder, Leg, describe, readings, relabelled, said
from comity.checking.measured import Claim, Kind, Measured, Role
from comity.checking.measuring import Shown, fits, in_order
from comity.checking.store import SeriesStore
from comity.checking.telling import Telling, is_state
from comity.records import Figure
from comity.records.series import TOTAL, WORLD


def claim_of_flow(telling: Telling, what: Asked, store: SeriesStore, leg: Leg) -> Claim:
    """A claim of a flow: its size, or how it changed."""
    figure, label = telling.figure, describe(leg)
    need = need_of(figure, leg)
    sized = what.kind in (Kind.LEVEL, Kind.DIFFERENCE)
    found = _found(store, leg, what, sized=sized)
    if sized:
        fitting = [one for one in found if in_unit(what, one) is not None]
        if not fitting and is_money(what.unit) and what.unit != "USD":
            return refused(telling, what, other_money(what.unit, "USD"), label)
        if not fitting and found:
            return refused(telling, what, f"the figure is in {what.unit}, the series are in {found[0].unit}", label)
        found = [one for one in fitting if one.unit == fitting[0].unit]
    if not found:
        return missing(telling, what, _lacking(leg), label, need)
    value, high = (in_unit(what, found[0]) or (what.value, what.high)) if sized else (what.value, what.high)
    unit = found[0].unit if sized else {Kind.RATIO: "ratio"}.get(what.kind, "percent")
    return Claim(what.kind, label, value, unit, of=_ordered(figure, found), high=high, needed=need)


def _found(store: SeriesStore, leg: Leg, what: Asked, *, sized: bool) -> list[Measured]:
    """Everything measured of a leg; of a change both by value and by weight, the one that the words mean first."""
    weighed = sized and not is_money(what.unit)
    _ask(store, leg)
    found: list[Measured] = []
    for weight in (True, False):
        if sized and weight is not weighed:
            continue
        builder = Builder(store, weight=weight)
        if weight and not leg.one_way:
            continue
        meant = sized or weight is leg.by_weight
        for codes in readings(leg.goods):
            if weight and leg.goods is None:
                continue
            for one in builder.of(leg, codes):
                found.append(one if meant else _as_other(one, "by weight" if weight else "by value, not by weight"))
    return found


def _ask(store: SeriesStore, leg: Leg) -> None:
    """Ask for all that may be needed of a leg, at once for either side."""
    items = sorted({item for codes in readings(leg.goods) for item in codes.items})
    indicators = ("exports", "imports", "export-quantity", "import-quantity")
    store.ask(indicators, leg.reporter, leg.partner, items)
    if leg.partner != WORLD:
        store.ask(indicators, leg.partner, leg.reporter, items)


def _as_other(one: Measured, note: str) -> Measured:
    return relabelled(one, Shown(one.label, Role.OTHER, "; ".join(filter(None, (one.note, note)))), "")


def claim_of_share(telling: Telling, what: Asked, store: SeriesStore, part: Leg, whole: Leg) -> Claim:
    """A claim of a share: each source of the part with the whole by the same source."""
    label = f"{describe(part)} as a share of {describe(whole)}"
    pairs: list[tuple[Measured, Measured]] = []
    _ask(store, part)
    _ask(store, whole)
    builder = Builder(store, weight=False)
    for codes in readings(part.goods):
        over = [codes] if part.goods == whole.goods else readings(whole.goods)
        parts = builder.of(part, codes)
        wholes = [one for reading in over for one in builder.of(whole, reading)]
        for one in parts:
            match = next((two for two in wholes if fits(one, two) and _same_side(one, two)), None)
            if match is not None:
                pairs.append((one, match))
    figure = telling.figure
    need = need_of(figure, whole) or need_of(figure, part)
    if not pairs:
        lacking = _lacking(part) if not any(builder.of(part, codes) for codes in readings(part.goods)) else ""
        return missing(telling, what, lacking or _lacking(whole), label, (need_of(figure, part) if lacking else need))
    ordered = _ordered(figure, [one for one, _ in pairs])
    wholes_of = {id(one): two for one, two in pairs}
    unit = {Kind.RATIO: "ratio", Kind.DIFFERENCE: "percentage points"}.get(what.kind, "percent")
    kind = Kind.SHARE if what.kind is Kind.LEVEL else what.kind
    return Claim(
        kind,
        label,
        what.value,
        unit,
        of=ordered,
        wholes=tuple(wholes_of[id(one)] for one in ordered),
        high=what.high,
        needed=need,
    )


def _same_side(one: Measured, two: Measured) -> bool:
    """Whether two measured things are of one indicator and reporter: the provider keeps both from the same side."""
    return one.series[0].split("/")[1:3] == two.series[0].split("/")[1:3]


def _ordered(figure: Figure, found: Sequence[Measured]) -> tuple[Measured, ...]:
    period = figure.period
    days = (period.start, period.end) if period is not None and period.start and period.end else None
    return in_order(found, days)


def _lacking(leg: Leg) -> str:
    codes = f" ({said(leg.goods.hs[0])})" if leg.goods and leg.goods.hs else ""
    return f"the ledger has no series of {describe(leg)}{codes}"


def need_of(figure: Figure, leg: Leg) -> str | None:
    """The command that would fetch a leg, by the statistics of the side that the words name."""
    codes = (TOTAL,) if leg.goods is None else leg.goods.hs[0] if leg.goods.hs else ()
    if not codes or not is_state(leg.reporter):
        return None
    return needed.comtrade(figure, leg.reporter, leg.partner, codes)

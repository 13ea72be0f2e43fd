"""Arms transfers as a whole, by SIPRI's trend-indicator value: how much, by how much more, and shares."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.checking import needed, vocabulary
from comity.checking.asking import Asked, against_another, is_money, missing, not_a_fact, rate_or_mean, refused
from comity.checking.ends import fill
from comity.checking.flows import Flow, View, flow_in, understood
from comity.checking.measured import Claim, Kind, Measured
from comity.checking.measuring import Shown, measured, summed
from comity.checking.naming import name_of
from comity.checking.sharing import share_of
from comity.checking.store import SeriesStore
from comity.checking.stretches import stretch_of
from comity.checking.telling import Piece, Place, Telling, Who, is_state
from comity.records.series import TOTAL, WORLD

_TIV = "TIV"
_MILLION = 1e6
_MANY = 10  # so many recipients in a register are taken for all that a supplier has
_THESE = re.compile(
    r"\b(?:these|those|the (?:\w+ )?listed)\b[^.;]{0,30}\b(?:suppliers|sellers|exporters|states|countries)\b",
    re.IGNORECASE,
)
_EXTRACT = "the register in the ledger is an extract: it has only some suppliers, and not all that arms came from"
_VOLUME = "SIPRI measures the volume of arms transfers by a trend-indicator value, which is not what was paid"


def claim(telling: Telling, what: Asked, store: SeriesStore) -> Claim | None:
    """Arms as a whole: how much, by how much more, or which share."""
    told = {one.word.says for one in telling.measure.told(vocabulary.arms())}
    near = telling.clause if flow_in(telling.clause) is not None else stretch_of(telling)[0]
    if telling.figure.unit == _TIV or ("arms" not in told and _of_volume(telling)):
        told |= {"arms", *(one.word.says for one in near.told(vocabulary.arms()))}
    if "not" in told or "arms" not in told:
        return None
    share = share_of(telling) if what.kind is Kind.LEVEL and what.unit == "percent" else None
    if "arms" not in {one.word.says for one in telling.measure.told(vocabulary.arms())} and not share:
        named = near
    else:
        named = share.whole if share else telling.measure
    flow = flow_in(named) or flow_in(near)
    if flow is None:
        return None
    flow.problem = flow.problem or understood(named)[0]
    if flow.view not in (View.EXPORTS, View.IMPORTS):
        return refused(telling, what, "the register of arms keeps deliveries, and not trade both ways or its balance")
    problem = not_a_fact(telling) or flow.problem or rate_or_mean(telling)
    if what.kind is not Kind.LEVEL:
        problem = problem or against_another(telling) or _since_when(telling, what)
    if not problem and flow.goods and named is not telling.clause:
        problem = f"it speaks of {flow.goods[0].name} besides"
    if is_money(what.unit):
        problem = problem or _VOLUME
    elif what.unit not in (_TIV, "percent", "ratio"):
        problem = problem or f"{_VOLUME}, and is not counted in {what.unit}"
    if problem:
        return refused(telling, what, problem)
    if share is not None:
        return _share(telling, what, store, flow, [name for piece in share.part for name in _states(piece)])
    if what.unit == "percent" and what.kind is Kind.LEVEL:
        return refused(telling, what, "the words do not say of what whole it is a share")
    fill(telling, flow)
    supplier, recipient = _open_to_world(flow)
    if supplier is None or recipient is None:
        return refused(telling, what, "the sentence does not say whose arms they are")
    if supplier == WORLD and _is_extract(store, recipient) and not _THESE.search(telling.clause.text):
        return refused(telling, what, _EXTRACT, _label(supplier, recipient))
    return _claim_of_volume(telling, what, store, (supplier, recipient))


def _states(piece: Piece) -> list[str]:
    return [name.code for name in piece.names if name.who is Who.STATE and name.place is not Place.ASIDE]


def _of_volume(telling: Telling) -> bool:
    """Whether a change or share is said of arms by SIPRI's measure in its clause, where its measure was not caught."""
    clause = telling.clause
    named = any(one.word.says == "arms" for one in clause.told(vocabulary.arms()))
    return named and telling.figure.unit in ("percent", "ratio") and bool({"tiv", "indicator"} & set(clause.folded))


def _since_when(telling: Telling, what: Asked) -> str:
    """Why a change has no two times: neither the coder nor the words say from or until when."""
    figure = telling.figure
    if what.kind is Kind.LEVEL or figure.period is not None or figure.baseline is not None:
        return ""
    return (
        "" if re.search(r"\b(?:1[89]|20)\d\d\b", telling.clause.text) else "it does not say from when to when it moved"
    )


def _open_to_world(flow: Flow) -> tuple[str | None, str | None]:
    """(supplier, recipient), with all others in the place of an end that the words leave open."""
    if flow.view is View.IMPORTS and flow.second is not None:
        return flow.first or WORLD, flow.second
    if flow.view is View.EXPORTS and flow.first is not None:
        return flow.first, flow.second or WORLD
    return flow.first, flow.second


def volumes(store: SeriesStore, supplier: str, recipient: str) -> list[Measured]:
    """TIV from a supplier (or all) to a recipient (or all)."""
    label = _label(supplier, recipient)
    if recipient != WORLD:
        tables = store.tables("arms-imports", recipient, supplier, TOTAL)
        known = {one.series.partner for one in store.partners_of("arms-imports", recipient, TOTAL)} - {WORLD}
        note = f"all {len(known)} suppliers that the register as imported has" if supplier == WORLD else ""
        return [measured(table, Shown(label, note=note)) for table in tables]
    tables = store.reporters("arms-imports", partner=supplier, item=TOTAL)
    if len(tables) < _MANY:
        return []
    note = f"the sum over the {len(tables)} recipients that the register has"
    total = summed([measured(table, Shown("")) for table in tables], Shown(label, note=note))
    return [total] if total else []


def _label(supplier: str, recipient: str) -> str:
    if recipient == WORLD:
        return f"arms delivered by {name_of(supplier)} to all recipients (TIV)"
    by = "all suppliers" if supplier == WORLD else name_of(supplier)
    return f"arms delivered to {name_of(recipient)} by {by} (TIV)"


def _claim_of_volume(telling: Telling, what: Asked, store: SeriesStore, ends: tuple[str, str]) -> Claim:
    label = _label(*ends)
    found = volumes(store, *ends)
    if not found:
        return missing(telling, what, f"the ledger has no series of {label}", label, needed.SIPRI)
    value, high, unit = what.value, what.high, what.unit
    if unit == _TIV and abs(value) >= _MILLION:  # "1,200 million TIV": the register counts in millions
        value, high = value / _MILLION, None if high is None else high / _MILLION
    return Claim(what.kind, label, value, unit, of=tuple(found), high=high, needed=needed.SIPRI)


def _is_extract(store: SeriesStore, recipient: str) -> bool:
    """Whether what a recipient got "from all" is only the sum over the suppliers that a file holds."""
    return any("in the file" in one.series.title for one in store.tables("arms-imports", recipient, WORLD, TOTAL))


def _share(telling: Telling, what: Asked, store: SeriesStore, flow: Flow, others: Sequence[str]) -> Claim:
    """A state's share of the arms that another gets or gives."""
    imports = flow.view is View.IMPORTS
    whose = flow.second if imports else flow.first
    if whose is None:
        whose = telling.target if imports else telling.source
        if whose not in telling.quote.states() or whose in others:
            whose = None
    coded = telling.source if imports else telling.target
    parts = (
        list(dict.fromkeys(code for code in others if code != whose))
        or [code for code in (coded, flow.first if imports else flow.second) if code and code != whose][:1]
    )
    if whose is None or len(parts) != 1 or not is_state(parts[0]):
        return refused(telling, what, "the words do not say whose share of whose arms it is")
    part_ends, whole_ends = ((parts[0], whose), (WORLD, whose)) if imports else ((whose, parts[0]), (whose, WORLD))
    label = f"{_label(*part_ends)} as a share of {_label(*whole_ends)}"
    if _is_extract(store, parts[0] if not imports else whose) and not _THESE.search(telling.clause.text):
        return refused(telling, what, _EXTRACT, label)
    part, whole = volumes(store, *part_ends), volumes(store, *whole_ends)
    if not part or not whole:
        lacking = _label(*(whole_ends if part else part_ends))
        return missing(telling, what, f"the ledger has no series of {lacking}", label, needed.SIPRI)
    return Claim(
        Kind.SHARE,
        label,
        what.value,
        "percent",
        of=tuple(part[:1]),
        wholes=tuple(whole[:1]),
        high=what.high,
        needed=needed.SIPRI,
    )

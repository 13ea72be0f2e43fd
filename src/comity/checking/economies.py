"""A state's own numbers: gross domestic product and its growth, population, military spending."""

from __future__ import annotations

from comity.checking import needed, vocabulary
from comity.checking.asking import Asked, in_unit, is_money, missing, not_a_fact, other_money, rate_or_mean, refused
from comity.checking.measured import Claim, Kind
from comity.checking.measuring import Shown, measured
from comity.checking.naming import owner
from comity.checking.store import SeriesStore
from comity.checking.telling import Piece, Place, Telling, Who, is_state
from comity.records.series import indicators
from comity.records.units import UnitKind, units

_OUR = frozenset({"our", "we"})


def claim(telling: Telling, what: Asked, store: SeriesStore) -> Claim | None:
    """The claim of a figure of a state's economy, population or military spending, or None."""
    told = [one.word.says for piece in telling.pieces() for one in piece.told(vocabulary.economies())]
    near = [one.word.says for one in telling.clause.told(vocabulary.economies())]
    if set(telling.measure.folded) <= vocabulary.words("own"):  # "its population is 52 million people"
        told += [one.word.says for one in telling.before.told(vocabulary.economies())]
    indicator = _indicator(telling, what, told, near)
    if indicator is None:
        return None
    problem = not_a_fact(telling) or rate_or_mean(telling)
    if not problem and ("not" in told or _strange(telling)):
        problem = "its words make it something that the series do not measure"
    code = _whose(telling)
    problem = problem or ("" if code else "the sentence does not say whose it is")
    if problem or code is None:
        return refused(telling, what, problem)
    return _claim(telling, what, store, code, indicator)


def _indicator(telling: Telling, what: Asked, told: list[str], near: list[str]) -> str | None:
    """Which indicator is meant, by the words and the unit; None where none is."""
    if _spends_on_arms(telling) and "military-spending" not in near:
        near, told = [*near, "military-spending"], [*told, "military"]
    moves = what.kind in (Kind.PERCENT_CHANGE, Kind.RATIO, Kind.DIFFERENCE)
    kind = units()[what.unit].kind if what.unit in units() else UnitKind.COUNT
    if "military-spending" in near and ("military-spending" in told or "gdp" in told or "military" in told):
        if what.unit == "percent" and not moves:
            return "military-spending-share" if "gdp" in near else None
        return "military-spending" if moves or kind is UnitKind.CURRENCY else None
    if "gdp-growth" in told and what.unit == "percent":
        return "gdp-growth"
    if "gdp" in told or "economy" in told:
        if what.kind is Kind.PERCENT_CHANGE:
            return "gdp-growth"
        whole = "gdp" in told and (kind is UnitKind.CURRENCY or what.kind is Kind.RATIO)
        return "gdp" if whole else None
    if "population" in told and (moves or kind is UnitKind.PEOPLE):
        return "population"
    return None


def _strange(telling: Telling) -> bool:
    """Whether the measure has words that are neither of the subject, nor a state, nor plain."""
    piece = telling.measure
    taken = {at for name in piece.names for at in range(name.first, name.last)}
    for subject in (vocabulary.economies(), vocabulary.trade()):
        for one in piece.told(subject):
            if one.word.says not in ("not", "commodity"):
                taken |= set(range(one.first, one.last))
    left = [word for at, word in enumerate(piece.folded) if at not in taken and len(word) > 1]
    return any(word not in vocabulary.words("own") and not word[0].isdigit() for word in left)


def _spends_on_arms(telling: Telling) -> bool:
    """ "spent 81 billion dollars on its military": the number stands between the words."""
    words = set(telling.clause.folded)
    return bool(words & vocabulary.words("spending")) and bool(
        {"military", "defence", "defense"} & {*words, *telling.measure.folded}
    )


def _whose(telling: Telling) -> str | None:
    """The one state that the measure names, else the clause, else the sentence."""
    for piece in (*telling.pieces(), telling.clause):
        found = _states(piece)
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            return None
    return telling.speaker if _OUR.intersection(telling.clause.folded) else None


def _states(piece: Piece) -> list[str]:
    parties = [name for name in piece.names if name.who in (Who.STATE, Who.GROUP, Who.PLACE)]
    near = [name for name in parties if name.place is not Place.ASIDE] or parties
    return list(dict.fromkeys(name.code if name.who is Who.STATE else "" for name in near))


def _claim(telling: Telling, what: Asked, store: SeriesStore, code: str, indicator: str) -> Claim:
    known = indicators()[indicator]
    label = f"{owner(code)} {known.name[0].lower()}{known.name[1:]}" if is_state(code) else known.name
    found = [measured(table, Shown(label)) for table in store.tables(indicator, code)]
    need = needed.worldbank(telling.figure, code, indicator)
    kind, value, high, unit = what.kind, what.value, what.high, what.unit
    if indicator == "gdp-growth":
        kind = Kind.LEVEL  # growth is a series of its own
    elif kind in (Kind.LEVEL, Kind.DIFFERENCE):
        if is_money(unit) and unit != known.unit:
            return refused(telling, what, other_money(unit, known.unit), label)
        if found:
            scaled = in_unit(what, found[0])
            if scaled is None:
                return refused(telling, what, f"the figure is in {unit}, the series are in {found[0].unit}", label)
            (value, high), unit = scaled, found[0].unit
    if not found:
        return missing(telling, what, f"the ledger has no series of {label}", label, need)
    return Claim(kind, label, value, unit, of=tuple(found), high=high, needed=need)

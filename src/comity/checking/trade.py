"""Trade in goods: figures of exports, imports, both together, their balance, and shares of them, as claims."""

from __future__ import annotations

import re
from dataclasses import replace

from comity.checking import vocabulary
from comity.checking.asking import (
    Asked,
    against_another,
    is_money,
    not_a_fact,
    of_another_time,
    rate_or_mean,
    refused,
)
from comity.checking.ends import fill, other_party
from comity.checking.flows import Flow, View, flow_in, goods_in, names_goods, understood
from comity.checking.legs import Leg, readings
from comity.checking.measured import Claim, Kind
from comity.checking.naming import owner as owner_of
from comity.checking.sentences import share_told_before, those, told_flow
from comity.checking.sharing import share_of
from comity.checking.store import SeriesStore
from comity.checking.stretches import certain
from comity.checking.telling import Place, Telling, Who
from comity.checking.trade_guards import aside, elsewhere, of_another, unknown_side
from comity.checking.trade_series import claim_of_flow, claim_of_share
from comity.checking.trade_shares import bought, part_and_whole, traded
from comity.records import FigureStatus
from comity.records.series import WORLD

_NOT_MONEY = frozenset({"percent", "ratio", "percentage points", "basis points"})
_OTHER_GAP = re.compile(r"\b(?:current account|budget|fiscal|capital account|balance of payments)\b", re.IGNORECASE)
_FISCAL = re.compile(r"\b(?:19|20)\d\d\s?[-–/]\s?\d\d\b(?!\d)")
_SAYS_TRADE = re.compile(r"\b(?:trade|exports?|imports?)\b", re.IGNORECASE)


def claim(telling: Telling, what: Asked, store: SeriesStore) -> Claim | None:
    """The claim of a figure of trade in goods, or None where it speaks of something else.

    Its measure is read first; where that is not enough, its sentence.
    """
    other = those(telling) if what.unit in _NOT_MONEY or is_money(what.unit) else None
    if other is not None:
        return _of_sentence(telling, what, store, other)
    strict = _by_measure(telling, what, store)
    if strict is not None and strict.of:
        return strict
    found = _by_sentence(telling, what, store)
    return found if found is not None and (found.of or strict is None) else strict


def _by_sentence(telling: Telling, what: Asked, store: SeriesStore) -> Claim | None:
    """The claim of the flow that the sentence as a whole tells, or None where it tells of none, or not enough."""
    if not (is_money(what.unit) or what.kind in (Kind.RATIO, Kind.PERCENT_CHANGE)):
        return None
    flow = told_flow(telling)
    if flow is None or flow.problem:
        return None
    return _of_sentence(telling, what, store, flow)


def _of_sentence(telling: Telling, what: Asked, store: SeriesStore, flow: Flow) -> Claim | None:
    hoped = telling.figure.status in (FigureStatus.TARGET, FigureStatus.EXPECTED)
    if (hoped and not_a_fact(telling)) or not certain(telling) or rate_or_mean(telling):
        return None
    if of_another_time(telling) if what.kind is Kind.LEVEL else against_another(telling):
        return None
    if what.kind is Kind.LEVEL:
        other_party(telling, flow)
    told = _own_statistics(telling, flow, store)
    if unknown_side(telling.clause) or flow.problem or _to_world(flow):
        return None
    if of_another(telling, leg_of(flow)):
        return None
    claim = claim_of_flow(telling, what, store, leg_of(flow))
    return replace(claim, of=tuple(replace(one, note="; ".join(filter(None, (one.note, told)))) for one in claim.of))


def _own_statistics(telling: Telling, flow: Flow, store: SeriesStore) -> str:
    """Sets the open owner of a flow told by fiscal years to the one state whose statistics are; says so in words."""
    if flow.view is View.EXPORTS and not flow.hard and flow.first is not None and flow.second is None:
        flow.view = View.IMPORTS  # "shipments from Russia" are told by who gets them
    end = {View.EXPORTS: "first", View.IMPORTS: "second"}.get(flow.view)
    periods = [one for one in (telling.figure.period, telling.figure.baseline) if one is not None]
    fiscal = any(one.start and (one.start.month, one.start.day) == (4, 1) for one in periods)
    fiscal = fiscal or any(_FISCAL.search(one.text) for one in periods)
    if end is None or getattr(flow, end) is not None or not fiscal:
        return ""
    other = flow.second if end == "first" else flow.first
    items = sorted({item for codes in readings(flow.goods[0] if flow.goods else None) for item in codes.items})
    reporters = store.of_fiscal_years(flow.view.value, other, items)
    if len(reporters) != 1 or reporters[0] == other:
        return ""
    setattr(flow, end, reporters[0])
    return f"taken as {owner_of(reporters[0])} {flow.view.value}: no other statistics here are by such years"


def _by_measure(telling: Telling, what: Asked, store: SeriesStore) -> Claim | None:
    moved_share = what.unit in _NOT_MONEY and "share" in telling.measure.folded and share_of(telling) is not None
    if moved_share or (what.kind is Kind.LEVEL and what.unit == "percent"):
        return _share_claim(telling, what, store)
    flow = _told(telling)
    if flow is None:
        return None
    return _flow_claim(telling, what, store, flow)


def _told(telling: Telling) -> Flow | None:
    """The flow of the measure; or that of the words around the number, where the measure names only goods."""
    flow = flow_in(telling.measure)
    if flow is not None and (flow.hard or flow.goods):
        return flow
    before = _subject_of(telling)
    if before is not None:
        return before
    clause = flow_in(telling.clause, len(telling.before))
    goods = goods_in(telling.measure)
    if clause is None or not (goods or names_goods(telling.measure)) or not is_money_or_mass(telling.figure.unit):
        return None
    problem, unknown = understood(telling.measure)
    clause.goods = goods
    clause.problem = clause.problem or problem
    clause.unknown = (unknown,) if unknown else ()
    return clause


def _subject_of(telling: Telling) -> Flow | None:
    """The flow before the number, where the measure says no more than "value": "coal imports doubled in value"."""
    if not len(telling.measure) or not vocabulary.words("sizes").issuperset(telling.measure.folded):
        return None
    flow = flow_in(telling.subject)
    return flow if flow is not None and flow.hard else None


def is_money_or_mass(unit: str) -> bool:
    """Whether a unit may measure a flow of goods, or how it changed."""
    return is_money(unit) or unit in _NOT_MONEY or unit in ("tonnes", "kg", "mtpa", "short tons", "long tons", "grams")


def _problem(telling: Telling, what: Asked, flow: Flow) -> str:
    """Why a flow cannot be compared with series of trade; empty where it can."""
    found = not_a_fact(telling) or flow.problem
    if flow.lone and (_OTHER_GAP.search(telling.quote.text) or not _SAYS_TRADE.search(telling.quote.text)):
        found = found or "the words do not say that the gap is one of trade"
    if not flow.goods and what.unit not in _NOT_MONEY and not is_money(what.unit):
        found = found or "weights of goods of all kinds together say nothing"
    if found:
        return found
    if flow.unknown:
        return f"“{flow.unknown[0]}” makes it something that official series of trade do not keep apart"
    if any(not goods.known for goods in flow.goods):
        name = next(goods.name for goods in flow.goods if not goods.known)
        return f"“{name}” is no single commodity of the Harmonized System"
    if len(flow.goods) > 1:
        return "it speaks of several commodities at once"
    if flow.goods and not flow.one_way and flow.view is not View.BOTH:
        return "balances of trade in one commodity are not built here"
    found = aside(telling) or rate_or_mean(telling) or elsewhere(telling, flow)
    return found or (of_another_time(telling) if what.kind is Kind.LEVEL else against_another(telling))


def _to_world(flow: Flow) -> str:
    """Sets the open end of a flow that belongs to one state to the world; why it cannot, where the owner is open."""
    if flow.one_way:
        owner, open_end = ("first", "second") if flow.view is View.EXPORTS else ("second", "first")
    else:
        owner, open_end = "first", "second"
    if getattr(flow, owner) is None:
        return "the sentence does not say whose trade it is"
    if getattr(flow, open_end) is None:
        if not flow.hard and not flow.abroad:
            return "the sentence does not say to or from whom"
        if not flow.one_way and (flow.mutual or not (flow.abroad or flow.owned)):
            return "the sentence does not say between whom"
        setattr(flow, open_end, WORLD)
    return ""


def _several(telling: Telling, flow: Flow) -> str:
    """Why the other side is not one: "to Germany, Britain and Japan"."""
    sides = [Place.WITH, Place.TO if flow.view is View.EXPORTS else Place.FROM]
    named = {name.code for name in telling.clause.names if name.place in sides and name.who in (Who.STATE, Who.GROUP)}
    return "it adds up or sets against each other more than two parties" if len(named) > 1 else ""


def _flow_claim(telling: Telling, what: Asked, store: SeriesStore, flow: Flow) -> Claim:
    problem = _problem(telling, what, flow)
    if problem:
        return refused(telling, what, problem)
    if what.unit not in _NOT_MONEY and not is_money_or_mass(what.unit):
        return refused(telling, what, f"series of trade are in money or weight, and not in {what.unit}")
    if what.unit in ("percentage points", "basis points"):
        return refused(telling, what, "it moves a share, and the words do not say of what")
    fill(telling, flow)
    if what.kind is Kind.LEVEL:
        other_party(telling, flow)
    problem = flow.problem or _several(telling, flow) or _to_world(flow) or _only_goods(telling, flow)
    if problem:
        return refused(telling, what, problem)
    problem = of_another(telling, leg_of(flow))
    return refused(telling, what, problem) if problem else claim_of_flow(telling, what, store, leg_of(flow))


def _only_goods(telling: Telling, flow: Flow) -> str:
    """Why goods that the clause names besides the measure leave it open what is measured."""
    if flow.goods:
        return ""
    if any(one.word.says == "arms" for one in telling.subject.told(vocabulary.arms())):
        return "the words before speak of arms, and the figure may be of them alone"
    outside = [goods for goods in goods_in(telling.subject) if goods.known]
    return f"the words before speak of {outside[0].name}, and the figure may be of that alone" if outside else ""


def leg_of(flow: Flow) -> Leg:
    """What is to be measured of a flow whose ends are known."""
    assert flow.first is not None and flow.second is not None
    return Leg(flow.view, flow.first, flow.second, flow.goods[0] if flow.goods else None, flow.by_weight)


def _share_claim(telling: Telling, what: Asked, store: SeriesStore) -> Claim | None:
    """The claim of a percentage of a flow: its part and its whole."""
    share = share_of(telling) or share_told_before(telling)
    flow = flow_in(share.whole) or bought(telling, share) if share else None
    if share is None or flow is None:
        flow = _told(telling)
        if flow is None or not flow.hard:
            return None
        problem = _problem(telling, what, flow)
        return refused(telling, what, problem or "the words do not say of what whole it is a share")
    goods = traded(share)
    if goods is not None and not flow.goods:
        flow.goods = (goods,)
    problem = _problem(telling, what, replace(flow, by_weight=False))
    if not flow.goods and any(one.word.says == "arms" for one in telling.quote.told(vocabulary.arms())):
        problem = problem or "the words before speak of arms, and the figure may be of them alone"
    if problem:
        return refused(telling, what, problem)
    part, whole = part_and_whole(telling, share, flow)
    if isinstance(part, str) or whole is None:
        return refused(telling, what, part if isinstance(part, str) else "")
    return claim_of_share(telling, what, store, part, whole)

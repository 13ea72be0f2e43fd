"""Shares of a flow of goods: which part of which whole the words mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from comity.checking import vocabulary
from comity.checking.flows import Flow, View, flow_in, goods_in, understood
from comity.checking.legs import Leg
from comity.checking.sharing import Share
from comity.checking.telling import Place, Telling, Who, is_state
from comity.records.series import WORLD

_THE_COUNTRY = re.compile(r"\b(?:the|that|this)\s+(?:country|kingdom|republic|market|state|nation)\b", re.IGNORECASE)


def traded(share: Share) -> vocabulary.Goods | None:
    """The goods that the sentence is about: "the largest supplier of coal to India, accounting for 42% of imports"."""
    for piece in share.part:
        for one in piece.told(vocabulary.trade()):
            beside = piece.folded[max(0, one.first - 2) : one.first] + piece.folded[one.last : one.last + 1]
            if one.word.goods is not None and vocabulary.words("traders").intersection(beside):
                return one.word.goods
    return None


def bought(telling: Telling, share: Share) -> Flow | None:
    """ "India buys 35 percent of its oil from Russia": of what it imports, which the verb says and not the noun."""
    verb = flow_in(telling.clause, len(telling.before))
    goods = goods_in(share.whole)
    if verb is None or verb.view is not View.IMPORTS or not goods or share.whole.folded[:1] not in (["its"], ["their"]):
        return None
    problem, unknown = understood(share.whole)
    sources = [name.code for name in share.whole.names if name.place is Place.FROM]
    first = sources[0] if len(sources) == 1 else None
    return Flow(
        View.IMPORTS,
        first=first,
        second=verb.second,
        goods=goods,
        problem=verb.problem or problem,
        unknown=(unknown,) if unknown else (),
    )


def part_and_whole(telling: Telling, share: Share, flow: Flow) -> tuple[Leg | str, Leg | None]:
    """What is the part and what the whole, or why the words do not say so."""
    if flow.view not in (View.EXPORTS, View.IMPORTS, View.BOTH):
        return "shares of a balance are not built here", None
    owner_end = "second" if flow.view is View.IMPORTS else "first"
    partner_end = "first" if flow.view is View.IMPORTS else "second"
    goods = _part_goods(share, flow)
    if isinstance(goods, str):
        return goods, None
    others = _part_states(share)
    owner, partner = getattr(flow, owner_end), getattr(flow, partner_end)
    if owner is None:
        told = flow_in(telling.before)
        if told is not None and told.view is flow.view:
            owner = getattr(told, owner_end)
    if owner is None and flow.view is View.IMPORTS:
        owners = {name.code for name in telling.before.names if name.place in (Place.TO, Place.OWNER)}
        owner = owners.pop() if len(owners) == 1 else None
    if owner is None:
        given = telling.target if flow.view is View.IMPORTS else telling.source
        candidates = [code for code in (given, *telling.quote.states()) if code and code != partner]
        several = list(dict.fromkeys(candidates if given is None else [given]))
        if len(several) > 1:
            several = [code for code in several if code not in others]
        if len(several) != 1:
            return "the sentence does not say whose trade the whole is", None
        owner = several[0]
    others = [code for code in others if code not in (owner, partner)]
    if len(others) > 1:
        coded = [code for code in (telling.source, telling.target) if code in others]
        others = coded if len(coded) == 1 else others
    if len(others) > 1:
        return "the part of several parties at once is not built here", None
    if others:
        if partner not in (None, WORLD):
            return "the words name two parties of the same side", None
        part_partner, whole_partner = others[0], WORLD
    elif goods != flow.goods and goods:
        part_partner = whole_partner = partner or WORLD
    elif partner is not None:
        part_partner, whole_partner = partner, WORLD  # "40 percent of its imports from Iraq"
        if not _verb_of_owner(telling, owner):
            return "the words do not say which part of it is meant", None
    elif (taker := _taken_up(telling, flow)) is not None and taker != owner:
        part_partner, whole_partner = taker, WORLD
    else:
        return "the words do not say which part of it is meant", None
    if not (is_state(owner) and (is_state(part_partner) or part_partner == WORLD)):
        return "one of its sides is no state", None

    def leg(partner: str, goods: tuple[vocabulary.Goods, ...]) -> Leg:
        first, second = (partner, owner) if flow.view is View.IMPORTS else (owner, partner)
        return Leg(flow.view, first, second, goods[0] if goods else None, flow.by_weight)

    return leg(part_partner, goods or flow.goods), leg(whole_partner, flow.goods)


def _taken_up(telling: Telling, flow: Flow) -> str | None:
    """The other side that "the country" takes up: "Russia is a niche: the country took 2.6 percent of exports"."""
    coded = telling.target if flow.view is View.EXPORTS else telling.source
    return coded if coded in telling.quote.states() and _THE_COUNTRY.search(telling.before.text) else None


def _verb_of_owner(telling: Telling, owner: str) -> bool:
    """Whether the owner of the whole does something with the part: "India got 35 percent of its crude from Russia"."""
    return telling.before.states()[:1] == [owner] or bool({"its", "their"}.intersection(telling.after.folded[:4]))


def _part_states(share: Share) -> list[str]:
    found = [
        name.code
        for piece in share.part
        for name in piece.names
        if name.who in (Who.STATE, Who.GROUP) and name.place is not Place.ASIDE
    ]
    return list(dict.fromkeys(found))


def _part_goods(share: Share, flow: Flow) -> tuple[vocabulary.Goods, ...] | str:
    """The goods of the part: those that the words outside the whole name; why they are unclear."""
    named = list(dict.fromkeys(goods for piece in share.part for goods in goods_in(piece)))
    if not named or (flow.goods and set(named) <= {*flow.goods, *_like(flow.goods)}):
        return ()
    if any(not goods.known for goods in named):
        unknown = next(goods.name for goods in named if not goods.known)
        return f"“{unknown}” is no single commodity of the Harmonized System"
    if flow.goods or len(named) > 1:
        return "it speaks of several commodities at once"
    return tuple(named)


def _like(several: Sequence[vocabulary.Goods]) -> Iterator[vocabulary.Goods]:
    """Goods that are the same thing by their first code: "oil" and "crude oil"."""
    codes = {goods.hs[0] for goods in several if goods.hs}
    for _, goods in vocabulary.goods():
        if goods.hs and goods.hs[0] in codes:
            yield goods

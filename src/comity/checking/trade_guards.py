"""Words around a figure of trade that make it something else: how it is paid for, regions, companies."""

from __future__ import annotations

import re

from comity.checking import vocabulary
from comity.checking.flows import Flow
from comity.checking.legs import Leg
from comity.checking.telling import Piece, Place, Telling, Who

_AMOUNT = re.compile(
    r"[$€£₹]\s?\d[\d.,]*(?:\s*(?:[mbt]\w*illion|bn|crore))?"
    r"|\d[\d.,]*\s*(?:%|per\s?cent|(?:[mbt]\w*illion|bn|crore)\b|times\b|fold\b|tonnes\b)",
    re.IGNORECASE,
)
_FLOWS = frozenset({"exports", "imports", "sold", "bought"})
_SIDE = re.compile(r"\b(?:from|to)\s+(?:the\s+)?(?P<name>[A-Z][a-z]+(?:\s+[A-Z][a-z]+)*)")
_WORD_BEFORE = re.compile(r"([A-Z][\w&.-]*)(?:['’]s)?\s+(?:\w+ly\s+|has\s+|have\s+|had\s+)*\Z")


def aside(telling: Telling) -> str:
    """Why the words around the number, outside the measure, make it something else."""
    near = Piece(f"{telling.before.text[-80:]} {telling.after.text[:80]}")
    for told in near.told(vocabulary.trade()):
        if told.word.says == "not" and _is_about(near, told.first, telling):
            return told.word.why
    return ""


def _is_about(near: Piece, at: int, telling: Telling) -> bool:
    """Whether a word outside the measure still is about what is measured: how it is paid for, carried, or by whom."""
    return near.folded[at] in vocabulary.words("how")


def elsewhere(telling: Telling, flow: Flow) -> str:
    """Why the parties are no states: a region or a company in the place of one."""
    if _to_region(telling.clause) and not flow.world:
        return "one of its sides is a group of countries or companies"
    for name in telling.clause.names:
        if name.who is Who.BODY and name.place in (Place.OWNER, Place.BARE, Place.BY, Place.FROM, Place.TO):
            return "it is a figure of a company, not of a state"
    owner = _unknown_owner(telling.clause) or unknown_side(telling.clause)
    if owner:
        return f"“{owner}” is no state"
    return ""


def _to_region(clause: Piece) -> bool:
    """Whether a side is a group of countries or companies: "to the countries of Africa", "from Russian companies"."""
    several, regions = vocabulary.words("several"), vocabulary.words("regions")
    for at, word in enumerate(clause.folded):
        if word in ("from", "to", "into", "with"):
            rest = at + 1
            while rest < len(clause) and clause.folded[rest] in several:
                rest += 1
            if rest < len(clause) and clause.folded[rest] in regions:
                return True
    return False


def _unknown_owner(clause: Piece) -> str:
    """A capitalised word that stands where the state would: "Rosneft exported", "Gazprom's sales"."""
    known = {at for name in clause.names for at in range(name.first, name.last)}
    for told in clause.told(vocabulary.trade()):
        if told.word.says not in ("exports", "imports", "sold", "bought", "both"):
            continue
        match = _WORD_BEFORE.search(clause.text[: clause.words.starts[told.first]])
        if match is None:
            continue
        at = next((i for i, start in enumerate(clause.words.starts) if start == match.start(1)), None)
        opening = at == 0 and not clause.text[match.end(1) :].startswith(("'s", "’s"))
        if at is None or at in known or opening or _is_understood(clause, at):
            continue
        return match[1]
    return ""


def unknown_side(clause: Piece) -> str:
    """A part of a country, or a capitalised name of nobody known, as a side of the flow: "exports from Tamil Nadu"."""
    known = {at for name in clause.names for at in range(name.first, name.last)}
    told = [one for one in clause.told(vocabulary.trade()) if one.word.goods is not None or one.word.says in _FLOWS]
    ends = {one.last for one in told} | {name.last for name in clause.names}
    for name in clause.names:
        if name.who is Who.PLACE and name.place is Place.FROM and _before(clause, name.first) in ends:
            return clause.text[clause.words.starts[name.first] : clause.words.ends[name.last - 1]]
    for match in _SIDE.finditer(clause.text):
        at = next((i for i, start in enumerate(clause.words.starts) if start == match.start("name")), None)
        small = next((i for i, start in enumerate(clause.words.starts) if start == match.start()), None)
        if at is None or small not in ends or known.intersection(range(at, at + len(match["name"].split()))):
            continue
        if clause.folded[at] not in vocabulary.words("times") and not _is_understood(clause, at):
            return match["name"]
    return ""


def of_another(telling: Telling, leg: Leg) -> str:
    """Why the words between the number before and this one make it that of another: another party, or the other way.

    "$2.6 billion to Kenya and Tanzania goods worth $2.3 billion", "exports of $3.3 billion against imports of $9.9".
    """
    figure = telling.figure
    if figure.number is None:
        return ""
    start, end = figure.number.start - figure.start, figure.number.end - figure.start
    earlier = [match.end() for match in _AMOUNT.finditer(figure.quote[:start])]
    ends = {leg.first, leg.second}
    if earlier:
        between = Piece(figure.quote[earlier[-1] : start])
        others = [name for name in between.names if name.who is Who.STATE and name.place is not Place.ASIDE]
        if any(name.code not in ends for name in others):
            return "it adds up or sets against each other more than two parties"
        says = {one.word.says for one in between.told(vocabulary.trade())} & {"exports", "imports"}
        if leg.one_way and says and leg.view.value not in says and not others:
            return "exports and imports are set against each other"
    later = figure.quote[end:]
    if _AMOUNT.search(later):
        before = {name.code for name in Piece(figure.quote[:start]).names}
        after = [name for name in Piece(later).names if name.code in ends - before and name.who is Who.STATE]
        if after and all(name.place in (Place.OWNER, Place.BARE) for name in after):
            return "the party is named only with another number"
    return ""


def _before(clause: Piece, first: int) -> int:
    """Where the small words before a name begin: "from", "from the"."""
    return first - 2 if clause.folded[first - 1 : first] == ["the"] else first - 1


def _is_understood(clause: Piece, at: int) -> bool:
    return any(told.first <= at < told.last for told in clause.told(vocabulary.trade()))

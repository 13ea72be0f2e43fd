"""Words around a figure of trade that make it something else: how it is paid for, regions, companies."""

from __future__ import annotations

import re

from comity.checking import vocabulary
from comity.checking.flows import Flow
from comity.checking.telling import Piece, Place, Telling, Who

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
    owner = _unknown_owner(telling.clause)
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


def _is_understood(clause: Piece, at: int) -> bool:
    return any(told.first <= at < told.last for told in clause.told(vocabulary.trade()))

"""Weapons delivered, by their designation in the register of arms transfers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from comity.actors.words import Words
from comity.checking import needed, vocabulary
from comity.checking.asking import Asked, missing, not_a_fact, rate_or_mean, refused
from comity.checking.ends import fill
from comity.checking.flows import Flow, View, flow_in
from comity.checking.measured import Claim, Kind, Measured
from comity.checking.measuring import Shown, measured, summed
from comity.checking.naming import name_of
from comity.checking.store import SeriesStore
from comity.checking.telling import Name, Piece, Place, Telling, Who, is_state
from comity.records import SeriesTable
from comity.records.series import WORLD
from comity.records.units import units

_BEHIND = re.compile(r"\d[\d,.]*\s+(\S.*)")
_HEAD = 9  # words behind a number in which the weapon is named
_NUMERALS = {"ii": "2", "iii": "3", "iv": "4"}


@dataclass(frozen=True, slots=True)
class _Designation:
    """The words that name a weapon, by token and without marks: ("su", "30mki"), "su30mki"."""

    words: tuple[str, ...]
    text: str

    @property
    def flat(self) -> str:
        """The words run together."""
        return "".join(self.words)


def claim(telling: Telling, what: Asked, store: SeriesStore) -> Claim | None:
    """Weapons of a designation that were delivered."""
    unit = telling.figure.unit
    counted = units().get(unit) is None or unit == "people"  # "12 Su-30MK fighters": fighters and trainers fly
    if what.kind is not Kind.LEVEL or not counted:
        return None
    head = _head(telling)
    for piece in (head, telling.measure):
        named = {one.word.says for one in piece.told(vocabulary.deliveries())}
        named |= {one.word.says for one in vocabulary.deliveries().found(Words.of(unit))}
        name = _designation(piece) if {"nouns", "formations"} & named else None
        if name is not None and (unit != "people" or any(_coded(word) for word in name.words)):
            return _claim_of_weapons(telling, what, store, name)
    return None


def _head(telling: Telling) -> Piece:
    """The words behind the number up to the noun that says what is counted: "AH-64E Apache helicopters"."""
    after = telling.after.cut(0, min(_HEAD, len(telling.after)))
    said = _BEHIND.search(telling.number.text)  # the coder takes some designations into the number
    text = f"{said[1] if said else ''} {after.text}".strip()
    piece = Piece(text)
    last = 0
    for one in piece.told(vocabulary.deliveries()):
        if one.word.says in ("delivered", "undelivered"):
            break
        if one.word.says in ("nouns", "formations"):
            last = one.last
            break
    return piece.cut(0, last)


def _claim_of_weapons(telling: Telling, what: Asked, store: SeriesStore, name: _Designation) -> Claim:
    problem = not_a_fact(telling) or rate_or_mean(telling) or _formations(telling) or _undelivered(telling)
    if problem:
        return refused(telling, what, problem)
    supplier, recipient, note = _ends(telling, store, name)
    if recipient is None or supplier is None or not is_state(recipient) or not is_state(supplier):
        return refused(telling, what, "the sentence does not say from whom and to whom they were delivered")
    label = f"{name.text} delivered to {name_of(recipient)} by {name_of(supplier)}"
    items = store.by_item("arms-delivered", recipient, supplier)
    if not items:
        why = f"the ledger has no deliveries of arms to {name_of(recipient)} by {name_of(supplier)}"
        return missing(telling, what, why, label, needed.SIPRI)
    exact, wider = _matching(name, list(items))
    found = [_sum(items_of, items, label) for items_of in (exact, wider) if items_of]
    of = [replace(one, note="; ".join(filter(None, (one.note, note)))) for one in found if one is not None]
    if not of:
        why = f"the register in the ledger lists no {label}"
        return missing(telling, what, why, label, needed.SIPRI)
    return Claim(what.kind, label, what.value, of[0].unit, of=tuple(of), high=what.high, needed=needed.SIPRI)


def _ends(telling: Telling, store: SeriesStore, name: _Designation) -> tuple[str | None, str | None, str]:
    """(supplier, recipient, note): by the words of the clause, else the one pair that the sentence and the register
    have in common."""
    flow = flow_in(telling.clause) or Flow(View.EXPORTS)
    if flow.view not in (View.EXPORTS, View.IMPORTS):
        flow = Flow(View.EXPORTS)
    sure = flow.first is not None or flow.second is not None
    fill(telling, flow)
    supplier, recipient = flow.first, flow.second
    coded = telling.source, telling.target
    if (not sure or supplier is None or recipient is None) and all(is_state(code) for code in coded):
        supplier, recipient = coded
        sure = True
    if sure and supplier and recipient and supplier != recipient:
        return supplier, recipient, ""
    if placed := _placed(telling.clause):
        return *placed, ""
    for piece in (telling.clause, telling.quote):
        found = [code for code in piece.states() if is_state(code)]
        pairs = _listed(store, name, [(first, second) for first in found for second in found if first != second])
        if len(pairs) == 1:
            return *pairs[0], "the two states that the sentence names and between which the register lists it"
    states = [name for name in telling.clause.names if name.who is Who.STATE and name.place is not Place.ASIDE]
    if len({name.code for name in states}) == 1:
        return _only(store, name, states[0])
    return supplier, recipient, ""


def _placed(clause: Piece) -> tuple[str, str] | None:
    """(supplier, recipient) where the clause names two states, and one of them behind "from", "by" or "to"."""
    states = [name for name in clause.names if name.who is Who.STATE and name.place is not Place.ASIDE]
    if len({name.code for name in states}) != 2:
        return None
    for name in states:
        other = next(one.code for one in states if one.code != name.code)
        if name.place in (Place.FROM, Place.BY):
            return name.code, other
        if name.place is Place.TO:
            return other, name.code
    return None


def _only(store: SeriesStore, name: _Designation, party: Name) -> tuple[str | None, str | None, str]:
    """The other side that the words leave out, where the register has just one for that weapon."""
    code = party.code
    sent = [] if party.place is Place.TO else store.pairs("arms-delivered", None, code)
    got = [] if party.place in (Place.FROM, Place.BY) else store.pairs("arms-delivered", code, None)
    pairs = _listed(store, name, [(supplier, recipient) for recipient, supplier in (*got, *sent)])
    if len(pairs) != 1:
        return None, None, ""
    other = pairs[0][0] if pairs[0][1] == code else pairs[0][1]
    return *pairs[0], f"{name_of(other)} is the only other side for which the register lists it"


def _listed(store: SeriesStore, name: _Designation, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs of supplier and recipient between which the register lists a weapon."""
    return [
        (supplier, recipient)
        for supplier, recipient in dict.fromkeys(pairs)
        if WORLD not in (supplier, recipient)
        and any(_matching(name, list(store.by_item("arms-delivered", recipient, supplier))))
    ]


def _sum(wanted: Sequence[str], items: dict[str, tuple[SeriesTable, ...]], label: str) -> Measured | None:
    tables = [table for item in wanted for table in items[item]]
    note = "" if len(wanted) == 1 else f"all that the register lists under that name: {', '.join(wanted)}"
    if len(wanted) == 1 and wanted[0] not in label:
        note = f"the register calls it {wanted[0]}"
    return summed([measured(table, Shown("")) for table in tables], Shown(label, note=note))


def _formations(telling: Telling) -> str:
    """Why it counts regiments and the like; empty where it counts weapons."""
    for piece in (telling.measure, Piece(telling.figure.unit)):
        if any(one.word.says == "formations" for one in piece.told(vocabulary.deliveries())):
            return "it counts units of an army, and the register counts the weapons"
    return ""


def _undelivered(telling: Telling) -> str:
    """Why the words do not speak of a delivery; empty where they do. The word nearest before the number decides, else
    the first behind it; a clause without any is read with what stands before it in the sentence."""
    figure, none = telling.figure, "the words do not speak of a delivery, and the register lists only deliveries"
    start = figure.number.start - figure.start if figure.number is not None else 0
    for piece, step in ((telling.before, -1), (telling.after, 1), (Piece(figure.quote[:start]), -1)):
        says = [one.word.says for one in piece.told(vocabulary.deliveries())]
        deciding = [one for one in says if one in ("delivered", "undelivered")][::step]
        if deciding:
            mixed = "the words do not speak of deliveries alone, and the register lists only deliveries"
            return "" if deciding[0] == "delivered" else mixed
    return none


def _designation(measure: Piece) -> _Designation | None:
    """The words of a measure that name a weapon: those left of parties and plain words, if they look like a name."""
    taken = {at for name in measure.names if name.who is Who.STATE for at in range(name.first, name.last)}
    for one in measure.told(vocabulary.deliveries()):
        taken |= set(range(one.first, one.last))
    left = [at for at in range(len(measure)) if at not in taken or _is_glued(measure, at)]
    if not left or left != list(range(left[0], left[-1] + 1)):
        return None
    first, last = measure.words.starts[left[0]], measure.words.ends[left[-1]]
    text = measure.text[first:last]
    if not any(character.isdigit() for character in text) and not text[0].isupper():
        return None
    words = tuple(_NUMERALS.get(measure.folded[at], measure.folded[at]) for at in left)
    return _Designation(words, text)


def _is_glued(piece: Piece, at: int) -> bool:
    """Whether a word belongs to a name by a hyphen: the "T" of "T-90", the "S" of "S-400"."""
    starts, ends, text = piece.words.starts, piece.words.ends, piece.text

    def part(one: int, gap: str) -> bool:
        word = text[starts[one] : ends[one]]
        return gap == "-" and (len(word) <= 3 or word[:1].isupper() or any(sign.isdigit() for sign in word))

    after = at + 1 < len(piece) and part(at, text[ends[at] : starts[at + 1]]) and _coded(piece.folded[at + 1])
    before = at > 0 and text[ends[at - 1] : starts[at]] == "-" and _coded(piece.folded[at])
    return bool(after or before)


def _coded(word: str) -> bool:
    return any(sign.isdigit() for sign in word)


def _matching(name: _Designation, items: Sequence[str]) -> tuple[list[str], list[str]]:
    """(the items of just that designation, all items that the name covers where they are more).

    An item is covered where its name begins as the text's does and goes on with a letter after a number or with another
    word (T-90: T-90S; C-130J: C-130J Hercules), or where the text's words are the whole words of its name (Apache:
    AH-64E Apache). The text may add a name to a number (S-400 Triumf: S-400), and `designations` are facts.
    """
    also = vocabulary.designations().get(name.flat, ())
    exact, wider = [], []
    for item in items:
        words = tuple(_NUMERALS.get(word, word) for word in Words.of(item).folded)
        flat = "".join(words)
        if flat == name.flat or item in also or _adds_name(name.words, words):
            exact.append(item)
        elif _covers(name, words, flat):
            wider.append(item)
    if exact and wider:
        return exact, sorted([*exact, *wider])
    return (exact, []) if exact else ([], wider)


def _covers(name: _Designation, words: tuple[str, ...], flat: str) -> bool:
    if flat.startswith(name.flat):
        ends = {sum(len(word) for word in words[:at]) for at in range(1, len(words))}
        size = len(name.flat)
        return size in ends or (name.flat[-1].isdigit() and flat[size].isalpha())
    count = len(name.words)
    runs = [words[at : at + count] for at in range(1, len(words) - count + 1)]
    return all(word.isalpha() for word in name.words) and name.words in runs


def _adds_name(mine: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether the text says the whole designation, with a number in it, and only adds names around it."""
    if not any(_coded(word) for word in words) or len(mine) <= len(words):
        return False
    for at in range(len(mine) - len(words) + 1):
        if mine[at : at + len(words)] == words:
            rest = mine[:at] + mine[at + len(words) :]
            return all(word.isalpha() and len(word) > 2 for word in rest)
    return False

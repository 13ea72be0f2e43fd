"""Units that a bare number borrows: from the number beside it, from a currency named before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from comity.coding.figures_lexicon import figure_words
from comity.language.analysis import Analysis, Quantity, Sentence
from comity.language.unit_words import unit_patterns
from comity.records import Change
from comity.records.units import UnitKind, units

_LINKS = frozenset({"which", "whom", "from", "to", "against", "versus", "vs", "than", "with"})
_COMPARING = frozenset({"which", "whom", "against", "versus", "vs", "than", "with"})
_NO_AMOUNT = frozenset({UnitKind.RATIO, UnitKind.TIME, UnitKind.TEMPERATURE, UnitKind.SPEED})
_AMOUNTS = frozenset({UnitKind.MASS, UnitKind.VOLUME, UnitKind.FLOW, UnitKind.AREA, UnitKind.ENERGY})
_SCALED = 1e5  # "150 mln" alone takes the unit of the number before it from further off than "150" does
_ALIKE = 100  # two counts of the same thing do not differ more
_FAR, _CLOSE = 30, 6  # tokens
_BACK = 2  # sentences back to look for the currency of a bare "4.3 billion"
_SCALE = re.compile(r"(?i)(?:million|billion|trillion|mln|bln|bn|mn|crores?|lakhs?)\Z")
_THEM = frozenset({"them", "these", "those", "whom", "which"})
_PLAIN = re.compile(r"(?i)\b(?P<name>dollar|dlr|pound|franc|rupee|peso|dinar|riyal|shilling)s?\Z")
_NATION = re.compile(r"(?i)\b(?:u\.s\.|us|american|french|british|indian|[a-z]+(?:ian|ish|ese|ch))\s+(?=\w+\Z)")
_STERLING = re.compile(r"(?i)\b(?:sterling|stg|french francs?|indian rupees?)\b|£")
_AMERICAN = re.compile(r"(?i)\b(?:u\.s\.|us|american)\s(?:dollars?|dlrs?)\b|\bUS\$")
_CONVERTED = re.compile(r"(?i)\(|\b(?:or|equal|equivalent)\b|[;/]")
_PEOPLE = frozenset({"population", "people", "inhabitant", "resident"})
_MONEY_IN = re.compile(r"(?i)\b(?:in|of|US|U\.S\.)(?=\s)")


def is_measure(unit: str) -> bool:
    """Whether a unit measures something else (money, shares, mass) rather than being itself the thing counted."""
    entry = units().get(unit)
    return entry is not None and entry.kind not in (UnitKind.PEOPLE, UnitKind.COUNT)


def lender(analysis: Analysis, quantities: Sequence[Quantity], at: int) -> Quantity | None:
    """The quantity that lends its unit to a bare number: "rose from 3 to 5 tonnes", "5.9 mln tonnes against 5.8".

    A bare "4.3 billion" takes the currency that the sentence names ("measured in US dollars") or that the last amounts
    before it had; the number itself is given back with that unit then.
    """
    mine, text = quantities[at], analysis.document.text
    first = analysis.tokens_in(mine.start, mine.end)
    if not first or (mine.change is not Change.LEVEL and not _SCALE.search(mine.text)):
        return None
    before = analysis.tokens[first[0].i - 1].lower if first[0].i else ""
    scaled = mine.value >= _SCALED
    if not scaled and _is_part(analysis, first[-1].i + 1):
        return _whole(analysis, quantities, at)
    if not scaled and before not in _LINKS:
        return None
    back, forth = [*reversed(quantities[max(0, at - 3) : at])], quantities[at + 1 : at + 2]
    compared = before in _COMPARING or (
        before == "from"
        and (_compares(analysis, first[0].i - 2) or any(q.end == mine.start - len(" from ") for q in back))
    )
    for other in (*back, *forth) if compared else (*forth, *back):
        if not other.unit or (scaled and not _is_amount(other.unit)):
            continue
        changed = other.start < mine.start and (before == "to" or other.change is not mine.change)
        if other.unit == "percent" and changed and before not in _COMPARING:
            continue  # "rose 5 percent to 8,300"
        if not is_measure(other.unit) and not 1 / _ALIKE < mine.value / max(other.value, 1e-9) < _ALIKE:
            continue
        joined = text[mine.end : other.start].strip() == "to"
        if not is_measure(other.unit) and not (compared and other.start < mine.start) and not joined:
            continue
        if analysis.tokens[mine.head].sentence != analysis.tokens[other.head].sentence:
            continue
        if scaled and _is_money(other.unit) and _counts_people(analysis, mine):
            continue
        between = analysis.tokens_in(min(mine.end, other.end), max(mine.start, other.start))
        if len(between) <= (_FAR if scaled and other.end <= mine.start else _CLOSE):
            return other
    if not scaled or not _SCALE.search(mine.text):
        return None
    if _counts_people(analysis, mine):
        return replace(mine, unit="people")
    unit = _spoken_of(analysis, quantities, at)
    return replace(mine, unit=unit) if unit else None


def _is_part(analysis: Analysis, i: int) -> bool:
    """Whether "of them" follows: the number counts some of what was counted before."""
    following = [token.lower for token in analysis.tokens[i : i + 2]]
    return len(following) == 2 and following[0] == "of" and following[1] in _THEM


def _whole(analysis: Analysis, quantities: Sequence[Quantity], at: int) -> Quantity | None:
    """The count of which a bare number is a part: "10,000 troops, 1,200 of them in the north"."""
    mine = quantities[at]
    number = analysis.tokens[mine.head].sentence
    for other in reversed(quantities[max(0, at - 3) : at]):
        counted = other.unit and not is_measure(other.unit) and other.value >= mine.value
        if counted and number - analysis.tokens[other.head].sentence <= 1:
            return other
    return None


def money_meant(analysis: Analysis, quantity: Quantity, sentence: Sentence) -> str:
    """The currency of plain "dollars", "pounds" or "francs": that of the country whose money was so called before.

    Plain dollars are U.S. dollars all the same, unless the text keeps U.S. dollars apart from the others or sets the
    amount against one in the others: "raised to 540 mln H.K. dlrs from 500 mln dlrs".
    """
    text = analysis.document.text
    plain = _PLAIN.search(quantity.text)
    if plain is None or _NATION.search(text, max(0, quantity.start - 9), quantity.end):
        return quantity.unit
    name = plain["name"].lower().replace("dlr", "dollar")
    before = [
        other
        for other in analysis.quantities
        if other.start < quantity.start
        and other.unit != quantity.unit
        and (found := _PLAIN.search(other.text)) is not None
        and found["name"].lower().replace("dlr", "dollar") == name
    ]
    if not before:
        return quantity.unit
    last = before[-1]
    if last.start >= sentence.start and not _CONVERTED.search(text[last.end : quantity.start]):
        return last.unit
    apart = _AMERICAN.search(text) if name == "dollar" else not _STERLING.search(text)
    return last.unit if apart else quantity.unit


def _compares(analysis: Analysis, i: int) -> bool:
    """Whether the word before "from" looks back on a number told before: "60 flights, up from 45"."""
    return i >= 0 and analysis.tokens[i].lower in (
        "up",
        "down",
        "compared",
        "rise",
        "increase",
        "drop",
        "fall",
        "decline",
    )


def _counts_people(analysis: Analysis, quantity: Quantity) -> bool:
    """Whether the words right above a bare number say that it is no money: "a population of 1.4 billion"."""
    node = analysis.tokens[quantity.head]
    for _ in range(4):
        if node.lemma in _PEOPLE:
            return True
        if node.head == node.i or node.pos in ("VERB", "AUX"):
            return False
        node = analysis.tokens[node.head]
    return False


def _spoken_of(analysis: Analysis, quantities: Sequence[Quantity], at: int) -> str | None:
    """The currency in which a bare amount is meant, or the mass or volume told of just before; None if unsure."""
    mine = quantities[at]
    number = analysis.tokens[mine.head].sentence
    sentence = analysis.sentences[number]
    if mine.noun is not None or any(token.lemma in figure_words().never_money for token in analysis.of(sentence)):
        return None
    stated = _stated(analysis, sentence, mine.start)
    if stated is not None:
        return stated
    for other in reversed(quantities[:at]):
        back = number - analysis.tokens[other.head].sentence
        if back > _BACK:
            return None
        entry = units().get(other.unit)
        if entry is not None and entry.kind is UnitKind.CURRENCY:
            return other.unit
        if other.unit and entry is not None and entry.kind in _AMOUNTS:
            money = any(token.lemma in figure_words().money for token in analysis.of(sentence))
            return other.unit if back <= 1 and not money else None
    return None


def _stated(analysis: Analysis, sentence: Sentence, end: int) -> str | None:
    """The currency that the sentence says its amounts are in."""
    text = analysis.document.text
    for match in _MONEY_IN.finditer(text, sentence.start, end):
        found = unit_patterns().find_after(text, match.end(), sentence.end)
        if found is not None and found[0].kind is UnitKind.CURRENCY:
            return found[0].id
    return None


def _is_money(unit: str) -> bool:
    entry = units().get(unit)
    return entry is not None and entry.kind is UnitKind.CURRENCY


def _is_amount(unit: str) -> bool:
    entry = units().get(unit)
    return entry is None or entry.kind not in _NO_AMOUNT

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

_LINKS = frozenset({"from", "to", "against", "versus", "vs", "than", "with"})
_NO_AMOUNT = frozenset({UnitKind.RATIO, UnitKind.TIME, UnitKind.TEMPERATURE, UnitKind.SPEED})
_SCALED = 1e5  # "150 mln" alone takes the unit of the number before it from further off than "150" does
_FAR, _CLOSE = 30, 6  # tokens
_BACK = 2  # sentences back to look for the currency of a bare "4.3 billion"
_SCALE = re.compile(r"(?i)(?:million|billion|trillion|mln|bln|bn|mn|crores?|lakhs?)\Z")
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
    mine = quantities[at]
    first = analysis.tokens_in(mine.start, mine.end)
    if not first or mine.change is not Change.LEVEL:
        return None
    before = analysis.tokens[first[0].i - 1].lower if first[0].i else ""
    scaled = mine.value >= _SCALED
    if not scaled and before not in _LINKS:
        return None
    for other in (quantities[at + 1] if at + 1 < len(quantities) else None, *reversed(quantities[max(0, at - 3) : at])):
        if other is None or not other.unit or not is_measure(other.unit) or (scaled and not _is_amount(other.unit)):
            continue
        if analysis.tokens[mine.head].sentence != analysis.tokens[other.head].sentence:
            continue
        if scaled and units()[other.unit].kind is UnitKind.CURRENCY and _counts_people(analysis, mine):
            continue
        between = analysis.tokens_in(min(mine.end, other.end), max(mine.start, other.start))
        if len(between) <= (_FAR if scaled and other.end <= mine.start else _CLOSE):
            return other
    if not scaled or not _SCALE.search(mine.text):
        return None
    if _counts_people(analysis, mine):
        return replace(mine, unit="people")
    currency = _currency(analysis, quantities, at)
    return replace(mine, unit=currency) if currency else None


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


def _currency(analysis: Analysis, quantities: Sequence[Quantity], at: int) -> str | None:
    """The currency in which a bare amount is meant, or None where it may be no money at all."""
    mine = quantities[at]
    number = analysis.tokens[mine.head].sentence
    sentence = analysis.sentences[number]
    if mine.noun is not None or any(token.lemma in figure_words().never_money for token in analysis.of(sentence)):
        return None
    stated = _stated(analysis, sentence, mine.start)
    if stated is not None:
        return stated
    for other in reversed(quantities[:at]):
        if number - analysis.tokens[other.head].sentence > _BACK:
            return None
        entry = units().get(other.unit)
        if entry is not None and entry.kind is UnitKind.CURRENCY:
            return other.unit
        if other.unit and entry is not None and entry.kind not in _NO_AMOUNT:
            return None  # tonnes or barrels were spoken of last
    return None


def _stated(analysis: Analysis, sentence: Sentence, end: int) -> str | None:
    """The currency that the sentence says its amounts are in."""
    text = analysis.document.text
    for match in _MONEY_IN.finditer(text, sentence.start, end):
        found = unit_patterns().find_after(text, match.end(), sentence.end)
        if found is not None and found[0].kind is UnitKind.CURRENCY:
            return found[0].id
    return None


def _is_amount(unit: str) -> bool:
    return units()[unit].kind not in _NO_AMOUNT

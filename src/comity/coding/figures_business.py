"""Numbers of business news, which say nothing of states: earnings, cents per share, stock indices."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.actors.mention import Mention, MentionKind
from comity.coding.figures_lexicon import figure_words
from comity.language.analysis import Analysis, Quantity, Sentence
from comity.records.units import UnitKind, units

_PER_SHARE = re.compile(r"(?i)\b(?:per|a|each)\s+(?:common\s+|ordinary\s+)?(?:share|shr|adr)\b|\bshr\b")
_LEADERS = re.compile(r"\.{4,}|(?:\s\.){4,}")  # dots that lead from a heading to its number
_ROW = 4  # numbers without a verb
_POINTS = frozenset({"points", "point", "shares", "share"})
_PUBLIC = frozenset(
    {
        MentionKind.STATE,
        MentionKind.ADJECTIVE,
        MentionKind.DEMONYM,
        MentionKind.METONYM,
        MentionKind.OFFICE,
        MentionKind.IGO,
        MentionKind.GROUP,
        MentionKind.PEOPLE,
        MentionKind.ANAPHOR,
        MentionKind.BODY,
        MentionKind.PERSON,
    }
)


def is_business(analysis: Analysis, quantity: Quantity, sentence: Sentence, mentions: Sequence[Mention]) -> bool:
    """Whether a number belongs to a company's accounts or to a stock market.

    Rows of tables, cents, prices per share and index points always do; amounts of profit, dividends and the like do
    where their sentence names no state, organisation or public body.
    """
    words = figure_words()
    text = analysis.document.text
    if _is_row(analysis, sentence):
        return True
    if quantity.unit == "cents" or _PER_SHARE.search(text[quantity.end : min(sentence.end, quantity.end + 24)]):
        return True
    tokens = analysis.of(sentence)
    if quantity.unit in _POINTS and any(token.lemma in words.indices for token in tokens):
        return True
    entry = units().get(quantity.unit)
    if entry is None or entry.kind not in (UnitKind.CURRENCY, UnitKind.RATIO):
        return False
    if not any(token.lemma in words.company_measures for token in tokens):
        return False
    return not any(mention.kind in _PUBLIC and sentence.start <= mention.start < sentence.end for mention in mentions)


def _is_row(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a stretch of text is a row of a table (no verb, or leading dots) rather than a sentence."""
    if len(_LEADERS.findall(analysis.document.text, sentence.start, sentence.end)) > 1:
        return True
    tokens = analysis.of(sentence)
    numbers = sum(token.pos == "NUM" for token in tokens)
    return numbers >= _ROW and not any(token.pos in ("VERB", "AUX") for token in tokens)

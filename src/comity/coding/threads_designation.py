"""Weapons, vessels and machines by number or proper name: "the S-400 air defence system", "40 F-16 fighters"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from comity.actors.mention import Mention, MentionKind
from comity.coding.threads_lexicon import lexicon
from comity.coding.threads_name import ThreadName, make_name
from comity.language.analysis import Analysis, Sentence, Token
from comity.records import ThreadKind

_DESIGNATION = re.compile(r"(?=.*[A-Z])(([A-Z]{1,4}|[A-Z][a-z]{1,2}|[A-Z][a-z][A-Z])-\d{1,4}[A-Z]{0,4}(s|/[A-Z])?)\Z")
_YEARS = re.compile(r"-(1[89]|20)\d\d\Z")
_CLIMB = 7
_PARTY = frozenset(
    {
        MentionKind.STATE,
        MentionKind.ADJECTIVE,
        MentionKind.DEMONYM,
        MentionKind.METONYM,
        MentionKind.PLACE,
        MentionKind.IGO,
        MentionKind.PERSON,
        MentionKind.OFFICE,
        MentionKind.BODY,
        MentionKind.GROUP,
    }
)


def is_designation(token: Token) -> bool:
    """Whether a token is letters and a number as weapons and aircraft have: S-400, AK-203, Su-30MKI."""
    return (
        _DESIGNATION.match(token.text) is not None
        and token.lower not in lexicon().not_designations
        and token.lower.partition("-")[0] not in lexicon().not_designations
        and _YEARS.search(token.text) is None
    )


def designated(
    analysis: Analysis, sentence: Sentence, mentions: Sequence[Mention], world: int, before: set[str]
) -> Iterator[ThreadName]:
    """What the sentence says to be sold, supplied or made by such a name, where two states are spoken of.

    `before` has the canonical names that the document has already used, which need no second state in the sentence; new
    ones are added.
    """
    tokens = analysis.tokens
    for token in analysis.of(sentence):
        if not token.text[:1].isupper():
            continue
        last = _hardware_end(analysis, token, sentence)
        if is_designation(token):
            canonical = re.sub(r"(?<=\d)s\Z", "", token.text).lower()
        elif last > token.i + 1 and token.pos == "PROPN" and _is_proper(analysis, token, sentence, mentions):
            canonical = token.lower
        else:
            continue
        if (world >= 2 or canonical in before) and _is_dealt_with(analysis, tokens[last - 1], sentence):
            before.add(canonical)
            yield make_name(analysis, token.i, last, ThreadKind.PROJECT, "designation", canonical)


def _hardware_end(analysis: Analysis, token: Token, sentence: Sentence) -> int:
    """The end of "S-400 Triumf air defence system": the words up to a noun of hardware, else the designation alone."""
    hardware = lexicon().hardware
    end = token.i + 1
    for i in range(token.i + 1, min(token.i + 6, sentence.last)):
        other = analysis.tokens[i]
        if other.pos not in ("NOUN", "PROPN", "ADJ") and other.text != "-":
            break
        if other.lemma in hardware and other.pos in ("NOUN", "PROPN"):
            end = i + 1
    return end


def _is_proper(analysis: Analysis, token: Token, sentence: Sentence, mentions: Sequence[Mention]) -> bool:
    """Whether a capitalised word names a make ("Rafale fighters"), and no state, firm, person or weekday."""
    if token.i == sentence.first or token.text.isupper() or len(token.text) < 4:
        return False
    following = analysis.tokens[token.i + 1]
    if following.text[:1].isupper() or following.lemma not in lexicon().hardware:
        return False
    if analysis.tokens[token.i - 1].text[:1].isupper() or analysis.tokens[token.i - 1].text in ("-", "–"):
        return False
    return not any(m.first <= token.i < m.last and m.kind in _PARTY for m in mentions)


def _is_dealt_with(analysis: Analysis, token: Token, sentence: Sentence) -> bool:
    """Whether a word of sale, supply or making governs it."""
    traded = lexicon().traded
    node = token
    for _ in range(_CLIMB):
        if node.head == node.i:
            return False
        node = analysis.tokens[node.head]
        if node.lemma in traded or node.lower in traded:
            return True
        if node.pos in ("VERB", "AUX") and any(
            child.dep in ("nsubj", "nsubjpass", "dobj") and child.lemma in traded for child in analysis.children(node)
        ):
            return True
    return False

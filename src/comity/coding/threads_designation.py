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
_UNHYPHENED = re.compile(r"[A-Z][A-Za-z]{0,3}\d{1,3}[A-Z]{0,3}\Z")
_KINDS = frozenset(
    {"-", "class", "type", "air", "missile", "rocket", "patrol", "light", "defence", "defense", "combat", "launch"}
)
_YEARS = re.compile(r"-(1[89]|20)\d\d\Z")
_MARK = re.compile(r"(?:[IVX]{1,4}|Mk\.?|Block)\Z")  # "Cheetah II", "Block 3"
_CLIMB = 7
_MOST_BEFORE = 6
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
    hardware = lexicon().hardware
    for token in analysis.of(sentence):
        if world >= 2 and token.lemma in hardware:
            first = _counted(analysis, token)
            if first is not None and _is_handed_over(analysis, token):
                words = [other.lemma for other in analysis.tokens[first + 1 : token.i + 1] if other.pos != "PUNCT"]
                yield make_name(
                    analysis, first, token.i + 1, ThreadKind.PROJECT, "designation", " ".join(words).lower()
                )
        if not token.text[:1].isupper() or (token.pos != "PROPN" and token.text.isalpha()):
            continue
        last = _hardware_end(analysis, token, sentence)
        if is_designation(token) or (last > token.i + 1 and _UNHYPHENED.match(token.text)):
            canonical = re.sub(r"(?<=\d)s\Z", "", token.text).lower()
        elif last > token.i + 1 and token.pos == "PROPN" and _is_proper(analysis, token, last, sentence, mentions):
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
        numbered = other.pos == "NUM" and i == token.i + 1
        if other.pos not in ("NOUN", "PROPN", "ADJ") and other.text != "-" and not numbered:
            break
        if other.lemma in hardware and other.pos in ("NOUN", "PROPN"):
            end = i + 1
    return end


def _is_proper(analysis: Analysis, token: Token, last: int, sentence: Sentence, mentions: Sequence[Mention]) -> bool:
    """Whether a capitalised word names a make ("Rafale fighters"), and no state, firm, person or weekday."""
    if token.i == sentence.first or len(token.text) < 4:
        return False
    noun = analysis.tokens[last - 1]
    between = analysis.tokens[token.i + 1 : last - 1]
    if noun.text[:1].isupper() or (token.text.isupper() and not between):
        return False
    hardware = lexicon().hardware
    if any(
        other.pos != "NUM" and not _MARK.match(other.text) and other.lower not in _KINDS and other.lemma not in hardware
        for other in between
    ):
        return False
    if analysis.tokens[token.i - 1].text[:1].isupper() or analysis.tokens[token.i - 1].text in ("-", "–"):
        return False
    return not any(m.first <= token.i < m.last and m.kind in _PARTY for m in mentions)


def _is_dealt_with(analysis: Analysis, token: Token, sentence: Sentence) -> bool:
    """Whether a word of sale, supply or making governs it."""
    traded = lexicon().traded
    if any(child.dep in ("acl", "relcl") and child.lemma in traded for child in analysis.children(token)):
        return True
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


def _counted(analysis: Analysis, token: Token) -> int | None:
    """Where "four coastal surveillance radars" begins, or None where nothing counts the hardware."""
    number = next((child for child in analysis.children(token) if child.dep == "nummod" and child.i < token.i), None)
    if number is None or token.i - number.i > _MOST_BEFORE:
        return None
    between = analysis.tokens[number.i + 1 : token.i]
    return number.i if all(other.pos in ("ADJ", "NOUN", "PROPN", "PUNCT", "VERB") for other in between) else None


def _is_handed_over(analysis: Analysis, token: Token) -> bool:
    """Whether it is the object of a verb of selling, giving or making ("delivered four radars")."""
    handed = lexicon().handed
    verb = analysis.tokens[token.head]
    if token.dep == "conj":
        verb = analysis.tokens[verb.head]
    return verb.lemma in handed and token.dep in ("dobj", "nsubjpass", "conj", "oprd")

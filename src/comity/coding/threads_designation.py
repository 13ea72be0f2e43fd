"""Weapons, vessels and machines by number or proper name: "the S-400 air defence system", "40 F-16 fighters"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from comity.actors.mention import Mention, MentionKind
from comity.coding.threads_lexicon import lexicon
from comity.coding.threads_name import ThreadName, make_name
from comity.coding.threads_orders import counted, is_ordered, is_sent, ordered
from comity.coding.threads_stage import read_stage
from comity.language.analysis import Analysis, Sentence, Token
from comity.records import ThreadKind

_DESIGNATION = re.compile(r"(?=.*[A-Z])(([A-Z]{1,4}|[A-Z][a-z]{1,2}|[A-Z][a-z][A-Z])-\d{1,4}[A-Z]{0,4}(s|/[A-Z])?)\Z")
_UNHYPHENED = re.compile(r"[A-Z][A-Za-z]{0,3}\d{1,3}[A-Z]{0,3}s?\Z")
_VARIANT = re.compile(r"(?P<base>.*\d)[a-z]{1,4}\Z")
_KINDS = frozenset(
    {"-", "class", "type", "air", "missile", "rocket", "patrol", "light", "defence", "defense", "combat", "launch"}
)
_YEARS = re.compile(r"-(1[89]|20)\d\d\Z")
_NAMED = frozenset({"PROPN", "ADJ"})  # the parser takes a make for an adjective: "Rafale fighters"
_MARK = re.compile(r"(?:[IVX]{1,4}|Mk\.?|Block)\Z")  # "Cheetah II", "Block 3"
_CLIMB = 7
_LONGEST = 10  # words of "S-400 Long Range Air and Missile Defence System"
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
    for token in analysis.of(sentence):
        if not token.text[:1].isupper() or (token.pos not in _NAMED and token.text.isalpha() and token.tag != "NNS"):
            continue
        last = hardware_end(analysis, token, sentence)
        canonical = _called(analysis, token, last, sentence, mentions, before)
        if canonical is None:
            continue
        head = analysis.tokens[last - 1]
        dealt = is_dealt_with(analysis, head, sentence, mentions) or (
            last == token.i + 1 and is_designation(token) and _is_works(analysis, token)
        )
        if (world >= 2 or canonical in before) and dealt:
            before.add(canonical)
            yield make_name(analysis, token.i, last, ThreadKind.PROJECT, "designation", canonical)
    if world >= 2:
        yield from ordered(analysis, sentence, mentions)


def _called(
    analysis: Analysis, token: Token, last: int, sentence: Sentence, mentions: Sequence[Mention], before: set[str]
) -> str | None:
    """The canonical name of hardware that begins at a token and ends at `last`; None where it is none.

    A variant ("FA-50PL") is one with the thing itself where the document has named that before.
    """
    several = token.text.endswith("s") and _UNHYPHENED.match(token.text) is not None
    if is_designation(token) or ((last > token.i + 1 or several) and _UNHYPHENED.match(token.text)):
        canonical = re.sub(r"(?<=\d)s\Z", "", token.text).lower()
        variant = _VARIANT.match(canonical)
        return variant["base"] if variant and variant["base"] in before else canonical
    if token.lower.endswith("s") and token.i > sentence.first and _is_counted_make(analysis, token, mentions):
        return token.lower.removesuffix("s")
    if token.pos not in _NAMED:
        return None
    if _is_class(analysis, token, last):
        return f"{token.lower}-class"
    if last > token.i + 1 and _is_proper(analysis, token, last, sentence, mentions):
        following = analysis.tokens[token.i + 1]
        if following.text.isdigit():
            return f"{token.lower} {following.text}"
        joined = following.text == "-" and analysis.tokens[token.i + 2].text[:1].isupper()
        return f"{token.lower}-{analysis.tokens[token.i + 2].lower}" if joined else token.lower
    return None


def _is_class(analysis: Analysis, token: Token, last: int) -> bool:
    """Whether vessels are called after the first of their class: "Hangor-class submarines"."""
    words = [other.lower for other in analysis.tokens[token.i + 1 : last]]
    named = last > token.i + 2 and words[0] in ("-", "class") and "class" in words[:2]
    return named and counted(analysis, analysis.tokens[last - 1]) is None


def _is_counted_make(analysis: Analysis, token: Token, mentions: Sequence[Mention]) -> bool:
    """Whether machines are counted by the name of their make: "36 Rafales"."""
    number = any(child.dep == "nummod" and child.i == token.i - 1 for child in analysis.children(token))
    return number and not any(m.first <= token.i < m.last and m.kind in _PARTY for m in mentions)


def hardware_end(analysis: Analysis, token: Token, sentence: Sentence) -> int:
    """The end of "S-400 Triumf air defence system": the words up to a noun of hardware, else the designation alone."""
    hardware = lexicon().hardware
    end = token.i + 1
    for i in range(token.i + 1, min(token.i + _LONGEST, sentence.last)):
        other = analysis.tokens[i]
        numbered = other.pos == "NUM" and i == token.i + 1
        joined = other.text in ("-", "and") and i > token.i + 1 - (other.text == "-")
        if other.pos not in ("NOUN", "PROPN", "ADJ", "VERB") and not joined and not numbered:
            break
        if other.pos == "VERB" and other.tag != "VBG":
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
    if len(between) > 1 and between[0].text == "-" and between[1].pos == "PROPN":
        between = between[2:]  # "Rafale-Marine fighters"
    if any(
        other.pos != "NUM" and not _MARK.match(other.text) and other.lower not in _KINDS and other.lemma not in hardware
        for other in between
    ):
        return False
    if analysis.tokens[token.i - 1].text[:1].isupper() or analysis.tokens[token.i - 1].text in ("-", "–"):
        return False
    return not any(m.first <= token.i < m.last and m.kind in _PARTY for m in mentions)


def _is_works(analysis: Analysis, token: Token) -> bool:
    """Whether a bare designation is that of works: "the talks on ML-1", "the estimate for ML-1", "ML-1 was begun"."""
    if any(other.lemma in lexicon().war for other in analysis.of(analysis.sentences[token.sentence])):
        return False
    above = analysis.tokens[token.head]
    if token.dep == "pobj" and above.lower in ("on", "for", "of"):
        return analysis.tokens[above.head].lemma in lexicon().works
    staged = read_stage(analysis, token, token.i, ThreadKind.PROJECT).stage is not None
    return token.dep == "nsubjpass" and staged


def is_dealt_with(analysis: Analysis, token: Token, sentence: Sentence, mentions: Sequence[Mention]) -> bool:
    """Whether a word of sale, supply or making governs it, or it comes counted where a contract is spoken of."""
    traded = lexicon().traded
    node = token
    for _ in range(_CLIMB):
        if node.pos in ("NOUN", "PROPN") and any(
            child.dep in ("acl", "relcl") and child.lemma in traded for child in analysis.children(node)
        ):
            return True
        if node.head == node.i:
            break
        node = analysis.tokens[node.head]
        if node.lemma in traded or node.lower in traded:
            return True
        if node.pos in ("VERB", "AUX") and any(
            child.dep in ("nsubj", "nsubjpass", "dobj") and child.lemma in traded for child in analysis.children(node)
        ):
            return True
    return is_ordered(analysis, token, sentence, mentions) or is_sent(analysis, token, mentions)

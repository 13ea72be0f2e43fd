"""Names that follow what they name: "a customs programme called Safe Border", "the exercise, codenamed Sea Lion"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from comity.actors.mention import Mention, MentionKind
from comity.coding.threads_lexicon import Need, lexicon
from comity.coding.threads_name import ThreadName, canonical_name, make_name
from comity.language.analysis import Analysis, Sentence, Token
from comity.records import ThreadKind

CALLED = "apposed"
_CALLED = frozenset({"called", "named", "dubbed", "codenamed", "christened", "nicknamed", "baptised", "titled"})
_AS = frozenset({"known", "styled"})
_BEFORE = 7  # tokens between the noun and its name
_JOINING = frozenset({"of", "the", "for", "and", "-", "–"})
_NOT_BY_NAME = frozenset({Need.BUILT, Need.TRADED, Need.MEMBER, Need.PUT, Need.CONTINUED})
_NAMED = frozenset({MentionKind.PERSON, MentionKind.BODY, MentionKind.OFFICE, MentionKind.IGO, MentionKind.STATE})


def called(analysis: Analysis, sentence: Sentence, mentions: Sequence[Mention], world: int) -> Iterator[ThreadName]:
    """Proper names that a head noun is said to be called, where two states are spoken of."""
    if world < 2:
        return
    for token in analysis.of(sentence):
        first = _name_start(analysis, token, sentence)
        if first is None:
            continue
        last = _name_end(analysis, first, sentence)
        kind = _kind(analysis, token, sentence)
        if last == first or kind is None:
            continue
        if any(m.kind in _NAMED and m.first < last and m.last > first for m in mentions):
            continue
        canonical = canonical_name(analysis, first, last, mentions, kind)
        yield make_name(analysis, first, last, kind, CALLED, canonical)


def under_one_name(analysis: Analysis, names: Sequence[ThreadName]) -> list[ThreadName]:
    """The names, where a description takes the name that it is said to be called: both are one thing."""
    found = list(names)
    for at, (one, other) in enumerate(pairwise(names)):
        between = analysis.tokens[one.last : other.first]
        said = any(token.lower in _CALLED | _AS for token in between)
        if other.rule == CALLED and one.sentence == other.sentence and one.kind is other.kind and said:
            found[at] = replace(one, canonical=other.canonical)
    return found


def _name_start(analysis: Analysis, token: Token, sentence: Sentence) -> int | None:
    """Where the name after "called", "known as" begins, past an article and quotation marks."""
    if any(child.dep == "nsubj" for child in analysis.children(token)):
        return None  # "had called the Kremlin"
    if token.lower in _CALLED:
        at = token.i + 1
    elif token.lower in _AS and token.i + 1 < sentence.last and analysis.tokens[token.i + 1].lower == "as":
        at = token.i + 2
    else:
        return None
    while at < sentence.last and analysis.tokens[at].lower in ("the", '"', "“", "'", "‘", "``"):
        at += 1
    return at if at < sentence.last else None


def _name_end(analysis: Analysis, first: int, sentence: Sentence) -> int:
    """The end of a run of capitalised words, with small words only between them."""
    last = i = first
    while i < sentence.last:
        token = analysis.tokens[i]
        if token.text[:1].isupper() or (token.text[:1].isdigit() and i > first):
            last = i + 1
        elif token.lower not in _JOINING or i == first:
            break
        i += 1
    return last


def _kind(analysis: Analysis, token: Token, sentence: Sentence) -> ThreadKind | None:
    """The kind of the nearest head noun before, which nothing but its own complements parts from the name."""
    lists = lexicon()
    for i in range(token.i - 1, max(sentence.first, token.i - _BEFORE) - 1, -1):
        noun = analysis.tokens[i]
        if noun.pos == "VERB" and i < token.i - 1 and noun.tag != "VBG":
            return None
        if noun.pos not in ("NOUN", "PROPN"):
            continue
        heads = [head for head in lists.heads.get(noun.lemma, ()) if head.need not in _NOT_BY_NAME]
        if noun.lemma in lists.parts:
            return None  # "the fifth unit, known as C-5"
        if heads and not (noun.dep == "compound" and noun.head == i + 1):
            return heads[-1].kind if len({head.kind for head in heads}) == 1 else heads[0].kind
    return None

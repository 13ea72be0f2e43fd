"""Whose number it is: from whom and to whom, by the words of giving, selling, owing, building around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity.actors.mention import Mention, MentionKind
from comity.coding.figures_context import governors
from comity.coding.figures_lexicon import Relation, figure_words
from comity.coding.figures_select import is_measure
from comity.coding.syntax import subject
from comity.language.analysis import Analysis, Quantity, Sentence, Token

_OWNERS = ("poss", "amod", "compound", "nmod")


def parties_of(
    analysis: Analysis, quantity: Quantity, sentence: Sentence, mentions: Sequence[Mention]
) -> tuple[str | None, str | None]:
    """(from, to): the giver's and the receiver's country, by the word of relation nearest to the number.

    `mentions` are those of the sentence. Without a word of relation there are no parties; where the words give one end
    and the sentence names one other state, that one is the other end.
    """
    if is_measure(quantity.unit):  # the "U.S." of "3 mln U.S. dlrs" is no party
        mentions = [m for m in mentions if m.end <= quantity.start or m.start >= quantity.end]
    by_token = {i: mention for mention in reversed(mentions) if len(mention.countries) == 1 for i in _tokens(mention)}
    word = _relation_word(analysis, quantity, sentence)
    if word is None or not by_token:
        return None, None
    relation = figure_words().relations[word.lemma]
    ends: dict[str, str] = {}
    for role, country in _roles(analysis, word, relation, by_token):
        if country not in ends.values():
            ends.setdefault(role, country)
    named = dict.fromkeys(
        c for m in mentions if m.kind is not MentionKind.PLACE and not m.inferred for c in m.countries
    )
    rest = [country for country in named if country not in ends.values()]
    if len(ends) == 1 and len(rest) == 1 and word.i in {token.i for token in governors(analysis, quantity)}:
        ends.setdefault("from" if "to" in ends else "to", rest[0])
    return ends.get("from"), ends.get("to")


def _tokens(mention: Mention) -> range:
    return range(mention.first, mention.last)


def _relation_word(analysis: Analysis, quantity: Quantity, sentence: Sentence) -> Token | None:
    """The word of relation that governs the number, else the nearest one of the sentence."""
    relations = figure_words().relations
    words = [token for token in analysis.of(sentence) if token.lemma in relations and token.pos in ("VERB", "NOUN")]
    above = {token.i for token in governors(analysis, quantity)}
    return min(words, key=lambda token: (token.i not in above, abs(token.i - quantity.head)), default=None)


def _roles(
    analysis: Analysis, word: Token, relation: Relation, by_token: dict[int, Mention]
) -> Iterator[tuple[str, str]]:
    """(role, country) pairs, surest first: the word's own owner or subject, its prepositions, what lies under it."""
    other = "to" if relation.subject == "from" else "from"
    for child in analysis.children(word):
        if child.dep in _OWNERS:
            yield from ((relation.subject, country) for country in _countries(analysis, child, by_token))
        elif child.dep in ("dobj", "dative", "nsubjpass") and word.pos == "VERB" and child.pos != "ADP":
            yield from ((other, country) for country in _countries(analysis, child, by_token))
    verb = word if word.pos == "VERB" else analysis.tokens[word.head]
    if verb.pos == "VERB" and (word is verb or word.dep in ("dobj", "nsubjpass")):
        doer = subject(analysis, verb)
        if doer is not None and not any(
            child.dep == "conj" and child.i in by_token for child in analysis.children(doer)
        ):
            yield from ((relation.subject, country) for country in _countries(analysis, doer, by_token))
    for top in dict.fromkeys((word.i, verb.i)) if verb.pos == "VERB" else (word.i,):
        for below in analysis.subtree(analysis.tokens[top]):
            over = analysis.tokens[below.head]
            if below.dep not in ("prep", "agent", "dative") or (over.pos == "VERB" and over.i not in (word.i, verb.i)):
                continue
            role = relation.after.get(below.lower)
            for child in analysis.children(below):
                if role and child.dep == "pobj":
                    yield from ((role, country) for country in _countries(analysis, child, by_token))


def _countries(analysis: Analysis, token: Token, by_token: dict[int, Mention]) -> Iterator[str]:
    """The country that a noun phrase stands for or belongs to."""
    mention = by_token.get(token.i)
    if mention is not None:
        yield mention.countries[0]
        return
    for child in analysis.children(token):
        found = by_token.get(child.i)
        if found is not None and child.dep in _OWNERS:
            yield found.countries[0]
            return
    for child in analysis.children(token):
        if child.dep == "prep" and child.lower == "of":
            for below in analysis.children(child):
                found = by_token.get(below.i)
                if found is not None and below.dep == "pobj":
                    yield found.countries[0]
                    return

"""Whose number it is: from whom and to whom, by the words of giving, selling, owing, building around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from comity.actors.mention import Mention, MentionKind
from comity.coding.figures_context import governors
from comity.coding.figures_lexicon import Relation, figure_words
from comity.coding.figures_units import is_measure
from comity.coding.syntax import subject
from comity.language.analysis import Analysis, Quantity, Sentence, Token

_HIGHER = 6
_ASIDE = frozenset({"before", "after", "since", "despite", "amid", "during", "until", "like", "unlike", "besides"})
_SECOND, _DYADIC = 2, 0.75  # mentions of the second country; share of the two among all mentions of countries
_BETWEEN_TWO = frozenset({"aid", "attack", "move", "host"})
_OWNERS = ("poss", "amod", "compound", "nmod")


def dyad(mentions: Sequence[Mention]) -> tuple[str, str] | None:
    """The two countries that a document is about, in the order of their first naming; None unless it is about two."""
    counts = Counter(c for m in mentions if m.kind is not MentionKind.PLACE for c in m.countries)
    first = counts.most_common(2)
    if len(first) < 2 or first[1][1] < _SECOND or first[0][1] + first[1][1] < _DYADIC * counts.total():
        return None
    one, other = (country for country in counts if country in (first[0][0], first[1][0]))
    return one, other


def parties_of(
    analysis: Analysis,
    quantity: Quantity,
    sentence: Sentence,
    mentions: Sequence[Mention],
    pair: tuple[str, str] | None = None,
) -> tuple[str | None, str | None]:
    """(from, to): the giver's and the receiver's country, by the word of relation nearest to the number.

    `mentions` are those of the sentence, `pair` the two countries that the document is about, if it is about two: the
    one that a sentence on aid, attack or flight leaves out is then the other end. Without a word of relation there are
    no parties; where the words give one end and the sentence names one other state, that one is the other end.
    """
    if is_measure(quantity.unit):  # the "U.S." of "3 mln U.S. dlrs" is no party
        mentions = [m for m in mentions if m.end <= quantity.start or m.start >= quantity.end]
    by_token = {i: mention for mention in reversed(mentions) if len(mention.countries) == 1 for i in _tokens(mention)}
    word = _relation_word(analysis, quantity, sentence)
    if _is_shared(analysis, quantity):
        return _both(mentions, pair)
    if word is None or not by_token:
        return None, None
    relation = figure_words().relations[word.lemma]
    ends: dict[str, str] = {}
    for other in (word, *_relations_above(analysis, word)):
        for role, country in _roles(analysis, other, figure_words().relations[other.lemma], by_token):
            if country not in ends.values():
                ends.setdefault(role, country)
    if len(ends) == 1:
        missing = "from" if "to" in ends else "to"
        owner = _owner_of_share(analysis, quantity, by_token)
        if owner is not None and owner not in ends.values():
            ends[missing] = owner
    placed = relation.name == "investment"  # what is built stands in a place, and the place is the receiver's
    named = dict.fromkeys(
        c
        for m in mentions
        if (placed or m.kind is not MentionKind.PLACE) and not m.inferred and not _is_aside(analysis, m)
        for c in m.countries
    )
    rest = [country for country in named if country not in ends.values()]
    if len(ends) == 1 and len(rest) == 1 and _is_near(analysis, quantity, word):
        ends.setdefault("from" if "to" in ends else "to", rest[0])
    if len(ends) == 1 and not rest and pair and relation.name in _BETWEEN_TWO and _is_near(analysis, quantity, word):
        (known,) = ends.values()
        if known in pair:
            ends.setdefault("from" if "to" in ends else "to", pair[1] if known == pair[0] else pair[0])
    return ends.get("from"), ends.get("to")


def _relations_above(analysis: Analysis, word: Token) -> Iterator[Token]:
    """The words of relation above a word of relation in its noun phrase: "US provision of a package of aid"."""
    node = word
    for _ in range(_HIGHER):
        above = analysis.tokens[node.head]
        if above is node or (word.pos == "VERB") or above.dep in ("relcl", "advcl"):
            return
        node = above
        if node.lemma in figure_words().relations and node.pos in ("NOUN", "VERB"):
            yield node
        if node.pos == "VERB":
            return


def _is_aside(analysis: Analysis, mention: Mention) -> bool:
    """Whether a party is only named to say when or in spite of what: "before Russia's invasion"."""
    node = analysis.tokens[mention.head]
    for _ in range(_HIGHER):
        if node.lower in _ASIDE and node.pos in ("ADP", "SCONJ"):
            return True
        if node.head == node.i or node.pos in ("VERB", "AUX"):
            return False
        node = analysis.tokens[node.head]
    return False


def _owner_of_share(analysis: Analysis, quantity: Quantity, by_token: dict[int, Mention]) -> str | None:
    """Whose share of the other's trade it is: "Russia's share of Indian imports"."""
    for token in governors(analysis, quantity):
        for noun in (token, *analysis.children(token)):
            if noun.lemma != "share" or noun.pos != "NOUN":
                continue
            for child in analysis.children(noun):
                if child.dep in _OWNERS and child.i in by_token:
                    return by_token[child.i].countries[0]
    return None


def _is_shared(analysis: Analysis, quantity: Quantity) -> bool:
    """Whether the number is of something that two states have together: bilateral trade, signed accords."""
    words = figure_words()
    top = analysis.tokens[quantity.noun] if quantity.noun is not None else analysis.tokens[quantity.head]
    if quantity.noun is not None and top.lemma in words.shared and top.lemma in words.signed_papers:
        return analysis.tokens[top.head].lemma in words.signing
    for token in [*governors(analysis, quantity)]:
        near = [token, *analysis.children(token)]
        for noun in near:
            if noun.lemma not in words.shared or noun.pos not in ("NOUN", "PROPN"):
                continue
            below = [child.lower for child in analysis.children(noun)]
            if "between" in below or words.shared_adjectives.intersection(below):
                return True
    return False


def _both(mentions: Sequence[Mention], pair: tuple[str, str] | None) -> tuple[str | None, str | None]:
    """The two sides of a sentence that names no third one, in the order of their naming, else those of the document."""
    named = list(dict.fromkeys(c for m in mentions if m.kind is not MentionKind.PLACE for c in m.countries))
    if len(named) == 2:
        return named[0], named[1]
    if pair is not None and set(named) <= set(pair):
        return pair
    return None, None


def _is_near(analysis: Analysis, quantity: Quantity, word: Token) -> bool:
    """Whether a word of relation governs the number, or belongs to the phrase of what is counted."""
    if word.i in {token.i for token in governors(analysis, quantity)}:
        return True
    if quantity.noun is None:
        return False
    return word.i in {token.i for token in analysis.subtree(analysis.tokens[quantity.noun])}


def _tokens(mention: Mention) -> range:
    return range(mention.first, mention.last)


def _relation_word(analysis: Analysis, quantity: Quantity, sentence: Sentence) -> Token | None:
    """The word of relation that governs the number, else the nearest one of its own clause.

    Words of another clause ("… because India buys Russian oil") say nothing of the number.
    """
    relations = figure_words().relations
    words = [token for token in analysis.of(sentence) if token.lemma in relations and token.pos in ("VERB", "NOUN")]
    above: list[int] = []
    for token in governors(analysis, quantity):
        above.append(token.i)
        if token.pos == "VERB" and token.dep in ("conj", "advcl"):
            break  # what the other half of the sentence tells is another's
    for i in above:
        if any(word.i == i for word in words):
            return analysis.tokens[i]
    verb = next((at for at, i in enumerate(above) if analysis.tokens[i].pos == "VERB"), len(above))
    inside = {*above[: verb + 1], *(token.i for token in analysis.tokens_in(quantity.start, quantity.end))}
    near = [word for word in words if _in_clause(analysis, word, inside)]
    return min(near, key=lambda token: abs(token.i - quantity.head), default=None)


def _in_clause(analysis: Analysis, word: Token, clause: set[int]) -> bool:
    """Whether a word hangs on one of the words above a number without a side clause between."""
    node = word
    while node.i not in clause:
        if node.dep in ("advcl", "relcl", "ccomp", "parataxis") or node.head == node.i:
            return False
        if node.dep == "conj" and node.pos == "VERB":
            return False
        node = analysis.tokens[node.head]
    return True


def _roles(
    analysis: Analysis, word: Token, relation: Relation, by_token: dict[int, Mention]
) -> Iterator[tuple[str, str]]:
    """(role, country) pairs, surest first: the word's own owner or subject, its prepositions, what lies under it."""
    other = "to" if relation.subject == "from" else "from"
    for child in analysis.children(word):
        if child.dep in _OWNERS:
            yield from ((relation.subject, country) for country in _countries(analysis, child, by_token))
        elif child.dep in ("dobj", "dative", "nsubjpass") and word.pos == "VERB" and child.pos != "ADP":
            yield from ((relation.object, country) for country in _countries(analysis, child, by_token))
    verb = word if word.pos == "VERB" else analysis.tokens[word.head]
    if verb.pos == "VERB" and (word is verb or word.dep in ("dobj", "nsubjpass")):
        doer = subject(analysis, verb)
        if doer is not None and not any(
            child.dep == "conj" and child.i in by_token for child in analysis.children(doer)
        ):
            asks = word is not verb and verb.lemma in figure_words().receiving
            role = other if asks else relation.subject
            yield from ((role, country) for country in _countries(analysis, doer, by_token))
    for top in dict.fromkeys((word.i, verb.i)) if verb.pos == "VERB" else (word.i,):
        for below in analysis.subtree(analysis.tokens[top]):
            over = analysis.tokens[below.head]
            if below.dep not in ("prep", "agent", "dative") or (over.pos == "VERB" and over.i not in (word.i, verb.i)):
                continue
            end = relation.after.get(below.lower)
            for child in analysis.children(below):
                if end and child.dep == "pobj":
                    yield from ((end, country) for country in _countries(analysis, child, by_token))


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
        if child.dep == "prep" and child.lower in ("of", "from"):
            for below in analysis.children(child):
                found = by_token.get(below.i)
                if found is not None and below.dep == "pobj":
                    yield found.countries[0]
                    return

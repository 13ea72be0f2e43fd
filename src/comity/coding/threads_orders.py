"""Hardware that one state orders from another or hands over, by number: "180 tanks", "two frigates for Ghana"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity.actors.mention import Mention
from comity.coding.threads_lexicon import lexicon
from comity.coding.threads_name import ThreadName, make_name
from comity.language.analysis import Analysis, Sentence, Token
from comity.records import ThreadKind

_MOST_BEFORE = 6
_MOST_AFTER = 5
_TOWARDS = frozenset({"for", "to", "from"})
_ARRIVING = frozenset({"arrive", "come", "land", "reach", "roll", "ship", "fly", "follow", "dock"})
_ONLY_NUMBERS = frozenset({"one", "1"})


def ordered(analysis: Analysis, sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[ThreadName]:
    """Counted hardware of a sentence that is handed over or ordered; its canonical name has no number."""
    for token in analysis.of(sentence):
        if token.lemma not in lexicon().hardware or token.pos not in ("NOUN", "PROPN"):
            continue
        first = counted(analysis, token)
        bare = not any(child.dep in ("det", "poss", "nummod") for child in analysis.children(token))
        if bare and token.tag == "NNS" and _is_contracted(analysis, token):
            yield make_name(analysis, token.i, token.i + 1, ThreadKind.PROJECT, "designation", token.lemma)
            continue
        if first is None or not (_is_handed_over(analysis, token) or is_ordered(analysis, token, sentence, mentions)):
            continue
        words = [t.lemma for t in analysis.tokens[first : token.i + 1] if t.pos not in ("PUNCT", "NUM")]
        yield make_name(analysis, first, token.i + 1, ThreadKind.PROJECT, "designation", " ".join(words).lower())


def counted(analysis: Analysis, token: Token) -> int | None:
    """Where "four coastal surveillance radars" begins, or None where nothing counts the hardware."""
    number = next((child for child in analysis.children(token) if child.dep == "nummod" and child.i < token.i), None)
    if number is None or token.i - number.i > _MOST_BEFORE or _is_mark(number):
        return None
    between = analysis.tokens[number.i + 1 : token.i]
    if not all(other.pos in ("ADJ", "NOUN", "PROPN", "PUNCT", "VERB") for other in between):
        return None
    return min([number.i, *(child.i for child in analysis.children(number) if child.pos == "NUM")])


def _is_mark(number: Token) -> bool:
    """Whether what the parser takes for a number is a designation: "JF-17 fighters"."""
    return any(letter.isalpha() for letter in number.text) and any(letter.isdigit() for letter in number.text)


def is_ordered(analysis: Analysis, token: Token, sentence: Sentence, mentions: Sequence[Mention]) -> bool:
    """Whether counted hardware is bought, sold or brought, though no verb of it governs the words.

    "A contract for 20 tanks", "20 tanks from Oman", "ten tanks, which came from Oman", "20 tanks" after a contract.
    """
    number = next((child for child in analysis.children(token) if child.dep == "nummod" and child.i < token.i), None)
    if number is None or number.lower in _ONLY_NUMBERS or _is_mark(number):
        return False
    words = analysis.of(sentence)
    if any(other.lemma in lexicon().war for other in words if other is not token):
        return False
    contracts = lexicon().contracts
    above = analysis.tokens[token.head]
    if _is_contracted(analysis, token) or any(
        other.lemma in contracts and analysis.tokens[other.head].lower == "under" for other in words
    ):
        return True
    joined = (child for child in analysis.children(token) if child.dep == "conj" and child.i > token.i)
    if any(is_ordered(analysis, child, sentence, mentions) for child in joined):
        return True
    clauses = [child for child in analysis.children(token) if child.dep in ("acl", "relcl")]
    if any(child.lemma in lexicon().handed for child in clauses):
        return True
    if is_sent(analysis, token, mentions):
        return True
    verbs = [*clauses, above] if token.dep in ("nsubj", "conj") else clauses
    if any(verb.lemma in _ARRIVING for verb in verbs) and any(
        _is_towards(analysis, other, mentions) for other in words if other.lower == "from"
    ):
        return True
    return _named(analysis, token) and _is_after_contract(analysis, sentence, contracts)


def is_sent(analysis: Analysis, token: Token, mentions: Sequence[Mention]) -> bool:
    """Whether the words say for whom or from whom it is: "the first K2s for the army"."""
    return any(_is_towards(analysis, child, mentions) for child in analysis.children(token))


def _is_contracted(analysis: Analysis, token: Token) -> bool:
    """Whether a contract is for it: "a contract for tanks", "a contract was concluded for tanks and guns"."""
    node = token
    while node.dep == "conj":
        node = analysis.tokens[node.head]
    above = analysis.tokens[node.head]
    if node.dep != "pobj" or above.lower not in ("for", "of"):
        return False
    governor = analysis.tokens[above.head]
    if governor.lemma in lexicon().contracts:
        return True
    if above.lower != "for" or governor.pos != "VERB":
        return False
    return any(
        child.lemma in lexicon().contracts and child.dep in ("dobj", "nsubjpass")
        for child in analysis.children(governor)
    )


def _named(analysis: Analysis, token: Token) -> bool:
    """Whether a designation or a capitalised make stands before the noun: "180 K2 tanks"."""
    first = counted(analysis, token)
    return token.pos == "PROPN" or any(
        other.text[:1].isupper() and (other.pos == "PROPN" or not other.text.isalpha())
        for other in analysis.tokens[(token.i if first is None else first + 1) : token.i]
    )


def _is_after_contract(analysis: Analysis, sentence: Sentence, contracts: frozenset[str]) -> bool:
    """Whether the sentence, or one before it in its paragraph, speaks of a contract."""
    return any(
        other.lemma in contracts
        for near in analysis.sentences[max(0, sentence.index - 2) : sentence.index + 1]
        if near.paragraph == sentence.paragraph
        for other in analysis.of(near)
    )


def _is_towards(analysis: Analysis, preposition: Token, mentions: Sequence[Mention]) -> bool:
    """Whether "for", "to" or "from" points at a state or what acts for one: "tanks for the Omani army"."""
    if preposition.dep not in ("prep", "dative") or preposition.lower not in _TOWARDS:
        return False
    after = range(preposition.i + 1, preposition.i + 1 + _MOST_AFTER)
    return any(m.head in after and m.countries for m in mentions)


def _is_handed_over(analysis: Analysis, token: Token) -> bool:
    """Whether it is the object of a verb of selling, giving or making ("delivered four radars")."""
    handed = lexicon().handed
    verb = analysis.tokens[token.head]
    if token.dep == "conj":
        verb = analysis.tokens[verb.head]
    return verb.lemma in handed and token.dep in ("dobj", "nsubjpass", "conj", "oprd")

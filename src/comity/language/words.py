"""What is the same for every occurrence of a word: its lower case, lemma, part of speech, and what it may open.

spaCy's attribute ruler and rule lemmatiser look at one token at a time, and cost more than the parser when they are
run on every token. Here they are run once for every (word, tag, relation) that is met, on a Doc of just those words,
and the answer is kept. The few rules of the English models that look at two words ("gon na", "let 's") are not applied.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from comity.language.numbers import NUMBER_WORDS
from comity.language.vocabulary import DATE_WORDS

if TYPE_CHECKING:
    from spacy.language import Language

_MOST_WORDS = 150_000  # about 40 MB; real vocabularies of news stay below it, and a longer memory is emptied
_VERB_RELATIONS = {
    "aux": "aux",
    "auxpass": "aux",
    **dict.fromkeys(("advcl", "ccomp", "conj", "relcl", "xcomp"), "ROOT"),
    "ROOT": "ROOT",
}
_DETERMINERS = {"det": "det", "quantmod": "det"}
# The relations that the models' rules look at, by tag; relations of one effect stand for each other.
_RELATIONS: dict[str, dict[str, str]] = {
    **dict.fromkeys(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"), _VERB_RELATIONS),
    **dict.fromkeys(("DT", "WDT"), _DETERMINERS),
    "IN": {"mark": "mark"},
    "CC": {"advmod": "advmod"},
}
_NO_RELATIONS: dict[str, str] = {}
_NAMES = {"NNP": "PROPN", "NNPS": "PROPN", "CD": "NUM"}
_APART = ","

HAS_NUMBER = 1  # a digit or a number word
HAS_DATE = 2  # a month, a weekday, a year, "ago", "last" ...


class Word(NamedTuple):
    """One memo entry. `flags` is HAS_NUMBER | HAS_DATE."""

    text: str
    lower: str
    lemma: str
    pos: str
    flags: int


def flags_of(lower: str) -> int:
    """What a word may be part of."""
    flags = 0
    if any(c.isdigit() for c in lower):
        flags = HAS_NUMBER | HAS_DATE
    if lower in NUMBER_WORDS:
        flags |= HAS_NUMBER
    if lower in DATE_WORDS:
        flags |= HAS_DATE
    return flags


Key = tuple[int, str, str]


class WordMemo:
    """Memory of words for one model. Not shared between threads."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._annotators = [
            nlp.get_pipe(name) for name in ("attribute_ruler", "lemmatizer") if name in nlp.component_names
        ]
        self._words: dict[Key, Word] = {}
        _index_as_sets(nlp)

    @staticmethod
    def key(orth: int, tag: str, dep: str) -> Key:
        """What decides lemma and part of speech; the relation only where the model's rules look at it."""
        return (orth, tag, _RELATIONS.get(tag, _NO_RELATIONS).get(dep, ""))

    def learn(self, keys: Iterable[Key]) -> dict[Key, Word]:
        """The memo, holding an entry for every key. Keys are looked up in the model's string store."""
        if len(self._words) > _MOST_WORDS:
            self._words.clear()
        known = self._words
        unknown = [key for key in dict.fromkeys(keys) if key not in known]
        rest: list[tuple[Key, str]] = []
        for key in unknown:
            text = self._nlp.vocab.strings[key[0]]
            if pos := _NAMES.get(key[1]):
                lower = text.lower()
                known[key] = Word(text, lower, lower, pos, flags_of(lower))
            else:
                rest.append((key, text))
        if rest:
            self._annotate(rest)
        return known

    def _annotate(self, rest: list[tuple[Key, str]]) -> None:
        """Run the model's annotators on the unknown words, kept apart by commas so that no rule sees two of them."""
        words, tags, deps = [], [], []
        for (_, tag, dep), text in rest:
            words += [text, _APART]
            tags += [tag, ","]
            deps += [dep or "dep", "punct"]
        from spacy.tokens import Doc

        doc = Doc(self._nlp.vocab, words=words, tags=tags, deps=deps, heads=list(range(len(words))))
        for annotate in self._annotators:
            doc = annotate(doc)
        for number, (key, text) in enumerate(rest):
            token = doc[2 * number]
            lower = text.lower()
            self._words[key] = Word(text, lower, token.lemma_.lower() or lower, token.pos_ or "X", flags_of(lower))


def _index_as_sets(nlp: Language) -> None:
    """The English lemmatiser asks "is this form in the index" of lists of up to 57,000 words; sets answer at once."""
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if "lemmatizer" in nlp.component_names else None
    if lookups is not None and lookups.has_table("lemma_index"):
        table = lookups.get_table("lemma_index")
        for pos, forms in list(table.items()):
            table[pos] = frozenset(forms)

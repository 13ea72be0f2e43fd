"""Where the noun phrase of a thread begins: the modifiers before its head noun."""

from __future__ import annotations

from comity.coding.threads_lexicon import lexicon
from comity.language.analysis import Analysis, Sentence, Token

_LEFT_POS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV"})
_LEFT_DEP = frozenset(
    {
        "compound",
        "amod",
        "nmod",
        "nummod",
        "poss",
        "advmod",
        "npadvmod",
        "punct",
        "case",
        "cc",
        "conj",
        "quantmod",
        "appos",
    }
)
_MOST_LEFT = 9


def left_edge(analysis: Analysis, head: Token, sentence: Sentence) -> int:
    """Token number where the modifiers before a head noun begin; articles and owners stay outside."""
    tokens = analysis.tokens
    first = head.i
    titled = head.text[:1].isupper()
    paired = False
    for i in range(head.i - 1, max(sentence.first, head.i - _MOST_LEFT) - 1, -1):
        token = tokens[i]
        if token.dep == "det" or token.tag in ("POS", "PRP$", "DT", "PDT", "WDT", "WP$"):
            break
        depends = i < token.head <= head.i
        capital = titled and token.text[:1].isupper() and token.pos != "VERB"
        joiner = token.lower in ("and", "&", "-", "–", "/", ",") and i > sentence.first
        if joiner:
            before = tokens[i - 1]
            if token.lower in ("-", "–", "/"):
                continue
            if (
                titled
                and before.text[:1].isupper()
                and tokens[i + 1].text[:1].isupper()
                and first == i + 1
                and (token.lower != "," or (i > 1 and tokens[i - 2].lower == "the" and before.pos != "VERB"))
            ):
                continue
            paired = (
                first == i + 1 and before.text[:1].isupper() and tokens[i + 1].text[:1].isupper() and head.tag == "NNS"
            )
            if paired and token.lower == "and" and head.lemma in lexicon().after_places:
                continue  # "the Nabucco and Blue Stream pipelines"
            if (
                depends
                and token.lower == "and"
                and before.head > i
                and before.pos in ("ADJ", "NOUN")
                and first == i + 1
            ):
                continue
            break
        verbal = token.tag in ("VBN", "VBG", "VBD") and token.dep in ("amod", "compound") and depends
        following = tokens[i + 1].lower == "and" if paired else head.lemma in lexicon().after_places and first == i + 1
        capital = capital or (following and token.text[:1].isupper() and token.pos == "PROPN")
        if capital or verbal or (depends and token.pos in _LEFT_POS and token.dep in _LEFT_DEP):
            first = i
            continue
        break
    return first

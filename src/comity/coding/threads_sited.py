"""Things that are built and stand somewhere: a named bridge, a plant at a place, a railway between two cities."""

from __future__ import annotations

from comity.coding.threads_lexicon import Head, lexicon
from comity.coding.threads_phrase import site_preposition
from comity.coding.threads_stage import read_stage
from comity.coding.threads_traits import Traits
from comity.language.analysis import Analysis, Token

_LOCATIVE = frozenset({"at", "in", "near", "from", "to", "into", "towards", "outside", "around"})


def is_sited(
    analysis: Analysis, token: Token, entry: Head, seen: Traits, first: int, last: int, *, name: bool, states: int
) -> bool:
    """Whether a thing that is built is one in particular, and the sentence says how far it has got.

    It has a name, a place ("a bridge over the river") or a purpose ("a pilot plant").
    """
    if token.lemma == "canal" and analysis.tokens[token.i - 1].lower in lexicon().landmarks:
        return False
    counted = any(child.dep == "nummod" for child in analysis.children(token))
    if (seen.plural and not counted and not name) or token.dep == "appos":
        return False
    above = analysis.tokens[token.head]
    if token.dep == "pobj" and above.lower in _LOCATIVE and analysis.tokens[above.head].pos in ("VERB", "AUX"):
        return False  # what is done there is not done to it: "arrived at the airport"
    place = site_preposition(analysis, token) is not None
    if not (name or place or has_noun_before(analysis, token, first)):
        return False
    planned = token.dep == "pobj" and above.lower == "for" and analysis.tokens[above.head].lemma in lexicon().planning
    if (
        (seen.called or _joins_places(analysis, token, first) or len(seen.parties) > 1)
        and states > 0
        and not is_fought_over(analysis, token)
    ):
        return True
    pointed = seen.called or is_definite(analysis, token)
    return (states > 0 or name or place or pointed) and (planned or has_stage(analysis, token, entry, first))


def is_fought_over(analysis: Analysis, token: Token) -> bool:
    """Whether the sentence speaks of war: a bridge that is shelled is no project."""
    sentence = analysis.sentences[token.sentence]
    return any(other.lemma in lexicon().war for other in analysis.of(sentence))


def has_stage(analysis: Analysis, token: Token, entry: Head, first: int) -> bool:
    """Whether the sentence says how far the thing has got."""
    return read_stage(analysis, token, first, entry.kind).stage is not None


def has_noun_before(analysis: Analysis, token: Token, first: int) -> bool:
    """Whether a noun says what it is about: "association agreement", "training programme"."""
    light = lexicon().light
    return any(
        other.pos in ("NOUN", "PROPN") and other.dep in ("compound", "nmod", "amod") and other.lemma not in light
        for other in analysis.tokens[first : token.i]
        if other.head >= token.i - 1 and other.lemma not in lexicon().times
    )


def is_definite(analysis: Analysis, token: Token) -> bool:
    return any(child.dep == "det" and child.lower in ("the", "this") for child in analysis.children(token))


def _joins_places(analysis: Analysis, token: Token, first: int) -> bool:
    """Whether two names with a dash stand before it: "the Belgrade-Budapest railway"."""
    return any(
        analysis.tokens[i].text in ("-", "–")
        and analysis.tokens[i - 1].text[:1].isupper()
        and analysis.tokens[i + 1].text[:1].isupper()
        for i in range(first + 1, token.i)
    )

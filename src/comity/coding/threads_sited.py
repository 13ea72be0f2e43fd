"""Things that are built and stand somewhere: a named bridge, a plant at a place, a railway between two cities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.coding.threads_lexicon import Head, known_key, known_names, lexicon
from comity.coding.threads_name import ThreadName
from comity.coding.threads_phrase import site_preposition
from comity.coding.threads_stage import read_stage
from comity.coding.threads_traits import Traits
from comity.language.analysis import Analysis, Token

_NAMED = frozenset({"known", "designation", "acronym"})
_ATOMIC = frozenset({"nuclear", "atomic"})
_BETWEEN = frozenset({"between", "from", "to", "across", "under", "over"})
_LOCATIVE = frozenset({"at", "in", "near", "from", "to", "into", "towards", "outside", "around"})


def is_sited(
    analysis: Analysis, token: Token, entry: Head, seen: Traits, first: int, last: int, *, name: bool, states: int
) -> bool:
    """Whether a thing that is built is one in particular, and the sentence says how far it has got.

    It has a name, a place ("a bridge over the river") or a purpose ("a pilot plant").
    """
    if token.lemma == "canal" and analysis.tokens[token.i - 1].lower in lexicon().landmarks:
        return False
    if is_reactor_site(analysis, token, first) and not is_fought_over(analysis, token):
        return True
    counted = any(child.dep == "nummod" for child in analysis.children(token))
    if (seen.plural and not counted and not name) or token.dep == "appos":
        return False
    above = analysis.tokens[token.head]
    if token.dep == "pobj" and above.lower in _LOCATIVE and analysis.tokens[above.head].pos in ("VERB", "AUX"):
        return False  # what is done there is not done to it: "arrived at the airport"
    preposition = site_preposition(analysis, token)
    place = preposition is not None
    joins = _joins_places(analysis, token, first)
    if token.lemma == "line" and not (joins or seen.called or (preposition and preposition.lower in _BETWEEN)):
        return False  # "the 508-km line", "a line of credit", "the front line"
    if not (name or place or has_noun_before(analysis, token, first)):
        return False
    planned = token.dep == "pobj" and above.lower == "for" and analysis.tokens[above.head].lemma in lexicon().planning
    if (seen.called or joins or len(seen.parties) > 1) and states > 0 and not is_fought_over(analysis, token):
        return True
    pointed = seen.called or is_definite(analysis, token)
    return (states > 0 or name or place or pointed) and (planned or has_stage(analysis, token, entry, first))


def called_by_place(analysis: Analysis, names: Sequence[ThreadName]) -> list[ThreadName]:
    """The names, where "the plant in Kanda province" is the one plant that the document has already called by name."""
    found: list[ThreadName] = []
    for name in names:
        head = analysis.tokens[name.head]
        nameless = name.rule == "sited" and head.lower == head.text and is_definite(analysis, head)
        earlier = {one.canonical: one for one in found if one.rule in _NAMED and head.lemma in one.canonical.split()}
        if nameless and len(earlier) == 1 and site_preposition(analysis, head) is not None:
            (one,) = earlier.values()
            written = analysis.document.text[one.start : one.end]
            name = replace(name, canonical=one.canonical, kind=one.kind, rule="anaphor", written=written)
        found.append(name)
    return found


def is_reactor_site(analysis: Analysis, token: Token, first: int) -> bool:
    """Whether nuclear plant stands at a place that is named: "the reactors at Kanda", "a nuclear station near Lota"."""
    atomic = token.lemma == "reactor" or any(other.lower in _ATOMIC for other in analysis.tokens[first : token.i])
    preposition = site_preposition(analysis, token)
    if not atomic or preposition is None or preposition.lower not in ("at", "near"):
        return False
    site = analysis.tokens[preposition.i + 1]
    named = known_names().get(known_key(site.text), ())
    written = analysis.document.text[site.start :]
    return site.text[:1].isupper() and not any(written.startswith(entry.name) for entry in named)


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

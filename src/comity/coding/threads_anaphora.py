"""Definite noun phrases that take up a thread named before: "this plant", "the agreement", "the first two units"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.coding.threads_lexicon import lexicon
from comity.coding.threads_name import ThreadName, make_name
from comity.coding.threads_traits import ordinal_of
from comity.language.analysis import Analysis, SentenceKind, Token

_REACH = 2  # paragraphs back that a definite noun phrase may reach
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "all", "both"})
_SEATED = frozenset({"commission", "committee", "council", "forum", "assembly", "group"})
_ANYTHING = frozenset({"document", "project", "initiative", "agreement", "deal"})


def taken_up(analysis: Analysis, names: Sequence[ThreadName]) -> list[ThreadName]:
    """What in the document takes up one of the names, as names of the rule "anaphor" with its canonical form."""
    anaphors = lexicon().anaphors
    found: list[ThreadName] = []
    seen: dict[str, int] = {}
    if not names:
        return found
    taken = {i for name in names for i in range(name.first, name.last)}
    for token in analysis.tokens:
        kinds = anaphors.get(token.lemma)
        if kinds is None or token.i in taken or token.pos != "NOUN" or token.dep == "compound":
            continue
        sentence = analysis.sentences[token.sentence]
        if sentence.kind is SentenceKind.LABEL or not _is_definite(analysis, token):
            continue
        ordinal = ordinal_of(analysis, token)
        if token.lemma in lexicon().sittings and ordinal is None:
            continue
        earlier = [name for name in names if name.end <= token.start and name.kind in kinds and _fits(name, token)]
        if not earlier:
            continue
        last = earlier[-1]
        paragraph = max(seen.get(last.canonical, 0), analysis.sentences[last.sentence].paragraph)
        numbered = token.lemma in lexicon().sittings and ordinal is not None
        if not numbered and sentence.paragraph - paragraph > _REACH:
            continue
        seen[last.canonical] = sentence.paragraph
        found.append(
            replace(
                make_name(analysis, token.i, token.i + 1, last.kind, "anaphor", last.canonical, head=token.i),
                named=last.named,
                given=last.given,
                written=last.written or analysis.document.text[last.start : last.end],
                ordinal=ordinal if token.lemma in lexicon().sittings else None,
            )
        )
    return found


def _is_definite(analysis: Analysis, token: Token) -> bool:
    """Whether the phrase is "the/this/that" plus at most a number or a light adjective."""
    light = lexicon().light
    determined = False
    for child in analysis.children(token):
        if child.i > token.i:
            if child.dep in ("nummod", "appos") and child.pos == "NUM" and token.lemma in lexicon().parts:
                determined = True
            if child.dep == "prep" and child.lower == "of":
                return False
            continue
        if (child.dep == "det" and child.lower in _DEFINITE) or (child.dep == "poss" and child.lower == "its"):
            determined = True
        elif child.dep == "nummod":
            determined = determined or token.lemma in lexicon().parts
        elif child.lower not in light and ordinal_of(analysis, token) is None:
            return False
    return determined or any(child.lower == "all" for child in analysis.children(token))


def _fits(name: ThreadName, token: Token) -> bool:
    """Whether a noun can stand for a name: it occurs in it, or its units are those of a plant."""
    words = name.canonical.split()
    if token.lemma in ("unit", "reactor"):
        return bool({"plant", "station"} & set(words))
    if token.lemma in lexicon().parts or token.lemma in lexicon().hardware:
        return name.rule == "designation" or token.lemma in words
    if token.lemma in lexicon().sittings:
        return bool(_SEATED & set(words))
    return token.lemma in words or (token.lemma in _ANYTHING and token.tag != "NNS")  # "these projects" are several

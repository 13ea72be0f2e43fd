"""Definite noun phrases that take up a thread named before: "this plant", "the agreement", "the first two units"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.coding.threads_lexicon import lexicon
from comity.coding.threads_name import ThreadName, make_name
from comity.language.analysis import Analysis, SentenceKind, Token

_REACH = 2  # paragraphs back that a definite noun phrase may reach
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "all", "both"})
_ANYTHING = frozenset({"document", "project", "initiative", "agreement", "deal"})


def taken_up(analysis: Analysis, names: Sequence[ThreadName]) -> list[ThreadName]:
    """What in the document takes up one of the names, as names of the rule "anaphor" with its canonical form."""
    anaphors = lexicon().anaphors
    found: list[ThreadName] = []
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
        earlier = [name for name in names if name.end <= token.start and name.kind in kinds and _fits(name, token)]
        if not earlier or sentence.paragraph - analysis.sentences[earlier[-1].sentence].paragraph > _REACH:
            continue
        last = earlier[-1]
        found.append(
            replace(
                make_name(analysis, token.i, token.i + 1, last.kind, "anaphor", last.canonical, head=token.i),
                named=last.named,
                given=last.given,
                written=analysis.document.text[last.start : last.end],
            )
        )
    return found


def _is_definite(analysis: Analysis, token: Token) -> bool:
    """Whether the phrase is "the/this/that" plus at most a number or a light adjective."""
    light = lexicon().light
    determined = False
    for child in analysis.children(token):
        if child.i > token.i:
            if child.dep == "prep" and child.lower == "of":
                return False
            continue
        if child.dep == "det" and child.lower in _DEFINITE:
            determined = True
        elif child.dep != "nummod" and child.lower not in light:
            return False
    return determined or any(child.lower == "all" for child in analysis.children(token))


def _fits(name: ThreadName, token: Token) -> bool:
    """Whether a noun can stand for a name: it occurs in it, or its units are those of a plant."""
    words = name.canonical.split()
    if token.lemma in ("unit", "reactor"):
        return bool({"plant", "reactor", "station"} & set(words))
    return token.lemma in words or token.lemma in _ANYTHING

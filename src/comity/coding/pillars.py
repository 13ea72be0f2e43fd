"""Which pillars a sentence belongs to, by the words of the codebook."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from comity.language.analysis import Token
from comity.records.pillars import pillars


@cache
def _index() -> tuple[dict[str, tuple[str, ...]], dict[str, list[tuple[tuple[str, ...], str]]], list[tuple[str, str]]]:
    """Single words, phrases by their first word, and prefixes, each with the pillar they speak for."""
    words: dict[str, tuple[str, ...]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    prefixes: list[tuple[str, str]] = []
    for pillar in pillars().values():
        for word in pillar.words:
            parts = tuple(word.replace("-", " - ").split())
            if word.endswith("*"):
                prefixes.append((word[:-1], pillar.id))
            elif len(parts) == 1:
                words[word] = (*words.get(word, ()), pillar.id)
            else:
                phrases.setdefault(parts[0], []).append((parts, pillar.id))
    return words, phrases, prefixes


@cache
def _by_prefix(lemma: str) -> tuple[str, ...]:
    return tuple(pillar for prefix, pillar in _index()[2] if lemma.startswith(prefix))


def pillars_of(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Pillars whose words stand among the tokens, in codebook order; empty when none does.

    Words are compared as lemmas and as written, both in lower case; phrases word by word.
    """
    words, phrases, _ = _index()
    found: set[str] = set()
    for at, token in enumerate(tokens):
        for form in (token.lemma, token.lower):
            found.update(words.get(form, ()))
            for parts, pillar in phrases.get(form, ()):
                following = tokens[at : at + len(parts)]
                if len(following) == len(parts) and all(
                    part in (other.lemma, other.lower) for part, other in zip(parts, following, strict=True)
                ):
                    found.add(pillar)
        found.update(_by_prefix(token.lemma))
    return tuple(pillar for pillar in pillars() if pillar in found)

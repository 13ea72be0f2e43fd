"""The matter of a sentence: its words without parties, dates and small words, cut to their stems."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache

import snowballstemmer
import yaml

from comity.actors.words import fold as plain
from comity.records.plover import read_data

__all__ = ["matter", "numbers", "plain", "proper", "share", "stem"]

_WORD = re.compile(r"[^\W\d_]+(?:-\d+\w*)?|\d[\d.,]*\w*")
_ISO_DAY = re.compile(r"\b\d{4}-\d\d(-\d\d)?\b")
_NUMBER = re.compile(r"\d[\d.,]*\w*\Z")
_CALENDAR = re.compile(r"(19|20)\d\d\Z|([12]?\d|3[01])(st|nd|rd|th)?\Z")
_STEMMER = snowballstemmer.stemmer("english")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word in lower case without accents and without its ending (Porter's English stemmer of Snowball)."""
    return str(_STEMMER.stemWord(plain(word)))


@cache
def _small() -> frozenset[str]:
    """Words that many reports of different happenings share (data/small_words.yaml)."""
    return frozenset(yaml.safe_load(read_data("comity.linking.data", "small_words.yaml"))["small"])


def matter(quote: str, leave_out: Collection[str] = ()) -> frozenset[str]:
    """The stems of a quote's words, without small words and without the words of `leave_out`."""
    words = {word.casefold() for word in _words(quote)}.difference(_small(), *map(_folded_words, leave_out))
    return frozenset(stem(word) for word in words if len(word) > 1 and not _NUMBER.match(word))


def numbers(quote: str) -> frozenset[str]:
    """The numbers written in figures, without their thousands marks; years and days of the month are left out."""
    words = _WORD.findall(_ISO_DAY.sub(" ", quote)) if _ISO_DAY.search(quote) else _words(quote)
    found = {word.replace(",", "").rstrip(".") for word in words if _NUMBER.match(word)}
    return frozenset(one for one in found if not _CALENDAR.match(one))


def proper(quote: str, leave_out: Collection[str] = ()) -> frozenset[str]:
    """Stems of words written with a capital, or with a digit in them, that do not open the sentence."""
    words = _words(quote)
    later = words[1:] if words and quote.startswith(words[0]) else words
    names = {
        word.casefold() for word in later if word[0].isupper() or (word[0].isalpha() and any(map(str.isdigit, word)))
    }
    return frozenset(stem(word) for word in names.difference(_small(), *map(_folded_words, leave_out)))


@lru_cache(maxsize=16)
def _words(quote: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(quote))


@lru_cache(maxsize=1 << 14)
def _folded_words(phrase: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(phrase))


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the smaller set is in the other, damped where that set is small (overlap coefficient, 0 to 1)."""
    if not one or not other:
        return 0.0
    both = len(one & other)
    return both / (min(len(one), len(other)) + 1.5)

"""Words of raw text, and a phrasebook that finds the longest known phrases among them.

A word is a run of letters and digits; what stands between two words of one phrase may be white space (also a line
break), a full stop after a short abbreviation, a hyphen, an apostrophe or an ampersand, so that "U.S.",
"Guinea-Bissau", "Côte d'Ivoire" and a name broken over two lines are all found. Words are compared without case and
diacritics; the case is checked afterwards: a capitalised word needs a capital, an abbreviation needs all of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from comity.actors.cues import cue

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_GAP = frozenset(" \t\r\n\xa0.-\u2010\u2011\u2013'\u2019\u02bc&")
_LONGEST_GAP = 14  # a line break and the indentation of a wire story
_SHORT = 4  # "Gen.", "St.", "U.": a full stop after a longer word ends a sentence

Meaning = TypeVar("Meaning")


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word in lower case and without diacritics."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word)
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return kept.replace("ı", "i").replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("đ", "d").lower()


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: where each begins and ends, and its folded form."""

    text: str
    starts: list[int]
    ends: list[int]
    folded: list[str]

    @classmethod
    def of(cls, text: str) -> Words:
        """Split a text into words."""
        found = [match.span() for match in _WORD.finditer(text)]
        return cls(text, [s for s, _ in found], [e for _, e in found], [fold(text[s:e]) for s, e in found])

    def joined(self, left: int) -> bool:
        """Whether what lies between word `left` and the next may lie within one name."""
        start, end = self.ends[left], self.starts[left + 1]
        if end - start == 1:
            gap = self.text[start]
            if gap == " ":
                return self.ends[left] - self.starts[left] > 1 or self.ends[left + 1] - end > 1
            return gap in _GAP and (gap != "." or start - self.starts[left] <= _SHORT)
        if end - start > _LONGEST_GAP:
            return False
        between = self.text[start:end]
        if not _GAP.issuperset(between) or between.count("\n") > 1:
            return False
        return "." not in between or start - self.starts[left] <= _SHORT

    def shouted(self, first: int, last: int) -> bool:
        """Whether the words [first, last) stand among words all in capitals, as in a wire headline."""
        near = [*range(max(0, first - 3), first), *range(last, min(len(self.starts), last + 3))]
        seen = [self.text[self.starts[i] : self.ends[i]] for i in near]
        letters = [word for word in seen if word.isalpha() and len(word) > 1]
        return len(letters) >= 2 and all(word.isupper() for word in letters)


@dataclass(slots=True)
class Phrase(Generic[Meaning]):
    """A phrase of the book: its folded words, the case each needs, and what it may mean.

    `case` has one letter a word: `x` any, `C` a capital first, `A` all capitals (an abbreviation), `E` exactly as in
    `exact` ("LeT", "DoD").
    """

    words: tuple[str, ...]
    case: str
    exact: str = ""
    meanings: list[Meaning] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Hit(Generic[Meaning]):
    """Words [first, last), characters [start, end), and the phrases (of equal length) found there."""

    first: int
    last: int
    start: int
    end: int
    phrases: tuple[Phrase[Meaning], ...]


# Abbreviations that are everyday words in lower case: in a headline all in capitals they are read as the word.
_EVERYDAY = cue("everyday word")


class Phrasebook(Generic[Meaning]):
    """Phrases by their first word; `hits` finds the longest from left to right."""

    def __init__(self) -> None:
        self._first: dict[str, list[Phrase[Meaning]]] = {}
        self._all: dict[tuple[tuple[str, ...], str], Phrase[Meaning]] = {}
        self._small: set[str] = set()  # first words of phrases that may begin with a small letter

    def __len__(self) -> int:
        return len(self._all)

    def add(self, name: str, meaning: Meaning) -> None:
        """Teach one more meaning of a name, written as the text writes it."""
        spoken = [match.group() for match in _WORD.finditer(name)]
        if not spoken:
            return
        words = tuple(fold(word) for word in spoken)
        case = "".join(_case(word, len(spoken)) for word in spoken)
        phrase = self._all.get((words, case))
        if phrase is None:
            exact = spoken[0] if case == "E" else ""
            phrase = self._all[(words, case)] = Phrase(words, case, exact)
            self._first.setdefault(words[0], []).append(phrase)
        if meaning not in phrase.meanings:
            phrase.meanings.append(meaning)

    def knows(self, name: str) -> bool:
        """Whether a name is in the book, in the case it is written in."""
        spoken = [match.group() for match in _WORD.finditer(name)]
        words = tuple(fold(word) for word in spoken)
        return (words, "".join(_case(word, len(spoken)) for word in spoken)) in self._all

    def sort(self) -> None:
        """Put longer phrases before shorter ones; call once after the last `add`."""
        for first, phrases in self._first.items():
            phrases.sort(key=lambda phrase: -len(phrase.words))
            if any(phrase.case[0] == "x" for phrase in phrases):
                self._small.add(first)

    def hits(self, words: Words) -> Iterator[Hit[Meaning]]:
        """The longest phrases of a text, from left to right, not overlapping."""
        at, folded, first_words, text, starts = 0, words.folded, self._first, words.text, words.starts
        size = len(folded)
        while at < size:
            phrases = first_words.get(folded[at])
            if phrases is None or (text[starts[at]].islower() and folded[at] not in self._small):
                at += 1
                continue
            hit = self._longest(words, at, phrases)
            if hit is None:
                at += 1
            else:
                yield hit
                at = hit.last

    def _longest(self, words: Words, at: int, phrases: list[Phrase[Meaning]]) -> Hit[Meaning] | None:
        found: list[Phrase[Meaning]] = []
        length = 0
        for phrase in phrases:
            count = len(phrase.words)
            if found and count < length:
                break
            if self._fits(words, at, phrase):
                found.append(phrase)
                length = count
        if not found:
            return None
        end = words.ends[at + length - 1]
        if words.text[end : end + 1] == "." and words.ends[at + length - 1] - words.starts[at + length - 1] == 1:
            end += 1  # "U.S.": the last stop belongs to the abbreviation
        return Hit(at, at + length, words.starts[at], end, tuple(found))

    @staticmethod
    def _fits(words: Words, at: int, phrase: Phrase[Meaning]) -> bool:
        count = len(phrase.words)
        if at + count > len(words.folded):
            return False
        for k in range(1, count):
            if words.folded[at + k] != phrase.words[k] or not words.joined(at + k - 1):
                return False
        for k, case in enumerate(phrase.case):
            if case == "x":
                continue
            spoken = words.text[words.starts[at + k] : words.ends[at + k]]
            if not spoken[0].isupper() and not spoken[0].isdigit():
                return False
            if (case == "A" and not spoken.isupper()) or (case == "E" and spoken != phrase.exact):
                return False
        if count == 1 and phrase.case == "A" and phrase.words[0] in _EVERYDAY:
            return not words.shouted(at, at + 1)
        return True


def _case(word: str, count: int) -> str:
    """What case a word of a name asks of the text."""
    if not word[0].isupper():
        return "x"
    if count == 1 and len(word) <= 5 and not word[1:].islower() and not word.isupper():
        return "E"
    return "A" if len(word) > 1 and word.isupper() and (count == 1 or len(word) <= _SHORT) else "C"

"""The stretch of a sentence around its number: wider than a clause, up to the marks that begin another statement."""

from __future__ import annotations

import re

from comity.checking import vocabulary
from comity.checking.telling import Piece, Telling

_CUT = re.compile(
    r"[;:()\n\"“”]|\s[-—–]\s|,?\s(?=(?:while|whereas|although|though|but)\s)|,\s(?=(?:those|that)\s(?:from|to|of)\b)"
    r"|,\s(?=(?:with|which|up|down|compared|against|after|underlining|making)\b)"
    r"|,?\s(?=when\s)"
)
_WORDS = re.compile(r"\w")
_MARK = re.compile(r"[,;:()—\"“”?!]|\s[-–]")


def stretch_of(telling: Telling) -> tuple[Piece, int, str]:
    """(the stretch of the sentence with the number, the word at which the number stands, what comes before it)."""
    figure = telling.figure
    if figure.number is None:
        return Piece(""), 0, ""
    start, end = figure.number.start - figure.start, figure.number.end - figure.start
    text = figure.quote
    if not 0 <= start < end <= len(text):
        return Piece(""), 0, ""
    cuts = [match.end() for match in _CUT.finditer(text[:start])]
    first = cuts[-1] if cuts else 0
    if not _WORDS.search(text[first:start]) and len(cuts) > 1:
        first = cuts[-2]  # "imports in 2021-22: $420 million"
    elif not _WORDS.search(text[first:start]):
        first = 0
    stop = _CUT.search(text[end:])
    piece = Piece(text[first : end + stop.start()] if stop else text[first:])
    at = next((i for i, one in enumerate(piece.words.starts) if one >= start - first), len(piece))
    return piece, at, text[:first]


def certain(telling: Telling) -> bool:
    """Whether the words by the number, up to the next comma, assert it, and do not suppose or deny it."""
    piece, number, _ = stretch_of(telling)
    first = last = number
    while first > 0 and not marked(piece, first - 1):
        first -= 1
    while last < len(piece) - 1 and not marked(piece, last):
        last += 1
    near = piece.cut(first, min(len(piece), last + 1))
    return not any(one.word.says in ("ahead", "denied") for one in near.told(vocabulary.ahead()))


def marked(piece: Piece, at: int) -> bool:
    """Whether a mark stands behind a word."""
    if at + 1 >= len(piece):
        return True
    return _MARK.search(piece.text[piece.words.ends[at] : piece.words.starts[at + 1]]) is not None

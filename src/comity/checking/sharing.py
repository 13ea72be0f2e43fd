"""Shares: of what a percentage is, and whose or of what part it speaks, in the words of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.checking import vocabulary
from comity.checking.telling import Piece, Telling

_OF = frozenset({"of", "in"})
_YEAR = re.compile(r"(?:1[89]|20)\d\d\Z")
_THE = frozenset({"the", "its", "both"})


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage of a whole: the words for the whole, and those that say which part of it is meant."""

    whole: Piece
    part: tuple[Piece, ...]


def share_of(telling: Telling) -> Share | None:
    """The whole and the part of a percentage, or None where the words name no whole."""
    before, after = telling.before, telling.after
    words = after.folded
    at = 1 if words[:1] and words[0] in vocabulary.words("share") else 0
    if len(words) > at + 1 and words[at] in _OF and not _is_time(words, at):
        stop = _stop(after, at + 1)
        return Share(after.cut(at + 1, stop), (before, after.cut(stop, len(words))))
    marks = [i for i, word in enumerate(before.folded) if word in vocabulary.words("share")]
    if not marks:
        return None
    mark = marks[-1]
    return _instead(before, mark, _named(before, mark))


def _instead(before: Piece, mark: int, share: Share | None) -> Share | None:
    """ "The share of the United States, 18 percent, dwarfs that of Russia, 0.8 percent": the part of "that of"."""
    words = before.folded
    found = [at for at in range(mark + 1, len(words) - 2) if words[at] == "that" and words[at + 1] in ("of", "for")]
    if share is None or not found:
        return share
    return Share(share.whole, (before.cut(found[-1] + 1, len(words)),))


def _named(before: Piece, mark: int) -> Share | None:
    """ "Russia's share of India's imports rose to …", "the share of Russian oil in India's imports is …"."""
    words = before.folded
    if words[mark + 1 : mark + 2] == ["of"]:
        inner = next((i for i in range(mark + 2, len(words)) if words[i] == "in" and not _is_time(words, i)), None)
        stop = _stop(before, mark + 2)
        if inner is not None and inner < stop:
            return Share(before.cut(inner + 1, _stop(before, inner + 1)), (before.cut(mark + 2, inner),))
        return Share(before.cut(mark + 2, stop), (before.cut(0, mark),))
    if words[mark + 1 : mark + 2] == ["in"] and not _is_time(words, mark + 1):
        return Share(before.cut(mark + 2, _stop(before, mark + 2)), (before.cut(0, mark),))
    return None


def _is_time(words: list[str], at: int) -> bool:
    """Whether "in" is followed by a time: "in 2023", "in the first half"."""
    rest = words[at + 1 :]
    if not rest:
        return True
    if words[at] == "of":
        return bool(_YEAR.match(rest[0]))
    if "terms" in rest[:2] and "of" not in rest[:2]:
        return True  # "in dollar terms"
    behind = rest[1:] if rest[0] in _THE and len(rest) > 1 else rest
    following = behind[0]
    if following in ("value", "terms") and behind[1:2] == ["of"]:
        return False  # "in the value of its imports"
    return bool(_YEAR.match(following)) or following in vocabulary.words("times")


def _stop(piece: Piece, first: int) -> int:
    """Where the words for the whole end."""
    words = piece.folded
    for at in range(first, len(words)):
        gap = piece.text[piece.words.ends[at - 1] : piece.words.starts[at]] if at > first else ""
        if "," in gap:
            return at
        if words[at] in vocabulary.words("whole_ends") or (
            words[at] in ("in", "for", "over", "by", "at") and _is_time_or_other(words, at)
        ):
            return at
    return len(words)


def _is_time_or_other(words: list[str], at: int) -> bool:
    return words[at] != "in" or _is_time(words, at)

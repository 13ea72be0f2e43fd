"""How far a capitalised name runs on to the right."""

from __future__ import annotations

from collections.abc import Sequence

from comity.language.analysis import Token

_JOIN = frozenset({"of", "on", "for", "and", "the", "&", "against", "between", "with", "in", "-", "–", "/", "to"})
_TO = frozenset({"in", "to", "with"})
_CLOSE = frozenset({"on", "of", "for", "between", "among"})
_MOST_NAME = 22


def titled_right(tokens: Sequence[Token], start: int, stop: int, *, started: bool = False) -> int:
    """How far a capitalised name runs on: small joining words count only before another capital.

    `started`: the name has already got beyond its head noun ("Commission on Trade"), so that it may list topics.
    """
    last = i = start
    close = started
    stop = min(stop, start + _MOST_NAME)
    while i < stop:
        token = tokens[i]
        if token.text[:1].isupper() or (token.text[:1].isdigit() and i == last and len(token.text) < 3):
            i += 1
            last = i
            continue
        if token.lower == "," and close and i == last and _lists_on(tokens, i, stop):
            i += 1
            continue
        if token.lower in _JOIN and i + 1 < stop:
            # "Forum in Moscow" is a name and its place; only "of", "on", "for", "between" carry a name on for sure
            if token.lower in ("in", "to", "with", "and", "&") and (not close or (started and token.lower in _TO)):
                break
            close = close or token.lower in _CLOSE
            i += 1
            continue
        break
    return last


def _lists_on(tokens: Sequence[Token], comma: int, stop: int) -> bool:
    """Whether a comma is in a list of capitalised topics that "and" closes: "on Trade, Economy and Energy"."""
    seen = 0
    for i in range(comma + 1, stop):
        token = tokens[i]
        if token.text[:1].isupper():
            seen += 1
        elif token.lower in ("and", "&"):
            return seen > 0 and i + 1 < stop and tokens[i + 1].text[:1].isupper()
        elif token.lower not in (",", "-", "–"):
            return False
    return False

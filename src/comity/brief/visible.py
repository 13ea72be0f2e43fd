"""Text from documents as it may be shown: nothing in it can steer a terminal, a page or the direction of reading."""

from __future__ import annotations

import unicodedata

_KEPT = frozenset("\n\t")
_DIRECTION = frozenset(chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Embeddings, overrides and isolates, which can make a line read as what it does not say (CVE-2021-42574)."""

REPLACEMENT = "\ufffd"


def visible(text: str) -> str:
    """The text with every control character, direction override and lone surrogate made a visible `\\ufffd`.

    Line feed and tab stay. The length stays too, so that spans of the text are spans of the answer.
    """
    if text.isprintable():
        return text
    return "".join(REPLACEMENT if _is_hostile(character) else character for character in text)


def one_line(text: str) -> str:
    """The visible text on one line, runs of white space made one space."""
    return " ".join(visible(text).split())


def _is_hostile(character: str) -> bool:
    if character in _KEPT:
        return False
    return character in _DIRECTION or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")

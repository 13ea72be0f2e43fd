"""Cue words: the small word lists that matching and resolution go by, from data/cues.csv.

Format: `cue,meaning,words`; the words of a cue are in lower case, with a space between them.
"""

from __future__ import annotations

from functools import cache

from comity.actors.tables import rows
from comity.errors import ComityError


@cache
def _cues() -> dict[str, frozenset[str]]:
    return {row["cue"]: frozenset(row["words"].split()) for row in rows("cues")}


def cue(name: str) -> frozenset[str]:
    """The words of a cue. Raises ComityError for a cue that the table does not have."""
    try:
        return _cues()[name]
    except KeyError:
        raise ComityError(f"data/cues.csv has no cue {name!r}: add a row for it") from None

"""The folding of names of threads: case, accents, spellings, plurals, articles, ordinals of sessions, years."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from comity.records import ThreadKind

_DESIGNATION = re.compile(r"\b([^\W\d_]{1,4})-(\d{1,4}[^\W\d_]*)\b")
_NOT_WORDS = re.compile(r"[\W_]+")
EXPLAINED = re.compile(r"\A(?P<name>.+?)\s*\((?P<acronym>[A-Z][A-Za-z0-9&/+\-]{1,14})\)\Z", re.DOTALL)
_YEAR = re.compile(r"(18|19|20)\d\d\Z")
_SITTING = re.compile(r"\A((plenary|regular|annual) )*(session|meeting|round|sitting) of (the )?")
GLUE = frozenset(
    {
        "the",
        "a",
        "an",
        "of",
        "on",
        "for",
        "in",
        "to",
        "at",
        "by",
        "from",
        "and",
        "between",
        "with",
        "among",
        "its",
        "both",
    }
)
_COUNTED = re.compile(
    r"(first|second|third|(four|fif|six|seven|eigh|nin|ten|eleven|twelf|(thir|four|fif|six|seven|eigh|nine)teen|twentie)th"
    r"|\d+(st|nd|rd|th))\Z"
)
_SPELT = {
    "programme": "program",
    "defence": "defense",
    "organisation": "organization",
    "centre": "center",
    "accord": "agreement",
    "pact": "agreement",
    "deal": "agreement",
    "npp": "plant",
    "station": "plant",
    "yearly": "annual",
    "inter": "",
    "governmental": "intergovernmental",
    "co": "",
    "operation": "cooperation",
}
_PLANT = frozenset({"nuclear", "power", "plant", "station", "atomic"})
_SERIES = frozenset({ThreadKind.MECHANISM, ThreadKind.EXERCISE})

Key = tuple[str, ...]
"""The folded words of a name, each once, in alphabetical order."""


def name_key(written: str, kind: ThreadKind) -> Key:
    """The words of a canonical name without case, accents, punctuation, articles, years, plurals, ordinals of meetings.

    British and American spellings are one, and so are accord, pact, deal and agreement, and all that a power plant is
    called after its name.
    """
    explained = EXPLAINED.match(written)
    folded = fold(explained["name"] if explained else written)
    folded = _SITTING.sub("", folded) or folded
    counted = kind in _SERIES
    words = []
    for word in folded.split():
        nth = _COUNTED.match(word)
        if word in GLUE or _YEAR.match(word) or (nth and counted):
            continue
        single = _singular(word)
        words.append(_SPELT.get(single, single))
    found = {word for word in words if word}
    if "plant" in found and found - _PLANT:
        found -= _PLANT - {"plant"}
    return tuple(sorted(found)) or (folded,)


@lru_cache(maxsize=1 << 15)
def fold(name: str) -> str:
    """A name in lower case without accents, marks and double spaces; "S-400" is one word."""
    plain = name.casefold() if name.isascii() else unicodedata.normalize("NFKD", name).casefold()
    plain = plain if plain.isascii() else "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(_NOT_WORDS.sub(" ", _DESIGNATION.sub(r"\1\2", plain)).split())


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word == "memoranda":
        return "memorandum"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word

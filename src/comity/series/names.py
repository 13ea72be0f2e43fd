"""Names of states as statistics spell them become codes; names of no state are known by a list, not by a guess."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from functools import cache, lru_cache
from importlib.resources import files

from comity.actors import tables
from comity.actors.parties import party, suggestions
from comity.errors import UnknownPartyError
from comity.records.series import WORLD

NOT_A_STATE = "-"
"""What `data/state_names.csv` says for spellings that name no state: "Unspecified", "Areas, nes"."""

_ABBREVIATED = {
    "rep": "republic",
    "is": "islands",
    "isl": "islands",
    "isds": "islands",
    "st": "saint",
    "fed": "federal",
    "dem": "democratic",
    "ppl": "people",
    "afr": "african",
}
_MARKS = re.compile(r"[^\w\s]|_")
_POSSESSIVE = re.compile(r"['’]s\b")
_BRACKETS = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<more>[^()]+)\)$")


def state(name: str) -> str:
    """The code for a name in a statistic: ISO alpha-3 of a state or territory, the code of an organisation, or WLD.

    Knows names in English and the official languages of states, ISO codes in capitals, names turned round ("Korea,
    Republic of", "Iran (Islamic Republic of)") and the spellings of `data/state_names.csv`. A state that another
    carried on without a break is that other: the Soviet Union is Russia. Raises UnknownPartyError, with suggestions.
    """
    code = _code(" ".join(name.split()))
    if code is None or code == NOT_A_STATE:
        raise UnknownPartyError(name, suggestions(name))
    return code


def not_a_state(name: str) -> bool:
    """Whether a name is listed as that of no state: "Unspecified", "Areas, nes", "Free zones", ship's stores."""
    return spellings().get(fold(name)) == NOT_A_STATE


@cache
def spellings() -> dict[str, str]:
    """The codes of `data/state_names.csv` by folded spelling."""
    text = files("comity.series").joinpath("data", "state_names.csv").read_text(encoding="utf-8")
    return {fold(row["spelling"]): row["code"] for row in csv.DictReader(text.splitlines())}


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """Without case, diacritics and punctuation; "&" is "and", and a leading "the" does not count."""
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("s", name).replace("&", " and "))
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = _MARKS.sub(" ", kept).casefold().split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


@cache
def _code(name: str) -> str | None:
    own = spellings().get(fold(name))
    if own is not None:
        return own
    if name == "NA":  # nothing in many tables, Namibia's code in others
        return None
    if name == WORLD:
        return WORLD
    known = tables.states()
    if name in known:
        return _carried_on(name)
    if name in _alpha2():
        return _alpha2()[name]
    for reading in _readings(name):
        if (code := _names().get(reading)) is not None:
            return _carried_on(code)
    try:
        found = party(name)
    except UnknownPartyError:
        return None
    return None if found.kind == "group" else _carried_on(found.code)


@cache
def _alpha2() -> dict[str, str]:
    return {one.alpha2: one.code for one in tables.states().values() if one.alpha2 and one.kind != "former"}


def _readings(name: str) -> Iterator[str]:
    """The name as it is, turned round at a comma or brackets, and with its abbreviations written out."""
    forms = [name]
    if name.count(",") == 1:
        first, second = name.split(",")
        forms.append(f"{second} {first}")
    if bracketed := _BRACKETS.match(name):
        forms.append(f"{bracketed['more']} {bracketed['name']}")
        forms.append(f"{bracketed['name']} {bracketed['more']}")
    for form in forms:
        yield fold(form)
        yield fold(" ".join(_ABBREVIATED.get(word, word) for word in fold(form).split()))


@cache
def _names() -> dict[str, str]:
    """Names of states, then of organisations; one that an ambiguous name's default reading decides is left to that."""
    found: dict[str, str] = {}
    for one in tables.states().values():
        for name in one.all_names:
            found.setdefault(fold(name), one.code)
    for name, readings in tables.readings().items():
        default = [reading.code for reading in readings if reading.default and reading.code in tables.states()]
        if default and fold(name) in found:
            found[fold(name)] = default[0]
    for igo in tables.igos().values():
        for name in (igo.name, *igo.names, *igo.abbreviations):
            found.setdefault(fold(name), igo.code)
    return found


def _carried_on(code: str) -> str:
    """The successor of a former state where that began as it ended (Soviet Union and Russia); else the code itself.

    East Germany, which the older Federal Republic took in, keeps a code of its own, and its figures of their own.
    """
    former = tables.states().get(code)
    if former is None or former.until is None or not former.successor:
        return code
    successor = tables.states().get(former.successor)
    if successor is None or successor.since is None:
        return code
    return successor.code if abs(successor.since - former.until) <= timedelta(days=1) else code


__all__ = ["NOT_A_STATE", "WORLD", "fold", "not_a_state", "spellings", "state"]

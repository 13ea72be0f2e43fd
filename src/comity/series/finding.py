"""Series found by what people call them: the names of the parties, of what is measured, of what is counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from comity.actors.parties import party
from comity.errors import InputError, UnknownPartyError
from comity.ledger import Ledger, SeriesSummary, Wanted
from comity.records import Series
from comity.records.series import TOTAL, WORLD
from comity.series.wording import series_name

Items = Callable[[str], frozenset[str]]
"""What series count that goes by a name: `crude oil` is `HS2709`."""

_SHOWN = 8
_LONGEST = 5  # words of a commodity's name
_WORD = re.compile(r"[\w.&-]+")
_LIST = "comity series list  shows those there are"


def party_code(name: str) -> str:
    """The code of a state, organisation or the world, named in any way. Raises UnknownPartyError."""
    return WORLD if name.strip().casefold() in ("world", "the world", "wld") else party(name).code


def item_code(text: str) -> str:
    """What is counted, as series write it: `2709`, `hs 2709` and `HS2709` are one; `all` is the total."""
    word = text.strip()
    code = re.fullmatch(r"(?:hs[\s-]*)?(\d{2}|\d{4}|\d{6}|\d{8})", word, re.IGNORECASE)
    if code:
        return f"HS{code[1]}"
    return TOTAL if word.casefold() in ("total", "all") else word


def one_series(ledger: Ledger, words: Sequence[str], items: Items = lambda _: frozenset()) -> SeriesSummary:
    """The one series with that key, or of which all words tell; `items` gives what a commodity's name stands for.

    Raises InputError, which lists several.
    """
    found = ledger.series(Wanted(key=words[0])) if len(words) == 1 else []
    found = found or matching(ledger.series(), words, items)
    said = " ".join(words)
    if not found:
        raise InputError(f"no series of the ledger is told by {said!r}; {_LIST}")
    if len(found) > 1:
        lines = [f"  {one.series.key}  ({series_name(one.series)})" for one in found[:_SHOWN]]
        more = [f"  and {len(found) - _SHOWN:,} more"] if len(found) > _SHOWN else []
        raise InputError("\n".join([f"{len(found):,} series are told by {said!r}; give one key:", *lines, *more]))
    return found[0]


def matching(
    every: Iterable[SeriesSummary], words: Sequence[str], items: Items = lambda _: frozenset()
) -> list[SeriesSummary]:
    """The series that every word tells of: a party by any of its names, a commodity by a name that `items` knows, or
    the beginning of a word of the rest."""
    several = [word for part in words for word in ([part] if " " in part else part.split())]
    wanted = [(word.casefold(), _code(word), items(word)) for word in _phrases(several, items)]
    return [one for one in every if all(_told(one.series, *word) for word in wanted)]


def _phrases(words: Sequence[str], items: Items) -> list[str]:
    """The words, with those beside each other that name a commodity together as one: "crude" "oil"."""
    found: list[str] = []
    at = 0
    while at < len(words):
        most = min(len(words), at + _LONGEST)
        end = next((end for end in range(most, at + 1, -1) if items(" ".join(words[at:end]))), at + 1)
        found.append(" ".join(words[at:end]))
        at = end
    return found


def _told(series: Series, word: str, code: str | None, items: frozenset[str]) -> bool:
    if series.item is not None and series.item in items:
        return True
    if code is not None and code in (series.reporter, series.partner):
        return True
    text = f"{series.key} {series.title} {series_name(series)}".casefold()
    tokens = {*_WORD.findall(text), *_WORD.findall(text.replace("-", " ").replace("_", " "))}
    return any(token.startswith(word) or token == f"hs{word}" for token in tokens) or (
        not word.isalnum() and word in text
    )


def _code(word: str) -> str | None:
    try:
        return party_code(word)
    except UnknownPartyError:
        return None

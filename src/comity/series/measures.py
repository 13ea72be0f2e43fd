"""Words for indicators and units become those of the codebook, with the factor that scales values to them."""

from __future__ import annotations

import re
from difflib import get_close_matches

from comity.records.series import indicators
from comity.records.units import UnitKind, to_base, units
from comity.series.values import measure_of

_OWN_INDICATOR = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


def indicator_of(words: str) -> str:
    """The id of an indicator: of the codebook, by its id or name, or the user's own word.

    Raises ValueError for a word that looks like a slip for one of the codebook, and for what is no word.
    """
    known = indicators()
    if words in known:
        return words
    named = {one.name.casefold(): one.id for one in known.values()}
    plain = words.strip().casefold()
    if plain in named or plain in known:
        return named.get(plain, plain)
    near = get_close_matches(plain, known, n=1, cutoff=0.85)
    if near:
        raise ValueError(f"no indicator is called {words!r}; did you mean {near[0]}?")
    if not _OWN_INDICATOR.fullmatch(words):
        raise ValueError(f"the indicator is {words!r}; write one of {', '.join(known)}, or a word of your own")
    return words


def measure_in(words: str, indicator: str) -> tuple[str, float]:
    """The unit that values of an indicator are kept in, and the factor to it from the unit that words name.

    "US$ million" is USD and 1e6; "GW" is, for capacities, MW and 1000; "" is the unit of the codebook. Raises
    ValueError where no unit is named, or one that the indicator is not measured in.
    """
    entry = indicators().get(indicator)
    if not words:
        if entry is None:
            raise ValueError(f"the unit is missing, and the codebook has none for {indicator}; write one")
        return entry.unit, 1.0
    unit, scale = measure_of(words)
    if not unit:
        raise ValueError(f"{words!r} names no unit; write one, such as US$ million")
    if entry is None or unit == entry.unit:
        return unit, scale
    (factor, base), (own, own_base) = to_base(1.0, unit), to_base(1.0, entry.unit)
    if base == own_base:
        return entry.unit, scale * factor / own
    kinds = [units()[name].kind if name in units() else None for name in (unit, entry.unit)]
    if kinds[0] is not kinds[1] and (UnitKind.CURRENCY in kinds or kinds[1] is None):
        raise ValueError(f"{indicator} is measured in {entry.unit}, not in {unit}; write another indicator or unit")
    if kinds == [None, None]:
        raise ValueError(f"{indicator} is counted in {entry.unit}, not in {unit}; write {entry.unit}")
    return unit, scale

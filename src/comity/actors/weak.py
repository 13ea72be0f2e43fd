"""Weak names: bodies that several states have under one name ("Security Council", "Central Bank").

Such a name counts only beside its owner ("the Russian Security Council", "the Security Council of Belarus"), or, marked
as inferred, where the publisher or the text leaves one owner.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from comity.actors import tables
from comity.actors.drafts import name_of
from comity.actors.lexicon import Sense, Sort
from comity.language.analysis import Token

_OWNING = frozenset({Sort.STATE, Sort.ADJECTIVE, Sort.IGO})


@dataclass(frozen=True, slots=True)
class WeakReading:
    """What a weak name stands for: its sense, the span with its owner (tokens [first, last)), and why if inferred."""

    sense: Sense
    first: int
    last: int
    why: str


def read_weak(
    tokens: list[Token],
    span: tuple[int, int],
    options: tuple[Sense, ...],
    owners: dict[int, tuple[Sort, tuple[str, ...], int, int]],
    named: Counter[str],
    publisher: str,
) -> WeakReading | None:
    """The reading of a weak name over tokens `span`, or None where its owner stays unknown.

    `owners` gives for each token of another name its sort, codes, first and last token; `named` counts the codes that
    the text names.
    """
    first, last = span
    by_code = {code: sense for sense in options for code in sense.codes}
    before = first - 1
    if before >= 0 and tokens[before].tag == "POS":
        before -= 1
    beside = owners.get(before)
    if beside is not None:
        first = beside[2]
    elif last + 1 < len(tokens) and tokens[last].lower == "of":
        beside = owners.get(last + 2 if tokens[last + 1].lower == "the" else last + 1)
        last = beside[3] if beside is not None else last
    if beside is not None and beside[0] in _OWNING and len(beside[1]) == 1:
        code = beside[1][0]
        return WeakReading(by_code.get(code) or _owned_by(options[0], code), first, last, "")
    if publisher in by_code:
        return WeakReading(by_code[publisher], *span, f"the publisher speaks for {name_of(publisher)}")
    fitting = [(count, code) for code, count in named.items() if code in by_code]
    fitting.sort(reverse=True)
    if not fitting or (len(fitting) > 1 and fitting[0][0] < 2 * fitting[1][0]):
        return None
    code = fitting[0][1]
    return WeakReading(by_code[code], *span, f"the text names {name_of(code)}, whose body this is")


def _owned_by(sense: Sense, code: str) -> Sense:
    """The like body of another owner, which the table does not have."""
    name = f"{name_of(code)} {sense.name}" if code in tables.states() else sense.name
    return Sense(Sort.BODY, code, (code,), name, sense.sector)

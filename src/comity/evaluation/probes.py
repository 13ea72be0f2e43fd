"""Probes: gold pairs rewritten in one respect, to see what the answers rest on.

Each probe is a pure function of a pair, so that two runs ask the same; its spans still mark the same words, or what
stands in their place.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from comity.evaluation.pair_score import as_gold
from comity.evaluation.pairs import YIELD, Pair, Span
from comity.records.plover import codebook

SEED = 1
NEUTRAL = ("Party A", "Party B")
"""What stands for source and target where names are taken away."""

_OFTEN_BOTH = ("AGREE", "SUPPORT")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Probe:
    """A way of rewriting pairs. `question` is what it asks of a classifier."""

    name: str
    question: str
    rewrite: Callable[[Pair], Pair]


@dataclass(frozen=True, slots=True)
class Kept:
    """How answers change under a probe: counts of pairs. `right_before` and `right_after` are against the gold type."""

    pairs: int
    same: int
    right_before: int
    right_after: int


def swapped(pair: Pair) -> Pair:
    """Source and target exchanged; the text stays."""
    return replace(pair, source=pair.target, target=pair.source)


def shuffled(pair: Pair) -> Pair:
    """The words outside the marked spans in another order, drawn from a fixed seed and the text.

    The spans keep their order and the number of words around them; what is joined to a span (a comma, an 's) stays.
    """
    fixed = _merged(pair)
    slots: list[Span] = []
    at = 0
    for start, end in [*fixed, (len(pair.text), len(pair.text))]:
        for match in _WORD.finditer(pair.text, at, start):
            joined = (match.start() == at and at > 0) or (match.end() == start < len(pair.text))
            if not joined:
                slots.append(match.span())
        at = end
    words = [pair.text[slice(*slot)] for slot in slots]
    random.Random(f"{SEED} {pair.text}").shuffle(words)
    return _edited(pair, list(zip(slots, words, strict=True)))


def unnamed(pair: Pair) -> Pair:
    """The marked spans replaced by neutral names; a pair whose spans overlap stays as it is."""
    if _overlapping(pair):
        return pair
    return _edited(pair, sorted(zip((pair.source, pair.target), NEUTRAL, strict=True)))


def bare(pair: Pair) -> Pair:
    """Only the marked spans, in their order, with nothing between but a comma; overlapping spans leave their union."""
    fixed = _merged(pair)
    if len(fixed) == 1:
        (start, end) = fixed[0]
        moved = [(a - start, b - start) for a, b in (pair.source, pair.target)]
        return replace(pair, text=pair.text[start:end], source=moved[0], target=moved[1])
    (first, second) = fixed
    left, right = pair.text[slice(*first)], pair.text[slice(*second)]
    spans = {first: (0, len(left)), second: (len(left) + 2, len(left) + 2 + len(right))}
    return replace(pair, text=f"{left}, {right}", source=spans[pair.source], target=spans[pair.target])


PROBES = (
    Probe("parties swapped", "source and target are exchanged: does it read who does it to whom?", swapped),
    Probe(
        "words shuffled", "the words outside the marks are shuffled: does it read more than a bag of words?", shuffled
    ),
    Probe("names taken away", "the marks hold “Party A” and “Party B”: does it lean on who they are?", unnamed),
    Probe("names alone", "only the marked words are left: how much do the names give away?", bare),
)


def kept(gold: Sequence[Pair], before: Sequence[str], after: Sequence[str]) -> Kept:
    """Compare answers to the gold pairs with answers to the rewritten ones, in the same order."""
    older = any(pair.type == YIELD for pair in gold)
    rows = [
        (as_gold(pair.type, older), as_gold(one, older), as_gold(other, older))
        for pair, one, other in zip(gold, before, after, strict=True)
    ]
    return Kept(
        len(rows),
        sum(one == other for _, one, other in rows),
        sum(wanted == one for wanted, one, _ in rows),
        sum(wanted == other for wanted, _, other in rows),
    )


def one_way(pair: Pair) -> bool:
    """Whether the gold type is done by one side to the other, so that the exchanged pair should get another answer.

    Not so for CONSULT and COOPERATE, which by the codebook both sides do, nor for AGREE and SUPPORT, which both may do
    (they agree on, or sign, something).
    """
    known = codebook().types
    both = pair.type in _OFTEN_BOTH or (pair.type in known and known[pair.type].symmetric)
    return pair.type is not None and not both


def _overlapping(pair: Pair) -> bool:
    return pair.source[0] < pair.target[1] and pair.target[0] < pair.source[1]


def _merged(pair: Pair) -> list[Span]:
    """The marked spans in order of text; as one where they overlap."""
    (a, b), (c, d) = sorted((pair.source, pair.target))
    return [(a, max(b, d))] if _overlapping(pair) else [(a, b), (c, d)]


def _edited(pair: Pair, edits: Sequence[tuple[Span, str]]) -> Pair:
    """The pair with parts of its text replaced, in order of text; a part may be a whole marked span, never cut one."""
    pieces: list[str] = []
    at = 0
    for (start, end), words in edits:
        pieces += [pair.text[at:start], words]
        at = end
    text = "".join([*pieces, pair.text[at:]])

    def moved(span: Span) -> Span:
        before = sum(len(words) - (end - start) for (start, end), words in edits if end <= span[0])
        inside = sum(len(words) - (end - start) for (start, end), words in edits if (start, end) == span)
        return span[0] + before, span[1] + before + inside

    return replace(pair, text=text, source=moved(pair.source), target=moved(pair.target))

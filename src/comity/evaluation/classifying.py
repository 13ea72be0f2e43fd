"""Pairs in, types out: the one way in which pairs are classified, whoever asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from comity.coding.classify import Classified, classify
from comity.coding.learned import PairModel
from comity.errors import InputError
from comity.evaluation.pairs import Pair
from comity.language import Analyser
from comity.records import Document

_TOGETHER = 64  # pairs that are parsed together: three times as fast as one by one, and the parses are the same

Answer = tuple[Pair, Classified] | InputError
"""A pair with what was made of it, or why it was refused."""


def classify_all(rows: Iterable[Pair | InputError], analyser: Analyser, model: PairModel | None) -> Iterator[Answer]:
    """An answer for each row, in order; without a model the rules answer alone.

    A row that is an error already passes through, and a pair that cannot be classified becomes one that names its line.
    Raises InputError when the language model is not installed.
    """
    stream = iter(rows)
    while chunk := list(islice(stream, _TOGETHER)):
        documents = [Document(id=str(row.id), text=row.text) for row in chunk if isinstance(row, Pair)]
        analyses = analyser.analyse_many(documents, _TOGETHER)
        for row in chunk:
            if isinstance(row, InputError):
                yield row
                continue
            analysis = next(analyses)
            try:
                answer = classify(analysis, row.source, row.target, model)
            except InputError as error:
                yield InputError(f"{row.where}: {error}")
                continue
            yield row, answer


def types_of(pairs: Iterable[Pair], analyser: Analyser, model: PairModel | None) -> list[str]:
    """The type of each pair, in order. Raises InputError for the first pair that cannot be classified."""
    types = []
    for answer in classify_all(pairs, analyser, model):
        if isinstance(answer, InputError):
            raise answer
        types.append(answer[1].type)
    return types

"""Which documents are independent: a reprint, or a near copy, counts as its original does."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from comity.ledger import Printing
from comity.linking.groups import Union
from comity.reading.reprints import ReprintIndex, may_be_alike, sequences_of


def originals_of(printings: Sequence[Printing], fresh: Collection[str] | None = None) -> dict[str, str | None]:
    """For each document the id of its original, or None where it is one itself.

    Documents of the same text, directly or through others, form a set; its original is the one published first (an
    unknown day comes last), then the one with the smallest id. So the order of the printings does not matter.
    Where only `fresh` documents are new or were read again, the sets of all others are taken from what is known.
    """
    numbers = {printing.document: number for number, printing in enumerate(printings)}
    union = Union(len(printings))
    new = range(len(printings)) if fresh is None else _to_compare(printings, numbers, union, fresh)
    index = ReprintIndex()
    for number in new:
        printing = printings[number]
        if printing.text_key is None or printing.signature is None:
            continue
        same = index.matches(printing.text_key, printing.signature)
        union.join([number, *(numbers[match.id] for match in same)])
        index.add_signature(printing.document, printing.text_key, printing.signature)
    if fresh is not None:
        _join_known(printings, numbers, union, set(new), index)
    found: dict[str, str | None] = {}
    for members in union.sets():
        if len(members) == 1:
            found[printings[members[0]].document] = None
            continue
        alike = [printings[number] for number in members]
        original = min(alike, key=lambda printing: (printing.published or date.max, printing.document)).document
        found.update({p.document: original if p.document != original else None for p in alike})
    return found


def _to_compare(
    printings: Sequence[Printing], numbers: dict[str, int], union: Union, fresh: Collection[str]
) -> list[int]:
    """The fresh documents and all of their former sets; the sets of the others are joined as they are known."""
    ours = {printing.reprint_of or printing.document for printing in printings if printing.document in fresh}
    new = []
    for number, printing in enumerate(printings):
        if printing.document in fresh or (printing.reprint_of or printing.document) in ours:
            new.append(number)
        elif printing.reprint_of is not None:
            union.join([numbers[printing.reprint_of], number])
    return new


def _join_known(
    printings: Sequence[Printing], numbers: dict[str, int], union: Union, new: Collection[int], index: ReprintIndex
) -> None:
    """Join each document that is not new with the new ones (all in the index) that have its text."""
    signatures = [printings[number].signature or b"" for number in new]
    sequences = frozenset[int]().union(*map(sequences_of, signatures))
    keys = {printings[number].text_key for number in new}
    for number, printing in enumerate(printings):
        key, signature = printing.text_key, printing.signature
        if (
            number in new
            or key is None
            or signature is None
            or (key not in keys and not may_be_alike(signature, sequences))
        ):
            continue
        union.join([number, *(numbers[match.id] for match in index.matches(key, signature))])

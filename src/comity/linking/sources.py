"""Which documents are independent: a reprint, or a near copy, counts as its original does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from comity.ledger import Printing
from comity.linking.groups import Union
from comity.reading.reprints import ReprintIndex


def originals_of(printings: Sequence[Printing]) -> dict[str, str | None]:
    """For each document the id of its original, or None where it is one itself.

    Documents of the same text, directly or through others, form a set; its original is the one published first (an
    unknown day comes last), then the one with the smallest id. So the order of the printings does not matter.
    """
    numbers = {printing.document: number for number, printing in enumerate(printings)}
    union = Union(len(printings))
    index = ReprintIndex()
    for number, printing in enumerate(printings):
        if printing.text_key is None or printing.signature is None:
            continue
        same = index.matches(printing.text_key, printing.signature)
        union.join([number, *(numbers[match.id] for match in same)])
        index.add_signature(printing.document, printing.text_key, printing.signature)
    found: dict[str, str | None] = {}
    for members in union.sets():
        alike = [printings[number] for number in members]
        original = min(alike, key=lambda printing: (printing.published or date.max, printing.document)).document
        found.update({p.document: original if p.document != original else None for p in alike})
    return found

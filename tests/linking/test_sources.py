"""Which documents are one source: looking only at what is new gives what looking at everything gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from comity.ledger import Printing
from comity.linking.sources import originals_of
from comity.reading.reprints import same_text_key, signature

WORDS = [f"word{number} speaks{number}" for number in range(60)]


def printing(number: int, text: int, changed: int, day: int | None) -> Printing:
    """A document with one of a few texts, some with other last words: near copies, and copies of near copies."""
    wording = " ".join(f"text{text} {word}" for word in WORDS[: 60 - changed]) + f" and {changed} more {'x ' * changed}"
    published = None if day is None else date(2024, 1, day)
    return Printing(f"D{number}", published, same_text_key(wording), signature(wording), None)


kinds = st.tuples(st.integers(0, 2), st.sampled_from([0, 0, 3, 6, 9, 40]), st.sampled_from([None, 1, 2, 3]))


@settings(max_examples=60, deadline=None)
@given(st.lists(kinds, min_size=1, max_size=14), st.data())
def test_only_what_is_new_is_compared_and_the_originals_are_the_same(
    rows: list[tuple[int, int, int | None]], data: st.DataObject
) -> None:
    printings = [printing(number, *row) for number, row in enumerate(rows)]
    everything = originals_of(printings)
    fresh = {one.document for one in printings if data.draw(st.booleans())}
    again = {document for document in sorted(fresh) if data.draw(st.booleans())}  # read once before
    before = originals_of([one for one in printings if one.document not in fresh - again])
    known = [replace(one, reprint_of=before.get(one.document)) for one in printings]
    assert originals_of(known, fresh) == everything

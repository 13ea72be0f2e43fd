"""The order of reading changes nothing: a shuffled reading, in any number of parts, exports the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from comity.ledger import Ledger
from comity.linking import link
from comity.pipeline import read
from comity.records import Document
from comity.settings import Settings
from tests.plain_coder import make_coder

states = st.sampled_from(["India", "Russia", "Brazil"])
days = st.sampled_from(["", " on 2024-01-01", " on 2024-01-02", " in 2024-01", " in 2024"])
events = st.builds(
    lambda one, verb, other, day: f"{one} {verb} {other}{day}.",
    states,
    st.sampled_from(["met", "accused"]),
    states,
    days,
)
threads = st.builds(
    lambda name, parties, stage, day: f"The {name} project{parties} was {stage}{day}.",
    st.sampled_from(["Aral", "Nile"]),
    st.sampled_from(["", " of India and Russia", " of Brazil and India"]),
    st.sampled_from(["signed", "operational", "suspended"]),
    days,
)
texts = st.lists(events | threads, min_size=1, max_size=4).map(" ".join)
published = st.sampled_from([None, date(2024, 1, 1), date(2024, 1, 2), date(2024, 2, 1)])


def documents_from(parts: Sequence[tuple[str, date | None]]) -> list[Document]:
    return [Document(f"D{number}", text, day) for number, (text, day) in enumerate(parts)]


def export_after(readings: Sequence[Sequence[Document]]) -> list[dict[str, Any]]:
    """What a new ledger exports after these readings, each with its linking."""
    with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "test.sqlite") as ledger:
        for documents in readings:
            read(ledger, documents, settings=Settings(), coder=make_coder)
            link(ledger)
        return list(ledger.export_rows())


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(texts, published), min_size=1, max_size=6), st.randoms(use_true_random=False), st.data())
def test_any_order_in_any_parts(parts: list[tuple[str, date | None]], random: Any, data: st.DataObject) -> None:
    documents = documents_from(parts)
    shuffled = random.sample(documents, len(documents))
    cut = data.draw(st.integers(0, len(documents)))
    assert export_after([shuffled[:cut], shuffled[cut:]]) == export_after([documents])

"""Reading for tests: a table of "id day: text" goes into a ledger by the plain coder and is linked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from comity.ledger import Ledger
from comity.linking import link
from comity.pipeline import read
from comity.records import Document
from comity.settings import Settings
from tests.plain_coder import make_coder


def documents_of(table: Mapping[str, str]) -> list[Document]:
    """Documents of a table; the day is ISO or `undated`."""
    found = []
    for heading, text in table.items():
        name, day = heading.split()
        found.append(Document(name, text, None if day == "undated" else date.fromisoformat(day)))
    return found


def read_all(ledger: Ledger, table: Mapping[str, str]) -> None:
    """Read and link the documents of a table."""
    summary = read(ledger, documents_of(table), settings=Settings(), coder=make_coder)
    assert not summary.refused
    link(ledger)

"""Documents through the whole of Comity (coded, kept, linked) in a ledger that is thrown away, for measuring."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from comity import pipeline
from comity.ledger import Ledger
from comity.linking import link
from comity.records import Document
from comity.settings import Settings


def linked_rows(documents: Iterable[Document], settings: Settings) -> Mapping[str, Sequence[dict[str, Any]]]:
    """The rows of the export for these documents, by document id. What cannot be read has none."""
    with (
        tempfile.TemporaryDirectory(prefix="comity-") as folder,
        Ledger.open(Path(folder) / "linked.sqlite") as ledger,
    ):
        pipeline.read(ledger, documents, settings=settings)
        link(ledger)
        return rows_by_document(ledger.export_rows())


def rows_by_document(rows: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Records of an export by their document."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if "document" in row and "start" in row:
            found.setdefault(row["document"], []).append(row)
    return found

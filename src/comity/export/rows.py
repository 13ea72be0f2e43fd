"""Which rows of the contract an export takes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from comity.ledger import Filter, Ledger

Row = dict[str, Any]

KINDS = ("document", "event", "figure", "thread", "thread_history")
"""Kinds of rows, in the order in which tables are listed."""


def chosen_rows(ledger: Ledger, dyad: str | None = None, kinds: Collection[str] = ()) -> Iterator[Row]:
    """The rows of `Ledger.export_rows`, unchanged and in order, of these kinds (none: all) and this dyad (none: all).

    To a dyad belong the records that name both parties, those that people rejected included, the documents that they
    were coded from, and the threads that both are parties of.
    """
    if dyad is None:
        yield from (row for row in ledger.export_rows() if not kinds or row["kind"] in kinds)
        return
    records: set[str] = set()
    documents: set[str] = set()
    for record in ledger.records_of(Filter(dyad=dyad, rejected=True)):
        records.add(record.id)
        documents.add(record.document)
    parties = set(dyad.split("-"))
    for row in ledger.export_rows():
        kind = row["kind"]
        if kind == "thread_history":
            wanted = parties <= set(row["parties"])
        else:
            wanted = row["id"] in (documents if kind == "document" else records)
        if wanted and (not kinds or kind in kinds):
            yield row
